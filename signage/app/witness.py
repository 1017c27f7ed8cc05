"""Looks at the screen from behind: a picture for staff now and then, and at the clock.

Everything here runs in the GUI thread.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from signage.app.screen import Screen
from signage.app.screens import Screens
from signage.store.clock import ClockWatch

LOOK_MS = 1000
# Looks between two pictures, and from a new publication to its picture: it fades in.
PERIOD, SETTLED = 60, 3


class Witness(QObject):
    """Gives `screens` pictures of `screen`, and tells it whether the clock is believed."""

    def __init__(
        self,
        screen: Screen,
        screens: Screens,
        watch: ClockWatch,
        clock: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._screen, self._screens = screen, screens
        self._watch, self._clock = watch, clock
        self._generation = 0
        self._until_picture = SETTLED
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Once a second."""
        self._screen.trust(is_trusted=self._watch.trusts(self._clock()))
        generation = self._screen.director.showing.generation
        if generation != self._generation:
            self._generation = generation
            self._until_picture = SETTLED
            self._screens.wake()
        self._until_picture -= 1
        # Nothing while something moves: the next look tries again.
        if self._until_picture <= 0 and (picture := self._screen.picture()):
            self._until_picture = PERIOD
            self._screens.picture(picture)
