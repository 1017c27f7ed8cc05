"""What a kiosk does with its hub besides numbers: fetch its settings, and tell staff how it is."""

from collections.abc import Callable
from typing import Protocol

import structlog

from hub.client import KioskSettings, TerminalReport
from hub.client.api import Published
from hub.client.errors import ClientFault, NotEnrolled
from hub.client.rounds import Rounds

_log = structlog.get_logger("kiosk")

# Seconds between two reports; staff see a silent terminal within a minute.
PERIOD = 30.0


class Hub(Protocol):
    """The part of hub.client.api.HubClient that errands need."""

    def kiosk(self) -> KioskSettings:
        """The settings of this kiosk. Raises ClientFault."""

    def forms(self, known: str) -> Published | None:
        """The guided forms, unless they are still those of this tag. Raises ClientFault."""

    def report(self, report: TerminalReport) -> None:
        """Tell staff how this terminal is. Raises ClientFault."""


class Errands(Rounds):
    """Runs once a period; wake it for what staff should know. Calls back in its own thread."""

    def __init__(
        self,
        hub: Hub,
        report: Callable[[], TerminalReport],
        on_settings: Callable[[KioskSettings], None],
        on_forms: Callable[[Published], None],
    ) -> None:
        super().__init__("errands")
        self._hub = hub
        self._report = report
        self._on_settings = on_settings
        self._on_forms = on_forms
        self._wants_settings = True
        # The tag of the forms that the kiosk has.
        self.forms = ""

    def fetch_settings(self) -> None:
        """The lobby's settings, or its forms, may have changed."""
        self._wants_settings = True
        self.wake()

    def go(self) -> float:
        """Do all errands."""
        try:
            self._run_errands()
        except NotEnrolled:
            _log.error("not enrolled", hint="python -m kiosk --enroll CODE")
        except ClientFault as fault:
            _log.info("hub away", fault=str(fault))
        return PERIOD

    def _run_errands(self) -> None:
        if self._wants_settings:
            settings, forms = self._hub.kiosk(), self._hub.forms(self.forms)
            self._wants_settings = False
            # The forms first: the settings say which of them are offered.
            if forms is not None:
                self.forms = forms.tag
                self._on_forms(forms)
            self._on_settings(settings)
        self._hub.report(self._report())
