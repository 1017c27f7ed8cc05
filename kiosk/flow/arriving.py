"""The screen machine's part for appointments: the number, and what comes of it.

The code is in `State.arrival` alone, and leaves with it as soon as there is a ticket.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hub.domain.appointments.codes import DIGITS, is_number
from kiosk.flow import arrivals as ev
from kiosk.flow.asking import Step
from kiosk.flow.state import (
    Arrival,
    ArrivalTrouble,
    CheckIn,
    Limits,
    Screen,
    State,
)

# What the screen of the number itself tells; all else is told on ARRIVAL_TROUBLE.
ON_PAD = (ArrivalTrouble.SHORT, ArrivalTrouble.UNKNOWN)


def _wanted(state: State, _: ev.ArrivalWanted, limits: Limits) -> Step:
    if state.screen not in (Screen.HOME, Screen.ARRIVAL_TROUBLE) or not limits.checks_in:
        return state, ()
    return replace(state, screen=Screen.ARRIVAL, overlay=None, arrival=Arrival(), request=None), ()


def _digit(state: State, event: ev.ArrivalDigit, _: Limits) -> Step:
    arrival = _typing(state)
    if arrival is None or len(arrival.digits) >= DIGITS:
        return state, ()
    return replace(state, arrival=Arrival(arrival.digits + event.digit)), ()


def _erased(state: State, _: ev.ArrivalErased, __: Limits) -> Step:
    arrival = _typing(state)
    return (replace(state, arrival=Arrival(arrival.digits[:-1])) if arrival else state), ()


def _entered(state: State, event: ev.ArrivalEntered, _: Limits) -> Step:
    arrival = _typing(state)
    if arrival is None:
        return state, ()
    if not is_number(arrival.digits):
        is_short = len(arrival.digits) < DIGITS
        wrong = ArrivalTrouble.SHORT if is_short else ArrivalTrouble.UNKNOWN
        kept = arrival.digits if is_short else ""
        return replace(state, arrival=Arrival(kept, trouble=wrong)), ()
    return check_in(state, arrival.digits, event.request)


def _typing(state: State) -> Arrival | None:
    return state.arrival if state.screen is Screen.ARRIVAL else None


def check_in(state: State, code: str, request: str) -> Step:
    """Ask for the ticket of an appointment."""
    asked = replace(
        state,
        screen=Screen.ISSUING,
        overlay=None,
        scanned=None,
        service=None,
        arrival=Arrival(code=code),
        request=request,
    )
    return asked, (CheckIn(request, code, state.language),)


def try_again(state: State) -> Step:
    """The same appointment once more; asking twice for one ticket gives it once."""
    if state.arrival is None or state.request is None:
        return state, ()
    return check_in(state, state.arrival.code, state.request)


def missed(state: State) -> str | None:
    """The ticket that was asked for of a hub that is away: it may be given, and nobody knows."""
    arrival = state.arrival
    is_missed = arrival is not None and arrival.trouble is ArrivalTrouble.AWAY
    return state.request if is_missed else None


def _hub_back(state: State, _: ev.HubBack, __: Limits) -> Step:
    """Whoever still stands there gets the ticket; for somebody who is gone it stays as it is."""
    is_here = state.screen is Screen.ARRIVAL_TROUBLE and not state.warned
    return try_again(state) if is_here and missed(state) else (state, ())


def _refused(state: State, event: ev.ArrivalRefused, _: Limits) -> Step:
    is_mine = state.request == event.request and state.arrival is not None
    if not is_mine or state.screen not in (Screen.ISSUING, Screen.ARRIVAL_TROUBLE):
        return state, ()
    return troubled(state, event), ()


def troubled(state: State, event: ev.ArrivalRefused) -> State:
    """Say why there is no ticket."""
    if event.trouble in ON_PAD:
        fresh = Arrival(trouble=event.trouble)
        return replace(state, screen=Screen.ARRIVAL, arrival=fresh, request=None)
    code = state.arrival.code if state.arrival else ""
    arrival = Arrival(code=code, trouble=event.trouble, when=event.when)
    return replace(state, screen=Screen.ARRIVAL_TROUBLE, arrival=arrival)


def timed_out(state: State) -> State:
    """A hub that does not answer may not keep a visitor waiting for ever."""
    return troubled(state, ev.ArrivalRefused(state.request or "", ArrivalTrouble.AWAY))


HANDLERS: dict[type, Callable[[State, Any, Limits], Step]] = {
    ev.ArrivalWanted: _wanted,
    ev.ArrivalDigit: _digit,
    ev.ArrivalErased: _erased,
    ev.ArrivalEntered: _entered,
    ev.ArrivalRefused: _refused,
    ev.HubBack: _hub_back,
}
