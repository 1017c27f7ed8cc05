"""Collect cyclic garbage in the GUI thread alone.

Run from a worker thread the collector destroys QObjects there ("Timers cannot be stopped from
another thread"); a terminal that runs for months needs it off everywhere else.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 10_000


class GcGuard(QObject):
    """Own the collector for the life of the program; make it in the GUI thread after start."""

    def __init__(self, parent: QObject | None = None, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        gc.disable()
        # What the start loaded lives as long as the program: looking at it again each time
        # would cost tens of milliseconds of a still screen.
        gc.freeze()
        timer = QTimer(self)
        timer.timeout.connect(gc.collect)
        timer.start(interval_ms)

    def close(self) -> None:
        """Give the collector back to Python."""
        gc.unfreeze()
        gc.enable()
