"""What a reader needs of a virtual card, whichever it is."""

from __future__ import annotations

from typing import Protocol


class Removed(Exception):
    """The card is taken out, perhaps in the middle of an answer.

    ``answer`` is the whole answer, of which the first ``sent`` bytes still arrive.
    """

    def __init__(self, answer: bytes = b"", sent: int = 0) -> None:
        super().__init__("the virtual card was taken out")
        self.answer = answer
        self.sent = sent


class Mute(Exception):
    """The card does not answer."""


class Card(Protocol):
    """A card in the reader's field. Called from one thread at a time."""

    @property
    def atr(self) -> bytes:
        """What the reader makes of the card's first words (PC/SC part 3)."""

    def answer(self, apdu: bytes) -> bytes:
        """The response to a command APDU: data and two bytes of status. Raises Removed or Mute."""

    def reset(self) -> None:
        """A warm reset. It does not clear the security status (measured on real cards)."""

    def power_off(self) -> None:
        """The field goes off: all is forgotten but the counters."""
