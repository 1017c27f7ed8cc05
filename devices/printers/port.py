"""What the lobby asks of a ticket printer, whatever its make and its cable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from PIL import Image

PaperWidth = Literal[58, 80]
DOTS: dict[PaperWidth, int] = {58: 384, 80: 576}  # printable, at 203 dpi (8 dots a millimetre)


class Paper(StrEnum):
    """What the paper sensors tell."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"
    UNKNOWN = "unknown"


class Cover(StrEnum):
    """What the cover switch tells."""

    CLOSED = "closed"
    OPEN = "open"
    UNKNOWN = "unknown"


class Fault(StrEnum):
    """What else keeps the printer from printing."""

    NONE = "none"
    PAUSED = "paused"  # offline for a reason it does not tell: feed button held, panel switched off
    OVERHEATED = "overheated"  # goes on by itself when the head has cooled down
    CUTTER = "cutter"
    BROKEN = "broken"  # only switching it off and on, or a repair, helps


class Advice(StrEnum):
    """What staff should do now: a code that the screens put into words."""

    NOTHING = "nothing"
    REFILL_SOON = "refill_soon"
    REFILL_PAPER = "refill_paper"
    CLOSE_COVER = "close_cover"
    CLEAR_CUTTER = "clear_cutter"
    LET_COOL = "let_cool"
    CHECK_PRINTER = "check_printer"
    CALL_SERVICE = "call_service"
    CHECK_CONNECTION = "check_connection"


@dataclass(frozen=True)
class PrinterState:
    """A printer at one moment. ``installed`` is false where a terminal has no printer by choice."""

    online: bool
    paper: Paper = Paper.UNKNOWN
    cover: Cover = Cover.UNKNOWN
    fault: Fault = Fault.NONE
    installed: bool = True

    @property
    def can_print(self) -> bool:
        """Nothing that the printer told stands against printing now."""
        return (
            self.online
            and self.paper is not Paper.OUT
            and self.cover is not Cover.OPEN
            and self.fault is Fault.NONE
        )

    @property
    def advice(self) -> Advice:
        """The one thing staff should do first."""
        if not self.installed:
            return Advice.NOTHING
        if not self.online:
            return Advice.CHECK_CONNECTION
        if self.cover is Cover.OPEN:
            return Advice.CLOSE_COVER
        if self.paper is Paper.OUT:
            return Advice.REFILL_PAPER
        if self.fault is not Fault.NONE:
            return _FAULT_ADVICE[self.fault]
        return Advice.REFILL_SOON if self.paper is Paper.NEAR_END else Advice.NOTHING


_FAULT_ADVICE = {
    Fault.PAUSED: Advice.CHECK_PRINTER,
    Fault.OVERHEATED: Advice.LET_COOL,
    Fault.CUTTER: Advice.CLEAR_CUTTER,
    Fault.BROKEN: Advice.CALL_SERVICE,
}

READY = PrinterState(online=True, paper=Paper.OK, cover=Cover.CLOSED)
AWAY = PrinterState(online=False)
NOT_INSTALLED = PrinterState(online=False, installed=False)


class PrinterError(Exception):
    """A ticket was not printed, or may not have been. The environment's fault, never a bug."""


class PrinterAway(PrinterError):
    """The printer cannot be reached or does not answer; nothing was printed."""


class PaperOut(PrinterError):
    """No paper; nothing was printed."""


class CoverOpen(PrinterError):
    """The cover is open; nothing was printed."""


class PrinterFault(PrinterError):
    """The printer told a fault of its own (``Fault``); nothing was printed."""


class PrintTooLate(PrinterError):
    """The job waited longer than a visitor does; it was thrown away, nothing was printed."""


class PrintUncertain(PrinterError):
    """The job was sent, at least in part, and nobody knows what of it is on paper.

    Printing again could give one number to two people, so no part of the program repeats it.
    """


class Printer(Protocol):
    """The port. One thread at a time uses a printer; calls block for seconds at most."""

    def print(self, image: Image.Image) -> None:
        """Print and cut one mode "1" image, black on white; return when it is on paper.

        Where a printer cannot tell, return when all of it was sent.
        Raises a ``PrinterError``; only ``PrintUncertain`` leaves open whether it was printed.
        """

    def state(self) -> PrinterState:
        """Ask the printer how it is. Never raises for a printer that is away or faulty."""

    def news(self) -> PrinterState | None:
        """What an idle printer has told by itself since it was last heard; it is not waited for.

        None where it told nothing, or never does. A connection found broken is opened again.
        """

    def close(self) -> None:
        """Let go of the device; a later call opens it again."""


def refuse(state: PrinterState) -> None:
    """Raise the error that says why a printer in this state cannot print, if there is one."""
    if not state.online:
        raise PrinterAway("the printer is offline")
    if state.cover is Cover.OPEN:
        raise CoverOpen("the printer's cover is open")
    if state.paper is Paper.OUT:
        raise PaperOut("the printer has no paper")
    if state.fault is not Fault.NONE:
        raise PrinterFault(f"the printer cannot print: {state.fault}")
