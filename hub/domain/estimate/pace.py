"""The pace of a service today: what was known this morning, moved by what today has shown."""

from dataclasses import dataclass
from datetime import datetime
from math import erfc, exp, log, log1p, sqrt
from zoneinfo import ZoneInfo

from hub.domain.learned import Pace
from hub.domain.lobby import Lobby
from hub.domain.site import Service

# What the city wrote is a good guess: it counts like this many services. They spread about
# 0.7 of their mean (between constant, 0, and exponential, 1).
CONFIGURED_WEIGHT = 12.0
CONFIGURED_SPREAD = 0.7
# Nobody can say when a visitor who has stayed very long goes: at most so many means from now.
LONGEST_REST = 1.5


@dataclass(frozen=True, slots=True)
class Today:
    """Minutes that a visitor takes a counter for: mean, variance, how well the mean is known.

    `mean` holds the clerk's `pause` after it. `doubt` is the mean's standard deviation as a share
    of it. `arrivals` come a minute; a share of `preferred` of them with a head start of
    `head_start` minutes.
    """

    service_mean: float
    pause: float
    spread: float
    mean: float
    variance: float
    doubt: float
    arrivals: float
    preferred: float
    head_start: float


def today(lobby: Lobby, service: str, now: datetime) -> Today:
    """The pace of `service`, shrunk from today's services toward what was known before."""
    known = dict(lobby.learned.paces).get(service) if lobby.learned else None
    pace = known or configured(lobby.site.services[service])
    hour = now.astimezone(ZoneInfo(lobby.site.timezone)).hour
    tally = lobby.tallies[service]
    seen = pace.weight + tally.finished
    mean = (pace.weight * pace.at(hour) + tally.served.total_seconds() / 60) / seen
    come, gap = 1 - pace.absent, mean - pace.absence
    return Today(
        service_mean=mean,
        pause=pace.pause,
        spread=pace.spread,
        mean=mean - pace.absent * gap + pace.pause,
        variance=come * (pace.spread * mean) ** 2 + come * pace.absent * gap**2 + pace.pause**2,
        doubt=pace.spread / sqrt(seen),
        arrivals=dict(pace.arrivals).get(hour, 0.0),
        preferred=pace.preferred,
        head_start=pace.head_start,
    )


def configured(service: Service) -> Pace:
    """What is known of a service without a history."""
    return Pace(service.mean.total_seconds() / 60, CONFIGURED_WEIGHT, CONFIGURED_SPREAD)


def rest(mean: float, spread: float, passed: float) -> float:
    """The minutes still to come after `passed`, on the average, where times are lognormal.

    Mean residual life: E[X - e | X > e] = m * Q(d - s) / Q(d) - e with d = (ln e - mu) / s.
    """
    if passed <= 0:
        return mean
    squared = log1p(spread * spread)
    sigma = sqrt(squared)
    distance = (log(passed) - log(mean) + squared / 2) / sigma
    beyond = _upper(distance)
    if beyond < 1e-6:
        return LONGEST_REST * mean
    left = mean * _upper(distance - sigma) / beyond - passed
    return min(max(left, mean * exp(-3)), LONGEST_REST * mean)


def _upper(distance: float) -> float:
    """The share of a normal distribution above `distance`."""
    return erfc(distance / sqrt(2)) / 2
