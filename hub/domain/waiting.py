"""How long will it take: a range, for a service and for a ticket.

QL rule: (people ahead + 1) x mean service time / counters, with the mean shrunk from today's
services toward the configured one. A short rolling mean is noisier than a good constant, and
even the best rule has an error near a quarter of the mean, so the answer is a range that
8 visits in 10 should fall into.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil, sqrt

from hub.domain.lobby import Lobby
from hub.domain.opening import Opening, opening
from hub.domain.site import Counter, Rules, Service
from hub.domain.tickets import Ticket

# The configured mean counts like this many observed services.
PRIOR_SERVICES = 20
# Service times at counters spread about as much as 0.8 of their mean (between constant, 0,
# and exponential, 1); the mean itself is not known better than to 0.15.
SPREAD_ONE = 0.8
SPREAD_MEAN = 0.15
# Standard deviations that hold 8 visits in 10 of a normal distribution.
EIGHT_IN_TEN = 1.28
STEP_MINUTES = 5
AT_ONCE = timedelta()


class Level(StrEnum):
    """Congestion in three levels, always shown as word, shape and colour."""

    QUIET = "quiet"
    MODERATE = "moderate"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes until the call; both 0 means at once."""

    low: int
    high: int


class Phrase(StrEnum):
    """How a range is said: at once, about 5 minutes, within 20 minutes, 15 to 25 minutes."""

    NOW = "now"
    ABOUT = "about"
    WITHIN = "within"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Congestion:
    """One service as every screen shows it. `wait` is None while no counter is open for it."""

    service: Service
    opening: Opening
    waiting: int
    wait: Wait | None
    level: Level | None


def congestion(lobby: Lobby, now: datetime) -> tuple[Congestion, ...]:
    """All services in the configuration's order."""
    return tuple(_of_service(lobby, service, now) for service in lobby.site.services.values())


def _of_service(lobby: Lobby, service: Service, now: datetime) -> Congestion:
    waiting = lobby.waiting(service.id)
    wait = estimate(lobby, service.id, waiting)
    return Congestion(
        service,
        service_opening(lobby, service, now),
        waiting,
        wait,
        level(lobby.site.rules, wait) if wait else None,
    )


def service_opening(lobby: Lobby, service: Service, now: datetime) -> Opening:
    """May `service` issue a number now, with what staff decided and how many it gave today."""
    return opening(
        lobby.site,
        service,
        now,
        closed_by_staff=lobby.services[service.id].closed,
        issued=lobby.tallies[service.id].issued,
    )


def estimate(lobby: Lobby, service: str, ahead: int) -> Wait | None:
    """The range for someone with `ahead` people before; None while no counter is open for it."""
    counters = _open_counters(lobby, service)
    if not counters:
        return None
    if ahead == 0 and any(lobby.counters[counter.id].ticket is None for counter in counters):
        return Wait(0, 0)
    hands = sum(_share(lobby, service, counter) for counter in counters)
    mean = _mean(lobby, service).total_seconds() / 60
    middle = (ahead + 1) * mean / hands
    deviation = sqrt(
        (SPREAD_ONE * mean * sqrt(ahead + 1) / hands) ** 2 + (SPREAD_MEAN * middle) ** 2
    )
    return _rounded(middle - EIGHT_IN_TEN * deviation, middle + EIGHT_IN_TEN * deviation)


def phrase(wait: Wait) -> Phrase:
    """The same words for a range on every screen and paper."""
    if wait.high == 0:
        return Phrase.NOW
    if wait.low > 0:
        return Phrase.RANGE
    return Phrase.ABOUT if wait.high == STEP_MINUTES else Phrase.WITHIN


def level(rules: Rules, wait: Wait) -> Level:
    """Congestion from the middle of the range, by the city's two thresholds."""
    middle = timedelta(minutes=(wait.low + wait.high) / 2)
    if middle < rules.moderate:
        return Level.QUIET
    return Level.MODERATE if middle < rules.busy else Level.BUSY


def waited(ticket: Ticket, now: datetime) -> timedelta:
    """How long a visitor has waited, or waited until the first call."""
    until = ticket.first_called_at or ticket.ended_at or now
    return max(until - ticket.queued_at, timedelta())


def _rounded(low: float, high: float) -> Wait:
    """Whole steps of 5 minutes, outwards, and never an empty range."""
    bottom = max(0, int(low // STEP_MINUTES)) * STEP_MINUTES
    top = ceil(high / STEP_MINUTES) * STEP_MINUTES
    return Wait(bottom, max(top, bottom + STEP_MINUTES))


def _mean(lobby: Lobby, service: str) -> timedelta:
    tally = lobby.tallies[service]
    configured = lobby.site.services[service].mean
    return (PRIOR_SERVICES * configured + tally.served) / (PRIOR_SERVICES + tally.finished)


def _open_counters(lobby: Lobby, service: str) -> list[Counter]:
    """Open counters that take this service at once; one that only helps does not count."""
    return [
        counter
        for counter in lobby.site.counters.values()
        if counter.profile.get(service) == AT_ONCE and lobby.counters[counter.id].is_open
    ]


def _share(lobby: Lobby, service: str, counter: Counter) -> float:
    """How much of a counter this service gets: by the visitors that wait for each of its own."""
    all_waiting = sum(
        lobby.waiting(other) + 1 for other, behind in counter.profile.items() if behind == AT_ONCE
    )
    return (lobby.waiting(service) + 1) / all_waiting
