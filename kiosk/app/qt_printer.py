"""A printer of the operating system, by its driver: Windows, or CUPS on Linux and macOS.

The driver is asked no more than whether its queue works; what a ticket printer on its own cable
tells of paper and cover, it does not. A ticket is printed when the system's queue has taken it.
Qt allows QPainter on a QPrinter outside the GUI thread (Qt 6, "Thread-Support in Qt Modules").
"""

from collections.abc import Callable

from PIL import Image
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from devices.printers.port import (
    AWAY,
    Fault,
    PaperWidth,
    PrinterAway,
    PrinterState,
    PrintUncertain,
    refuse,
)

DOTS_A_MM = 8  # tickets are drawn for 203 dpi
_MM_AN_INCH = 25.4
_STOPPED = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)

Find = Callable[[str], QPrinter | None]


def installed(name: str) -> QPrinter | None:
    """The printer that the system calls so, or None."""
    info = QPrinterInfo.printerInfo(name)
    return None if info.isNull() else QPrinter(info, QPrinter.PrinterMode.HighResolution)


class QtPrinter:
    """The port over one of the system's printers. Needs a QGuiApplication."""

    def __init__(self, name: str, width_mm: PaperWidth, find: Find = installed) -> None:
        self._name = name
        self._width_mm = width_mm
        self._find = find

    def print(self, image: Image.Image) -> None:
        """See ``Printer.print``."""
        if image.mode != "1":
            raise ValueError(f'a ticket is a mode "1" image, not {image.mode!r}')
        printer = self._find(self._name)
        refuse(_state(printer))
        if printer is None:
            raise PrinterAway(f"the system has no printer {self._name!r}")
        _lay_out(printer, self._width_mm, image.height / DOTS_A_MM)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterAway(f"the system does not print to {self._name!r}")
        _draw(painter, printer, image)
        if not painter.end() or printer.printerState() in _STOPPED:
            raise PrintUncertain(f"the queue of {self._name!r} stopped while it took the ticket")

    def state(self) -> PrinterState:
        """See ``Printer.state``: whether the queue is there and works."""
        return _state(self._find(self._name))

    def news(self) -> PrinterState | None:
        """See ``Printer.news``: the system tells nothing by itself."""
        return None

    def close(self) -> None:
        """Nothing is held between tickets."""


def _state(printer: QPrinter | None) -> PrinterState:
    if printer is None:
        return AWAY
    stopped = printer.printerState() in _STOPPED
    return PrinterState(online=True, fault=Fault.PAUSED if stopped else Fault.NONE)


def _lay_out(printer: QPrinter, width_mm: float, height_mm: float) -> None:
    """A page as long as the ticket, where the driver cuts pages to measure."""
    size = QPageSize(
        QSizeF(width_mm, height_mm),
        QPageSize.Unit.Millimeter,
        "ticket",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    page = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    page.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(page)
    printer.setFullPage(True)
    printer.setDocName("machiai")


def _draw(painter: QPainter, printer: QPrinter, image: Image.Image) -> None:
    """The dots at their size in the middle of the roll; on pages of the driver's where need be."""
    picture = _qimage(image)
    scale = printer.resolution() / (_MM_AN_INCH * DOTS_A_MM)
    page = printer.pageLayout().fullRectPixels(printer.resolution())
    # A millimetre less to a page would leave a page of nothing after a ticket of its length.
    rows = max(1, round(page.height() / scale) + DOTS_A_MM)
    left = max(0.0, (page.width() - image.width * scale) / 2)
    for top in range(0, image.height, rows):
        if top:
            printer.newPage()
        part = QRectF(0, top, image.width, min(rows, image.height - top))
        place = QRectF(left, 0, part.width() * scale, part.height() * scale)
        painter.drawImage(place, picture, part)


def _qimage(image: Image.Image) -> QImage:
    grey = image.convert("L")
    kind = QImage.Format.Format_Grayscale8
    return QImage(grey.tobytes(), grey.width, grey.height, grey.width, kind).copy()
