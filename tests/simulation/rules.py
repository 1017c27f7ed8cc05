"""Rules that other queue systems promise by, and the events replayed past all of them.

Minutes. `n` people are before the visitor, `s` counters are open for the service.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean

from hub.domain.estimate.asking import of_ticket
from hub.domain.estimate.spread import Estimate
from hub.domain.events import Event, Kind
from hub.domain.lobby import Lobby, apply
from hub.domain.order import position
from hub.domain.site import Site
from hub.domain.tickets import State, Ticket
from hub.domain.waiting import rounded

LAST_SERVICES = 30
LAST_WAITS = 10
QUEUESG_MINUTES = 3.0


@dataclass
class Past:
    """What the rules remember of today, by service."""

    services: dict[str, deque[float]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=LAST_SERVICES))
    )
    waits: dict[str, deque[float]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=LAST_WAITS))
    )

    def note(self, ticket: Ticket, now: datetime) -> None:
        if ticket.state is State.CALLED and ticket.calls == 1:
            self.waits[ticket.service].append(_minutes(ticket.queued_at, now))
        if ticket.state in (State.DONE, State.TRANSFERRED) and ticket.first_called_at:
            self.services[ticket.service].append(_minutes(ticket.first_called_at, now))


@dataclass(frozen=True, slots=True)
class Asked:
    """A visitor asks how long it takes."""

    lobby: Lobby
    ticket: Ticket
    now: datetime
    past: Past

    @property
    def ahead(self) -> int:
        return position(self.lobby, self.ticket)

    @property
    def hands(self) -> int:
        """Open counters that take the service; one, where none is open yet."""
        found = sum(
            not counter.profile.get(self.ticket.service, True)
            and self.lobby.counters[counter.id].is_open
            for counter in self.lobby.site.counters.values()
        )
        return max(1, found)

    @property
    def configured(self) -> float:
        return self.lobby.site.services[self.ticket.service].mean.total_seconds() / 60


def _queuesg(asked: Asked) -> float:
    return QUEUESG_MINUTES * asked.ahead


def _zms(asked: Asked) -> float:
    return (asked.ahead + 1) * asked.configured / asked.hands


def _ql(asked: Asked) -> float:
    seen = asked.past.services[asked.ticket.service]
    return (asked.ahead + 1) * (fmean(seen) if seen else asked.configured) / asked.hands


def _les(asked: Asked) -> float:
    seen = asked.past.waits[asked.ticket.service]
    return seen[-1] if seen else 0.0


def _hol(asked: Asked) -> float:
    queue = asked.lobby.queues[asked.ticket.service]
    return _minutes(min(queued for _, queued, *_ in queue), asked.now)


def _last(asked: Asked) -> float:
    seen = asked.past.waits[asked.ticket.service]
    return fmean(seen) if seen else 0.0


RIVALS: Mapping[str, Callable[[Asked], float]] = {
    "queuesg": _queuesg,
    "ZMS": _zms,
    "QL": _ql,
    "LES": _les,
    "HOL": _hol,
    "last 10": _last,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One visitor's wait beside what each rule said when it began."""

    wait: float
    said: Estimate
    rivals: Mapping[str, float]

    @property
    def shown(self) -> tuple[int, int]:
        """The range in the steps that every screen shows it in."""
        wait = rounded(self.said)
        assert wait is not None
        return wait.low, wait.high


def replay(site: Site, events: Iterable[Event]) -> Iterator[Case]:
    """Everybody who had to wait and was called, in the order of the calls."""
    lobby, past = Lobby(site), Past()
    asked: dict[str, tuple[Estimate, dict[str, float]]] = {}
    for event in events:
        apply(lobby, event)
        if event.day is not None:
            past, asked = Past(), {}
        for ticket in event.tickets:
            past.note(ticket, event.at)
            if _begins(site, event, ticket):
                question = Asked(lobby, ticket, event.at, past)
                if (said := of_ticket(lobby, ticket, event.at)) is not None:
                    asked[ticket.id] = said, {name: ask(question) for name, ask in RIVALS.items()}
            elif ticket.state is State.CALLED and ticket.id in asked:
                wait = _minutes(ticket.queued_at, event.at)
                estimate, rivals = asked.pop(ticket.id)
                if wait > 0:
                    yield Case(wait, estimate, rivals)


def _begins(site: Site, event: Event, ticket: Ticket) -> bool:
    """Does somebody begin to wait with this event, in turn?"""
    is_new = ticket.state is State.WAITING and ticket.version == 1 and event.kind is not Kind.UNDONE
    service = site.services.get(ticket.service)
    return is_new and event.day is None and service is not None and not service.board


def _minutes(begin: datetime, end: datetime) -> float:
    return (end - begin).total_seconds() / 60
