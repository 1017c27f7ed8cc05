"""What a forecast says: a grade for every service, day and hour of the coming weeks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Grade(StrEnum):
    """Congestion in five levels, always shown as word, shape and colour."""

    VERY_QUIET = "very_quiet"
    QUIET = "quiet"
    NORMAL = "normal"
    BUSY = "busy"
    VERY_BUSY = "very_busy"


# From so many times the service's usual hour on, an hour is of the next grade.
STEPS = (
    (0.6, Grade.VERY_QUIET),
    (0.85, Grade.QUIET),
    (1.2, Grade.NORMAL),
    (1.6, Grade.BUSY),
)


def grade(share: float) -> Grade:
    """The grade of an hour with `share` times the visitors of the service's usual hour."""
    return next((level for bound, level in STEPS if share < bound), Grade.VERY_BUSY)


@dataclass(frozen=True, slots=True)
class HourForecast:
    """`hour` of `day`, local time, in which the service is open at least partly.

    `arrivals` are the visitors to expect in it; `wait` their waiting time on the average in
    minutes, None where the log holds none.
    """

    service: str
    day: date
    hour: int
    grade: Grade
    arrivals: float
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """By service in the configuration's order, day and hour. Closed days and hours have none.

    `made_on` is the day it was made; it begins with that day. Without any log it has no hours.
    """

    made_on: date
    hours: tuple[HourForecast, ...] = ()
    _days: dict[tuple[str, date], tuple[HourForecast, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for each in self.hours:
            key = each.service, each.day
            self._days[key] = (*self._days.get(key, ()), each)

    def of_day(self, service: str, day: date) -> tuple[HourForecast, ...]:
        """The hours of one day; empty where the service is closed, or nothing is known."""
        return self._days.get((service, day), ())


def best_times(forecast: Forecast, service: str, day: date) -> tuple[int, ...]:
    """The hours in which to come, in order: the quietest grade of the day.

    Empty where the service is closed, or every hour of the day is as busy as any other.
    """
    hours = forecast.of_day(service, day)
    order = list(Grade)
    grades = {order.index(each.grade) for each in hours}
    if len(grades) < 2:
        return ()
    return tuple(each.hour for each in hours if order.index(each.grade) == min(grades))


def of_day(hours: Iterable[HourForecast]) -> Grade | None:
    """One grade for a whole day: that of its visitors' average hour; None without hours."""
    order, found = list(Grade), list(hours)
    weight = sum(each.arrivals for each in found)
    if not found:
        return None
    if not weight:
        return min((each.grade for each in found), key=order.index)
    mean = sum(order.index(each.grade) * each.arrivals for each in found) / weight
    return order[round(mean)]
