"""The virtual printer itself: bytes in, answers and tickets out, no socket and no clock."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from PIL import Image

from devices.printers import status
from devices.printers.port import READY, PrinterState
from devices.printers.simulator.commands import (
    AskDone,
    AskToTell,
    Command,
    Cut,
    Feed,
    Initialize,
    Nothing,
    Raster,
    Unknown,
    take,
)

_ASK = re.compile(re.escape(status.DLE_EOT) + b"([\x01-\x04])")

Receipt = Image.Image


class VirtualPrinter:
    """Behaves as a printer does.

    Real-time questions are answered even when it has stopped; all else waits in its buffer until
    paper, cover and cutter are in order again.
    ``printed`` is called with every ticket that is cut off, mode "1", black on white.
    A slow printer prints when it is given time (``pass_time``), ``rows_a_second``; what does not
    fit into a buffer of so many bytes is lost, as it is where nobody heeds "busy".
    """

    def __init__(
        self,
        dots: int,
        printed: Callable[[Receipt], None],
        *,
        rows_a_second: float | None = None,
        buffer: int | None = None,
    ) -> None:
        self._dots = dots
        self._printed = printed
        self._rows_a_second = rows_a_second
        self._buffer = buffer
        self._rows_due = 0.0
        self._tells = False
        self._received = b""
        self._tail = b""
        self._waiting: deque[Command] = deque()
        self._paper: list[Image.Image] = []
        self._state = READY
        self.complaints: list[str] = []

    @property
    def state(self) -> PrinterState:
        """What it answers."""
        return self._state

    def set_state(self, state: PrinterState) -> bytes:
        """Open the cover, take the paper away, ...; gives the answers that are now due."""
        changed, self._state = state != self._state, state
        told = self._tell() if changed and self._tells else b""
        return told + self._work()

    def pass_time(self, seconds: float) -> bytes:
        """Let a slow printer print on; gives the answers that are now due."""
        if self._rows_a_second is not None and self._waiting:
            self._rows_due += seconds * self._rows_a_second
        return self._work()

    def reset(self) -> None:
        """Switch off and on: what was received and not printed is forgotten."""
        self._tells = False
        self._rows_due = 0.0
        self._received = b""
        self._waiting.clear()
        self._paper.clear()

    def feed(self, data: bytes) -> bytes:
        """Take bytes; gives the answers to them."""
        answers = self._answer_now(data)
        self._received += self._held(data)
        place = 0
        view = memoryview(self._received)
        while (taken := take(view[place:])) is not None:
            command, length = taken
            place += length
            self._waiting.append(command)
        self._received = bytes(view[place:])
        return answers + self._work()

    def _answer_now(self, data: bytes) -> bytes:
        """Answers to DLE EOT, which is heeded wherever it stands, even in the dots of an image."""
        heard, self._tail = self._tail + data, (self._tail + data)[-2:]
        if not self._state.online:
            return b""
        return bytes(status.encode(self._state, found[1][0]) for found in _ASK.finditer(heard))

    def _held(self, data: bytes) -> bytes:
        """What of the data finds room."""
        if self._buffer is None:
            return data
        room = self._buffer - len(self._received) - sum(map(_size, self._waiting))
        if len(data) > room:
            self.complaints.append(f"{len(data) - room} bytes too many for the buffer")
        return data[: max(0, room)]

    def _tell(self) -> bytes:
        return status.encode_told(self._state) if self._state.online else b""

    def _work(self) -> bytes:
        answers = b""
        while self._waiting and self._state.can_print and self._has_time_for(self._waiting[0]):
            answers += self._perform(self._waiting.popleft())
        return answers

    def _has_time_for(self, command: Command) -> bool:
        rows = command.image.height if isinstance(command, Raster) else 0
        if self._rows_a_second is None or not rows:
            return True
        if self._rows_due < rows:
            return False
        self._rows_due -= rows
        return True

    def _perform(self, command: Command) -> bytes:
        match command:
            case AskDone():
                return bytes((status.encode_done(self._state),))
            case AskToTell(watched):
                self._tells = bool(watched)
                return self._tell() if watched else b""
            case Raster(image):
                self._print(image)
            case Feed(dots):
                self._paper.append(Image.new("1", (self._dots, dots), 255))
            case Cut():
                self._cut()
            case Unknown(byte):
                self.complaints.append(f"byte 0x{byte:02x} starts no command of a ticket")
            case Initialize() | Nothing():
                pass
        return b""

    def _print(self, image: Image.Image) -> None:
        if image.width > self._dots:
            self.complaints.append(f"{image.width} dots on paper for {self._dots}")
        row = Image.new("1", (self._dots, image.height), 255)
        row.paste(image, (0, 0))
        self._paper.append(row)

    def _cut(self) -> None:
        if not self._paper:
            return
        receipt = Image.new("1", (self._dots, sum(part.height for part in self._paper)), 255)
        y = 0
        for part in self._paper:
            receipt.paste(part, (0, y))
            y += part.height
        self._paper.clear()
        self._printed(receipt)


def _size(command: Command) -> int:
    """Bytes of the buffer that a command takes, its dots above all."""
    image = command.image if isinstance(command, Raster) else None
    return 0 if image is None else image.height * (image.width // 8) + 8


def decode(data: bytes, dots: int) -> tuple[list[Receipt], list[str]]:
    """The tickets in a finished stream of bytes, and what was wrong with the stream."""
    receipts: list[Receipt] = []
    printer = VirtualPrinter(dots, receipts.append)
    printer.feed(data)
    return receipts, printer.complaints
