"""When a page is asked and a procedure is needed: conditions as data, in three-valued logic.

`holds` gives None while the answer that decides is open or is "I will ask at the counter"
(Kleene's strong logic). A field that is not asked in this visit equals nothing; one of a page
that the counter may have to ask is open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from hub.domain.forms.answers import Ask, PartialDate, Value


class Missing(Enum):
    """Why there is no value for a field."""

    NOT_ASKED = "not_asked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Eq:
    """The field has this value; for a field of several options, this one is among them."""

    field: str
    value: str | int
    op: Literal["eq"] = "eq"


@dataclass(frozen=True, slots=True)
class In:
    """The field has one of these values."""

    field: str
    values: tuple[str | int, ...]
    op: Literal["in"] = "in"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: "tuple[Condition, ...]"
    op: Literal["all"] = "all"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"
    op: Literal["any"] = "any"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"
    op: Literal["not"] = "not"


@dataclass(frozen=True, slots=True)
class AgeAt:
    """A person born on `field` is, on the day in field `on` (else today), `least` <= age < `below`.

    Age in full years, a year older on the birthday (29 February: on 1 March).
    """

    field: str
    on: str | None = None
    least: int = 0
    below: int = 200
    op: Literal["age_at"] = "age_at"


@dataclass(frozen=True, slots=True)
class DaysSince:
    """From the date in `field` to today, `least` <= days < `below`. A day to come is below 0."""

    field: str
    least: int = -1_000_000
    below: int = 1_000_000
    op: Literal["days_since"] = "days_since"


@dataclass(frozen=True, slots=True)
class Count:
    """Of the members of `group`, `least` <= how many satisfy `when` < `below`."""

    group: str
    when: "Condition"
    least: int = 1
    below: int = 1000
    op: Literal["count"] = "count"


Condition = Eq | In | AllOf | AnyOf | Not | AgeAt | DaysSince | Count

Found = Value | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What a condition sees: `find(field)` for the one at hand, `members(group)` for each member.

    `members` is None while the number of members is open.
    """

    find: Callable[[str], Found]
    members: "Callable[[str], tuple[View, ...] | None]"
    today: date


def holds(condition: Condition, view: View) -> bool | None:
    """Does it hold? None: that is not known (yet)."""
    match condition:
        case Eq(field, value):
            known = _is_one_of(view.find(field), (value,))
        case In(field, values):
            known = _is_one_of(view.find(field), values)
        case AllOf(parts):
            known = _all(holds(part, view) for part in parts)
        case AnyOf(parts):
            known = _not(_all(_not(holds(part, view)) for part in parts))
        case Not(part):
            known = _not(holds(part, view))
        case AgeAt():
            known = _age_at(condition, view)
        case DaysSince():
            known = _days_since(condition, view)
        case _:
            known = _count(condition, view)
    return known


def may_hold(condition: Condition | None, view: View) -> bool:
    """Is it not known to be false? What has no condition is always so."""
    return condition is None or holds(condition, view) is not False


def _is_one_of(found: Found, values: tuple[str | int, ...]) -> bool | None:
    if found is Missing.NOT_ASKED:
        return False
    if found is Missing.OPEN or isinstance(found, Ask):
        return None
    return any(value in values for value in found) if isinstance(found, tuple) else found in values


def _not(known: bool | None) -> bool | None:
    return None if known is None else not known


def _all(parts: Iterable[bool | None]) -> bool | None:
    known: bool | None = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            known = None
    return known


def _within(first: int, last: int, least: int, below: int) -> bool | None:
    """Is a number from `first` to `last` one of `least` <= n < `below`?"""
    if least <= first and last < below:
        return True
    return False if last < least or below <= first else None


def _age_at(condition: AgeAt, view: View) -> bool | None:
    born = view.find(condition.field)
    on = view.find(condition.on) if condition.on else view.today
    if born is Missing.NOT_ASKED or on is Missing.NOT_ASKED:
        return False
    if not isinstance(born, PartialDate) or not isinstance(on, PartialDate | date):
        return None
    youngest = _years(latest_day(born), earliest_day(on))
    oldest = _years(earliest_day(born), latest_day(on))
    return _within(youngest, oldest, condition.least, condition.below)


def _days_since(condition: DaysSince, view: View) -> bool | None:
    start = view.find(condition.field)
    if start is Missing.NOT_ASKED:
        return False
    day = start.whole if isinstance(start, PartialDate) else None
    return None if day is None else condition.least <= (view.today - day).days < condition.below


def earliest_day(day: PartialDate | date) -> tuple[int, int, int]:
    """Year, month and day that it is at the earliest."""
    return day.year, day.month or 1, day.day or 1


def latest_day(day: PartialDate | date) -> tuple[int, int, int]:
    """Year, month and day that it is at the latest."""
    return day.year, day.month or 12, day.day or 31


def _years(born: tuple[int, int, int], on: tuple[int, int, int]) -> int:
    years = on[0] - born[0] - (on[1:] < born[1:])
    return max(0, years)


def _count(condition: Count, view: View) -> bool | None:
    members = view.members(condition.group)
    if members is None:
        return None
    sure, possible = 0, len(members)
    known = _within(sure, possible, condition.least, condition.below)
    for member in members:
        if known is not None:
            break
        fits = holds(condition.when, member)
        sure, possible = sure + (fits is True), possible - (fits is False)
        known = _within(sure, possible, condition.least, condition.below)
    return known
