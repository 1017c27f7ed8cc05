"""iCalendar (RFC 5545): what a calendar holds for the next weeks, with its recurrences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

from hub.adapters.feeds.cleaning import plain
from hub.domain.signage.content import Appointment
from hub.service.feeding import BadFeed

# How far ahead, how many in all, how many events of the file, and occurrences of one.
AHEAD, MOST, MOST_EVENTS, MOST_TIMES = timedelta(days=100), 300, 3000, 200
LENGTH = 80
# Rules that step more finely than a day make millions of occurrences, and no event of a city.
_COARSE = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# An event that began longer ago is not unrolled from there.
_OLDEST = 1990


@dataclass(frozen=True, slots=True)
class _Span:
    """What is looked at, in the lobby's zone, which naive times are taken to be in."""

    first: datetime
    last: datetime
    zone: ZoneInfo


def appointments(body: bytes, now: datetime, timezone: str) -> tuple[Appointment, ...]:
    """The events that end after `now`, by their beginning. Raises BadFeed."""
    zone = ZoneInfo(timezone)
    span = _Span(now, now + AHEAD, zone)
    try:
        calendar: Any = Calendar.from_ical(body)
        events = list(islice(calendar.walk("VEVENT"), MOST_EVENTS))
    # The library raises ValueError, and others for what it did not foresee.
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise BadFeed(f"no calendar: {type(error).__name__}") from error
    found = [each for event in events for each in _of(event, _moved(events), span)]
    found.sort(key=lambda each: (each.begins, each.title))
    return tuple(found[:MOST])


def _moved(events: Iterable[Any]) -> frozenset[tuple[str, date]]:
    """Occurrences that have an event of their own (RECURRENCE-ID), by uid and day."""
    return frozenset(
        (str(event.get("UID")), _day(event["RECURRENCE-ID"].dt))
        for event in events
        if hasattr(event.get("RECURRENCE-ID"), "dt")
    )


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _of(event: Any, moved: frozenset[tuple[str, date]], span: _Span) -> Iterator[Appointment]:
    title = plain(event.get("SUMMARY"), LENGTH)
    starts = getattr(event.get("DTSTART"), "dt", None)
    if not title or starts is None or str(event.get("STATUS")).upper() == "CANCELLED":
        return
    whole_day = not isinstance(starts, datetime)
    try:
        begins, length = _local(starts, span.zone), _length(event, starts, span.zone)
        alone = "RECURRENCE-ID" in event
        times = [begins] if alone else _times(event, begins, length, span)
    except (ValueError, TypeError, OverflowError, AttributeError):
        # One event that makes no sense does not keep the others from being shown.
        return
    for at in times:
        if not alone and (str(event.get("UID")), at.date()) in moved:
            continue
        shown = _appointment(event, title, at, length, whole_day, span)
        if shown.ends > span.first and shown.begins < span.last:
            yield shown


def _appointment(
    event: Any, title: str, at: datetime, length: timedelta, whole_day: bool, span: _Span
) -> Appointment:
    begins, ends = at.replace(tzinfo=span.zone), (at + length).replace(tzinfo=span.zone)
    return Appointment(title, begins, ends, plain(event.get("LOCATION"), LENGTH), whole_day)


def _local(at: date, zone: ZoneInfo) -> datetime:
    """The time on the lobby's wall, naive: recurrences are reckoned on it."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time())
    return at.astimezone(zone).replace(tzinfo=None) if at.tzinfo else at


def _length(event: Any, starts: date, zone: ZoneInfo) -> timedelta:
    ends, lasts = (getattr(event.get(name), "dt", None) for name in ("DTEND", "DURATION"))
    if isinstance(lasts, timedelta):
        return max(lasts, timedelta())
    if ends is not None:
        return max(_local(ends, zone) - _local(starts, zone), timedelta())
    return timedelta() if isinstance(starts, datetime) else timedelta(days=1)


def _times(event: Any, begins: datetime, length: timedelta, span: _Span) -> list[datetime]:
    """When it begins, as often as it does within the span."""
    rule = event.get("RRULE")
    first = span.first.astimezone(span.zone).replace(tzinfo=None) - length
    last = span.last.astimezone(span.zone).replace(tzinfo=None)
    extra = _dates(event.get("RDATE"), span.zone)
    excluded = set(_dates(event.get("EXDATE"), span.zone))
    found = (
        [begins, *extra]
        if rule is None
        else [*_unrolled(rule, begins, first, last, span.zone), *extra]
    )
    within = (at for at in found if first <= at < last and at not in excluded)
    return list(dict.fromkeys(within))


def _unrolled(
    rule: Any, begins: datetime, first: datetime, last: datetime, zone: ZoneInfo
) -> list[datetime]:
    """Occurrences of the rule; ValueError for one that no city's calendar holds."""
    if isinstance(rule, list) or rule.get("FREQ", [""])[0] not in _COARSE:
        raise ValueError("a rule finer than a day")
    if begins.year < _OLDEST:
        raise ValueError("too long ago")
    parts = {name: value for name, value in rule.items() if name != "UNTIL"}
    until = rule.get("UNTIL")
    text = type(rule)(parts).to_ical().decode()
    series = rrulestr(text, dtstart=begins)
    if until:
        last = min(last, _bound(until[0], zone))
    return list(islice(takewhile(lambda at: at < last, series.xafter(first, inc=True)), MOST_TIMES))


def _bound(until: date, zone: ZoneInfo) -> datetime:
    """RFC 5545, 3.3.10: UNTIL is included; in UTC it is reckoned on the lobby's wall too."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time()) + timedelta(days=1)
    return _local(until, zone) + timedelta(seconds=1)


def _dates(listed: Any, zone: ZoneInfo) -> list[datetime]:
    lists = listed if isinstance(listed, list) else [listed] if listed is not None else []
    return [
        _local(item.dt, zone) for each in lists for item in each.dts if hasattr(item.dt, "year")
    ]
