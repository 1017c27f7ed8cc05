"""What is special about a day: things that a city hall's visitors go by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hub.domain.site import Service, Site

ONE_DAY = timedelta(days=1)
# Open days at both ends of a month.
MONTHS_EDGE = 3
# The year's end is the longest pause: further back nobody looks for the last open day.
LONGEST_PAUSE = 14
# People move when schools and offices begin their year: in 2025 cities warned of crowds from
# the middle of March to the middle of April.
MOVING_FROM, MOVING_UNTIL = 15, 14


class Mark(StrEnum):
    """A day may have several; a weekday is marked "0" (Monday) to "6"."""

    AFTER_CLOSED = "after_closed"
    MONTH_START = "month_start"
    MONTH_END = "month_end"
    LATE_MARCH = "late_march"
    EARLY_APRIL = "early_april"


@dataclass(frozen=True, slots=True)
class Calendar:
    """`is_open` says of any day, past or to come, whether the lobby was or will be open.

    `weekdays` are those on which it is open in an ordinary week (Monday is 0).
    """

    is_open: Callable[[date], bool]
    weekdays: frozenset[int]

    def marks(self, day: date) -> tuple[str, ...]:
        """The day's weekday and what else it is."""
        return (str(day.weekday()), *self._special(day))

    def _special(self, day: date) -> Iterator[str]:
        if self._after_closed(day):
            yield Mark.AFTER_CLOSED
        if self._open_days(day, -ONE_DAY) < MONTHS_EDGE:
            yield Mark.MONTH_START
        if self._open_days(day, ONE_DAY) < MONTHS_EDGE:
            yield Mark.MONTH_END
        if day.month == 3 and day.day >= MOVING_FROM:
            yield Mark.LATE_MARCH
        if day.month == 4 and day.day <= MOVING_UNTIL:
            yield Mark.EARLY_APRIL

    def _after_closed(self, day: date) -> bool:
        """Was a day closed, just before, that is an open one in an ordinary week?"""
        for count in range(1, LONGEST_PAUSE):
            before = day - count * ONE_DAY
            if self.is_open(before):
                return False
            if before.weekday() in self.weekdays:
                return True
        return False

    def _open_days(self, day: date, step: timedelta) -> int:
        """How many days are open from the next one (or the one before) to the month's end."""
        count, other = 0, day + step
        while other.month == day.month and count < MONTHS_EDGE:
            count += self.is_open(other)
            other += step
        return count


def calendar(site: Site, today: date, past: Callable[[date], bool]) -> Calendar:
    """Days before `today` as the log has them, the others as the city plans them."""
    weekdays = frozenset(
        day for service in site.services.values() for day, spans in service.hours.items() if spans
    )

    def is_open(day: date) -> bool:
        return (
            past(day) if day < today else any(open_hours(site, key, day) for key in site.services)
        )

    return Calendar(is_open, weekdays)


def open_hours(site: Site, service_id: str, day: date) -> dict[int, float]:
    """The share of each hour of `day` in which the service is open; empty on a closed day."""
    service = site.services[service_id]
    if day in service.closed_days or day in site.closed_days:
        return {}
    return week_hours(service, day.weekday())


def week_hours(service: Service, weekday: int) -> dict[int, float]:
    """The share of each hour in which the service is open on an ordinary such weekday."""
    found: dict[int, float] = {}
    for span in service.hours.get(weekday, ()):
        start, end = (at.hour + at.minute / 60 + at.second / 3600 for at in (span.start, span.end))
        for hour in range(24):
            if (share := min(end, hour + 1) - max(start, hour)) > 0:
                found[hour] = min(1.0, found.get(hour, 0.0) + share)
    return found
