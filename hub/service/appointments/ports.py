"""What the use cases of appointments need from the storage, and what they are asked with."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from hub.domain.appointments.ledger import Ledger
from hub.domain.appointments.records import NOBODY, Appointment, Contact, Entry
from hub.domain.appointments.slots import Slot
from hub.service.appointments.drafting import Changes, Held


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants a time. `key`: made with the form, unguessable; given twice, booked once."""

    key: str = field(repr=False)
    service: str
    start: datetime
    language: str = "ja"
    contact: Contact = NOBODY


@dataclass(frozen=True, slots=True)
class WaitWish:
    """Somebody wants a seat that begins at `first` <= t < `last`, when one comes free."""

    key: str = field(repr=False)
    service: str
    first: datetime
    last: datetime
    language: str = "ja"
    contact: Contact = NOBODY


@dataclass(frozen=True, slots=True)
class Day:
    """A day as staff see it: all slots of all services, all appointments, in order of time."""

    slots: tuple[Slot, ...]
    appointments: tuple[Appointment, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """Whose record has changed since they were written to, where they gave an address."""

    appointments: tuple[Appointment, ...]
    entries: tuple[Entry, ...]


class Book(Ledger, Protocol):
    """The ledger, and what only the use cases ask of it."""

    def imported(self, foreign: str) -> Appointment | None:
        """By the id in the system that it was imported from."""

    def held(self, foreign: Collection[str], starts: Collection[datetime]) -> Held:
        """What it takes to decide about many.

        Those of these ids, and all slots from the first to the last of these starts and theirs.
        """

    def apply(self, changes: Changes) -> None:
        """Write what was decided about many."""

    def counted(self, service: str, first: datetime, last: datetime) -> Mapping[datetime, int]:
        """How many seats of each slot that begins at `first` <= t < `last` are booked or held."""

    def in_line(self) -> list[Entry]:
        """Everybody on the waiting list who has not been offered a seat, in order of coming."""

    def between(self, first: datetime, last: datetime) -> list[Appointment]:
        """Appointments, in whatever state, that begin at `first` <= t < `last`."""

    def entries_between(self, first: datetime, last: datetime) -> list[Entry]:
        """Open entries that wait for something within `first` <= t < `last`."""

    def received(self) -> list[Appointment]:
        """Appointments in state CHECKED_IN."""

    def untold(self) -> tuple[list[Appointment], list[Entry]]:
        """Records with an address that were not written about yet."""

    def told(self, records: Iterable[Appointment | Entry]) -> None:
        """These versions were written about."""

    def forget(self, before: datetime) -> int:
        """Delete the contacts of visits that were over, or cancelled, by then; how many.

        Numbers, links, seats and the waiting list of then go with them.
        """

    def audit(self, who: str, action: str, subject: str, at: datetime) -> None:
        """Record what a member of staff did."""


class Store(Protocol):
    """Where appointments are kept. Every method may raise JournalFault."""

    def turn(self) -> AbstractContextManager[Book]:
        """Wait for the turn and take it: of all hubs on the site nobody else has one meanwhile.

        Leaving the context commits durably; an exception rolls everything back.
        """

    def reading(self) -> AbstractContextManager[Book]:
        """One consistent state, to read only."""
