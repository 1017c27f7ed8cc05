"""Counters and services open and close, and one day follows another."""

from dataclasses import replace
from datetime import date, datetime

from hub.domain.acting import Act, Decision, check_free, known_counter, known_service, stepped
from hub.domain.alerts import is_over
from hub.domain.events import CounterState, Event, Kind, ServiceState
from hub.domain.lobby import Lobby
from hub.domain.site import Numbers
from hub.domain.tickets import AT_COUNTER, Action, Ticket


def open_counter(act: Act, counter_id: str, staff: str) -> Decision:
    """A clerk begins at a counter, or takes it over."""
    state = act.lobby.counters[known_counter(act.lobby, counter_id).id]
    return _counter_changed(act, state, replace(state, is_open=True, staff=staff))


def close_counter(act: Act, counter_id: str) -> Decision:
    """A counter with a visitor stays open; Refused(COUNTER_BUSY)."""
    state = act.lobby.counters[known_counter(act.lobby, counter_id).id]
    check_free(act.lobby, counter_id)
    return _counter_changed(act, state, CounterState(counter_id))


def _counter_changed(act: Act, old: CounterState, new: CounterState) -> Decision:
    if new == old:
        return Decision()
    event = Event(Kind.COUNTER_CHANGED, act.now, counters=(new,), by=act.by, command=act.command)
    return Decision((event,))


def set_service(act: Act, service_id: str, *, closed: bool) -> Decision:
    """Stop issuing numbers for a service for today, or go on."""
    changed = ServiceState(known_service(act.lobby, service_id).id, closed)
    if changed == act.lobby.services[service_id]:
        return Decision()
    event = Event(
        Kind.SERVICE_CHANGED, act.now, services=(changed,), by=act.by, command=act.command
    )
    return Decision((event,))


def start_day(lobby: Lobby, day: date, now: datetime) -> Decision:
    """Close the books of the day before and begin `day`.

    With daily numbers whoever still waits is cancelled; with carry-over they wait on.
    Whoever stood at a counter has been served. Emergencies, content and what was learned
    outlast the night.
    """
    carry = lobby.site.rules.numbers is Numbers.CARRY_OVER
    kept, closed = [], []
    for ticket in lobby.tickets.values():
        if carry and ticket.state not in AT_COUNTER:
            kept.append(ticket)
        else:
            closed.append(_closed(ticket, now))
    started = Event(
        Kind.DAY_STARTED,
        now,
        tickets=tuple(kept),
        alerts=tuple(alert for alert in lobby.alerts.values() if not is_over(alert, now)),
        generation=lobby.generation,
        learned=lobby.learned,
        day=day,
    )
    if not closed:
        return Decision((started,))
    return Decision((Event(Kind.DAY_ENDED, now, tickets=tuple(closed)), started))


def _closed(ticket: Ticket, now: datetime) -> Ticket:
    action = Action.FINISH if ticket.state in AT_COUNTER else Action.CANCEL
    return stepped(ticket, action, ended_at=now)
