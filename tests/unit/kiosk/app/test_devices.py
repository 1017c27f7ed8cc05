"""What a kiosk tells of its devices, from what it knows of them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devices import health
from devices.cards.sight import Place, Sight
from devices.printers import port
from devices.printers.port import Cover, Fault, Paper, PrinterState
from hub.client import Card, DeviceReport, KioskSettings, Printer, Scanner, Stage
from hub.client.errors import SpoolFault
from kiosk.app.devices import Known, Reporter
from kiosk.app.world import World

START = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SETTINGS = KioskSettings(
    "kiosk-1", "発券機1", {"ja": "入口"}, (), (), Printer("simulator"), 60, 15, 20
)
WITH_READER = World(
    settings=replace(SETTINGS, card=Card("pcsc")), sight=Sight(Place.EMPTY, reader="ACR39U")
)


@dataclass
class Disk:
    damaged: Path | None = None
    is_full: bool = False

    def counts(self) -> tuple[int, int]:
        if self.is_full:
            raise SpoolFault(Path("kiosk.db"), "full")
        return 3, 1

    def prove(self) -> None:
        return None


@dataclass
class Kiosk:
    known: Known
    disk: Disk
    now: datetime = START

    def __post_init__(self) -> None:
        self.reporter = Reporter("1.0", self.disk, lambda: self.known, lambda: self.now)

    def told(self, device: str) -> DeviceReport:
        return next(item for item in self.reporter.report().devices if item.device == device)


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk(Known(World(settings=SETTINGS), port.READY, is_card_left=False), Disk())


def test_a_kiosk_without_a_reader_tells_of_printer_and_disk(kiosk: Kiosk) -> None:
    report = kiosk.reporter.report()
    assert [(item.device, item.stage) for item in report.devices] == [
        ("printer", Stage.READY),
        ("disk", Stage.READY),
    ]
    assert (report.version, report.pending, report.refused) == ("1.0", 3, 1)


@pytest.mark.parametrize(
    ("state", "stage", "advice"),
    [
        (None, Stage.STARTING, ""),
        (port.NOT_INSTALLED, Stage.STOPPED, ""),
        (replace(port.READY, paper=Paper.NEAR_END), Stage.DEGRADED, "refill_soon"),
        (replace(port.READY, paper=Paper.OUT), Stage.FAILED, "refill_paper"),
        (replace(port.READY, cover=Cover.OPEN), Stage.FAILED, "close_cover"),
        (replace(port.READY, fault=Fault.CUTTER), Stage.FAILED, "clear_cutter"),
        (port.AWAY, Stage.FAILED, "check_connection"),
    ],
)
def test_a_printer_by_what_it_told(
    kiosk: Kiosk, state: PrinterState | None, stage: Stage, advice: str
) -> None:
    kiosk.known = replace(kiosk.known, printer=state)
    told = kiosk.told("printer")
    assert (told.stage, told.advice) == (stage, advice)


@pytest.mark.parametrize(
    ("place", "left", "stage", "advice"),
    [
        (Place.EMPTY, False, Stage.READY, ""),
        (Place.CARD, True, Stage.DEGRADED, "card_left"),
        (Place.NO_READER, False, Stage.FAILED, "card_reader"),
        (Place.NO_SERVICE, False, Stage.FAILED, "card_service"),
    ],
)
def test_a_reader_by_what_is_at_it(
    kiosk: Kiosk, place: Place, left: bool, stage: Stage, advice: str
) -> None:
    world = replace(WITH_READER, sight=replace(WITH_READER.sight, place=place))
    kiosk.known = replace(kiosk.known, world=world, is_card_left=left)
    told = kiosk.told("card_reader")
    assert (told.stage, told.advice, told.detail) == (stage, advice, "ACR39U")


def test_a_disk_that_was_damaged_and_one_that_is_full(kiosk: Kiosk) -> None:
    kiosk.disk.damaged = Path("kiosk.db.damaged")
    assert kiosk.told("disk").advice == "spool_damaged"
    kiosk.disk.is_full = True
    assert (kiosk.told("disk").stage, kiosk.told("disk").advice) == (Stage.FAILED, "disk")
    assert (kiosk.reporter.report().pending, kiosk.reporter.report().refused) == (0, 0)


def test_since_when_is_remembered(kiosk: Kiosk) -> None:
    assert kiosk.told("printer").since == START
    kiosk.now = START + timedelta(minutes=5)
    assert kiosk.told("printer").since == START
    kiosk.known = replace(kiosk.known, printer=port.AWAY)
    assert kiosk.told("printer").since == kiosk.now


@pytest.mark.parametrize(
    ("there", "stage", "advice"),
    [
        (None, Stage.STARTING, ""),
        (True, Stage.READY, ""),
        (False, Stage.FAILED, "scanner"),
    ],
)
def test_a_scanner_on_a_port_is_told_of(
    kiosk: Kiosk, there: bool | None, stage: Stage, advice: str
) -> None:
    settings = replace(SETTINGS, scanner=Scanner("serial", "COM3", 9600))
    kiosk.known = replace(kiosk.known, world=World(settings=settings), scanner=there)
    told = kiosk.told("scanner")
    assert (told.stage, told.advice) == (stage, advice)


def test_nobody_knows_whether_a_scanner_that_types_is_there(kiosk: Kiosk) -> None:
    settings = replace(SETTINGS, scanner=Scanner("wedge"))
    kiosk.known = replace(kiosk.known, world=World(settings=settings))
    assert "scanner" not in {item.device for item in kiosk.reporter.report().devices}


def test_its_voice_is_told_of_once_somebody_has_listened(kiosk: Kiosk) -> None:
    assert all(item.device != "speaker" for item in kiosk.reporter.report().devices)
    for stage, advice in (
        (health.Stage.READY, ""),
        (health.Stage.DEGRADED, "guidance_mute"),
        (health.Stage.FAILED, "guidance_silent"),
    ):
        kiosk.known = replace(kiosk.known, speaker=stage)
        told = kiosk.told("speaker")
        assert (told.stage, told.advice) == (Stage(stage.value), advice)
