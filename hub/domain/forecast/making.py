"""A forecast from the log: fitted once, then told for every open hour of the coming weeks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hub.domain.estimate.learning import Hours, Sums
from hub.domain.forecast.calendar import Calendar, calendar, open_hours, week_hours
from hub.domain.forecast.fitting import Counts, Model, fit
from hub.domain.forecast.grades import Forecast, Grade, HourForecast, grade
from hub.domain.site import Site

WEEKS = 8
# The mean wait of an hour, or of a grade, is the wider one as if so many visitors had shown it.
WAIT_WEIGHT = 40.0


def forecast(site: Site, today: date, past: Mapping[date, Hours]) -> Forecast:
    """What `past` says about the `WEEKS` from `today` on; without any past, nothing."""
    days = {day: hours for day, hours in past.items() if day < today and hours}
    if not days:
        return Forecast(today)
    known = calendar(site, today, days.__contains__)
    counts = {key: _counts(site, key, days) for key in _in_turn(site)}
    models = fit(site, known, counts)
    hours = tuple(
        each
        for key, model in models.items()
        for each in _told(_Service(site, key, model, known), today, days)
    )
    return Forecast(today, hours)


def _in_turn(site: Site) -> Iterator[str]:
    """Papers are called when they are ready; nobody comes at a time of one's own for them."""
    return (key for key, service in site.services.items() if not service.board)


def _counts(site: Site, key: str, days: Mapping[date, Hours]) -> Counts:
    """The service's visitors since it began, by day and hour in which it is open."""
    own = {day for day, hours in days.items() if any(service == key for service, _ in hours)}
    begun = min(own, default=date.max)
    found = {}
    for day, hours in days.items():
        opened = week_hours(site.services[key], day.weekday())
        if opened and day >= begun:
            found[day] = {
                hour: float(hours[key, hour].arrived if (key, hour) in hours else 0)
                for hour in opened
            }
    return found


@dataclass(frozen=True, slots=True)
class _Service:
    site: Site
    key: str
    model: Model
    calendar: Calendar

    def hours(self, day: date, opened: Mapping[int, float]) -> dict[int, float]:
        """The visitors to expect by hour."""
        return self.model.hours(day.weekday(), opened, self.model.total(self.calendar.marks(day)))

    def usual(self) -> float:
        """The visitors of an open hour, in an ordinary week."""
        service, come, opened = self.site.services[self.key], 0.0, 0.0
        for weekday in range(7):
            if hours := week_hours(service, weekday):
                come += self.model.total([str(weekday)])
                opened += sum(hours.values())
        return come / opened if opened else 0.0


def _told(own: _Service, today: date, past: Mapping[date, Hours]) -> Iterator[HourForecast]:
    usual = own.usual()
    waits = _waits(own, usual, past)
    for count in range(WEEKS * 7):
        day = today + timedelta(days=count)
        opened = open_hours(own.site, own.key, day)
        for hour, come in sorted(own.hours(day, opened).items()):
            level = _grade(come / opened[hour], usual)
            wait = waits.of(hour, level) if waits else None
            yield HourForecast(own.key, day, hour, level, round(come, 1), wait)


def _grade(dense: float, usual: float) -> Grade:
    return grade(dense / usual) if usual else Grade.NORMAL


@dataclass(frozen=True, slots=True)
class _Waits:
    """The mean wait, that of each hour, and how it changes with the hour's grade."""

    mean: float
    hours: Mapping[int, float]
    grades: Mapping[Grade, float]

    def of(self, hour: int, level: Grade) -> float:
        return round(self.hours.get(hour, self.mean) * self.grades.get(level, 1.0), 1)


def _waits(own: _Service, usual: float, past: Mapping[date, Hours]) -> _Waits | None:
    """How long people waited; None where the log does not say."""
    rows = [
        (day, hour, sums)
        for day, hours in past.items()
        for (key, hour), sums in hours.items()
        if key == own.key and sums.timed
    ]
    whole = sum((sums for _, _, sums in rows), Sums())
    if not whole.timed:
        return None
    mean = whole.waited / whole.timed
    by_hour: dict[int, list[float]] = defaultdict(lambda: [WAIT_WEIGHT * mean, WAIT_WEIGHT])
    for _, hour, sums in rows:
        by_hour[hour][0] += sums.waited
        by_hour[hour][1] += sums.timed
    hours = {hour: waited / timed for hour, (waited, timed) in by_hour.items()}
    return _Waits(mean, hours, _of_grades(own, usual, rows, hours))


def _of_grades(
    own: _Service, usual: float, rows: list[tuple[date, int, Sums]], means: Mapping[int, float]
) -> dict[Grade, float]:
    """Waits in hours that the model would have given each grade, as a share of the hour's mean."""
    service = own.site.services[own.key]
    said: dict[date, dict[int, float]] = {}
    found: dict[Grade, list[float]] = defaultdict(lambda: [WAIT_WEIGHT, WAIT_WEIGHT])
    for day, hour, sums in rows:
        opened = week_hours(service, day.weekday())
        if day not in said:
            said[day] = own.hours(day, opened)
        if hour in said[day] and means[hour]:
            pair = found[_grade(said[day][hour] / opened[hour], usual)]
            pair[0] += sums.waited / means[hour]
            pair[1] += sums.timed
    return {level: waited / hoped for level, (waited, hoped) in found.items()}
