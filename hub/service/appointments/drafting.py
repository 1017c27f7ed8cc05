"""Many changes at once: decided in memory, and written together.

A seat takes some ten statements to book (4 ms on SQLite). A table of thousands would hold up
everybody who wants a number meanwhile; so it is read with a few statements and written with a few.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hub.domain.appointments.records import Appointment, Entry, Place
from hub.domain.appointments.slots import Seats

Seat = tuple[str, datetime, int]


@dataclass(frozen=True, slots=True)
class Held:
    """What a book holds: seats and `slots` (what staff decided) of the slots that are concerned.

    `imported` are the appointments from elsewhere that are concerned, by their ids there;
    `numbers` all that are in use.
    """

    imported: Mapping[str, Appointment]
    numbers: frozenset[str]
    seats: frozenset[Seat]
    slots: Mapping[tuple[str, datetime], int]
    in_line: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be written: `made` are new, `changed` were held; seats go before they come."""

    made: tuple[Appointment, ...]
    changed: tuple[Appointment | Entry, ...]
    gone: frozenset[Seat]
    taken: Mapping[Seat, str]


class Draft:
    """hub.domain.appointments.ledger.Seating over what is `held`; what changes is gathered."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._known = {item.id for item in held.imported.values()}
        self._records: dict[str, Appointment] = {}
        self._entries = {entry.id: entry for entry in held.in_line}
        self._numbers = set(held.numbers)
        # By slot, so that not all are looked through for each; the holder where it is new.
        self._seats: dict[tuple[str, datetime], dict[int, str]] = {}
        for service, start, seat in held.seats:
            self._seats.setdefault((service, start), {})[seat] = ""

    def imported(self, foreign: str) -> Appointment | None:
        """By the id in the system that it was imported from."""
        known = self._held.imported.get(foreign)
        return self._records.get(known.id, known) if known else None

    def has_number(self, number: str) -> bool:
        return number in self._numbers

    def put(self, record: Appointment | Entry) -> None:
        if isinstance(record, Appointment):
            self._records[record.id] = record
            self._numbers.add(record.number)
        else:
            self._entries[record.id] = record

    def taken(self, service: str, start: datetime) -> frozenset[int]:
        return frozenset(self._seats.get((service, start), {}))

    def take(self, service: str, start: datetime, seat: int, holder: str) -> bool:
        slot = self._seats.setdefault((service, start), {})
        return slot.setdefault(seat, holder) == holder

    def give_back(self, service: str, start: datetime, seat: int) -> None:
        self._seats.get((service, start), {}).pop(seat, None)

    def adjusted(self, service: str, first: datetime, last: datetime) -> Seats:
        return {
            start: seats
            for (name, start), seats in self._held.slots.items()
            if name == service and first <= start < last
        }

    def waiting(self, service: str, start: datetime) -> list[Entry]:
        return [
            entry
            for entry in self._entries.values()
            if entry.place is Place.WAITING
            and entry.service == service
            and entry.first <= start < entry.last
        ]

    def changes(self) -> Changes:
        """What is to be written."""
        now = {
            (service, start, seat): holder
            for (service, start), slot in self._seats.items()
            for seat, holder in slot.items()
        }
        held = {entry.id: entry for entry in self._held.in_line}
        offered = (item for item in self._entries.values() if held[item.id] != item)
        records = self._records.values()
        return Changes(
            made=tuple(item for item in records if item.id not in self._known),
            changed=(*(item for item in records if item.id in self._known), *offered),
            gone=frozenset(key for key in self._held.seats if now.get(key) != ""),
            taken={key: holder for key, holder in now.items() if holder},
        )
