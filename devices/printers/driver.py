"""The printer port over an ESC/POS link: ask first, print in bands, ask whether it is done."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Literal

from PIL import Image

from devices.printers import raster, status
from devices.printers.link import Link, LinkBroken
from devices.printers.port import (
    AWAY,
    PrinterAway,
    PrinterState,
    PrintUncertain,
    refuse,
)
from devices.printers.talk import Patience, Talk, accept

# What a printer answers: whether a job is done (GS r) and its state, its state only, or nothing.
Answers = Literal["jobs", "state", "nothing"]

# One band is printed while the next is on its way.
_BANDS_AHEAD = 1


class EscposPrinter:
    """A printer behind a link that is opened when needed and kept while it works.

    ``hold`` is false for a link whose break would go unnoticed because nothing is ever read
    from it: it is opened for every job. ``torn`` says that the program was ended within a job.
    """

    def __init__(
        self,
        open_link: Callable[[], Link],
        answers: Answers,
        *,
        hold: bool = True,
        torn: bool = False,
        patience: Patience | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._open_link = open_link
        self._answers = answers
        self._hold = hold
        self._torn = torn
        self._ended = False
        self._patience = patience or Patience()
        self._clock = clock
        self._talk: Talk | None = None

    def print(self, image: Image.Image) -> None:
        """See ``Printer.print``; an image in grey or too wide is a bug (ValueError)."""
        if image.mode != "1":
            raise ValueError(f'a ticket is a mode "1" image, not {image.mode!r}')
        talk, state = self._asked()
        refuse(state)
        if image.width > talk.link.dots:
            raise ValueError(f"{image.width} dots do not fit on paper for {talk.link.dots}")
        if self._torn:
            self._end_torn(talk)
        self._torn, self._ended = True, False
        try:
            self._put_on_paper(talk, image)
        except LinkBroken as fault:
            self.close()
            raise PrintUncertain(f"the link broke while printing: {fault}") from fault
        self._torn = False
        self._release()

    def state(self) -> PrinterState:
        """See ``Printer.state``."""
        try:
            state = self._asked()[1]
        except PrinterAway:
            return AWAY
        self._release()
        return state

    def news(self) -> PrinterState | None:
        """See ``Printer.news``."""
        if self._talk is None:
            return None
        try:
            return self._talk.overhear()
        except LinkBroken:
            self.close()
            return self.state()

    def close(self) -> None:
        """See ``Printer.close``."""
        if self._talk is not None:
            self._talk.link.close()
            self._talk = None

    def _release(self) -> None:
        if not self._hold:
            self.close()

    def _asked(self) -> tuple[Talk, PrinterState]:
        """A link that works and the printer's state; a link kept from before may have died."""
        if self._talk is not None:
            try:
                return self._talk, self._ask(self._talk)
            except LinkBroken:
                self.close()
        try:
            self._talk = self._opened()
            return self._talk, self._ask(self._talk)
        except LinkBroken as fault:
            self.close()
            raise PrinterAway(str(fault)) from fault

    def _opened(self) -> Talk:
        """A new link; a printer that tells when it is done tells its state by itself, too."""
        talk = Talk(self._open_link(), self._patience, self._clock)
        if self._torn:  # before all else, which would be taken for the rest of its band
            talk.link.send(raster.ending(talk.link.dots))
        self._ended = True
        if self._answers == "jobs":
            talk.link.send(status.ask_to_tell())
        return talk

    def _ask(self, talk: Talk) -> PrinterState:
        return PrinterState(online=True) if self._answers == "nothing" else talk.state()

    def _end_torn(self, talk: Talk) -> None:
        """What the last job left half printed is cut off, not put on the next ticket."""
        try:
            if not self._ended:
                talk.link.send(raster.ending(talk.link.dots))
                self._ended = True
            if self._answers == "jobs":
                talk.clear()
        except LinkBroken as fault:
            self.close()
            raise PrinterAway(str(fault)) from fault

    def _put_on_paper(self, talk: Talk, image: Image.Image) -> None:
        """Return when the job is on paper. Raises PrintUncertain or LinkBroken."""
        talk.link.send(raster.INITIALIZE)
        for band in raster.bands(image):
            talk.link.send(band)
            self._keep_pace(talk, _BANDS_AHEAD)
        talk.link.send(raster.CUT)
        self._keep_pace(talk, 0)
        if self._answers == "state":
            accept(talk.state())

    def _keep_pace(self, talk: Talk, bands_ahead: int) -> None:
        """Send no more than the printer can hold, as far as it tells how far it has come."""
        talk.link.settle()
        if self._answers == "jobs":
            talk.mark()
            talk.await_marks(bands_ahead)
