"""Years of a lobby by chance: how many came, a service and hour, as the log keeps it.

The truth that a forecast has to find: weekdays, the shape of a day, busy days after closed ones
and at the ends of months, the weeks in which people move, a slow change of the whole, and days
that are busier or quieter than anybody can know (`wobble`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, sqrt
from random import Random

import jpholiday

from hub.domain.estimate.learning import Hours, Sums
from hub.domain.forecast.calendar import Mark, calendar, open_hours
from hub.domain.site import Site
from tests.lobbies import OFFICE, service, site

SHAPE = {8: 0.7, 9: 1.2, 10: 1.35, 11: 1.15, 12: 1.1, 13: 1.0, 14: 0.9, 15: 0.8, 16: 0.85, 17: 0.4}
WEEKDAYS = (1.25, 1.0, 0.9, 0.92, 1.1)
MARKS: Mapping[str, float] = {
    Mark.AFTER_CLOSED: 1.3,
    Mark.MONTH_START: 1.1,
    Mark.MONTH_END: 1.15,
    Mark.LATE_MARCH: 1.6,
    Mark.EARLY_APRIL: 1.45,
}
BEGIN = date(2025, 2, 1)


@dataclass(frozen=True, slots=True)
class Years:
    """`daily` visitors of each service on an ordinary day; `moving` feel the season more."""

    daily: Mapping[str, float]
    moving: frozenset[str] = frozenset({"move"})
    wobble: float = 0.1
    growth: float = 0.1

    @property
    def site(self) -> Site:
        """Open on weekdays that are no holidays."""
        return replace(
            site(),
            services={key: service(key, key[0].upper(), hours=OFFICE) for key in self.daily},
            closed_days={
                day: {"ja": name}
                for year in range(BEGIN.year, BEGIN.year + 4)
                for day, name in jpholiday.year_holidays(year)
            },
        )

    def draw(self, seed: str, days: int) -> dict[date, Hours]:
        """The log of so many days from `BEGIN` on."""
        chance, here = Random(seed), self.site
        # All of these days are to come: the city's calendar says which are open.
        known = calendar(here, BEGIN, lambda _: False)
        found: dict[date, Hours] = {}
        for count in range(days):
            day = BEGIN + timedelta(days=count)
            today = exp(chance.gauss(0, self.wobble)) * (1 + self.growth * count / 365)
            hours = {
                (key, hour): _sums(_poisson(chance, today * mean))
                for key in self.daily
                for hour, mean in self._means(here, key, day, known.marks(day)).items()
            }
            if hours:
                found[day] = hours
        return found

    def _means(
        self, here: Site, key: str, day: date, marks: tuple[str, ...]
    ) -> Mapping[int, float]:
        opened = open_hours(here, key, day)
        dense = {hour: share * SHAPE[hour] for hour, share in opened.items()}
        whole = self.daily[key] * WEEKDAYS[day.weekday()] if opened else 0.0
        for mark in marks:
            whole *= MARKS.get(mark, 1.0) ** (1.5 if key in self.moving else 1.0)
        return {hour: whole * part / sum(dense.values()) for hour, part in dense.items()}


def _sums(arrived: int) -> Sums:
    # Who comes in a full hour waits longer.
    return Sums(arrived=arrived, called=arrived, timed=arrived, waited=arrived * arrived / 2)


def _poisson(chance: Random, mean: float) -> int:
    """How many by chance alone; many are nearly normal."""
    if mean > 50:
        return max(0, round(chance.gauss(mean, sqrt(mean))))
    count, left = 0, exp(-mean)
    drawn = chance.random()
    while drawn > left:
        drawn *= chance.random()
        count += 1
    return count


TOWNS: Mapping[str, Years] = {
    "large": Years({"cert": 600.0, "move": 250.0, "tax": 300.0, "health": 350.0, "child": 150.0}),
    "small": Years({"cert": 60.0, "move": 20.0, "tax": 25.0}),
}
