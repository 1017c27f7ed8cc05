"""How the devices of a kiosk are, from what is known of each of them. Knows no Qt."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from devices.cards.sight import Place
from devices.health import Device, DeviceHealth, Stage, changed
from devices.printers.port import Advice, PrinterState
from hub.client import DeviceReport, TerminalReport
from hub.client import Stage as Told
from hub.client.errors import SpoolFault
from kiosk.app.world import World, has_reader, reads_cards

# Of reading aloud: no voice speaks, or nothing is heard.
_UNHEARD = {Stage.DEGRADED: "guidance_mute", Stage.FAILED: "guidance_silent"}


class Kept(Protocol):
    """The part of hub.client.spool.Spool that a report needs."""

    @property
    def damaged(self) -> Path | None:
        """Where the broken file lies that was replaced."""

    def counts(self) -> tuple[int, int]:
        """The pending and the refused numbers. Raises SpoolFault."""

    def prove(self) -> None:
        """Raises SpoolFault where no number could be kept now."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the program knows of its devices now; None before the first look.

    `scanner`: the one on the serial port is there. Nobody knows whether one that types is.
    `speaker` is how reading aloud went last; None where nobody has listened yet.
    """

    world: World
    printer: PrinterState | None
    is_card_left: bool
    scanner: bool | None = None
    speaker: Stage | None = None


class Reporter:
    """Belongs to the thread of the errands: remembers since when each device is as it is."""

    def __init__(
        self,
        version: str,
        spool: Kept,
        known: Callable[[], Known],
        clock: Callable[[], datetime],
    ) -> None:
        self._version = version
        self._spool = spool
        self._known = known
        self._clock = clock
        self._devices: tuple[DeviceHealth, ...] = ()

    @property
    def devices(self) -> tuple[DeviceHealth, ...]:
        """How each device was at the last report: from any thread, for it is never changed."""
        return self._devices

    def report(self) -> TerminalReport:
        """How this kiosk is."""
        now, known = self._clock(), self._known()
        disk, pending, refused = _disk(self._spool, now)
        read = (*_reader(known, now), *_scanner(known, now), *_speaker(known, now))
        found = (_printer(known.printer, now), *read, disk)
        self._devices = changed(self._devices, found, now)
        told = tuple(map(_told, self._devices))
        return TerminalReport(self._version, told, pending, refused)


def _told(health: DeviceHealth) -> DeviceReport:
    values = asdict(health) | {"device": health.device.value, "stage": Told(health.stage.value)}
    return DeviceReport(**values)


def _printer(state: PrinterState | None, now: datetime) -> DeviceHealth:
    if state is None:
        return DeviceHealth(Device.PRINTER, Stage.STARTING, now)
    if not state.installed:
        return DeviceHealth(Device.PRINTER, Stage.STOPPED, now)
    if state.advice is Advice.NOTHING:
        return DeviceHealth(Device.PRINTER, Stage.READY, now)
    stage = Stage.DEGRADED if state.can_print else Stage.FAILED
    return DeviceHealth(Device.PRINTER, stage, now, advice=state.advice.value)


def _reader(known: Known, now: datetime) -> Iterator[DeviceHealth]:
    """Nothing where the kiosk reads no cards. A card that was left wants its owner first."""
    world = known.world
    if not reads_cards(world):
        return
    stage, advice = Stage.READY, ""
    if known.is_card_left:
        stage, advice = Stage.DEGRADED, "card_left"
    elif not has_reader(world):
        no_service = world.sight.place is Place.NO_SERVICE
        stage, advice = Stage.FAILED, "card_service" if no_service else "card_reader"
    yield DeviceHealth(
        Device.CARD_READER, stage, now, advice=advice, detail=world.sight.reader[:200]
    )


def _scanner(known: Known, now: datetime) -> Iterator[DeviceHealth]:
    settings = known.world.settings
    if settings is None or settings.scanner.kind != "serial":
        return
    if known.scanner is None:
        yield DeviceHealth(Device.SCANNER, Stage.STARTING, now)
    elif known.scanner:
        yield DeviceHealth(Device.SCANNER, Stage.READY, now, detail=settings.scanner.device[:200])
    else:
        yield DeviceHealth(Device.SCANNER, Stage.FAILED, now, advice="scanner")


def _speaker(known: Known, now: datetime) -> Iterator[DeviceHealth]:
    """Nothing before somebody has listened: most kiosks stand there without a loudspeaker."""
    if known.speaker is not None:
        advice = _UNHEARD.get(known.speaker, "")
        yield DeviceHealth(Device.SPEAKER, known.speaker, now, advice=advice)


def _disk(spool: Kept, now: datetime) -> tuple[DeviceHealth, int, int]:
    """The disk, and how many numbers wait on it."""
    try:
        spool.prove()
        pending, refused = spool.counts()
    except SpoolFault:
        return DeviceHealth(Device.DISK, Stage.FAILED, now, advice="disk"), 0, 0
    if spool.damaged is not None:
        damaged = DeviceHealth(Device.DISK, Stage.DEGRADED, now, advice="spool_damaged")
        return damaged, pending, refused
    return DeviceHealth(Device.DISK, Stage.READY, now), pending, refused
