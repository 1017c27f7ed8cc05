"""The readers of this machine, by PC/SC: pcscd, or WinSCard on Windows.

It keeps no thread. Whatever happens to the service or to a reader, the next `wait` begins again.
"""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from time import monotonic

from devices.cards.codes import GONE, PcscFailure
from devices.cards.connection import Connection
from devices.cards.context import Context
from devices.cards.faults import CardRemoved
from devices.cards.readers import Insertions, presence, wanted
from devices.cards.source import Presence, Slot

_log = logging.getLogger(__name__)

# Windows stops its service when the last reader is unplugged (since Windows 8), and starts it
# with the next one: there, no service is no reader.
_AWAY = Presence(Slot.NO_READER if sys.platform == "win32" else Slot.NO_SERVICE)

# Seconds: between looks at readers that tell nothing, before a service is asked for again, and
# after a change that changed nothing for us, so that a fluttering reader cannot keep us busy.
_BEAT = 1.0
_RESTART = 0.5
_FLUTTER = 0.02

# The service may not have begun to wait when it is told to stop: then it is told again.
_WAKES = 20
_WAKE_SECONDS = 0.005


class PcscSource:
    """Readers whose name has the given part, or all; one card at a time, held by us alone."""

    def __init__(
        self,
        reader: str = "",
        *,
        establish: Callable[[], Context] = Context,
        clock: Callable[[], float] = monotonic,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self._part = reader
        self._establish = establish
        self._clock = clock
        self._context: Context | None = None
        self._failed = False
        self._logged = 0
        self._insertions = Insertions()
        self._woken = Event()
        self._pause = pause or self._woken.wait
        self._free = Event()
        self._free.set()

    def wait(self, seen: Presence | None) -> Presence:
        """As CardSource has it."""
        try:
            if self._failed:
                self._failed = False
                self._pause(_RESTART)
            now = self._watch(self._line(), seen)
            self._logged = 0
            return now
        except PcscFailure as failure:
            self._failed = True
            self._log_once(failure)
            self.close()
            return _AWAY
        finally:
            self._woken.clear()

    @contextmanager
    def connect(self, presence: Presence) -> Iterator[Connection]:
        """As CardSource has it."""
        try:
            context = self._line()
            handle = context.connect(presence.reader)
        except PcscFailure as failure:
            raise failure.as_fault() from None
        try:
            self._insist_on(context, presence)
            yield Connection(context, presence.reader, handle, self._clock)
        finally:
            with suppress(PcscFailure):  # the card or the service is gone, and its power with it
                context.disconnect(handle)

    def wake(self) -> None:
        """As CardSource has it."""
        self._woken.set()
        for _ in range(_WAKES):
            context = self._context
            if context is None or self._free.is_set():
                return
            context.cancel()
            self._free.wait(_WAKE_SECONDS)

    def close(self) -> None:
        """As CardSource has it."""
        context, self._context = self._context, None
        self._insertions.forget()
        if context:
            context.release()

    def _log_once(self, failure: PcscFailure) -> None:
        """The same failure comes again and again, until the service is back."""
        if failure.code != self._logged:
            self._logged = failure.code
            _log.warning("no card readers: %s", failure)

    def _line(self) -> Context:
        if self._context is None:
            self._context = self._establish()
        return self._context

    def _watch(self, context: Context, seen: Presence | None) -> Presence:
        end = self._clock() + _BEAT
        states, now = self._look(context, seen)
        while now == seen and not self._woken.is_set() and (left := end - self._clock()) > 0:
            self._block(context, states, left)
            states, now = self._look(context, seen)
            if now == seen:
                self._pause(_FLUTTER)
        return now

    def _look(self, context: Context, seen: Presence | None) -> tuple[dict[str, int], Presence]:
        states = self._states(context)
        return states, presence(states, self._insertions.update(states), seen)

    def _states(self, context: Context) -> dict[str, int]:
        """Those of the readers that we want; none, if one was unplugged this very moment."""
        try:
            return context.states(wanted(context.readers(), self._part))
        except PcscFailure as failure:
            if failure.code in GONE:
                return {}
            raise

    def _block(self, context: Context, states: dict[str, int], seconds: float) -> None:
        self._free.clear()
        try:
            if not self._woken.is_set():
                context.until_any_change(states, seconds)
        except PcscFailure as failure:
            if failure.code not in GONE:
                raise
        finally:
            self._free.set()

    def _insist_on(self, context: Context, presence: Presence) -> None:
        """Raises CardRemoved if another card lies there by now."""
        try:
            numbers = self._insertions.update(self._states(context))
        except PcscFailure as failure:
            raise failure.as_fault() from None
        if numbers.get(presence.reader) != presence.insertion:
            raise CardRemoved
