"""The printer port over an ESC/POS link: ask first, print, ask whether it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from PIL import Image

from devices.printers import status
from devices.printers.escpos import Link, LinkBroken
from devices.printers.port import (
    AWAY,
    PrinterAway,
    PrinterState,
    PrintUncertain,
    refuse,
)

# What a printer answers: whether a job is done (GS r) and its state, its state only, or nothing.
Answers = Literal["jobs", "state", "nothing"]


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for an answer, between two questions "done?", and for the whole job."""

    answer: float = 1.0
    ask_again: float = 2.0
    finish: float = 20.0


class EscposPrinter:
    """A printer behind a link that is opened when needed and kept while it works.

    ``hold`` is false for a link whose break would go unnoticed because nothing is ever read
    from it: it is opened for every job.
    """

    def __init__(
        self,
        open_link: Callable[[], Link],
        answers: Answers,
        *,
        hold: bool = True,
        patience: Patience | None = None,
    ) -> None:
        self._open_link = open_link
        self._answers = answers
        self._hold = hold
        self._patience = patience or Patience()
        self._link: Link | None = None
        self._torn = False

    def print(self, image: Image.Image) -> None:
        """See ``Printer.print``; an image in grey or too wide is a bug (ValueError)."""
        if image.mode != "1":
            raise ValueError(f'a ticket is a mode "1" image, not {image.mode!r}')
        link, state = self._asked()
        refuse(state)
        if image.width > link.dots:
            raise ValueError(f"{image.width} dots do not fit on paper for {link.dots}")
        try:
            link.send_ticket(image)
            self._confirm(link)
        except LinkBroken as fault:
            self._torn = True
            self.close()
            raise PrintUncertain(f"the link broke while printing: {fault}") from fault
        self._release()

    def state(self) -> PrinterState:
        """See ``Printer.state``."""
        try:
            state = self._asked()[1]
        except PrinterAway:
            return AWAY
        self._release()
        return state

    def close(self) -> None:
        """See ``Printer.close``."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def _release(self) -> None:
        if not self._hold:
            self.close()

    def _asked(self) -> tuple[Link, PrinterState]:
        """A link that works and the printer's state; a link kept from before may have died."""
        if self._link is not None:
            try:
                return self._link, self._ask(self._link)
            except LinkBroken:
                self.close()
        try:
            self._link = self._opened()
            return self._link, self._ask(self._link)
        except LinkBroken as fault:
            self.close()
            raise PrinterAway(str(fault)) from fault

    def _opened(self) -> Link:
        """A new link; what the last one left half sent is cut off, not put on the next ticket."""
        link = self._open_link()
        if self._torn:
            link.end_torn_ticket()
            self._torn = False
        return link

    def _ask(self, link: Link) -> PrinterState:
        if self._answers == "nothing":
            return PrinterState(online=True)
        while link.read(0):  # late answers to earlier questions
            pass
        return status.decode({n: self._answer(link, n) for n in status.QUESTIONS})

    def _answer(self, link: Link, question: int) -> int:
        link.send(status.ask(question))
        for byte in _bytes(link, self._patience.answer):
            if status.is_answer(byte):
                return byte
        raise LinkBroken("the printer does not answer")

    def _confirm(self, link: Link) -> None:
        """Return when the job is on paper. Raises PrintUncertain or LinkBroken."""
        if self._answers == "jobs":
            self._await_done(link)
        else:
            self._accept(self._ask(link))

    def _await_done(self, link: Link) -> None:
        deadline = monotonic() + self._patience.finish
        while monotonic() < deadline:
            link.send(status.ask_when_done())
            if any(status.is_done(byte) for byte in _bytes(link, self._patience.ask_again)):
                return
            self._accept(self._ask(link))
        raise PrintUncertain(f"not printed within {self._patience.finish:g} s")

    def _accept(self, state: PrinterState) -> None:
        if not state.can_print:
            raise PrintUncertain(f"the printer stopped while printing: {state.advice}")


def _bytes(link: Link, seconds: float) -> Iterator[int]:
    """The printer's bytes as they come, until it has been silent for so long."""
    deadline = monotonic() + seconds
    while (left := deadline - monotonic()) > 0:
        yield from link.read(left)
