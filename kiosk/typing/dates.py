"""A date as it is typed with an era and digits: a pure machine from one `DateEntry` to the next.

A part is full when no further digit could belong to it: then the next one is asked for.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hub.domain.forms.answers import PartialDate
from hub.domain.forms.wareki import Era, Wareki, check, eras, gregorian, last_year, of

# Stands for 「わからない」.
UNKNOWN = "?"


class Part(StrEnum):
    """What is typed, in this order."""

    ERA = "era"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_ORDER = tuple(Part)
# A card that is made now expires within so many years.
AHEAD = 10


@dataclass(frozen=True, slots=True)
class DateEntry:
    """`western`: years of the Gregorian calendar. `partial`: month and day may be unknown.

    `newest` is the last year of the present era that anybody could mean.
    """

    partial: bool = False
    newest: int = 99
    era: Era | None = None
    western: bool = False
    year: str = ""
    month: str = ""
    day: str = ""
    part: Part = Part.ERA


def begin(
    when: PartialDate | None = None, *, partial: bool, western: bool, today: date
) -> DateEntry:
    """Return a pad with a date, or an empty one; `western` asks for no era unless it is wanted."""
    newest = of(today).year + AHEAD
    if when is None:
        part = Part.YEAR if western else Part.ERA
        return DateEntry(partial, newest, western=western, part=part)
    found = eras(when)
    era = None if western or not found else found[0].era
    year = str(found[0].year if era else when.year)
    month, day = (str(number or UNKNOWN) for number in (when.month, when.day))
    return DateEntry(partial, newest, era, era is None, year, month, day, Part.DAY)


def choose_era(entry: DateEntry, era: Era | None) -> DateEntry:
    """An era, or None for the Gregorian calendar. Digits of the other way to count go."""
    year = entry.year if bool(era) != entry.western and len(entry.year) <= 2 else ""
    part = Part.YEAR if not year else entry.part
    return replace(entry, era=era, western=era is None, year=year, part=part)


def focus(entry: DateEntry, part: Part) -> DateEntry:
    """Go to a part; without an era there is no year yet."""
    return replace(entry, part=part if entry.era or entry.western else Part.ERA)


def digit(entry: DateEntry, typed: str) -> DateEntry:
    """A digit of the part in focus; a full part begins anew. No day of an unknown month."""
    no_month = entry.part is Part.DAY and entry.month == UNKNOWN
    if entry.part is Part.ERA or no_month or typed not in tuple("0123456789"):
        return entry
    old = _value(entry, entry.part)
    value = typed if is_full(entry, entry.part) else old.removeprefix(UNKNOWN) + typed
    entry = _with(entry, entry.part, value)
    return onward(entry) if is_full(entry, entry.part) else entry


def first_year(entry: DateEntry) -> DateEntry:
    """「元年」."""
    return onward(replace(entry, year="1", part=Part.YEAR)) if entry.era else entry


def unknown(entry: DateEntry) -> DateEntry:
    """「わからない」, for a month (then the day is not known either) or a day."""
    if not entry.partial or entry.part not in (Part.MONTH, Part.DAY):
        return entry
    if entry.part is Part.MONTH:
        return replace(entry, month=UNKNOWN, day=UNKNOWN, part=Part.DAY)
    return replace(entry, day=UNKNOWN)


def erase(entry: DateEntry) -> DateEntry:
    """Take the last digit back; in an empty part, that of the part before."""
    value = _value(entry, entry.part)
    if value and entry.part is not Part.ERA:
        return _with(entry, entry.part, value[:-1])
    before = _ORDER[max(0, _ORDER.index(entry.part) - 1)]
    if before is Part.ERA:
        return replace(entry, part=Part.YEAR if entry.western else Part.ERA)
    return (
        erase(replace(entry, part=before)) if _value(entry, before) else replace(entry, part=before)
    )


def onward(entry: DateEntry) -> DateEntry:
    """Go to the next part: 「年」 or 「月」 behind one digit."""
    after = _ORDER[min(len(_ORDER) - 1, _ORDER.index(entry.part) + 1)]
    return replace(entry, part=after)


def is_full(entry: DateEntry, part: Part) -> bool:
    """Can no further digit belong to this part?"""
    value = _value(entry, part)
    if part is Part.YEAR and entry.western:
        return len(value) >= 4
    return len(value) >= 2 or value == UNKNOWN or (bool(value) and int(value) * 10 > _most(entry))


def value(entry: DateEntry) -> PartialDate | None:
    """Return the date; None while a part is missing. Raises WarekiFault: there is none such."""
    if not (entry.year and entry.month and entry.day) or not (entry.era or entry.western):
        return None
    year, month, day = int(entry.year), _number(entry.month), _number(entry.day)
    if entry.era:
        return gregorian(Wareki(entry.era, year, month, day))
    when = PartialDate(year, month, day)
    check(when)
    return when


def _most(entry: DateEntry) -> int:
    """The largest number that the part in focus can be."""
    if entry.part is not Part.YEAR or entry.era is None:
        return 31 if entry.part is Part.DAY else 12
    last = last_year(entry.era)
    return entry.newest if last is None else last


def _number(digits: str) -> int | None:
    """Zero stays zero: a day 00 is a fault, not an unknown one."""
    return None if digits == UNKNOWN else int(digits)


def _value(entry: DateEntry, part: Part) -> str:
    return {Part.ERA: "", Part.YEAR: entry.year, Part.MONTH: entry.month, Part.DAY: entry.day}[part]


def _with(entry: DateEntry, part: Part, value: str) -> DateEntry:
    if part is Part.YEAR:
        return replace(entry, year=value)
    if part is Part.DAY:
        return replace(entry, day=value)
    known = value != UNKNOWN and entry.month == UNKNOWN
    return replace(entry, month=value, day="" if known else entry.day)
