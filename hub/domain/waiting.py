"""How long will it take: a range, for a service and for a ticket, the same on every screen.

`hub.domain.estimate` finds it; here it becomes what is said and shown.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import floor

from hub.domain.estimate import asking
from hub.domain.estimate.spread import Estimate
from hub.domain.lobby import Lobby
from hub.domain.opening import Opening, opening
from hub.domain.site import Rules, Service
from hub.domain.tickets import Ticket

STEP_MINUTES = 5


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
    """One service as every screen shows it.

    `wait` is for whoever comes now; None while no counter is open for it, nor will be by plan.
    """

    service: Service
    opening: Opening
    waiting: int
    wait: Wait | None
    level: Level | None


def congestion(lobby: Lobby, now: datetime) -> tuple[Congestion, ...]:
    """All services in the configuration's order."""
    estimates = asking.of_newcomers(lobby, now)
    return tuple(
        _of_service(lobby, service, now, rounded(estimates[service.id]))
        for service in lobby.site.services.values()
    )


def _of_service(lobby: Lobby, service: Service, now: datetime, wait: Wait | None) -> Congestion:
    return Congestion(
        service,
        service_opening(lobby, service, now),
        lobby.waiting(service.id),
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


def estimate(lobby: Lobby, ticket: Ticket, now: datetime) -> Wait | None:
    """The range for a number in line, or about to join it; None where nobody will call it."""
    return rounded(asking.of_ticket(lobby, ticket, now))


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


def rounded(found: Estimate | None) -> Wait | None:
    """The nearest whole steps of 5 minutes, and never an empty range.

    Nearest, not outwards: the promise is 8 visits in 10, and a range that holds nearly all of
    them would be too wide to plan by.
    """
    if found is None:
        return None
    if found.high == 0:
        return Wait(0, 0)
    low, high = (floor(end / STEP_MINUTES + 0.5) * STEP_MINUTES for end in (found.low, found.high))
    return Wait(low, max(high, low + STEP_MINUTES))
