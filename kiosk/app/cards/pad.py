"""The digits that a visitor types for a card: in one buffer that is overwritten, and nowhere else.

No text, event, state or signal ever holds them; the screens see how many there are. A digit on
its way here is one of ten numbers that Python keeps anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import SystemRandom

from kiosk.flow.state import CardKey

# 照合番号B: date of birth, the year that the card ends, the security code (shared facts, 1.5).
PARTS: dict[CardKey, tuple[tuple[str, int], ...]] = {
    CardKey.PIN: (("pin", 4),),
    CardKey.CODE_B: (("birth", 6), ("expiry", 4), ("code", 4)),
}
_shuffle = SystemRandom().shuffle
# As on a telephone.
ORDERED = (*range(1, 10), 0)
_ZERO = ord("0")


@dataclass(frozen=True, slots=True)
class Part:
    """One number of the secret, and how much of it is typed."""

    name: str
    length: int
    count: int
    current: bool


class Pad:
    """Ten keys and a buffer of one secret. `shuffle` puts the keys into another order in place."""

    def __init__(self, shuffle: Callable[[list[int]], None] = _shuffle) -> None:
        self._shuffle = shuffle
        self._digits = bytearray()
        self.begin(CardKey.PIN, scrambled=False)

    @property
    def is_full(self) -> bool:
        """Are all digits there?"""
        return self.count == len(self._digits)

    def begin(self, key: CardKey, *, scrambled: bool) -> None:
        """A new entry: nothing typed, and the keys where they belong, or anywhere."""
        self.wipe()
        self.key = key
        # Made at its full length: a buffer that grows leaves copies behind.
        self._digits = bytearray(sum(length for _, length in PARTS[key]))
        keys = list(ORDERED)
        if scrambled:
            self._shuffle(keys)
        self.keys = tuple(keys)

    def press(self, place: int) -> None:
        """The digit of the key at this place, while there is room."""
        if 0 <= place < len(self.keys) and not self.is_full:
            self._digits[self.count] = _ZERO + self.keys[place]
            self.count += 1

    def erase(self) -> None:
        """Take the last digit back."""
        if self.count:
            self.count -= 1
            self._digits[self.count] = 0

    def wipe(self) -> None:
        """Overwrite all of it."""
        self._digits[:] = bytes(len(self._digits))
        self.count = 0

    def give(self) -> bytearray:
        """The digits, once they are all there: the caller's now, to be overwritten by it."""
        if not self.is_full:
            return bytearray()
        given, self._digits = self._digits, bytearray(len(self._digits))
        self.count = 0
        return given

    def parts(self) -> list[Part]:
        """The numbers of the secret in order; one of them is asked for until all are there."""
        found, begins = list[Part](), 0
        for name, length in PARTS[self.key]:
            count = min(max(self.count - begins, 0), length)
            current = begins <= self.count < begins + length
            found.append(Part(name, length, count, current))
            begins += length
        return found
