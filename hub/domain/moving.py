"""Visitors change places: bring back, transfer, cancel, and taking back the last action."""

from dataclasses import replace
from datetime import timedelta

from hub.domain.acting import (
    Act,
    Change,
    Decision,
    decide,
    known_counter,
    known_service,
    known_ticket,
    next_leg,
    own_ticket,
    standing,
    standing_without,
    stepped,
)
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Event, Kind, Undo
from hub.domain.lobby import Lobby
from hub.domain.order import Placement, placed_rank
from hub.domain.site import Service, Site, is_board
from hub.domain.tickets import Action, Ticket

# How often a visitor may say "I shall be late".
MOST_LATE = 2


def bring_back(act: Act, ticket_id: str, place: Placement | None = None) -> Decision:
    """An absent visitor has returned. Without `place` the late-arrival tolerance decides."""
    ticket = known_ticket(act.lobby, ticket_id)
    place = place or late_place(act.lobby, ticket)
    back = stepped(
        ticket,
        Action.BRING_BACK,
        rank=placed_rank(act.lobby, ticket, ticket.service, place, act.now),
        counter=None,
        calls=0,
        first_called_at=None,
    )
    return decide(act, Change(Kind.BROUGHT_BACK, (ticket,), (back,), standing(act)))


def late_place(lobby: Lobby, ticket: Ticket) -> Placement:
    """First while at most `late_tolerance` numbers of the service were called since; else last."""
    since = lobby.tallies[ticket.service].calls - ticket.called_as
    return Placement.FIRST if since <= lobby.site.rules.late_tolerance else Placement.LAST


def put_off(act: Act, ticket_id: str, minutes: int) -> Decision:
    """The visitor will be late, and lines up as if come so many minutes later; twice at most.

    Refused(WRONG_STATE) for papers in the making, which are not called in turn.
    """
    if minutes < 1:
        raise ValueError("a place can only get worse")
    ticket = known_ticket(act.lobby, ticket_id)
    after = stepped(
        ticket,
        Action.PUT_OFF,
        rank=ticket.rank + timedelta(minutes=minutes),
        late=ticket.late + 1,
        late_until=act.now + timedelta(minutes=minutes),
    )
    if is_board(act.lobby.site, ticket.service):
        state, action = ticket.state.value, Action.PUT_OFF.value
        raise Refused(Refusal.WRONG_STATE, number=ticket.label, state=state, action=action)
    if ticket.late >= MOST_LATE:
        raise Refused(Refusal.LATE_TOO_OFTEN, number=ticket.label)
    return decide(act, Change(Kind.PUT_OFF, (ticket,), (after,), standing(act)))


def transfer(
    act: Act,
    ticket_id: str,
    *,
    service: str | None = None,
    to_counter: str | None = None,
    place: Placement = Placement.ARRIVAL,
) -> Decision:
    """Send a visitor to another service, or to one counter, with the same number."""
    ticket = own_ticket(act, ticket_id)
    target = known_service(act.lobby, service or ticket.service)
    counter = known_counter(act.lobby, to_counter) if to_counter is not None else None
    gone = stepped(ticket, Action.TRANSFER, ended_at=act.now)
    rank = placed_rank(act.lobby, ticket, target.id, place, act.now, counter)
    leg = next_leg(ticket, target.id, _steps_after(act.lobby.site, ticket, target), rank, act.now)
    # It goes on in another place: the time that the visitor was given counts there too.
    leg = replace(leg, counter=to_counter, appointment=ticket.appointment, due=ticket.due)
    after = (gone, leg)
    return decide(act, Change(Kind.TRANSFERRED, (ticket,), after, standing_without(act, ticket)))


def _steps_after(site: Site, ticket: Ticket, target: Service) -> tuple[str, ...]:
    """Jumping ahead keeps the steps behind the target.

    A new matter has the steps of its own, and the visit's other matters follow.
    """
    if target.id == ticket.service:
        return ticket.steps
    if target.id in ticket.steps:
        return ticket.steps[ticket.steps.index(target.id) + 1 :]
    return (*target.steps, *_other_matters(site, ticket.steps))


def _other_matters(site: Site, steps: tuple[str, ...]) -> tuple[str, ...]:
    """The steps from the first that is a matter of its own: a step of no other service."""
    paths = {step for service in site.services.values() for step in service.steps}
    first = next((place for place, step in enumerate(steps) if step not in paths), len(steps))
    return steps[first:]


def cancel(act: Act, ticket_id: str) -> Decision:
    """The visitor gives up, or the number was taken by mistake."""
    ticket = own_ticket(act, ticket_id)
    gone = stepped(ticket, Action.CANCEL, ended_at=act.now)
    return decide(act, Change(Kind.CANCELLED, (ticket,), (gone,), standing_without(act, ticket)))


def undo(act: Act) -> Decision:
    """Take back the counter's last action, unless someone has gone on from it."""
    counter = known_counter(act.lobby, act.counter)
    state = act.lobby.counters[counter.id]
    last = state.undo
    if last is None or not is_untouched(act.lobby, last):
        raise Refused(Refusal.NOTHING_TO_UNDO, counter=counter.id)
    tickets = (*_dropped(act, last), *_restored(last))
    counters = (replace(state, ticket=last.ticket, undo=None),)
    event = Event(
        Kind.UNDONE, act.now, tickets=tickets, counters=counters, by=act.by, command=act.command
    )
    return Decision((event,), tickets[-1])


def _dropped(act: Act, last: Undo) -> tuple[Ticket, ...]:
    """Legs that the action had made."""
    kept = {ticket.id for ticket in last.before}
    return tuple(
        stepped(act.lobby.tickets[key], Action.CANCEL, ended_at=act.now)
        for key, _ in last.after
        if key not in kept
    )


def _restored(last: Undo) -> tuple[Ticket, ...]:
    """The records as they were, under a new version."""
    versions = dict(last.after)
    return tuple(replace(old, version=versions[old.id] + 1) for old in last.before)


def is_untouched(lobby: Lobby, last: Undo) -> bool:
    """Has nobody gone on from the action, nor taken a number that it had set free?"""
    now = {key: lobby.find(key) for key, _ in last.after}
    same = all((known := now[key]) and known.version == version for key, version in last.after)
    return same and all(lobby.labels.get(old.label, old.id) in now for old in last.before)
