"""Why a code is not opened. Each refusal is a different thing for a clerk to say and do.

None of them holds anything of what the visitor typed, but for `Replayed.letter`.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from hub.sealing.opened import Opened


class NotOpened(Exception):
    """The base of all refusals."""


class Flaw(StrEnum):
    """What is wrong with a damaged code."""

    FOREIGN = "foreign"  # no code of ours
    NEWER = "newer"  # of a version that this program does not know
    CHARACTERS = "characters"  # some were lost or changed on the way: read it again
    TAMPERED = "tampered"  # all characters arrived, yet the seal is broken
    CONTENT = "content"  # sealed and signed, but not by the rules of the format


class Damaged(NotOpened):
    """The code cannot be read; `flaw` tells what is wrong."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class Incomplete(NotOpened):
    """So far parts `have` of `count` were read; `missing` follow in any order."""

    def __init__(self, have: Sequence[int], count: int) -> None:
        self.have = tuple(have)
        self.count = count
        self.missing = tuple(part for part in range(1, count + 1) if part not in self.have)
        super().__init__(f"{len(self.have)} of {count}")


class UnknownKey(NotOpened):
    """Sealed for another desk, or for a key of this one that was `destroyed` then."""

    def __init__(self, key: bytes, destroyed: datetime | None = None) -> None:
        super().__init__(key.hex())
        self.key = key
        self.destroyed = destroyed


class UnknownKiosk(NotOpened):
    """No registered kiosk signed it; `forged` where a registered one is named that did not."""

    def __init__(self, kiosk: bytes, *, forged: bool = False) -> None:
        super().__init__(kiosk.hex())
        self.kiosk = kiosk
        self.forged = forged


class Expired(NotOpened):
    """Too old; or `early`: issued later than now, so that one of the two clocks is wrong."""

    def __init__(
        self, terminal: str, issued: datetime, expires: datetime, *, early: bool = False
    ) -> None:
        super().__init__(f"{issued.isoformat()} - {expires.isoformat()}")
        self.terminal = terminal
        self.issued = issued
        self.expires = expires
        self.early = early


class Replayed(NotOpened):
    """It was opened before, first at `first`. A desk may show the `letter` with that warning."""

    def __init__(self, letter: Opened, first: datetime) -> None:
        super().__init__(letter.id)
        self.letter = letter
        self.first = first
