"""What the decisions about appointments read and write, in one turn that nobody else has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from hub.domain.appointments.records import NOBODY, Appointment, Contact, Entry
from hub.domain.appointments.slots import Seats, SlotPlan
from hub.domain.site import Site


class Seating(Protocol):
    """The seats of one site, and who has them. Nothing is kept unless the whole turn succeeds."""

    def has_number(self, number: str) -> bool:
        """Is it an appointment's?"""

    def put(self, record: Appointment | Entry) -> None:
        """Keep a record, in place of the one before."""

    def taken(self, service: str, start: datetime) -> frozenset[int]:
        """The seats of a slot that are booked or held, from 0."""

    def take(self, service: str, start: datetime, seat: int, holder: str) -> bool:
        """Take a seat; False where somebody has it."""

    def give_back(self, service: str, start: datetime, seat: int) -> None:
        """Nobody has the seat any more."""

    def adjusted(self, service: str, first: datetime, last: datetime) -> Seats:
        """What staff decided about slots that begin at `first` <= t < `last`."""

    def waiting(self, service: str, start: datetime) -> list[Entry]:
        """Who waits for a seat of this slot, in the order of coming."""


class Ledger(Seating, Protocol):
    """All that is known of a site's appointments."""

    def find(self, token: str) -> Appointment | Entry | None:
        """What the token of a link opens; of two with the same token, the appointment."""

    def appointment(self, key: str) -> Appointment | None:
        """By id."""

    def numbered(self, number: str) -> Appointment | None:
        """By the number that visitors type."""

    def entry(self, key: str) -> Entry | None:
        """A place on the waiting list, by id."""

    def open_for(self, service: str, mail: str) -> int:
        """Booked appointments and open entries of a service that this address has."""

    def adjust(self, service: str, start: datetime, seats: int | None) -> None:
        """Keep what staff decided about a slot; None: nothing any more."""

    def stale(self, now: datetime) -> list[Entry]:
        """Entries whose offer has run out by `now`, or that wait for what has begun by then."""

    def booked(self, first: datetime, last: datetime) -> list[Appointment]:
        """Appointments in state BOOKED that begin at `first` <= t < `last`."""


class Codes(Protocol):
    """Where chance comes from."""

    def number(self) -> str:
        """8 digits, see hub.domain.appointments.codes; perhaps one that is in use."""

    def token(self) -> str:
        """A secret that nobody can guess."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the city decides about appointments.

    `offer`: how long a seat is held for somebody on the waiting list. `most`: appointments and
    entries that one address may have open in a service. `missed`: so long after its beginning
    nobody is expected any more.
    """

    site: Site
    plans: Mapping[str, SlotPlan]
    offer: timedelta = timedelta(hours=1)
    most: int = 2
    missed: timedelta = timedelta(minutes=40)


L_co = TypeVar("L_co", bound=Seating, covariant=True)


@dataclass(frozen=True, slots=True)
class Turn(Generic[L_co]):
    """Somebody decides, now."""

    ledger: L_co
    terms: Terms
    codes: Codes
    now: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who wants a time. `id`: 32 hex digits that follow from the form, so that it counts once.

    `by_staff`: a clerk may book until the slot's end, and no address has too many.
    """

    id: str
    service: str
    language: str = "ja"
    contact: Contact = NOBODY
    source: str = "web"
    by_staff: bool = False
    foreign: str = ""
