"""What the use cases of appointments need from the storage, and what they are asked with."""

from dataclasses import dataclass, field
from datetime import datetime

from hub.domain.appointments.records import NOBODY, Appointment, Contact, Entry
from hub.domain.appointments.slots import Slot


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
