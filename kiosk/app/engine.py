"""The screen machine with its clock: one event at a time, effects out. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from math import inf

from kiosk.app.moment import Clock
from kiosk.flow import events as ev
from kiosk.flow.machine import step
from kiosk.flow.state import INITIAL, Effect, Limits, State
from kiosk.flow.taps import SETTLE, Presses, is_stray, pressed


class Engine:
    """Plays events on the machine; `perform` gets the effects, `changed` hears of new states."""

    def __init__(
        self, clock: Clock, perform: Callable[[Effect], None], changed: Callable[[], None]
    ) -> None:
        self.clock = clock
        self.state: State = INITIAL
        self.limits = Limits()
        # A hand that is rehearsed never taps twice.
        self.settle = SETTLE
        self._perform = perform
        self._changed = changed
        self._screen_since = -inf
        self._presses: Presses = ()

    def send(self, event: ev.Event) -> None:
        """Play one event, unless it is the tail of a double tap."""
        at = self.clock().at
        if isinstance(event, ev.ByPerson) and is_stray(self._screen_since, at, self.settle):
            return
        before = self.state
        self.state, effects = step(before, event, at, self.limits)
        if _place(before) != _place(self.state):
            self._screen_since = at
        for effect in effects:
            self._perform(effect)
        # A touch that only gives more time shows with the next tick.
        if replace(self.state, deadline=before.deadline) != before:
            self._changed()

    def press_header(self, side: str) -> None:
        """A tap on the left ("L") or right ("R") end of the header: perhaps staff's pattern."""
        self._presses, is_pattern = pressed(self._presses, side, self.clock().at)
        if is_pattern:
            self.send(ev.StaffGesture())


def _place(state: State) -> tuple[object, ...]:
    stop = state.form.stop if state.form else None
    return state.screen, state.overlay, state.warned, stop
