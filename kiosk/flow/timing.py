"""How long a screen stays: ask first, wait, then wipe (WCAG 2.2.1)."""

from dataclasses import replace
from math import ceil

from kiosk.flow import arriving, asking, carding
from kiosk.flow.state import (
    BUSY_SCREENS,
    CARD_SCREENS,
    FORM_SCREENS,
    INITIAL,
    Aid,
    Limits,
    Print,
    Screen,
    State,
)

# To listen takes longer than to look (WCAG 2.2.1).
_LISTENING = 2


def timed(state: State, at: float, limits: Limits) -> State:
    """The state with its time begun anew; one that remembers nothing needs none."""
    bare = replace(state, deadline=None, warned=False)
    return bare if bare == INITIAL else replace(bare, deadline=at + _patience(state, limits))


def run_out(state: State, at: float, limits: Limits) -> State:
    """The state when the clock shows `at`: unchanged, warned, or over."""
    if state.deadline is None or at < state.deadline:
        return state
    if state.screen is Screen.ISSUING:
        waits = replace(state, screen=Screen.TROUBLE)
        return timed(arriving.timed_out(state) if state.arrival else waits, at, limits)
    if state.screen is Screen.FORM_SENDING:
        return timed(asking.timed_out(state), at, limits)
    if state.screen is Screen.CARD_READING:
        return timed(carding.timed_out(state), at, limits)
    if state.warned or not _asks_first(state):
        return INITIAL
    return replace(state, warned=True, deadline=at + limits.grace * _factor(state))


def seconds_left(state: State, at: float) -> int:
    """Whole seconds until the deadline, for a countdown; 0 where there is none."""
    return 0 if state.deadline is None else max(0, ceil(state.deadline - at))


def counts_down(state: State) -> bool:
    """Does the last screen end by itself? Only with everything on paper, and nothing open."""
    last = state.screen in (Screen.TICKET, Screen.FORM_DONE)
    return last and state.printed is Print.DONE and state.overlay is None


def _asks_first(state: State) -> bool:
    staff = state.screen in (Screen.PIN, Screen.MAINTENANCE)
    return not staff and not counts_down(state) and state.screen is not Screen.SURVEY_THANKS


def _patience(state: State, limits: Limits) -> float:
    """Whoever waits for a machine waits no longer for listening to it."""
    machine = state.screen in (*BUSY_SCREENS, Screen.CARD_READING)
    return _seconds(state, limits) * (1 if machine else _factor(state))


def _factor(state: State) -> int:
    return _LISTENING if Aid.VOICE in state.aids else 1


def _seconds(state: State, limits: Limits) -> float:
    if counts_down(state):
        return limits.ticket if state.screen is Screen.TICKET else limits.guide
    own = {
        **dict.fromkeys(FORM_SCREENS, limits.form),
        **dict.fromkeys(CARD_SCREENS, limits.card),
        Screen.CARD_READING: limits.reading,
        Screen.ISSUING: limits.issuing,
        Screen.FORM_SENDING: limits.issuing,
        Screen.SURVEY_THANKS: limits.thanks,
        Screen.PIN: limits.pin,
        Screen.MAINTENANCE: limits.maintenance,
    }
    return own.get(state.screen, limits.idle)
