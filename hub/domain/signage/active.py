"""Is a window open at an instant, and when does that change? Exact to the second, in any zone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hub.domain.signage.recurrence import names_day
from hub.domain.signage.windows import Calendar, Days, Part, Window

# How far next_edge looks: a window that opens once a year has its edge within.
LOOK_AHEAD = timedelta(days=400)

_DAY = timedelta(days=1)
_EVER = datetime.max.replace(tzinfo=UTC)
_NEVER_BEFORE = datetime.min.replace(tzinfo=UTC)
_WHOLE_DAY = (Part(time(0), time(0)),)


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken stretch of being open, half-open, in UTC."""

    begins: datetime
    ends: datetime


def is_open(window: Window, calendar: Calendar, now: datetime) -> bool:
    """Is the window open at the aware instant `now`?"""
    if not _within_dates(window, now):
        return False
    first = _local_day(calendar, now) - _DAY
    return any(run.begins <= now < run.ends for run in _runs(window, calendar, first, 3))


def next_edge(
    window: Window, calendar: Calendar, now: datetime, limit: timedelta = LOOK_AHEAD
) -> datetime | None:
    """The first instant after `now`, at most `limit` later, when being open changes; else None."""
    for run in runs(window, calendar, now, now + limit):
        for edge in (run.begins, run.ends):
            if edge > now:
                return edge if edge <= now + limit and edge != _EVER else None
    return None


def runs(window: Window, calendar: Calendar, begin: datetime, end: datetime) -> Iterator[Run]:
    """The whole runs that touch [begin, end], in order; they may begin earlier and end later."""
    if not _is_daily(window):
        yield from _between_dates(window, Run(_NEVER_BEFORE, _EVER))
        return
    first = _local_day(calendar, max(begin, window.begins or begin)) - _DAY
    last = _local_day(calendar, min(end, window.ends or end)) + 2 * _DAY
    for run in _runs(window, calendar, first, (last - first).days):
        if run.ends > begin and run.begins <= end:
            yield run


def meet(one: Iterable[Run], other: Iterable[Run]) -> tuple[Run, ...]:
    """Where both are open; of each the runs are in order and apart."""
    others = tuple(other)
    return tuple(
        Run(max(a.begins, b.begins), min(a.ends, b.ends))
        for a in one
        for b in others
        if max(a.begins, b.begins) < min(a.ends, b.ends)
    )


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The local wall time as an instant in UTC.

    A time that comes twice (the clock is set back) means its first coming; one that is left out
    (set forward) means the jump itself. So later wall times are never earlier instants.
    """
    naive = datetime.combine(day, at)
    found = naive.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == naive:
        return found
    return _jump(naive.replace(tzinfo=zone, fold=1).astimezone(UTC), found, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between the two when the zone's offset changes."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def _runs(window: Window, calendar: Calendar, first: date, days: int) -> Iterator[Run]:
    """The runs of so many days from `first`; touching ones are one."""
    if not _is_daily(window):
        yield from _between_dates(window, Run(_NEVER_BEFORE, _EVER))
        return
    current: Run | None = None
    for run in _daily(window, calendar, first, days):
        if current is None:
            current = run
        elif run.begins <= current.ends:
            current = Run(current.begins, max(current.ends, run.ends))
        else:
            yield from _between_dates(window, current)
            current = run
    if current is not None:
        yield from _between_dates(window, current)


def _daily(window: Window, calendar: Calendar, first: date, days: int) -> Iterator[Run]:
    parts = window.parts or _WHOLE_DAY
    for day in (first + timedelta(days=number) for number in range(days)):
        if _names(window, calendar, day):
            for run in sorted((_run(calendar, day, part) for part in parts), key=_begins):
                if run.begins < run.ends:
                    yield run


def _begins(run: Run) -> datetime:
    return run.begins


def _run(calendar: Calendar, day: date, part: Part) -> Run:
    last = day if part.start < part.end else day + _DAY
    return Run(_at(day, part.start, calendar.timezone), _at(last, part.end, calendar.timezone))


@lru_cache(maxsize=4096)
def _at(day: date, at: time, timezone: str) -> datetime:
    return instant(day, at, ZoneInfo(timezone))


def _names(window: Window, calendar: Calendar, day: date) -> bool:
    """Do weekday, rule and special days agree that the window opens on this day?"""
    return (
        (not window.weekdays or day.weekday() in window.weekdays)
        and day not in window.excluded
        and _agrees(window.holidays, day in calendar.holidays)
        and _agrees(window.closed_days, day in calendar.closed)
        and _recurs(window, calendar, day)
    )


def _agrees(days: Days, special: bool) -> bool:
    return days is Days.ANY or (days is Days.ONLY) == special


def _recurs(window: Window, calendar: Calendar, day: date) -> bool:
    if not window.rule:
        return True
    start = window.rule_from
    if start is None and window.begins is not None:
        start = _local_day(calendar, window.begins)
    return names_day(window.rule, start, calendar.timezone, day)


def _is_daily(window: Window) -> bool:
    """Does anything but its two dates close this window?"""
    return bool(
        window.weekdays
        or window.parts
        or window.rule
        or window.excluded
        or window.holidays is not Days.ANY
        or window.closed_days is not Days.ANY
    )


def _within_dates(window: Window, now: datetime) -> bool:
    return (window.begins is None or window.begins <= now) and (
        window.ends is None or now < window.ends
    )


def _between_dates(window: Window, run: Run) -> Iterator[Run]:
    begins = max(run.begins, (window.begins or run.begins).astimezone(UTC))
    ends = min(run.ends, (window.ends or run.ends).astimezone(UTC))
    if begins < ends:
        yield Run(begins, ends)


def _local_day(calendar: Calendar, now: datetime) -> date:
    return now.astimezone(ZoneInfo(calendar.timezone)).date()
