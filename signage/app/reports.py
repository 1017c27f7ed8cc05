"""Tells staff how this display is, as a kiosk does. Knows no Qt."""

from collections.abc import Callable
from typing import Protocol

import structlog

from hub.client import TerminalReport
from hub.client.errors import ClientFault
from hub.client.rounds import Rounds

# Seconds between two reports, as a kiosk's.
PERIOD = 30.0

_log = structlog.get_logger("signage")


class Hub(Protocol):
    """The part of hub.client.api.HubClient that reports need."""

    def report(self, report: TerminalReport) -> None:
        """Tell staff how this terminal is. Raises ClientFault."""


class Reports(Rounds):
    """Runs once a period; wake it when the hub is back."""

    def __init__(self, hub: Hub, report: Callable[[], TerminalReport]) -> None:
        super().__init__("reports")
        self._hub = hub
        self._report = report
        self._told = True

    def go(self) -> float:
        """Send one report."""
        try:
            self._hub.report(self._report())
        except ClientFault as fault:
            if self._told:
                # Once an outage: the log must not lose what led to it.
                _log.info("not reported", fault=str(fault))
            self._told = False
        else:
            self._told = True
        return PERIOD
