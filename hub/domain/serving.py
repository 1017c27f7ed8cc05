"""A counter and its visitor: call, call again, begin, finish, absent, hold, resume."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from hub.domain.acting import (
    Act,
    Change,
    Decision,
    check_free,
    decide,
    known_ticket,
    next_leg,
    open_counter,
    own_ticket,
    standing,
    standing_without,
    stepped,
    steps_left,
)
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Kind
from hub.domain.order import arrival_rank, line
from hub.domain.site import Rules, is_board
from hub.domain.tickets import Action, Ticket


def call_next(act: Act) -> Decision:
    """Finish with the present visitor, if any, and call the next one of the counter's line."""
    counter = open_counter(act)
    ticket = next(line(act.lobby, counter), None)
    if ticket is None:
        raise Refused(Refusal.NOBODY_WAITING, counter=counter.id)
    return _call(act, ticket)


def call_number(act: Act, ticket_id: str) -> Decision:
    """Call this very visitor: waiting, absent or on hold."""
    open_counter(act)
    return _call(act, known_ticket(act.lobby, ticket_id))


def recall(act: Act, ticket_id: str) -> Decision:
    """Call the same visitor again."""
    ticket = own_ticket(act, ticket_id)
    called = stepped(ticket, Action.RECALL, calls=ticket.calls + 1, called_at=act.now)
    return decide(act, Change(Kind.RECALLED, (ticket,), (called,), standing(act)))


def _call(act: Act, ticket: Ticket) -> Decision:
    called = stepped(
        ticket,
        Action.CALL,
        counter=act.counter,
        calls=ticket.calls + 1,
        first_called_at=ticket.first_called_at or act.now,
        called_at=act.now,
        called_as=act.lobby.tallies[ticket.service].calls + 1,
    )
    if is_board(act.lobby.site, ticket.service):
        # Finished papers wait for their owners; many may be out at once.
        return decide(act, Change(Kind.CALLED, (ticket,), (called,), standing(act)))
    current = act.lobby.tickets.get(standing(act) or "")
    if current is None or current.id == ticket.id:
        return decide(act, Change(Kind.CALLED, (ticket,), (called,), called.id))
    after = (*_finished(act, current, onward=True), called)
    return decide(act, Change(Kind.CALLED, (current, ticket), after, called.id))


def begin(act: Act, ticket_id: str) -> Decision:
    """The visitor has come; the service time starts."""
    ticket = own_ticket(act, ticket_id)
    serving = stepped(ticket, Action.BEGIN, served_at=act.now)
    return decide(act, Change(Kind.SERVING, (ticket,), (serving,), standing(act)))


def finish(act: Act, ticket_id: str, *, onward: bool) -> Decision:
    """End this leg; `onward` sends the visitor to the next step, where there is one."""
    ticket = own_ticket(act, ticket_id)
    after = _finished(act, ticket, onward=onward)
    return decide(act, Change(Kind.FINISHED, (ticket,), after, standing_without(act, ticket)))


def _finished(act: Act, ticket: Ticket, *, onward: bool) -> tuple[Ticket, ...]:
    done = stepped(ticket, Action.FINISH, ended_at=act.now)
    steps = steps_left(act.lobby, ticket)
    if not (onward and steps):
        return (done,)
    rank = arrival_rank(act.lobby.site, act.now, ticket.priority)
    return done, next_leg(ticket, steps[0], steps[1:], rank, act.now)


def absent(act: Act, ticket_id: str) -> Decision:
    """Nobody came; only after the configured least number of calls and delay."""
    ticket = own_ticket(act, ticket_id)
    gone = stepped(ticket, Action.ABSENT)
    _check_absence(act, ticket)
    return decide(act, Change(Kind.ABSENT, (ticket,), (gone,), standing_without(act, ticket)))


def _check_absence(act: Act, ticket: Ticket) -> None:
    left = before_absence(act.lobby.site.rules, ticket, act.now)
    if left.calls or left.seconds:
        raise Refused(
            Refusal.TOO_EARLY_FOR_ABSENT,
            number=ticket.label,
            calls=left.calls,
            seconds=left.seconds,
        )


@dataclass(frozen=True, slots=True)
class BeforeAbsence:
    """What is left before a visitor may be put down as absent; `until` is when `seconds` end."""

    calls: int
    seconds: int
    until: datetime


def before_absence(rules: Rules, ticket: Ticket, now: datetime) -> BeforeAbsence:
    """The calls and the whole seconds that are left, 0 where there are none."""
    until = (ticket.first_called_at or now) + rules.absence_delay
    seconds = ceil((until - now).total_seconds())
    return BeforeAbsence(max(rules.absence_calls - ticket.calls, 0), max(seconds, 0), until)


def hold(act: Act, ticket_id: str) -> Decision:
    """The visitor steps aside, to write or fetch something."""
    ticket = own_ticket(act, ticket_id)
    held = stepped(ticket, Action.HOLD)
    return decide(act, Change(Kind.HELD, (ticket,), (held,), standing_without(act, ticket)))


def resume(act: Act, ticket_id: str) -> Decision:
    """Go on with a visitor on hold who stands at the counter again."""
    counter = open_counter(act)
    check_free(act.lobby, counter.id)
    ticket = known_ticket(act.lobby, ticket_id)
    begun = ticket.served_at or act.now
    serving = stepped(ticket, Action.RESUME, counter=counter.id, served_at=begun)
    return decide(act, Change(Kind.RESUMED, (ticket,), (serving,), serving.id))
