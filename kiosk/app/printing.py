"""From a ticket in words to paper, off the GUI thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PIL import Image
from PySide6.QtCore import QObject

import assets
from devices.printers import guide, layout
from devices.printers.code import CodeTooWide
from devices.printers.factory import (
    File,
    Network,
    Nothing,
    Serial,
    Setup,
    Simulated,
    Usb,
    open_printer,
)
from devices.printers.font_files import find_fonts
from devices.printers.fonts import Fonts
from devices.printers.guide import GuideSheet
from devices.printers.journal import Journal
from devices.printers.layout import TicketSheet
from devices.printers.port import (
    PaperWidth,
    Printer,
    PrinterError,
    PrinterState,
    PrintUncertain,
)
from devices.printers.worker import Callbacks, PrintWorker
from hub.client import Printer as PrinterSettings
from kiosk.flow.events import PrintEnded
from kiosk.flow.state import Print
from kiosk.shell.bridge import Bridge
from kiosk.shell.executor import Executor


class Printing(QObject):
    """One printer with its thread. `ended` and `state` are called in the GUI thread.

    A simulated printer writes its tickets as pictures into `tickets`. The journal outlives it.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        tickets: Path,
        journal: Journal,
        ended: Callable[[PrintEnded], None],
        state: Callable[[PrinterState], None],
    ) -> None:
        super().__init__()
        self.settings = settings
        self._ended = ended
        self._state = state
        self._width = cast(PaperWidth, settings.width)
        self._fonts = find_fonts(assets.path("fonts"))
        self._bridge = Bridge(self._receive, self)
        self._painter = Executor("ticket-painter", self)
        printer = printer_of(settings, tickets, torn=journal.interrupted)
        self._worker = PrintWorker(printer, self._callbacks(), journal=journal)
        self._worker.start()

    def print(self, job: str, sheet: TicketSheet | GuideSheet, *, again: bool) -> None:
        """Put a ticket or a guide on paper; `ended` says what became of it.

        `again`: somebody asked for another paper, so it is printed even if there is one.
        """
        self._painter.submit(
            partial(_painted, sheet, self._width, self._fonts),
            partial(self._submit, job, again),
            partial(self._unpainted, job),
        )

    def close(self) -> None:
        """Let go of the printer."""
        self._painter.close()
        self._worker.stop()
        self._bridge.close()

    def _submit(self, job: str, again: bool, image: Image.Image) -> None:
        try:
            self._worker.submit(job, image, again=again)
        except PrinterError as fault:
            self._ended(PrintEnded(job, _outcome(fault)))

    def _unpainted(self, job: str, fault: Exception) -> None:
        """The paper became narrower than the code that was made for it: the screen has it."""
        if not isinstance(fault, CodeTooWide):
            raise fault
        self._ended(PrintEnded(job, Print.FAILED))

    def _callbacks(self) -> Callbacks:
        return Callbacks(
            printed=lambda job: self._bridge.post(PrintEnded(job, Print.DONE)),
            failed=lambda job, fault: self._bridge.post(PrintEnded(job, _outcome(fault))),
            state_changed=self._bridge.post,
        )

    def _receive(self, item: object) -> None:
        if isinstance(item, PrintEnded):
            self._ended(item)
        elif isinstance(item, PrinterState):
            self._state(item)


def _outcome(fault: PrinterError) -> Print:
    return Print.UNCERTAIN if isinstance(fault, PrintUncertain) else Print.FAILED


def _painted(sheet: TicketSheet | GuideSheet, width: PaperWidth, fonts: Fonts) -> Image.Image:
    if isinstance(sheet, GuideSheet):
        return guide.render(sheet, width, fonts)
    return layout.render(sheet, width, fonts)


def printer_of(settings: PrinterSettings, tickets: Path, *, torn: bool) -> Printer:
    """The printer that the city configured for this kiosk."""
    width = cast(PaperWidth, settings.width)
    if settings.kind == "system":
        # Qt's printing loads all of Qt Widgets, which a kiosk with a ticket printer never needs.
        from kiosk.app.qt_printer import QtPrinter  # noqa: PLC0415

        return QtPrinter(settings.name, width)
    return open_printer(setup(settings, tickets), width, settings.answers, torn=torn)


def setup(settings: PrinterSettings, tickets: Path) -> Setup:
    """How a ticket printer is reached."""
    match settings.kind:
        case "network":
            return Network(settings.host, settings.port)
        case "usb":
            return Usb(settings.vendor, settings.product)
        case "serial":
            return Serial(settings.device, settings.baud)
        case "file":
            return File(settings.path)
        case "simulator":
            return Simulated(tickets)
        case _:
            return Nothing()
