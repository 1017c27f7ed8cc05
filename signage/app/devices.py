"""How the devices of a display are. Knows no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from devices.health import Device, DeviceHealth, Stage, changed
from hub.client import DeviceReport, TerminalReport
from hub.client import Stage as Told


class Reporter:
    """Belongs to the thread of the reports: remembers since when each device is as it is.

    `others` are the devices besides the disk.
    """

    def __init__(
        self,
        version: str,
        others: Sequence[Callable[[], DeviceHealth]],
        *,
        has_memory: bool,
        clock: Callable[[], datetime],
    ) -> None:
        self._version = version
        self._others = others
        self._has_memory = has_memory
        self._clock = clock
        self._devices: tuple[DeviceHealth, ...] = ()

    def report(self) -> TerminalReport:
        """How this display is."""
        now = self._clock()
        found = (self._disk(now), *(other() for other in self._others))
        self._devices = changed(self._devices, found, now)
        return TerminalReport(self._version, tuple(map(_told, self._devices)))

    def _disk(self, now: datetime) -> DeviceHealth:
        if self._has_memory:
            return DeviceHealth(Device.DISK, Stage.READY, now)
        return DeviceHealth(Device.DISK, Stage.FAILED, now, advice="no_memory")


def _told(health: DeviceHealth) -> DeviceReport:
    values = asdict(health) | {"device": health.device.value, "stage": Told(health.stage.value)}
    return DeviceReport(**values)
