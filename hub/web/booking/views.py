"""The pages of booking as data: what is free, in words, shapes and colours. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.domain.appointments.slots import Slot, SlotPlan, instant, local_day
from hub.domain.dates import clock, long_date, short_date
from hub.domain.publicity import closure
from hub.domain.site import Site, Text
from hub.domain.site import words as text
from hub.service.appointments.letters import booking_words
from hub.web.public_views import closure_words

# Days on one page.
SHOWN = timedelta(days=14)
# So many seats, or a quarter of all, are few.
FEW, SOME = 2, 4
# Times offered in place of one that was just taken.
NEAREST = 6
SHAPES: Mapping[str, str] = {"free": "○", "few": "△", "full": "×", "closed": "－", "none": "－"}


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time that can be chosen, or could have been. `at` as "2026-11-24T09:30"."""

    at: str
    label: str
    kind: str
    level: str

    @property
    def is_free(self) -> bool:
        return self.kind == "free"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the calendar. `reason`: why it is closed."""

    day: str
    label: str
    kind: str
    level: str
    reason: str = ""

    @property
    def is_free(self) -> bool:
        return self.kind in ("free", "few")


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Seven days, from Monday; those that are over are left out."""

    title: str
    days: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Two weeks, and where the others are: first days, or empty.

    `first_free` on the first page, and where this one has nothing free; `is_full`: none has.
    """

    weeks: tuple[WeekRow, ...]
    earlier: str
    later: str
    first_free: TimeRow | None
    is_full: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Morning or afternoon."""

    title: str
    times: tuple[TimeRow, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The days of a page of the calendar, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and where: the site and the language."""

    site: Site
    language: str

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.site.timezone))

    def say(self, key: str, **values: object) -> str:
        return booking_words(self.language).text(key, **values)

    def name(self, words: Text) -> str:
        return text(words, self.language)

    def service(self, service: str) -> str:
        """Its name; its id where the configuration has dropped it."""
        found = self.site.services.get(service)
        return self.name(found.name) if found else service

    def moment(self, at: datetime) -> str:
        """The day and the time in full."""
        local = self.local(at)
        return f"{long_date(booking_words(self.language), local.date())} {clock(local)}"

    def day(self, day: date) -> str:
        return short_date(booking_words(self.language), day)

    def range(self, first: datetime, last: datetime) -> str:
        """The days of `first` <= t < `last`."""
        ends = (first, last - timedelta(microseconds=1))
        days = dict.fromkeys(self.local(at).date() for at in ends)
        return " – ".join(map(self.day, days))


def bookable(plan: SlotPlan, site: Site, now: datetime) -> Range:
    """The days that have slots which can be booked now, closed or not."""
    last = local_day(site, now) + timedelta(days=plan.ahead)
    return Range(min(local_day(site, now + plan.closes), last), last)


def shown_range(plan: SlotPlan, site: Site, wanted: str, now: datetime) -> Range:
    """The two weeks, from a Monday, that hold the wanted day; the nearest that can be booked."""
    days = bookable(plan, site, now)
    day = min(max(read_day(wanted) or days.first, days.first), days.last)
    monday = days.first - timedelta(days=days.first.weekday())
    begin = monday + (day - monday) // SHOWN * SHOWN
    return Range(begin, begin + SHOWN - timedelta(days=1))


def calendar(
    reader: Reader,
    plan: SlotPlan,
    slots: Sequence[Slot],
    shown: Range,
    now: datetime,
    others: Sequence[Slot] = (),
) -> Calendar:
    """The days of the range, with what is free by its `slots`; `others`: if none is, all."""
    can = bookable(plan, reader.site, now)
    by_day = _by_day(reader, slots)
    days = [shown.first + timedelta(days=number) for number in range(SHOWN.days)]
    rows = {
        day: _day_row(reader, plan, day, by_day.get(day, ()))
        for day in days
        if can.first <= day <= can.last
    }
    is_first, free = shown.first <= can.first, [slot for slot in (*slots, *others) if slot.free]
    return Calendar(
        weeks=tuple(_weeks(reader, days, rows)),
        earlier="" if is_first else (shown.first - SHOWN).isoformat(),
        later=(shown.last + timedelta(days=1)).isoformat() if shown.last < can.last else "",
        first_free=_dated(reader, free[0]) if free and (is_first or others) else None,
        is_full=not free,
    )


def _weeks(reader: Reader, days: Sequence[date], rows: Mapping[date, DayRow]) -> Iterator[WeekRow]:
    for begin in range(0, len(days), 7):
        week = [rows[day] for day in days[begin : begin + 7] if day in rows]
        if week:
            yield WeekRow(reader.say("week", day=reader.day(days[begin])), tuple(week))


def _by_day(reader: Reader, slots: Iterable[Slot]) -> dict[date, list[Slot]]:
    found: dict[date, list[Slot]] = {}
    for slot in slots:
        found.setdefault(reader.local(slot.start).date(), []).append(slot)
    return found


def _day_row(reader: Reader, plan: SlotPlan, day: date, slots: Sequence[Slot]) -> DayRow:
    kind = _kind(slots) if slots else "none"
    site, service, reason = reader.site, reader.site.services[plan.service], ""
    if not slots:
        note = closure(site, service, day)
        reason = closure_words(day, note, reader.language) if note else ""
        kind = "closed" if note or not service.hours.get(day.weekday()) else "none"
    return DayRow(day.isoformat(), reader.day(day), kind, _level(reader, kind), reason)


def _kind(slots: Sequence[Slot]) -> str:
    free, seats = sum(slot.free for slot in slots), sum(slot.seats for slot in slots)
    if not free:
        return "full"
    return "few" if free <= FEW or free * SOME <= seats else "free"


def _level(reader: Reader, kind: str) -> str:
    return f"{SHAPES[kind]} {reader.say(f'day.{kind}')}"


def times(reader: Reader, slots: Iterable[Slot], day: date) -> tuple[Part, ...]:
    """The times of a day, morning and afternoon; full ones too."""
    rows: dict[str, list[TimeRow]] = {"morning": [], "afternoon": []}
    for slot in slots:
        local = reader.local(slot.start)
        if local.date() == day:
            rows["morning" if local.hour < 12 else "afternoon"].append(_time_row(reader, slot))
    return tuple(Part(reader.say(key), tuple(found)) for key, found in rows.items() if found)


def _time_row(reader: Reader, slot: Slot) -> TimeRow:
    local = reader.local(slot.start)
    kind = "free" if slot.free else "full"
    level = f"{SHAPES[kind]} {reader.say(f'time.{kind}')}"
    return TimeRow(at_text(local), clock(local), kind, level)


def nearest(reader: Reader, slots: Iterable[Slot], start: datetime) -> tuple[TimeRow, ...]:
    """The free times next to one that was taken, in order of time; with their day."""
    free = sorted((slot for slot in slots if slot.free), key=lambda slot: abs(slot.start - start))
    chosen = sorted(free[:NEAREST], key=lambda slot: slot.start)
    return tuple(_dated(reader, slot) for slot in chosen)


def _dated(reader: Reader, slot: Slot) -> TimeRow:
    """A free time of any day."""
    local = reader.local(slot.start)
    return replace(_time_row(reader, slot), label=f"{reader.day(local.date())} {clock(local)}")


def at_text(local: datetime) -> str:
    """A local time as addresses and forms carry it."""
    return f"{local:%Y-%m-%dT%H:%M}"


def read_at(text: str, site: Site) -> datetime | None:
    """The instant in what an address or a form carries; None where it is none."""
    day, _, minute = text.partition("T")
    found = read_day(day)
    try:
        at = time.fromisoformat(minute) if len(minute) == 5 else None
    except ValueError:
        return None
    return instant(site, found, at) if found and at else None


def read_day(text: str) -> date | None:
    """A day as "2026-11-24" within the years of a calendar; None where it is none."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 9000 else None
