"""What the use cases need from the outside, to be made real by hub.adapters."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from hub.domain.events import Event
from hub.domain.issuing import Register
from hub.domain.signage.programme import Generation
from hub.domain.signage.publishing import Piece

# So many can be brought back, and keep their media from being dropped.
KEPT_PUBLICATIONS = 100


class JournalFault(Exception):
    """The storage cannot be used now (disk full, read-only, corrupt, database away).

    Nothing of the current transaction has been kept. The message tells the city's
    engineer, in Japanese: where, what, and what to do. It never holds a password.
    """


class Contents(Protocol):
    """Pieces and publications within a turn at the journal (Transaction.contents).

    What is written here and the events of the turn are committed together. A command writes
    last, when nothing can refuse it any more.
    """

    def pieces(self) -> list[Piece]:
        """All pieces that staff have made or changed."""

    def put(self, piece: Piece) -> None:
        """Keep a piece's latest state."""

    def generation(self, number: int) -> Generation | None:
        """A publication; None where it is not kept (any more)."""

    def publish(self, generation: Generation, who: str, note: str) -> None:
        """Keep a new publication, and drop the oldest beyond KEPT_PUBLICATIONS."""


class Transaction(Register, Protocol):
    """One exclusive turn at the site's journal: no other transaction, of any hub, runs meanwhile.

    Leaving the context commits durably; an exception rolls everything back.
    """

    last_event: int

    @property
    def contents(self) -> Contents:
        """What the displays show, in this turn."""

    def append(self, events: Sequence[Event]) -> None:
        """Write events, whose ids continue `last_event` without gap, and the tickets they carry."""

    def audit(self, who: str, action: str, subject: str, at: datetime) -> None:
        """Record what a member of staff did."""


class Journal(Protocol):
    """The durable log of one site. Every method may raise JournalFault."""

    def today(self) -> int:
        """The id of the latest event that started a day; 0 in an empty journal."""

    def events(self, after: int, limit: int) -> list[Event]:
        """At most `limit` events with ids above `after`, ascending."""

    def transaction(self, expected: Collection[str] = ()) -> AbstractContextManager[Transaction]:
        """Wait for the turn and take it.

        `expected` are ids of tickets that will be asked for: they are read at once.
        """
