"""Switches the panel by the publication's hours. Whatever it does, the display goes on.

Knows no Qt.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from devices.health import Device, DeviceHealth, Stage
from devices.panel.port import Panel, PanelFault
from hub.client.rounds import Rounds
from hub.domain.alerts import Alert, is_shown
from hub.domain.signage.active import is_open
from hub.domain.signage.programme import Programme

# Seconds between two looks at the clock, and between two tries of a panel that did not obey.
LOOK = 5.0
RETRY = 60.0

_log = structlog.get_logger("signage")


class Power(Rounds):
    """The thread of a display's panel; without one it only waits for its end.

    `trusts` says whether the clock is believed: by a wrong one nothing is switched off.
    """

    def __init__(
        self,
        panel: Panel | None,
        screen: str,
        clock: Callable[[], datetime],
        trusts: Callable[[datetime], bool],
    ) -> None:
        super().__init__("power")
        self._panel, self._screen = panel, screen
        self._clock, self._trusts = clock, trusts
        self._programme: Programme | None = None
        self._alerts: Sequence[Alert] = ()
        self._is_on: bool | None = None
        stage = Stage.STOPPED if panel is None else Stage.STARTING
        self.health = DeviceHealth(Device.PANEL, stage, clock())

    def follow(self, programme: Programme) -> None:
        """These hours hold from now on. From any thread."""
        self._programme = programme
        self.wake()

    def alarm(self, alerts: Sequence[Alert]) -> None:
        """These alerts are open: an emergency is shown at night too. From any thread."""
        if tuple(alerts) != tuple(self._alerts):
            self._alerts = alerts
            self.wake()

    def wants(self, now: datetime) -> bool:
        """Is the panel to be on?"""
        programme = self._programme
        own = programme.screens.get(self._screen) if programme is not None else None
        if programme is None or own is None or not self._trusts(now):
            return True
        if any(is_shown(alert, now) for alert in self._alerts):
            return True
        return is_open(own.power, programme.calendar, now)

    def go(self) -> float:
        """Switch if it is time."""
        now = self._clock()
        wanted = self.wants(now)
        if self._panel is None or wanted is self._is_on:
            return LOOK
        try:
            self._panel.switch(on=wanted)
        except PanelFault as fault:
            if self.health.stage is not Stage.DEGRADED:
                _log.warning("panel not switched", on=wanted, fault=str(fault))
            self.health = DeviceHealth(Device.PANEL, Stage.DEGRADED, now, advice="panel")
            return RETRY
        _log.info("panel", on=wanted)
        self._is_on = wanted
        self.health = DeviceHealth(Device.PANEL, Stage.READY, now)
        return LOOK
