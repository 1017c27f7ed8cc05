"""What every action in the lobby shares: who acts, and how a change becomes an event to commit.

Actions are pure decisions. They read the lobby and return events; `hub.domain.lobby.apply`
changes it once the events are committed.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from hub.domain.errors import Refusal, Refused
from hub.domain.events import CounterState, Event, Kind, Undo
from hub.domain.lobby import Lobby
from hub.domain.site import Counter, Service
from hub.domain.tickets import AT_COUNTER, Action, Ticket, next_state


@dataclass(frozen=True, slots=True)
class Act:
    """Someone acts, now. `counter` is None for a supervisor, who stands at none.

    `command` is the caller's uuid that makes a repeated request harmless.
    """

    lobby: Lobby
    now: datetime
    counter: str | None = None
    by: str = ""
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """`events` to commit (none where it had been done already), and the ticket concerned."""

    events: tuple[Event, ...] = ()
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Tickets before and after an action, and who stands at the counter then."""

    kind: Kind
    before: tuple[Ticket, ...]
    after: tuple[Ticket, ...]
    current: str | None


def decide(act: Act, change: Change) -> Decision:
    """One event: the tickets, the counter they stand at or leave, and what undoes it."""
    counters: tuple[CounterState, ...] = ()
    if act.counter is not None:
        state = act.lobby.counters[act.counter]
        after = tuple((ticket.id, ticket.version) for ticket in change.after)
        last = Undo(change.kind, state.ticket, change.before, after)
        counters = (replace(state, ticket=change.current, undo=last),)
    event = Event(
        change.kind,
        act.now,
        tickets=change.after,
        counters=counters,
        by=act.by,
        command=act.command,
    )
    return Decision((event,), change.after[-1])


def stepped(ticket: Ticket, action: Action, **changes: Any) -> Ticket:
    """The ticket after `action`, which the state machine must allow."""
    state = next_state(ticket, action)
    return replace(ticket, state=state, version=ticket.version + 1, **changes)


def steps_left(lobby: Lobby, ticket: Ticket) -> tuple[str, ...]:
    """What follows this leg; a step that has left the configuration since is passed over."""
    return tuple(step for step in ticket.steps if step in lobby.site.services)


def next_leg(
    ticket: Ticket, service: str, steps: tuple[str, ...], rank: datetime, now: datetime
) -> Ticket:
    """The following leg of the visit. Its id follows from the leg before: no chance in here.

    An appointment was for the leg before: in what follows everybody lines up by arrival.
    """
    return Ticket(
        id=uuid5(UUID(ticket.id), f"leg {ticket.version}").hex,
        visit=ticket.visit,
        label=ticket.label,
        service=service,
        day=ticket.day,
        issued_at=ticket.issued_at,
        queued_at=now,
        rank=rank,
        language=ticket.language,
        priority=ticket.priority,
        remarks=ticket.remarks,
        source=ticket.source,
        origin=ticket.id,
        steps=steps,
    )


def standing(act: Act) -> str | None:
    """The id of the visitor at the acting counter."""
    return None if act.counter is None else act.lobby.counters[act.counter].ticket


def standing_without(act: Act, ticket: Ticket) -> str | None:
    """Who stays at the acting counter when `ticket` goes."""
    current = standing(act)
    return None if current == ticket.id else current


def own_ticket(act: Act, ticket_id: str) -> Ticket:
    """A ticket that the actor may act on: not one that stands at another counter."""
    ticket = known_ticket(act.lobby, ticket_id)
    if ticket.state in AT_COUNTER and ticket.counter != act.counter:
        raise Refused(Refusal.OTHER_COUNTER, number=ticket.label, counter=ticket.counter or "")
    return ticket


def known_ticket(lobby: Lobby, ticket_id: str) -> Ticket:
    """The ticket; Refused(UNKNOWN_TICKET)."""
    ticket = lobby.find(ticket_id)
    if ticket is None:
        raise Refused(Refusal.UNKNOWN_TICKET, ticket=ticket_id)
    return ticket


def known_service(lobby: Lobby, service_id: str) -> Service:
    """The service; Refused(UNKNOWN_SERVICE)."""
    service = lobby.site.services.get(service_id)
    if service is None:
        raise Refused(Refusal.UNKNOWN_SERVICE, service=service_id)
    return service


def known_counter(lobby: Lobby, counter_id: str | None) -> Counter:
    """The counter; Refused(UNKNOWN_COUNTER)."""
    counter = lobby.site.counters.get(counter_id or "")
    if counter is None:
        raise Refused(Refusal.UNKNOWN_COUNTER, counter=counter_id or "")
    return counter


def open_counter(act: Act) -> Counter:
    """The acting counter, which must be open; Refused(COUNTER_CLOSED)."""
    counter = known_counter(act.lobby, act.counter)
    if not act.lobby.counters[counter.id].is_open:
        raise Refused(Refusal.COUNTER_CLOSED, counter=counter.id)
    return counter


def check_free(lobby: Lobby, counter_id: str) -> None:
    """Nobody stands at the counter; Refused(COUNTER_BUSY)."""
    current = lobby.tickets.get(lobby.counters[counter_id].ticket or "")
    if current is not None:
        raise Refused(Refusal.COUNTER_BUSY, counter=counter_id, number=current.label)
