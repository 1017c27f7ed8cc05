"""How a device of a terminal is: one small model for all of them, told to the hub and to staff."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where a device is between off and broken."""

    # By choice, or not begun yet.
    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    # It works, and needs a person soon.
    DEGRADED = "degraded"
    # It does not work.
    FAILED = "failed"


class Device(StrEnum):
    """What a terminal has, as far as staff can do something about it."""

    PRINTER = "printer"
    CARD_READER = "card_reader"
    SPEAKER = "speaker"
    SCANNER = "scanner"
    DISK = "disk"
    # The power of a display's screen.
    PANEL = "panel"
    HUB_LINK = "hub_link"


@dataclass(frozen=True, slots=True)
class DeviceHealth:
    """One device at one moment.

    `name` tells several of one kind apart, "" where there is one. `advice` is a code that the
    pages put into words, "" where nothing is to be done. `detail` is what the system calls the
    device or its fault; never anything about a visitor.
    """

    device: Device
    stage: Stage
    # Aware; when the device came to this stage.
    since: datetime
    name: str = ""
    advice: str = ""
    detail: str = ""

    @property
    def key(self) -> tuple[Device, str]:
        """Which device of the terminal this is."""
        return self.device, self.name


def changed(
    before: Sequence[DeviceHealth], after: Sequence[DeviceHealth], now: datetime
) -> tuple[DeviceHealth, ...]:
    """`after`, where a device whose stage stayed the same keeps its `since`; else it is `now`.

    The order is that of `after`; a device that is not in it is no longer there.
    """
    stages = {health.key: health for health in before}
    return tuple(_since(stages.get(health.key), health, now) for health in after)


def _since(before: DeviceHealth | None, after: DeviceHealth, now: datetime) -> DeviceHealth:
    same = before is not None and before.stage is after.stage
    return replace(after, since=before.since if before is not None and same else now)
