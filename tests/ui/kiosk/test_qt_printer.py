"""A printer of the operating system: the ticket's dots arrive on a page of the ticket's size.

A PDF is what Qt hands over where there is no queue; pdfium reads it back as a driver would.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from devices.printers.port import (
    AWAY,
    DOTS,
    Advice,
    PaperWidth,
    PrinterAway,
    PrinterFault,
    PrintUncertain,
)
from devices.printers.worker import Callbacks, PrintWorker
from kiosk.app.qt_printer import Find, QtPrinter, installed
from tests.waiting import eventually

pytestmark = pytest.mark.usefixtures("qapp")
SECONDS = 20.0


def ticket(width: PaperWidth, height: int = 800) -> Image.Image:
    image = Image.new("1", (DOTS[width], height), 1)
    draw = ImageDraw.Draw(image)
    for step in range(0, height, 40):
        draw.rectangle((step % 300, step, step % 300 + 60, step + 19), fill=0)
    return image


def pdf(path: Path) -> Find:
    def find(_: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    return find


def read(path: Path) -> list[Image.Image]:
    """The pages in the dots of a ticket printer."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=203.2 / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("width", [58, 80])
def test_the_dots_are_on_a_page_of_the_tickets_size(width: PaperWidth, tmp_path: Path) -> None:
    path = tmp_path / "ticket.pdf"
    QtPrinter("any", width, pdf(path)).print(ticket(width))
    (page,) = read(path)
    assert abs(page.width - width * 8) <= 2
    assert abs(page.height - 800) <= 2
    left = round((page.width - DOTS[width]) / 2)
    seen = page.crop((left, 0, left + DOTS[width], 800)).point(lambda v: v // 128 * 255)
    difference = ImageChops.difference(seen, ticket(width).convert("L"))
    wrong = difference.histogram()[255]
    assert wrong < 0.02 * seen.width * seen.height  # edges, by less than a dot


def test_a_driver_with_pages_of_its_own_gets_the_rest_on_the_next(tmp_path: Path) -> None:
    class FixedPages(QPrinter):
        def setPageLayout(self, _: object) -> bool:  # noqa: N802 - Qt's name
            return False

    path = tmp_path / "ticket.pdf"

    def find(_: str) -> QPrinter:
        printer = FixedPages(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    QtPrinter("any", 80, find).print(ticket(80, 3000))
    assert len(read(path)) == 2


def test_a_printer_that_the_system_does_not_know_is_away() -> None:
    assert installed("no such printer") is None
    printer = QtPrinter("no such printer", 80)
    assert printer.state() == AWAY
    assert printer.news() is None
    with pytest.raises(PrinterAway):
        printer.print(ticket(80))
    printer.close()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_place_that_takes_nothing_is_away_not_a_crash(tmp_path: Path) -> None:
    printer = QtPrinter("any", 80, pdf(tmp_path / "nowhere" / "ticket.pdf"))
    with pytest.raises(PrinterAway):
        printer.print(ticket(80))


def test_a_queue_that_was_stopped_is_told_and_gets_nothing(tmp_path: Path) -> None:
    stopped = Mock(spec=QPrinter)
    stopped.printerState.return_value = QPrinter.PrinterState.Error
    printer = QtPrinter("any", 80, lambda _: stopped)
    assert printer.state().advice is Advice.CHECK_PRINTER
    with pytest.raises(PrinterFault):
        printer.print(ticket(80))
    assert not list(tmp_path.iterdir())


def test_a_queue_that_stops_within_a_ticket_leaves_it_uncertain(tmp_path: Path) -> None:
    class Stopping(QPrinter):
        asked = 0

        def printerState(self) -> QPrinter.PrinterState:  # noqa: N802 - Qt's name
            self.asked += 1
            working = self.asked == 1
            return QPrinter.PrinterState.Idle if working else QPrinter.PrinterState.Aborted

    def find(_: str) -> QPrinter:
        printer = Stopping(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "ticket.pdf"))
        return printer

    with pytest.raises(PrintUncertain):
        QtPrinter("any", 80, find).print(ticket(80))


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_only_black_and_white_is_taken(mode: str) -> None:
    with pytest.raises(ValueError, match=mode):
        QtPrinter("any", 80).print(Image.new(mode, (576, 10)))


def test_it_prints_in_the_printing_thread(qapp: QObject, tmp_path: Path) -> None:
    del qapp
    path, said = tmp_path / "ticket.pdf", []
    callbacks = Callbacks(
        printed=lambda job: said.append(("printed", job)),
        failed=lambda job, fault: said.append((str(fault), job)),
        state_changed=lambda _: None,
    )
    worker = PrintWorker(QtPrinter("any", 80, pdf(path)), callbacks)
    worker.start()
    worker.submit("a", ticket(80))
    eventually(lambda: bool(said), "the ticket")
    assert worker.stop(SECONDS)
    assert said == [("printed", "a")]
    assert len(read(path)) == 1
