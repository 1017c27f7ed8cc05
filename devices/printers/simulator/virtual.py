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
    """

    def __init__(self, dots: int, printed: Callable[[Receipt], None]) -> None:
        self._dots = dots
        self._printed = printed
        self._received = b""
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
        self._state = state
        return self._work()

    def reset(self) -> None:
        """Switch off and on: what was received and not printed is forgotten."""
        self._received = b""
        self._waiting.clear()
        self._paper.clear()

    def feed(self, data: bytes) -> bytes:
        """Take bytes; gives the answers to them."""
        answers = self._answer_now(data)
        self._received += data
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
        if not self._state.online:
            return b""
        heard = self._received[-2:] + data
        return bytes(status.encode(self._state, found[1][0]) for found in _ASK.finditer(heard))

    def _work(self) -> bytes:
        answers = b""
        while self._waiting and self._state.can_print:
            answers += self._perform(self._waiting.popleft())
        return answers

    def _perform(self, command: Command) -> bytes:
        match command:
            case AskDone():
                return bytes((status.encode_done(self._state),))
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


def decode(data: bytes, dots: int) -> tuple[list[Receipt], list[str]]:
    """The tickets in a finished stream of bytes, and what was wrong with the stream."""
    receipts: list[Receipt] = []
    printer = VirtualPrinter(dots, receipts.append)
    printer.feed(data)
    return receipts, printer.complaints
