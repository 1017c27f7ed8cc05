"""The lobby of today: the fold of its events since the day started.

The hub, the kiosk and the display fold the same events with the same function, so that every
screen shows the same numbers. A Lobby is mutable for speed (one fold owns it, in one thread);
everything in it is frozen.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from hub.domain.alerts import Alert
from hub.domain.due import Due
from hub.domain.events import CounterState, Event, Kind, ServiceState
from hub.domain.learned import Learned
from hub.domain.site import Site
from hub.domain.tickets import ENDED, State, Ticket

V = TypeVar("V")

# One place in a queue: (rank, queued_at, number, ticket id); the smallest is called first. Two
# visitors of one instant line up by their numbers.
Entry = tuple[datetime, datetime, str, str]

# Calls that a display lists, and finished legs and commands that are remembered for undo,
# repeated requests and the visitor's phone.
CALLS_KEPT = 20
ENDED_KEPT = 1000
COMMANDS_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Call:
    """A number called to a counter; `again` counts repetitions."""

    ticket: str
    label: str
    service: str
    counter: str
    at: datetime
    again: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The day's figures of a service. `served` is the sum of `finished` service times."""

    issued: int = 0
    calls: int = 0
    finished: int = 0
    absent: int = 0
    cancelled: int = 0
    served: timedelta = timedelta()

    def plus(self, other: "Tally", sign: int = 1) -> "Tally":
        return Tally(
            self.issued + sign * other.issued,
            self.calls + sign * other.calls,
            self.finished + sign * other.finished,
            self.absent + sign * other.absent,
            self.cancelled + sign * other.cancelled,
            self.served + sign * other.served,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A Lobby as a value, to send to a terminal that begins to follow at `last_event`."""

    site: Site
    day: date
    last_event: int
    tickets: tuple[Ticket, ...] = ()
    counters: tuple[CounterState, ...] = ()
    services: tuple[ServiceState, ...] = ()
    calls: tuple[Call, ...] = ()
    tallies: tuple[tuple[str, Tally], ...] = ()
    alerts: tuple[Alert, ...] = ()
    generation: int = 0
    learned: Learned | None = None
    due: tuple[Due, ...] = ()


@dataclass(slots=True)
class Lobby:
    """Today's records: `tickets` are live, `ended` the latest finished ones, `calls` newest first.

    `queues` holds the waiting tickets of each service in calling order, `reserved` once more
    those that only one counter may call, by counter. `alerts` are those that nobody has ended,
    `generation` the number of the content that the displays show, `learned` what waiting times
    are estimated from, `due` today's appointments whose visitors have not come yet.
    """

    site: Site
    day: date = date.min
    last_event: int = 0
    tickets: dict[str, Ticket] = field(default_factory=dict)
    ended: dict[str, Ticket] = field(default_factory=dict)
    counters: dict[str, CounterState] = field(default_factory=dict)
    services: dict[str, ServiceState] = field(default_factory=dict)
    queues: dict[str, list[Entry]] = field(default_factory=dict)
    reserved: dict[str, list[Entry]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    commands: dict[str, str | None] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)
    generation: int = 0
    learned: Learned | None = None
    due: dict[str, Due] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for service in self.site.services:
            self.queues.setdefault(service, [])
            self.services.setdefault(service, ServiceState(service))
            self.tallies.setdefault(service, Tally())
        for counter in self.site.counters:
            self.counters.setdefault(counter, CounterState(counter))
            self.reserved.setdefault(counter, [])

    def find(self, ticket_id: str) -> Ticket | None:
        """A live or lately finished ticket of today."""
        return self.tickets.get(ticket_id) or self.ended.get(ticket_id)

    def legs(self) -> Iterator[Ticket]:
        """All that it knows: those that have ended first."""
        yield from self.ended.values()
        yield from self.tickets.values()

    def waiting(self, service: str) -> int:
        """How many visitors wait for this service."""
        return len(self.queues[service])


def entry(ticket: Ticket) -> Entry:
    """The ticket's place in its queue."""
    return ticket.rank, ticket.queued_at, ticket.label, ticket.id


def apply(lobby: Lobby, event: Event) -> None:
    """Fold one event into the lobby. Events must come in the order of their ids."""
    if event.day is not None:
        _start_day(lobby, event.day)
    for ticket in event.tickets:
        _put(lobby, ticket)
    lobby.counters.update((state.id, state) for state in event.counters)
    lobby.services.update((state.id, state) for state in event.services)
    _record_calls(lobby, event)
    _record_alerts(lobby, event.alerts)
    if event.generation is not None:
        lobby.generation = event.generation
    if event.learned is not None:
        lobby.learned = event.learned
    _record_due(lobby, event.due)
    if event.command is not None:
        lobby.commands[event.command] = event.tickets[-1].id if event.tickets else None
        _trim(lobby.commands, COMMANDS_KEPT)
    lobby.last_event = event.id


def fold(site: Site, events: Iterable[Event]) -> Lobby:
    """The lobby after `events`, of which the first must start a day."""
    lobby = Lobby(site)
    for event in events:
        apply(lobby, event)
    return lobby


def snapshot(lobby: Lobby) -> Snapshot:
    """The lobby as a value. Finished tickets, undo and commands stay with the hub."""
    return Snapshot(
        lobby.site,
        lobby.day,
        lobby.last_event,
        tuple(lobby.tickets.values()),
        tuple(lobby.counters.values()),
        tuple(lobby.services.values()),
        tuple(lobby.calls),
        tuple(lobby.tallies.items()),
        tuple(lobby.alerts.values()),
        lobby.generation,
        lobby.learned,
        tuple(lobby.due.values()),
    )


def restore(taken: Snapshot) -> Lobby:
    """The lobby that `taken` shows, ready to fold the events after it."""
    lobby = Lobby(taken.site, taken.day, taken.last_event)
    for ticket in taken.tickets:
        _put(lobby, ticket)
    lobby.counters.update((state.id, state) for state in taken.counters)
    lobby.services.update((state.id, state) for state in taken.services)
    lobby.calls.extend(taken.calls)
    lobby.tallies.update(taken.tallies)
    _record_alerts(lobby, taken.alerts)
    lobby.generation = taken.generation
    lobby.learned = taken.learned
    _record_due(lobby, taken.due)
    return lobby


def _start_day(lobby: Lobby, day: date) -> None:
    fresh = Lobby(lobby.site, day)
    for record in fields(fresh):
        setattr(lobby, record.name, getattr(fresh, record.name))


def _put(lobby: Lobby, ticket: Ticket) -> None:
    """Replace a ticket's record, and keep queue, labels and tally in step with it."""
    old = lobby.find(ticket.id)
    if old is not None:
        _take_out(lobby, old)
    if ticket.state in ENDED:
        lobby.ended[ticket.id] = ticket
        _trim(lobby.ended, ENDED_KEPT)
    else:
        lobby.tickets[ticket.id] = ticket
        lobby.labels[ticket.label] = ticket.id
    for queue in _queues_of(lobby, ticket):
        insort(queue, entry(ticket))
    _count(lobby, ticket, 1)


def _take_out(lobby: Lobby, old: Ticket) -> None:
    lobby.tickets.pop(old.id, None)
    lobby.ended.pop(old.id, None)
    if lobby.labels.get(old.label) == old.id:
        del lobby.labels[old.label]
    for queue in _queues_of(lobby, old):
        del queue[bisect_left(queue, entry(old))]
    _count(lobby, old, -1)


def _queues_of(lobby: Lobby, ticket: Ticket) -> list[list[Entry]]:
    """The queues that a ticket stands in."""
    if ticket.state is not State.WAITING:
        return []
    queue = lobby.queues.setdefault(ticket.service, [])
    return [queue, lobby.reserved.setdefault(ticket.counter, [])] if ticket.counter else [queue]


def _count(lobby: Lobby, ticket: Ticket, sign: int) -> None:
    finished = ticket.state in (State.DONE, State.TRANSFERRED) and ticket.called_at is not None
    share = Tally(
        issued=ticket.origin is None,
        finished=finished,
        absent=ticket.state is State.ABSENT,
        cancelled=ticket.state is State.CANCELLED,
        served=_service_time(ticket) if finished else timedelta(),
    )
    tally = lobby.tallies.get(ticket.service, Tally())
    lobby.tallies[ticket.service] = tally.plus(share, sign)


def _service_time(ticket: Ticket) -> timedelta:
    """How long the visitor took the counter: the way there is the counter's time too."""
    begun = ticket.first_called_at or ticket.called_at
    return ticket.ended_at - begun if begun and ticket.ended_at else timedelta()


def _record_calls(lobby: Lobby, event: Event) -> None:
    if event.kind is Kind.UNDONE:
        taken_back = {ticket.id for ticket in event.tickets if ticket.state is State.WAITING}
        lobby.calls = [call for call in lobby.calls if call.ticket not in taken_back]
    for call in calls_of(event):
        others = [other for other in lobby.calls if other.ticket != call.ticket]
        lobby.calls = [call, *others][:CALLS_KEPT]
        if event.kind is Kind.CALLED:
            tally = lobby.tallies.get(call.service, Tally())
            lobby.tallies[call.service] = replace(tally, calls=tally.calls + 1)


def _record_alerts(lobby: Lobby, alerts: Iterable[Alert]) -> None:
    for alert in alerts:
        if alert.ended_at is None:
            lobby.alerts[alert.id] = alert
        else:
            lobby.alerts.pop(alert.id, None)


def _record_due(lobby: Lobby, due: Iterable[Due]) -> None:
    for each in due:
        if each.over:
            lobby.due.pop(each.id, None)
        else:
            lobby.due[each.id] = each


def calls_of(event: Event) -> tuple[Call, ...]:
    """The calls that the event makes: none, where it is not about calling."""
    if event.kind not in (Kind.CALLED, Kind.RECALLED):
        return ()
    return tuple(
        Call(
            item.id,
            item.label,
            item.service,
            item.counter or "",
            event.at,
            item.calls - 1,
        )
        for item in event.tickets
        if item.state is State.CALLED and item.called_at == event.at
    )


def _trim(kept: dict[str, V], most: int) -> None:
    while len(kept) > most:
        del kept[next(iter(kept))]
