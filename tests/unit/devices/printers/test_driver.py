"""A fault at every point of a job: what is certain is said, what is not is never repeated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from devices.printers import escpos, raster
from devices.printers.driver import Answers, EscposPrinter
from devices.printers.factory import File, Network, Serial, Usb, open_printer
from devices.printers.port import (
    AWAY,
    READY,
    Cover,
    Paper,
    Printer,
    PrinterAway,
    PrinterState,
    PrintUncertain,
)
from devices.printers.simulator.mishaps import Mishap
from devices.printers.simulator.server import SimulatorServer
from devices.printers.talk import Patience
from tests.contract.printers.rigs import PATIENT, usb_device

HASTY = Patience(answer=0.2, ask_again=0.1, finish=0.4)
STATUS_BYTES = 4 * 3
OUT = PrinterState(True, Paper.OUT, Cover.CLOSED)


@pytest.fixture
def server() -> Iterator[SimulatorServer]:
    with SimulatorServer() as running:
        yield running


def to(server: SimulatorServer, patience: Patience = PATIENT) -> Printer:
    return open_printer(Network("127.0.0.1", server.port), patience=patience)


@pytest.fixture
def printer(server: SimulatorServer) -> Iterator[Printer]:
    made = to(server)
    yield made
    made.close()


def ticket(height: int = 500) -> Image.Image:
    image = Image.new("1", (576, height), 1)
    ImageDraw.Draw(image).rectangle((10, 10, 560, height - 10), fill=0)
    return image


@pytest.mark.parametrize("sent", [1, 2, 10, 5000, 30000])
def test_a_break_in_the_middle_of_a_job_is_uncertain_and_the_next_ticket_is_clean(
    sent: int, server: SimulatorServer, printer: Printer
) -> None:
    assert printer.state() == READY
    server.spoil(Mishap.DROP, STATUS_BYTES + sent)
    with pytest.raises(PrintUncertain, match="broke"):
        printer.print(ticket())
    printer.print(ticket(300))
    assert server.receipts[-1].tobytes() == ticket(300).tobytes()


def test_a_connection_that_died_while_idle_is_made_again_before_a_job(
    server: SimulatorServer, printer: Printer
) -> None:
    printer.print(ticket())
    server.stop()
    server.start()
    printer.print(ticket())
    assert server.wait_for(2)


def test_a_printer_switched_off_is_away_and_comes_back(
    server: SimulatorServer, printer: Printer
) -> None:
    server.stop()
    assert printer.state() == AWAY
    with pytest.raises(PrinterAway, match=r"[Rr]efused"):
        printer.print(ticket())
    server.start()
    assert printer.state() == READY


def test_a_printer_that_does_not_answer_is_away_and_nothing_was_sent(
    server: SimulatorServer,
) -> None:
    server.set_state(PrinterState(online=False))
    printer = to(server, HASTY)
    assert printer.state() == AWAY
    with pytest.raises(PrinterAway, match="does not answer"):
        printer.print(ticket())
    server.set_state(READY)
    printer.close()
    assert not server.receipts


@dataclass(frozen=True)
class TrippingLink(escpos.EscposLink):
    """Something happens to the printer when the job has come to a command."""

    trip: Callable[[], None] = lambda: None
    at: bytes = raster.INITIALIZE

    def send(self, data: bytes) -> None:
        if data == self.at:
            self.trip()
        super().send(data)


def tripping(
    server: SimulatorServer,
    trip: Callable[[], None],
    answers: Answers,
    at: bytes = raster.INITIALIZE,
) -> EscposPrinter:
    def open_link() -> escpos.EscposLink:
        link = escpos.open_network("127.0.0.1", server.port, 576, 5)
        return TrippingLink(link.device, link.dots, link.receive, trip=trip, at=at)

    return EscposPrinter(open_link, answers, patience=HASTY)


@pytest.mark.parametrize("answers", ["jobs", "state"])
def test_paper_that_runs_out_while_printing_is_uncertain_and_says_why(
    server: SimulatorServer, answers: Answers
) -> None:
    printer = tripping(server, lambda: server.set_state(OUT), answers)
    with pytest.raises(PrintUncertain, match="refill_paper"):
        printer.print(ticket())
    assert printer.state() == OUT
    printer.close()


def test_a_printer_that_dies_when_all_was_sent_is_uncertain_though_it_was_printed(
    server: SimulatorServer,
) -> None:
    printer = tripping(server, lambda: server.spoil(Mishap.LATE), "jobs", raster.CUT)
    with pytest.raises(PrintUncertain, match="does not answer"):
        printer.print(ticket())
    assert server.wait_for(1)
    printer.close()


def test_a_printer_that_answers_but_never_says_done_is_uncertain() -> None:
    with usb_device(HASTY) as (rig, device):
        device.virtual.set_state(PrinterState(True, Paper.OK, Cover.CLOSED))
        device.deaf_to_jobs = True
        with pytest.raises(PrintUncertain, match=r"not printed within 0\.4 s"):
            rig.printer.print(ticket())


def test_late_answers_are_not_taken_for_answers_to_the_next_question(
    server: SimulatorServer,
) -> None:
    printer = to(server, HASTY)
    assert printer.state() == READY
    server.spoil(Mishap.LATE)
    assert printer.state() == AWAY
    server.mend()
    server.set_state(OUT)
    assert printer.state() == OUT
    printer.close()


def test_a_printer_that_tells_nothing_is_connected_to_for_each_job_only(
    server: SimulatorServer,
) -> None:
    printer = open_printer(Network("127.0.0.1", server.port), answers="nothing")
    for _ in range(2):
        assert printer.state() == PrinterState(online=True)
        server.stop()
        server.start()
        printer.print(ticket())
        assert server.wait_for(1)
    assert server.wait_for(2)


def test_a_full_disk_is_uncertain_not_a_crash() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is Linux")
    printer = open_printer(File("/dev/full"))
    assert printer.state().online
    with pytest.raises(PrintUncertain, match="space"):
        printer.print(ticket())
    printer.close()


def test_a_usb_printer_is_unplugged_and_plugged_in_again() -> None:
    with usb_device() as (rig, device):
        rig.printer.print(ticket())
        device.plugged = False
        assert rig.printer.state() == AWAY
        device.plugged = True
        rig.printer.print(ticket())
        assert len(rig.receipts()) == 2


def test_a_missing_libusb_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda **_: None)
    monkeypatch.setattr("usb.backend.libusb0.get_backend", lambda **_: None)
    monkeypatch.setattr("usb.backend.openusb.get_backend", lambda **_: None)
    with pytest.raises(PrinterAway, match="libusb is missing"):
        open_printer(Usb(0x04B8, 0x0E28)).print(ticket())


def test_a_usb_device_without_a_pair_of_endpoints_is_no_printer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with usb_device() as (rig, device):
        monkeypatch.setattr(device, "get_active_configuration", list)
        with pytest.raises(PrinterAway, match="no printer"):
            rig.printer.print(ticket())


def test_a_serial_printer_that_takes_nothing_does_not_hang_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if os.name != "posix":
        pytest.skip("pseudo terminals are POSIX")
    monkeypatch.setattr(escpos, "_SEND_SECONDS", 0.2)
    host, device = os.openpty()
    printer = open_printer(Serial(os.ttyname(device)), answers="nothing")
    with pytest.raises(PrintUncertain, match=r"[Tt]imeout|holds data"):
        printer.print(ticket())
    printer.close()
    os.close(host)
    os.close(device)


def test_an_image_wider_than_the_paper_is_refused(server: SimulatorServer) -> None:
    printer = open_printer(Network("127.0.0.1", server.port), 58, patience=PATIENT)
    with pytest.raises(ValueError, match="576"):
        printer.print(ticket())
    printer.close()
