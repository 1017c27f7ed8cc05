"""Links to a printer through python-escpos: the only module that imports it.

It is imported on first use, in the printing thread: it takes some 0.7 s (measured) and pulls in
the USB library, which a terminal without a USB printer need not have.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection
from time import monotonic, sleep
from typing import Any

from devices.printers.link import LinkBroken

_SEND_SECONDS = 10.0  # for one band; a printer that takes nothing for so long is stuck
_SERIAL_CHECK_SECONDS = 0.01  # pyserial's own flush() has no time limit
_TIMED_OUT = (errno.ETIMEDOUT, errno.EAGAIN, errno.EWOULDBLOCK)


@dataclass(frozen=True)
class EscposLink:
    """A ``Link`` over a device of the library.

    ``receive`` waits so many seconds and gives b"" where nothing came,
    ``drain`` waits until the system has sent all, ``discard`` throws away what it has not.
    """

    device: Any  # escpos.escpos.Escpos: python-escpos comes without a py.typed marker
    dots: int
    receive: Callable[[float], bytes]
    drain: Callable[[], None] = lambda: None
    discard: Callable[[], None] = lambda: None

    def send(self, data: bytes) -> None:
        """See ``Link.send``."""
        with _translated():
            self.device._raw(data)  # noqa: SLF001 - the library's documented way to send bytes

    def settle(self) -> None:
        """See ``Link.settle``."""
        with _translated():
            self.drain()

    def read(self, seconds: float) -> bytes:
        """See ``Link.read``."""
        with _translated():
            try:
                return bytes(self.receive(seconds))
            except OSError as fault:
                if isinstance(fault, TimeoutError) or fault.errno in _TIMED_OUT:
                    return b""
                raise

    def close(self) -> None:
        """See ``Link.close``."""
        with _ignored():
            self.discard()
        with _ignored():
            self.device.close()


def open_network(host: str, port: int, dots: int, seconds: float) -> EscposLink:
    """Connect to a printer's raw port (9100 by custom) within so many seconds."""
    with _translated():
        # The library's own open() knows no IPv6 and leaves a refused socket to the collector.
        socket = create_connection((host, port), seconds)
        # A question after each band must not wait for the printer's delayed acknowledgement.
        socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        device = _made("Network", dots, host=host, port=port)
        device.device = socket
        socket.settimeout(_SEND_SECONDS)

    def receive(wait: float) -> bytes:
        socket.settimeout(wait)
        try:
            data: bytes = socket.recv(64)
        finally:
            socket.settimeout(_SEND_SECONDS)
        if not data:
            raise ConnectionResetError("the printer closed the connection")
        return data

    return EscposLink(device, dots, receive)


def open_serial(path: str, baud: int, dots: int) -> EscposLink:
    """Open a serial port (/dev/ttyUSB0, COM3), 8 bits, no parity, flow control by DTR/DSR."""
    device = _open("Serial", dots, devfile=path, baudrate=baud)
    port = device.device
    port.write_timeout = _SEND_SECONDS

    def receive(wait: float) -> bytes:
        port.timeout = wait
        data: bytes = port.read(1)
        return data

    def drain() -> None:
        deadline = monotonic() + _SEND_SECONDS
        while port.out_waiting:
            if monotonic() > deadline:
                raise TimeoutError("the serial port holds data that the printer does not take")
            # A serial port does not tell when all has left it.
            sleep(_SERIAL_CHECK_SECONDS)

    return EscposLink(device, dots, receive, drain, port.reset_output_buffer)


def open_usb(vendor: int, product: int, dots: int) -> EscposLink:
    """Open a USB printer by its vendor and product number (lsusb shows them)."""
    milliseconds = round(_SEND_SECONDS * 1000)
    device = _open("Usb", dots, idVendor=vendor, idProduct=product, timeout=milliseconds)
    with _translated():
        device.out_ep, device.in_ep = _endpoints(device.device)

    def receive(wait: float) -> bytes:
        return bytes(device.device.read(device.in_ep, 64, max(1, round(wait * 1000))))

    return EscposLink(device, dots, receive)


def open_file(path: str, dots: int) -> EscposLink:
    """Open a device file (/dev/usb/lp0) or a plain file, which is emptied. It tells nothing."""
    return EscposLink(_open("File", dots, devfile=path), dots, lambda _wait: b"")


def _endpoints(usb_device: Any) -> tuple[int, int]:
    """Addresses (out, in) of the printer's endpoints: they differ from make to make."""
    addresses = [
        endpoint.bEndpointAddress
        for interface in usb_device.get_active_configuration()
        for endpoint in interface
    ]
    out = next((address for address in addresses if not address & 0x80), None)
    back = next((address for address in addresses if address & 0x80), None)
    if out is None or back is None:
        raise OSError("the USB device has no pair of endpoints: it is no printer")
    return out, back


def _open(kind: str, dots: int, **settings: Any) -> Any:
    # pyusb without libusb raises a ValueError, the library without pyusb a RuntimeError.
    with _translated(ValueError, RuntimeError):
        device = _made(kind, dots, **settings)
        device.open()
        return device


def _made(kind: str, dots: int, **settings: Any) -> Any:
    return getattr(_library().printer, kind)(profile=_profile(dots), **settings)


def _profile(dots: int) -> Any:
    """The default profile with the paper's width: without it the library prints to stdout."""
    profile = _library().capabilities.Profile()
    profile.profile_data = {**profile.profile_data, "media": {"width": {"pixels": dots}}}
    return profile


@lru_cache(maxsize=1)
def _library() -> Any:
    """The library; its import leaves a folder behind in the system's temporary one (3.1)."""
    library = import_module("escpos")
    for part in ("capabilities", "exceptions", "printer"):
        import_module(f"escpos.{part}")
    shutil.rmtree(library.capabilities.pickle_dir, ignore_errors=True)
    return library


@contextmanager
def _translated(*more: type[Exception]) -> Iterator[None]:
    """Every way in which the library and its cables report a fault, as one error.

    Sockets, files, pyserial and pyusb all raise kinds of OSError.
    """
    try:
        yield
    except (OSError, _library().exceptions.Error, *more) as fault:
        raise LinkBroken(_hint(fault)) from fault


def _hint(fault: Exception) -> str:
    if type(fault).__name__ == "NoBackendError":  # pyusb's, when it finds no libusb
        return "libusb is missing: install libusb-1.0-0 (Debian) or libusb-1.0.dll (Windows)"
    return str(fault)


@contextmanager
def _ignored() -> Iterator[None]:
    """For letting go of what is broken anyway."""
    with suppress(LinkBroken), _translated():
        yield
