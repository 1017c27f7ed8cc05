"""How many come, a service and hour: a level, the marks of the day, and a shape over its hours.

visitors = level of the service x factors of the day's marks x share of the hour in the day.
Each is shrunk toward the wider one that it belongs to (the service's to the lobby's, the weekday's
shape to the service's), so that few days do not invent a peak, and a new service has the lobby's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hub.domain.forecast.calendar import Calendar, week_hours
from hub.domain.site import Site

# A factor is 1, or the lobby's, as if so many days and so many visitors had shown it.
DAYS_WEIGHT, VISITORS_WEIGHT = 3.0, 15.0
# A shape over the hours is the wider one's, as if so many visitors had shown it.
SHAPE_WEIGHT = 80.0
# The lobby's days change: one of so many open days ago counts half for the level.
HALF_LIFE = 60.0
# Factors hang together; after so many rounds none moves by a hundredth.
ROUNDS = 6

# Visitors of one service by day and hour.
Counts = Mapping[date, Mapping[int, float]]
Marks = Mapping[date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Model:
    """One service. `level` is an ordinary day's visitors, `factors` those of marks.

    `shape` has for each weekday how dense each hour is, 1 on the average.
    """

    level: float
    factors: Mapping[str, float]
    shape: Mapping[tuple[int, int], float]

    def total(self, marks: Iterable[str]) -> float:
        """The visitors of a day with these marks."""
        found = self.level
        for mark in marks:
            found *= self.factors.get(mark, 1.0)
        return found

    def hours(self, weekday: int, opened: Mapping[int, float], total: float) -> dict[int, float]:
        """A day's `total` spread over the hours in which the service is open."""
        dense = {
            hour: share * self.shape.get((weekday, hour), 1.0) for hour, share in opened.items()
        }
        whole = sum(dense.values())
        return {hour: total * part / whole for hour, part in dense.items()} if whole else {}


def fit(site: Site, calendar: Calendar, counts: Mapping[str, Counts]) -> dict[str, Model]:
    """The models of all services that `counts` names, of which some may have no days."""
    marks = {day: calendar.marks(day) for own in counts.values() for day in own}
    ordered = sorted(marks)
    own = {key: {day: sum(hours.values()) for day, hours in days.items()}
           for key, days in counts.items()}  # fmt: skip
    lobby = {day: sum(days.get(day, 0.0) for days in own.values()) for day in ordered}
    shared = _factors(lobby, marks, {})
    typical = _typical(own, marks, shared)
    dense = _density(site, counts)
    models = {}
    for key, days in own.items():
        factors = _factors(days, marks, shared)
        level = _level(days, marks, factors, typical)
        models[key] = Model(level, factors, _shape(site, key, counts[key], dense))
    return models


def _factors(
    days: Mapping[date, float], marks: Marks, wider: Mapping[str, float]
) -> dict[str, float]:
    """What each mark does to a day; `wider` are those of the lobby, without which 1."""
    names = sorted({mark for day in days for mark in marks[day]} | wider.keys())
    found = {name: wider.get(name, 1.0) for name in names}
    having = {name: [day for day in days if name in marks[day]] for name in names}
    for _ in range(ROUNDS if days else 0):
        expected = {day: _product(found, marks[day]) for day in days}
        level = sum(days.values()) / sum(expected.values())
        for name, own in having.items():
            old, prior = found[name], wider.get(name, 1.0)
            hoped = level * sum(expected[day] for day in own) / old
            weight = (DAYS_WEIGHT * hoped / len(own) if own else 0.0) + VISITORS_WEIGHT
            found[name] = (weight * prior + sum(days[day] for day in own)) / (weight + hoped)
            for day in own:
                expected[day] *= found[name] / old
    return found


def _product(factors: Mapping[str, float], marks: Iterable[str]) -> float:
    found = 1.0
    for mark in marks:
        found *= factors[mark]
    return found


def _typical(
    own: Mapping[str, Mapping[date, float]], marks: Marks, shared: Mapping[str, float]
) -> float:
    """The level of the lobby's average service."""
    levels = [
        sum(days.values()) / sum(_product(shared, marks[day]) for day in days)
        for days in own.values()
        if days
    ]
    return sum(levels) / len(levels) if levels else 0.0


def _level(
    days: Mapping[date, float], marks: Marks, factors: Mapping[str, float], typical: float
) -> float:
    """What an ordinary day would be now: the latest days count most."""
    weight, came, hoped = 1.0, typical, 1.0
    for day in sorted(days, reverse=True):
        came += weight * days[day]
        hoped += weight * _product(factors, marks[day])
        weight *= 0.5 ** (1 / HALF_LIFE)
    return came / hoped


@dataclass(frozen=True, slots=True)
class _Spread:
    """`came` in an hour, beside how many of the days' visitors an even day would have had then."""

    came: Mapping[tuple[int, int], float]
    even: Mapping[tuple[int, int], float]


def _spread(site: Site, key: str, days: Counts) -> _Spread:
    came: dict[tuple[int, int], float] = defaultdict(float)
    even: dict[tuple[int, int], float] = defaultdict(float)
    opened = {weekday: week_hours(site.services[key], weekday) for weekday in range(7)}
    for day, hours in days.items():
        weekday, whole = day.weekday(), sum(hours.values())
        own = opened[weekday]
        for hour, share in own.items():
            came[weekday, hour] += hours.get(hour, 0.0)
            even[weekday, hour] += whole * share / sum(own.values())
    return _Spread(came, even)


def _density(site: Site, counts: Mapping[str, Counts]) -> dict[int, float]:
    """How dense the lobby's hours are; one in which nobody has ever come is not known."""
    came: dict[int, float] = defaultdict(float)
    even: dict[int, float] = defaultdict(float)
    for key, days in counts.items():
        spread = _spread(site, key, days)
        for (weekday, hour), expected in spread.even.items():
            came[hour] += spread.came[weekday, hour]
            even[hour] += expected
    return {
        hour: (SHAPE_WEIGHT + count) / (SHAPE_WEIGHT + even[hour])
        for hour, count in came.items()
        if count
    }


def _shape(
    site: Site, key: str, days: Counts, dense: Mapping[int, float]
) -> dict[tuple[int, int], float]:
    spread = _spread(site, key, days)
    came: dict[int, float] = defaultdict(float)
    even: dict[int, float] = defaultdict(float)
    for (weekday, hour), count in spread.came.items():
        came[hour] += count
        even[hour] += spread.even[weekday, hour]
    found = {}
    for weekday in range(7):
        for hour in week_hours(site.services[key], weekday):
            wide = dense.get(hour)
            if wide is None:
                continue
            own = (SHAPE_WEIGHT * wide + came[hour]) / (SHAPE_WEIGHT + even[hour])
            place = weekday, hour
            found[place] = (SHAPE_WEIGHT * own + spread.came.get(place, 0.0)) / (
                SHAPE_WEIGHT + spread.even.get(place, 0.0)
            )
    return found
