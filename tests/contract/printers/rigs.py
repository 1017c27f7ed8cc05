"""One rig for every adapter of the printer port: the adapter, and the printer that it prints to."""

from __future__ import annotations

import errno
import os
import select
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from devices.printers import status
from devices.printers.driver import Answers
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
from devices.printers.port import DOTS, Printer, PrinterState
from devices.printers.simulator.server import SimulatorServer
from devices.printers.simulator.virtual import VirtualPrinter, decode
from devices.printers.talk import Patience

PATIENT = Patience(answer=5, ask_again=5, finish=15)
DOTS_80 = DOTS[80]


@dataclass(frozen=True)
class Rig:
    """The adapter, the tickets that came out, what the far end found wrong with the bytes."""

    printer: Printer
    receipts: Callable[[], Sequence[Image.Image]]
    complaints: Callable[[], Sequence[str]]
    set_state: Callable[[PrinterState], object] = lambda _: None
    tells: bool = True


@contextmanager
def network(_folder: Path, answers: Answers = "jobs") -> Iterator[Rig]:
    with SimulatorServer() as server:
        printer = open_printer(Network("127.0.0.1", server.port), 80, answers, PATIENT)
        yield Rig(
            printer,
            lambda: server.receipts,
            lambda: server.complaints,
            server.set_state,
            tells=answers == "jobs",
        )
        printer.close()


@contextmanager
def network_telling_its_state_only(folder: Path) -> Iterator[Rig]:
    with network(folder, "state") as rig:
        yield rig


@contextmanager
def simulated(folder: Path) -> Iterator[Rig]:
    printer = open_printer(Simulated(folder))

    def receipts() -> list[Image.Image]:
        return [_opened(path) for path in sorted(folder.glob("*.png"))]

    yield Rig(printer, receipts, list)
    printer.close()


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.copy()


@contextmanager
def file(folder: Path) -> Iterator[Rig]:
    path = folder / "printer"
    printer = open_printer(File(str(path)))
    yield Rig(
        printer,
        lambda: decode(path.read_bytes(), DOTS_80)[0],
        lambda: decode(path.read_bytes(), DOTS_80)[1],
    )
    printer.close()


@contextmanager
def serial(_folder: Path) -> Iterator[Rig]:
    """A pseudo terminal, with a printer at its other end."""
    receipts: list[Image.Image] = []
    virtual = VirtualPrinter(DOTS_80, receipts.append)
    with _terminal(virtual) as (path, host):
        printer = open_printer(Serial(path, 115200), patience=PATIENT)

        def set_state(state: PrinterState) -> None:
            os.write(host, virtual.set_state(state))

        yield Rig(printer, lambda: receipts, lambda: virtual.complaints, set_state)
        printer.close()


@contextmanager
def _terminal(virtual: VirtualPrinter) -> Iterator[tuple[str, int]]:
    if os.name != "posix":
        pytest.skip("pseudo terminals are POSIX")
    host, device = os.openpty()
    woken, wake = os.pipe()
    thread = threading.Thread(target=_serve, args=(host, woken, virtual))
    thread.start()
    yield os.ttyname(device), host
    os.write(wake, b"!")
    thread.join()
    for each in (host, device, woken, wake):
        os.close(each)


def _serve(host: int, woken: int, virtual: VirtualPrinter) -> None:
    while woken not in (ready := select.select([host, woken], [], [])[0]):
        if host in ready:
            os.write(host, virtual.feed(os.read(host, 4096)))


class UsbDevice:
    """What pyusb shows of a printer, with endpoints that are not the library's defaults."""

    backend = SimpleNamespace(__module__="simulated")
    _ctx = SimpleNamespace(dispose=lambda _device: None)

    def __init__(self, virtual: VirtualPrinter) -> None:
        self.virtual = virtual
        self.answers = b""
        self.plugged = True
        self.deaf_to_jobs = False

    def set_configuration(self) -> None: ...

    def reset(self) -> None: ...

    def get_active_configuration(self) -> list[list[SimpleNamespace]]:
        return [[SimpleNamespace(bEndpointAddress=address) for address in (0x81, 0x03)]]

    def write(self, endpoint: int, data: bytes, _milliseconds: int) -> None:
        assert endpoint == 0x03
        self._check()
        if not (self.deaf_to_jobs and bytes(data) == status.ask_when_done()):
            self.answers += self.virtual.feed(bytes(data))

    def read(self, endpoint: int, size: int, _milliseconds: int) -> bytes:
        assert endpoint == 0x81
        self._check()
        if not self.answers:
            raise _usb_error("USBTimeoutError", errno.ETIMEDOUT)
        answer, self.answers = self.answers[:size], self.answers[size:]
        return answer

    def _check(self) -> None:
        if not self.plugged:
            raise _usb_error("USBError", errno.ENODEV)


def _usb_error(name: str, number: int) -> Exception:
    import usb.core  # noqa: PLC0415 - as the product, only where USB is used

    fault: Exception = getattr(usb.core, name)(name, number, number)
    return fault


@contextmanager
def usb_device(patience: Patience = PATIENT) -> Iterator[tuple[Rig, UsbDevice]]:
    receipts: list[Image.Image] = []
    device = UsbDevice(VirtualPrinter(DOTS_80, receipts.append))

    def find(**wanted: Any) -> UsbDevice | None:
        assert wanted == {"idVendor": 0x04B8, "idProduct": 0x0E28}
        return device if device.plugged else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("usb.core.find", find)
        printer = open_printer(Usb(0x04B8, 0x0E28), patience=patience)
        virtual = device.virtual

        def set_state(state: PrinterState) -> None:
            device.answers += virtual.set_state(state)

        yield Rig(printer, lambda: receipts, lambda: virtual.complaints, set_state), device
        printer.close()


@contextmanager
def usb(_folder: Path) -> Iterator[Rig]:
    with usb_device() as (rig, _):
        yield rig


@contextmanager
def mute_network(folder: Path) -> Iterator[Rig]:
    with network(folder, "nothing") as rig:
        yield rig


MakeRig = Callable[[Path], AbstractContextManager[Rig]]

TELLING: dict[str, MakeRig] = {
    "network": network,
    "network, state only": network_telling_its_state_only,
    "usb": usb,
    "serial": serial,
}
RIGS: dict[str, MakeRig] = {
    **TELLING,
    "network, mute": mute_network,
    "file": file,
    "simulated": simulated,
}

AWAY_SETUPS: dict[str, Setup] = {
    "network": Network("127.0.0.1", 1),
    "unknown host": Network("printer.invalid"),
    "serial": Serial("/dev/no-such-port"),
    "file": File("/no/such/folder/printer"),
    "nothing": Nothing(),
}
