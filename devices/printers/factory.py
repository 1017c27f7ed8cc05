"""From plain settings to a printer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image

from devices.printers import escpos
from devices.printers.driver import Answers, EscposPrinter
from devices.printers.link import Link, LinkBroken
from devices.printers.port import (
    DOTS,
    NOT_INSTALLED,
    PaperWidth,
    Printer,
    PrinterAway,
    PrinterState,
)
from devices.printers.simulator.server import SimulatorServer
from devices.printers.talk import Patience

_CONNECT_SECONDS = 3.0


@dataclass(frozen=True)
class Network:
    """A printer on the network: its address and raw port."""

    host: str
    port: int = 9100


@dataclass(frozen=True)
class Usb:
    """A USB printer by its vendor and product number."""

    vendor: int
    product: int


@dataclass(frozen=True)
class Serial:
    """A serial port (COM3, /dev/ttyUSB0) and its speed in bits a second."""

    device: str
    baud: int = 38400


@dataclass(frozen=True)
class File:
    """A device file (/dev/usb/lp0), or a plain file, which is emptied first. It tells nothing."""

    path: str


@dataclass(frozen=True)
class Simulated:
    """A printer that is not there: tickets become pictures in a folder, where one is given."""

    folder: Path | None = None


@dataclass(frozen=True)
class Nothing:
    """No printer, by choice: the number stays on the screen."""


Setup = Network | Usb | Serial | File | Simulated | Nothing


def open_printer(
    setup: Setup,
    width_mm: PaperWidth = 80,
    answers: Answers = "jobs",
    patience: Patience | None = None,
    *,
    torn: bool = False,
) -> Printer:
    """The printer of a setup. Its device is opened on first use, and again after every fault.

    ``torn``: the program was ended within a job, of which the printer may hold a part.
    """
    make = partial(EscposPrinter, patience=patience, torn=torn)
    dots = DOTS[width_mm]
    match setup:
        case Network(host, port):
            link = partial(escpos.open_network, host, port, dots, _CONNECT_SECONDS)
            # Nothing read from a connection means that nobody notices its end.
            return make(link, answers, hold=answers != "nothing")
        case Usb(vendor, product):
            return make(partial(escpos.open_usb, vendor, product, dots), answers)
        case Serial(device, baud):
            return make(partial(escpos.open_serial, device, baud, dots), answers)
        case File(path):
            return make(partial(escpos.open_file, path, dots), "nothing")
        case Simulated(folder):
            return SimulatedPrinter(width_mm, folder)
        case Nothing():
            return NoPrinter()


class NoPrinter:
    """A terminal without a printer."""

    def print(self, image: Image.Image) -> None:
        """Raises PrinterAway."""
        del image
        raise PrinterAway("this terminal has no printer")

    def state(self) -> PrinterState:
        """Not installed; nothing for staff to do."""
        return NOT_INSTALLED

    def news(self) -> None:
        """Nothing will change."""

    def close(self) -> None:
        """Nothing to let go of."""


class SimulatedPrinter:
    """A simulator on this machine's own network, and the network printer that prints to it."""

    def __init__(self, width_mm: PaperWidth, folder: Path | None) -> None:
        self.server = SimulatorServer(width_mm, folder=folder)
        self._dots = DOTS[width_mm]
        self._printer = EscposPrinter(self._open_link, "jobs")

    def print(self, image: Image.Image) -> None:
        """See ``Printer.print``."""
        self._printer.print(image)

    def state(self) -> PrinterState:
        """See ``Printer.state``."""
        return self._printer.state()

    def news(self) -> PrinterState | None:
        """See ``Printer.news``."""
        return self._printer.news()

    def close(self) -> None:
        """Let go, and stop the simulator's thread."""
        self._printer.close()
        self.server.stop()

    def _open_link(self) -> Link:
        try:
            self.server.start()
        except OSError as fault:
            raise LinkBroken(f"the simulated printer finds no port: {fault}") from fault
        return escpos.open_network("127.0.0.1", self.server.port, self._dots, _CONNECT_SECONDS)
