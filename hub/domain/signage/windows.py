"""When something is to be shown: dates, weekdays, parts of the day, recurrence, holidays."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Days(StrEnum):
    """How a window takes special days."""

    ANY = "any"
    ONLY = "only"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day, half-open, local time; past midnight it belongs to its start's day.

    Equal `start` and `end` are the whole day from `start` on.
    """

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Window:
    """Open while all that is set agrees; nothing set: always.

    `begins` and `ends` are aware instants, half-open. `weekdays`: Monday is 0, none named means
    all. `parts`: none named means the whole day. `rule` is an RFC 5545 RRULE value (such as
    "FREQ=MONTHLY;BYDAY=2TU") that names days, counted from `rule_from`; `excluded` days are
    left out. `holidays` are national, `closed_days` the city's own and those without hours.
    """

    begins: datetime | None = None
    ends: datetime | None = None
    weekdays: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()
    rule: str = ""
    rule_from: date | None = None
    excluded: frozenset[date] = frozenset()
    holidays: Days = Days.ANY
    closed_days: Days = Days.ANY


ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The site's zone (IANA), national holidays, and the days on which it is closed."""

    timezone: str
    holidays: frozenset[date] = frozenset()
    closed: frozenset[date] = frozenset()
