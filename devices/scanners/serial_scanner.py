"""A scanner on a serial port, read by a thread of its own that survives unplugging."""

import sys
from collections.abc import Callable
from threading import Event, Thread

import serial

from devices.scanners.framing import Frame

# Seconds: without a byte for so long a code is complete; and between two attempts to open.
SILENCE = 0.3
RETRY = 3.0

# What pyserial raises: opening may fail as an OSError of its own kind on each system.
_FAULTS: tuple[type[Exception], ...] = (serial.SerialException, OSError)
if sys.platform != "win32":
    import termios

    # No OSError: it comes where the port goes in the middle of being opened.
    _FAULTS += (termios.error,)


def _nobody(_: bool) -> None:
    """Nobody wants to know."""


class SerialScanner:
    """Give it a port, and what is to be done with each code: called in the thread.

    `on_change` hears, in the thread too, whenever the scanner comes (True) or goes (False); at
    first it is neither. What a scanner had begun to say when it was unplugged is dropped.
    """

    def __init__(
        self,
        device: str,
        baud: int,
        on_code: Callable[[str], None],
        on_change: Callable[[bool], None] = _nobody,
    ) -> None:
        self._device = device
        self._baud = baud
        self._on_code = on_code
        self._on_change = on_change
        self._known: bool | None = None
        self._stopping = Event()
        self.connected = Event()
        self._thread = Thread(target=self._run, name=f"scanner {device}", daemon=True)

    def start(self) -> None:
        """Begin to read, now or as soon as the scanner is plugged in."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, if it was started."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with serial.Serial(self._device, self._baud, timeout=SILENCE) as port:
                    self._tell(connected=True)
                    self._read(port)
            except _FAULTS:
                self._tell(connected=False)
                self._stopping.wait(RETRY)

    def _tell(self, *, connected: bool) -> None:
        if connected:
            self.connected.set()
        else:
            self.connected.clear()
        if connected is not self._known:
            self._known = connected
            self._on_change(connected)

    def _read(self, port: serial.Serial) -> None:
        frame = Frame()
        while not self._stopping.is_set():
            data = port.read(max(1, port.in_waiting))
            frame, codes = frame.add(data) if data else frame.end()
            for code in codes:
                self._on_code(code)
