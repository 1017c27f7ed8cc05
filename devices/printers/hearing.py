"""Telling apart what a printer says: answers, "done", and states that nobody asked for. Pure.

Source: Epson ESC/POS command reference, "Identification of transmission status": bits 0, 1, 4
and 7 mark the answers to DLE EOT (1, 1 of bits 1 and 4 alone) and the first byte of an automatic
status (bit 4 alone); GS r and the three further bytes of an automatic status look alike, so
these three are known by their place only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.printers import status
from devices.printers.port import PrinterState


@dataclass(frozen=True)
class Answer:
    """The answer to a DLE EOT."""

    byte: int


@dataclass(frozen=True)
class Done:
    """The answer to a GS r: everything before it has been printed."""


@dataclass(frozen=True)
class Told:
    """The printer told its state by itself (GS a)."""

    state: PrinterState


Heard = Answer | Done | Told


class Ear:
    """Listens to one connection. Bytes that mean nothing here (XON, XOFF) are passed over."""

    def __init__(self) -> None:
        self._told = b""

    def hear(self, data: bytes) -> Iterator[Heard]:
        """What these bytes say; an automatic status may begin in one call and end in another."""
        for byte in data:
            heard = self._hear(byte)
            if heard is not None:
                yield heard

    def _hear(self, byte: int) -> Heard | None:
        if status.is_answer(byte):  # a real-time answer may come between an automatic status
            return Answer(byte)
        if status.is_told(byte):
            self._told = bytes((byte,))
            return None
        if not status.is_done(byte):
            return None
        if not self._told:
            return Done()
        return self._further(byte)

    def _further(self, byte: int) -> Told | None:
        self._told += bytes((byte,))
        if len(self._told) < status.TOLD_BYTES:
            return None
        told, self._told = self._told, b""
        return Told(status.decode_told(told))
