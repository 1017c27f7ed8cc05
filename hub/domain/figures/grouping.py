"""A period's facts, added up by day, weekday, hour, service and counter in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from hub.domain.figures.counting import ALL, Row, apart
from hub.domain.figures.facts import Facts

K = TypeVar("K", date, int, str)


@dataclass(frozen=True, slots=True)
class Groups:
    """The same facts in every order; each adds up to `total`. Weekdays from Monday as 0.

    `services` has "" for what belongs to counters alone, `counters` "" for who was not called.
    """

    total: Facts
    days: Mapping[date, Facts]
    weekdays: Mapping[int, Facts]
    hours: Mapping[int, Facts]
    services: Mapping[str, Facts]
    counters: Mapping[str, Facts]


def grouped(rows: Iterable[Row]) -> Groups:
    """Add up all cells, or all margins, of some days: they give the same.

    Rows are added as they are, hours side by side; those that begin at the same hour fit.
    """
    days: Sums[date] = Sums()
    services: Sums[str] = Sums()
    counters: Sums[str] = Sums()
    # A day on which nothing happened is no day of the period.
    for row in (each for each in rows if each.packed):
        if (row.service == ALL) == (row.counter == ALL):
            days.add(row.day, row)
        if row.service != ALL:
            services.add(row.service, row)
        if row.counter != ALL:
            counters.add(row.counter, row)
    by_hour: dict[int, int] = defaultdict(int)
    for hour, packed in days.hours():
        by_hour[hour] += packed
    by_day = days.whole()
    weekdays: dict[int, int] = defaultdict(int)
    for day, packed in by_day.items():
        weekdays[day.weekday()] += packed
    return Groups(
        Facts(sum(by_hour.values())),
        _facts(by_day),
        _facts(weekdays),
        _facts(by_hour),
        _facts(services.whole()),
        _facts(counters.whole()),
    )


class Sums(Generic[K]):
    """Rows added up by a key, apart by the hour at which they begin."""

    def __init__(self) -> None:
        self._found: dict[tuple[K, int], int] = {}

    def add(self, key: K, row: Row) -> None:
        """Put a row to those with the same key."""
        place = key, row.first
        self._found[place] = self._found.get(place, 0) + row.packed

    def hours(self) -> Iterator[tuple[int, int]]:
        """Every hour of every sum."""
        for (_, first), packed in self._found.items():
            yield from apart(first, packed).items()

    def whole(self) -> dict[K, int]:
        """The hours of each key added up."""
        found: dict[K, int] = defaultdict(int)
        for (key, first), packed in self._found.items():
            found[key] += sum(apart(first, packed).values())
        return dict(found)


def _facts(sums: Mapping[K, int]) -> dict[K, Facts]:
    return {key: Facts(sums[key]) for key in sorted(sums)}
