"""Which of the readers counts, and which insertion it shows: pure."""

from collections.abc import Mapping

from devices.cards.context import EXCLUSIVE, IN_USE, PRESENT
from devices.cards.source import Presence, Slot

# The upper half of a reader's state counts its cards' comings and goings (PC/SC part 5).
COUNT = 0xFFFF0000


class Insertions:
    """A number for every card put on a reader, never used twice, whatever the readers count."""

    def __init__(self) -> None:
        self._last = 0
        self._present: dict[str, tuple[int, int]] = {}

    def forget(self) -> None:
        """The service began anew, and its readers' counts with it: every card is a new one."""
        self._present.clear()

    def update(self, states: Mapping[str, int]) -> dict[str, int]:
        """The number of the insertion of each reader that holds a card."""
        before, self._present = self._present, {}
        for reader, state in states.items():
            if state & PRESENT:
                count, number = before.get(reader, (-1, 0))
                self._present[reader] = (state & COUNT, number)
                if count != state & COUNT:
                    self._last += 1
                    self._present[reader] = (state & COUNT, self._last)
        return {reader: number for reader, (_, number) in self._present.items()}


def wanted(readers: list[str], part: str) -> list[str]:
    """The readers whose name has this part, in upper or lower case; all of them by ""."""
    return [reader for reader in readers if part.casefold() in reader.casefold()]


def presence(
    states: Mapping[str, int], insertions: Mapping[str, int], seen: Presence | None
) -> Presence:
    """The reader that counts: the one with the card already seen, else the first with a card."""
    if not states:
        return Presence(Slot.NO_READER)
    if not insertions:
        return Presence(Slot.EMPTY, next(iter(states)))
    known = seen.reader if seen and insertions.get(seen.reader) == seen.insertion else None
    reader = known or min(insertions, key=lambda name: insertions[name])
    taken = bool(states[reader] & (EXCLUSIVE | IN_USE))
    return Presence(Slot.CARD, reader, insertions[reader], taken)
