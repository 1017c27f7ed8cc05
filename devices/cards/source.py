"""What the card thread asks of PC/SC, and of the simulator that stands in for it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.cards.port import CardPort


class Slot(StrEnum):
    """What the system says of the readers, before any card is asked."""

    NO_SERVICE = "no_service"
    NO_READER = "no_reader"
    EMPTY = "empty"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Presence:
    """A look at the reader that counts."""

    slot: Slot
    # The reader's name; "" without one.
    reader: str = ""
    # With Slot.CARD a number never used before for each card put on; else 0.
    insertion: int = 0
    # Another program holds the card.
    taken: bool = False
    # There is no real card or reader behind this.
    simulated: bool = False


class CardSource(Protocol):
    """Readers, as one thread sees them: only `wake` may be called from another one."""

    def wait(self, seen: Presence | None) -> Presence:
        """The presence, as soon as it differs from the one `seen`.

        Answers with what there is after about a second, or when woken, even if nothing changed.
        `seen` is None at first: then what there is at once. Never raises for the outer world:
        a service that is away is a presence.
        """
        ...

    def connect(self, presence: Presence) -> AbstractContextManager[CardPort]:
        """The card of this insertion, for us alone; powered off on leaving, whatever happens.

        Raises on entering:
            CardRemoved: that card is gone, also when another one lies there.
            ReaderInUse: another program holds the card.
            ReaderTrouble: the reader, its driver, the service or the card's contact fails.
        """
        ...

    def wake(self) -> None:
        """End the wait at once: the running one, or else the next one."""
        ...

    def close(self) -> None:
        """Let go of the system's resources. Nothing but `wake` is called afterwards."""
        ...
