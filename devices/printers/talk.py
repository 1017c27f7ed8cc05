"""One connection's conversation with an ESC/POS printer: questions, marks, what it tells itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from devices.printers import status
from devices.printers.hearing import Answer, Done, Ear, Heard, Told
from devices.printers.link import Link, LinkBroken
from devices.printers.port import PrinterAway, PrinterState, PrintUncertain


@dataclass(frozen=True)
class Patience:
    """Seconds to wait: for an answer, until one asks how a silent printer is, for progress.

    ``finish`` is the longest that a job may come to nothing further; ``quiet`` is how long a
    printer is silent when it has nothing more to say.
    """

    answer: float = 1.0
    ask_again: float = 2.0
    finish: float = 20.0
    quiet: float = 0.3


class Talk:
    """Talks over one link. A mark (GS r) is answered when all before it has been printed."""

    def __init__(
        self, link: Link, patience: Patience, clock: Callable[[], float] = monotonic
    ) -> None:
        self.link = link
        self._patience = patience
        self._clock = clock
        self._ear = Ear()
        self._marks = 0
        self._told: PrinterState | None = None

    def overhear(self) -> PrinterState | None:
        """The last state that the printer told by itself, or None. Raises LinkBroken."""
        while data := self.link.read(0):
            self._take(data)
        told, self._told = self._told, None
        return told

    def state(self) -> PrinterState:
        """Ask how the printer is. Raises LinkBroken, also where it does not answer."""
        self.overhear()  # late answers to earlier questions
        return status.decode({n: self._answer(n) for n in status.QUESTIONS})

    def mark(self) -> None:
        """Have the printer answer when it has come so far."""
        self._marks += 1
        self.link.send(status.ask_when_done())

    def await_marks(self, most: int) -> None:
        """Wait until no more than so many marks are open. Raises PrintUncertain, LinkBroken."""
        deadline = self._clock() + self._patience.finish
        while self._marks > most:
            if self._heard_done():
                deadline = self._clock() + self._patience.finish
            elif self._clock() >= deadline:
                raise PrintUncertain(f"not printed within {self._patience.finish:g} s")
            else:
                accept(self.state())

    def clear(self) -> None:
        """Wait until the printer is through with what it got in earlier jobs.

        Their late answers must not be taken for those of the next. Raises LinkBroken, and
        PrinterAway where it is not through yet.
        """
        self.mark()
        if not self._heard_done():
            raise PrinterAway("the printer is still at what it got before")
        while any(isinstance(heard, Done) for heard in list(self._listen(self._patience.quiet))):
            pass
        self._marks = 0

    def _heard_done(self) -> bool:
        """Whether a mark is answered before one should ask how the printer is."""
        for heard in self._listen(self._patience.ask_again):
            if isinstance(heard, Done):
                return True
            if isinstance(heard, Told):
                accept(heard.state)
        return False

    def _answer(self, question: int) -> int:
        self.link.send(status.ask(question))
        for heard in self._listen(self._patience.answer):
            if isinstance(heard, Answer):
                return heard.byte
        raise LinkBroken("the printer does not answer")

    def _listen(self, seconds: float) -> Iterator[Heard]:
        """What the printer says, as it comes, for so long."""
        deadline = self._clock() + seconds
        while (left := deadline - self._clock()) > 0:
            yield from self._take(self.link.read(left))

    def _take(self, data: bytes) -> list[Heard]:
        """Everything in these bytes counts, also what nobody waits for now."""
        heard = list(self._ear.hear(data))
        for each in heard:
            if isinstance(each, Done):
                self._marks = max(0, self._marks - 1)
            elif isinstance(each, Told):
                self._told = each.state
        return heard


def accept(state: PrinterState) -> None:
    """Raise PrintUncertain where a printer in this state does not finish its job by itself."""
    if not state.can_print:
        raise PrintUncertain(f"the printer stopped while printing: {state.advice}")
