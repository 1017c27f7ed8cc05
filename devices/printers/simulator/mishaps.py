"""What can befall a printer at a byte of a job. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from devices.printers.port import Cover, Fault, Paper, PrinterState


class Mishap(StrEnum):
    """The printer stops, says nothing (late), takes nothing (hang), or is cut off (drop)."""

    NO_PAPER = "no-paper"
    COVER = "cover"
    JAM = "jam"
    OVERHEATED = "overheated"
    LATE = "late"
    HANG = "hang"
    DROP = "drop"


# What a printer tells that has stopped; the other mishaps are the connection's.
STOPPED = {
    Mishap.NO_PAPER: PrinterState(True, Paper.OUT, Cover.CLOSED),
    Mishap.COVER: PrinterState(True, Paper.OK, Cover.OPEN),
    Mishap.JAM: PrinterState(True, Paper.OK, Cover.CLOSED, Fault.CUTTER),
    Mishap.OVERHEATED: PrinterState(True, Paper.OK, Cover.CLOSED, Fault.OVERHEATED),
}


@dataclass(frozen=True)
class Trap:
    """A mishap when so many more bytes have come in."""

    mishap: Mishap
    left: int

    def after(self, count: int) -> Trap:
        """The trap when further bytes have come in that did not spring it."""
        return Trap(self.mishap, self.left - count)


def parse(text: str) -> Trap:
    """``jam@2000``, or ``jam`` for the first byte. Raises ValueError."""
    name, _, place = text.partition("@")
    if name not in {mishap.value for mishap in Mishap} or not (place or "0").isdecimal():
        raise ValueError(f"{text!r} is none of {', '.join(Mishap)}, with @BYTE where wanted")
    return Trap(Mishap(name), int(place or "0"))
