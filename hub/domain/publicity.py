"""What anybody may know of the lobby, as one value: pages, data and files are made from it alone.

Nothing in it is about a person: numbers, counters, figures, hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hub.domain.forecast.grades import Forecast
from hub.domain.lobby import Call, Lobby
from hub.domain.site import Service, Site, Span, Text, is_board
from hub.domain.tickets import AT_COUNTER
from hub.domain.waiting import Congestion, congestion

# How far ahead everyone may look: eight weeks, this one included.
DAYS = 56


@dataclass(frozen=True, slots=True)
class Counters:
    """How many counters serve something: open now, and of all."""

    open: int
    all: int


@dataclass(frozen=True, slots=True)
class Situation:
    """The lobby at an instant (`at`, in its own time).

    `calls` are the latest ones of visitors who are on their way to a counter or stand there,
    `ready` the numbers whose papers can be fetched. `counters` has every service.
    """

    site: Site
    at: datetime
    services: tuple[Congestion, ...]
    counters: dict[str, Counters]
    calls: tuple[Call, ...]
    ready: tuple[str, ...]
    forecast: Forecast

    @property
    def today(self) -> date:
        return self.at.date()

    def calls_of(self, service: str) -> tuple[Call, ...]:
        """Those of one service."""
        return tuple(call for call in self.calls if call.service == service)

    def days(self) -> Iterator[date]:
        """The days that are told of, from today on."""
        return (self.today + timedelta(days=ahead) for ahead in range(DAYS))


def situation(lobby: Lobby, forecast: Forecast, now: datetime) -> Situation:
    """The lobby at `now`."""
    return Situation(
        site=lobby.site,
        at=now.astimezone(ZoneInfo(lobby.site.timezone)).replace(microsecond=0),
        services=congestion(lobby, now),
        counters={service: _counters(lobby, service) for service in lobby.site.services},
        calls=_calls(lobby),
        ready=_ready(lobby),
        forecast=forecast,
    )


def _counters(lobby: Lobby, service: str) -> Counters:
    """Those that receive its visitors, helpers included."""
    serving = [item.id for item in lobby.site.counters.values() if service in item.profile]
    return Counters(sum(lobby.counters[each].is_open for each in serving), len(serving))


def _calls(lobby: Lobby) -> tuple[Call, ...]:
    at_counters = {state.ticket for state in lobby.counters.values()}
    return tuple(call for call in lobby.calls if call.ticket in at_counters)


def _ready(lobby: Lobby) -> tuple[str, ...]:
    return tuple(
        ticket.label
        for ticket in lobby.tickets.values()
        if ticket.state in AT_COUNTER and is_board(lobby.site, ticket.service)
    )


def spans(site: Site, service: Service, day: date) -> tuple[Span, ...]:
    """When the service is open on `day`, in order; nothing on a closed day."""
    if closure(site, service, day) is not None:
        return ()
    return tuple(sorted(service.hours.get(day.weekday(), ()), key=lambda span: span.start))


def closure(site: Site, service: Service, day: date) -> Text | None:
    """Why it is closed on a day on which it is usually open; None else."""
    return service.closed_days.get(day) or site.closed_days.get(day)
