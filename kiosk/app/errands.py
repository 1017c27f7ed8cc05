"""What a kiosk does with its hub besides numbers: fetch its settings, and tell staff how it is."""

from collections.abc import Callable
from threading import Event as Signal
from threading import Thread
from typing import Protocol

import structlog

from hub.client import KioskSettings, TerminalReport
from hub.client.errors import ClientFault, NotEnrolled

_log = structlog.get_logger("kiosk")

# Seconds between two reports; staff see a silent terminal within a minute.
PERIOD = 30.0


class Hub(Protocol):
    """The part of hub.client.api.HubClient that errands need."""

    def kiosk(self) -> KioskSettings:
        """The settings of this kiosk. Raises ClientFault."""

    def report(self, report: TerminalReport) -> None:
        """Tell staff how this terminal is. Raises ClientFault."""


class Errands(Thread):
    """Runs once a period, and at once when asked. `on_settings` is called in this thread."""

    def __init__(
        self,
        hub: Hub,
        report: Callable[[], TerminalReport],
        on_settings: Callable[[KioskSettings], None],
    ) -> None:
        super().__init__(name="errands", daemon=True)
        self._hub = hub
        self._report = report
        self._on_settings = on_settings
        self._wake = Signal()
        self._stopping = False
        self._wants_settings = True

    def fetch_settings(self) -> None:
        """The lobby's settings may have changed."""
        self._wants_settings = True
        self._wake.set()

    def tell(self) -> None:
        """Something that staff should know has changed."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread."""
        self._stopping = True
        self._wake.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """Go, wait, go again."""
        while not self._stopping:
            self._wake.clear()
            try:
                self._go()
            except NotEnrolled:
                _log.error("not enrolled", hint="python -m kiosk --enroll CODE")
            except ClientFault as fault:
                _log.info("hub away", fault=str(fault))
            self._wake.wait(PERIOD)

    def _go(self) -> None:
        if self._wants_settings:
            settings = self._hub.kiosk()
            self._wants_settings = False
            self._on_settings(settings)
        self._hub.report(self._report())
