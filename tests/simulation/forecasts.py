"""A forecast beside the plain mean of each weekday and hour: both from the same log."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from hub.domain.estimate.learning import Hours
from hub.domain.forecast.making import WEEKS, forecast
from tests.simulation.years import BEGIN, Years


@dataclass(frozen=True, slots=True)
class Errors:
    """Mean absolute errors of visitors an hour, and how many came on the average."""

    own: float
    plain: float
    mean: float


def errors(years: Years, seed: str, history: int) -> Errors:
    """A forecast after so many days of history, judged by the weeks after them."""
    log = years.draw(seed, history + WEEKS * 7)
    today = BEGIN + timedelta(days=history)
    past = {day: hours for day, hours in log.items() if day < today}
    plain = _plain(past)
    own, other, came = [], [], []
    for each in forecast(years.site, today, past).hours:
        real = log[each.day][each.service, each.hour].arrived
        own.append(abs(each.arrivals - real))
        other.append(abs(plain[each.service, each.day.weekday(), each.hour] - real))
        came.append(real)
    return Errors(fmean(own), fmean(other), fmean(came))


def _plain(past: Mapping[date, Hours]) -> Mapping[tuple[str, int, int], float]:
    found: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for day, hours in past.items():
        for (service, hour), sums in hours.items():
            found[service, day.weekday(), hour].append(sums.arrived)
    means = {key: fmean(counts) for key, counts in found.items()}
    return defaultdict(float, means)
