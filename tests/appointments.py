"""Appointments for tests: a small plan, a book in memory, and chance that counts up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from hub.domain.appointments.codes import with_check
from hub.domain.appointments.ledger import Terms, Turn, Wanted
from hub.domain.appointments.records import NOBODY, Appointment, Contact, Entry, Place, State
from hub.domain.appointments.slots import Seats, SlotPlan
from hub.domain.site import Site, Span
from hub.service.appointments.drafting import Changes, Held
from tests.lobbies import NINE, site

HOUR = timedelta(hours=1)
OPEN = (Place.WAITING, Place.OFFERED)
# Tuesday 24 November 2026, 10:00 in Tokyo: the first slot that can be booked at 9:00.
TEN = NINE + HOUR
FOREVER = (NINE - timedelta(days=999), NINE + timedelta(days=999))
MORNING = dict.fromkeys(range(5), (Span(time(9), time(12)),))


def plan(service: str = "cert", **changes: Any) -> SlotPlan:
    """Hours from 9 to 12 on weekdays, two seats in each, up to an hour before."""
    basic = SlotPlan(service, HOUR, 2, hours=MORNING, ahead=7, closes=HOUR)
    return replace(basic, **changes)


def terms(*plans: SlotPlan, lobby: Site | None = None, **changes: Any) -> Terms:
    """The small lobby of tests.lobbies."""
    known = plans or (plan(),)
    return Terms(lobby or site(), {item.service: item for item in known}, **changes)


class Numbers:
    """hub.domain.appointments.ledger.Codes: 0000001x, 0000002x, ..."""

    def __init__(self) -> None:
        self.given = 0

    def number(self) -> str:
        self.given += 1
        return with_check(f"{self.given:07}")

    def token(self) -> str:
        self.given += 1
        return f"token-{self.given:026}"


@dataclass
class MemoryBook:
    """hub.service.appointments.ports.Book."""

    appointments: dict[str, Appointment] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    seats: dict[tuple[str, datetime, int], str] = field(default_factory=dict)
    slots: dict[tuple[str, datetime], int] = field(default_factory=dict)
    audits: list[tuple[str, str, str]] = field(default_factory=list)

    def find(self, token: str) -> Appointment | Entry | None:
        records: tuple[Appointment | Entry, ...] = (
            *self.appointments.values(),
            *self.entries.values(),
        )
        return next((item for item in records if item.token == token != ""), None)

    def appointment(self, key: str) -> Appointment | None:
        return self.appointments.get(key)

    def numbered(self, number: str) -> Appointment | None:
        return next((it for it in self.appointments.values() if it.number == number), None)

    def imported(self, foreign: str) -> Appointment | None:
        return next((it for it in self.appointments.values() if it.foreign == foreign), None)

    def has_number(self, number: str) -> bool:
        return self.numbered(number) is not None

    def held(self, foreign: Collection[str], starts: Collection[datetime]) -> Held:
        imported = {it.foreign: it for it in self.appointments.values() if it.foreign in foreign}
        times = [*starts, *(item.start for item in imported.values())]
        within = (min(times), max(times)) if times else (NINE, NINE)
        return Held(
            imported,
            frozenset(item.number for item in self.appointments.values() if item.number),
            frozenset(key for key in self.seats if times and within[0] <= key[1] <= within[1]),
            {k: v for k, v in self.slots.items() if times and within[0] <= k[1] <= within[1]},
            tuple(self.in_line()),
        )

    def apply(self, changes: Changes) -> None:
        for key in changes.gone:
            self.give_back(*key)
        self.seats |= changes.taken
        for record in (*changes.made, *changes.changed):
            self.put(record)

    def entry(self, key: str) -> Entry | None:
        return self.entries.get(key)

    def put(self, record: Appointment | Entry) -> None:
        if isinstance(record, Appointment):
            self.appointments[record.id] = record
        else:
            self.entries[record.id] = record

    def open_for(self, service: str, mail: str) -> int:
        booked = (it for it in self.appointments.values() if it.state is State.BOOKED)
        in_line = (it for it in self.entries.values() if it.place in OPEN)
        both: tuple[Appointment | Entry, ...] = (*booked, *in_line)
        return sum(it.service == service and it.contact.mail == mail for it in both)

    def taken(self, service: str, start: datetime) -> frozenset[int]:
        return frozenset(seat for name, at, seat in self.seats if (name, at) == (service, start))

    def counted(self, service: str, first: datetime, last: datetime) -> Mapping[datetime, int]:
        return Counter(at for name, at, _ in self.seats if name == service and first <= at < last)

    def take(self, service: str, start: datetime, seat: int, holder: str) -> bool:
        return self.seats.setdefault((service, start, seat), holder) == holder

    def give_back(self, service: str, start: datetime, seat: int) -> None:
        del self.seats[service, start, seat]

    def adjusted(self, service: str, first: datetime, last: datetime) -> Seats:
        return {
            at: seats
            for (name, at), seats in self.slots.items()
            if name == service and first <= at < last
        }

    def adjust(self, service: str, start: datetime, seats: int | None) -> None:
        self.slots.pop((service, start), None)
        if seats is not None:
            self.slots[service, start] = seats

    def waiting(self, service: str, start: datetime) -> list[Entry]:
        return [
            item
            for item in self.in_line()
            if item.service == service and item.first <= start < item.last
        ]

    def in_line(self) -> list[Entry]:
        return self._sorted(item.place is Place.WAITING for item in self.entries.values())

    def stale(self, now: datetime) -> list[Entry]:
        return self._sorted(
            (item.place is Place.OFFERED and item.until is not None and item.until <= now)
            or (item.place is Place.WAITING and item.last <= now)
            for item in self.entries.values()
        )

    def _sorted(self, chosen: Iterable[bool]) -> list[Entry]:
        found = [item for item, yes in zip(self.entries.values(), chosen, strict=True) if yes]
        return sorted(found, key=lambda item: (item.entered_at, item.id))

    def booked(self, first: datetime, last: datetime) -> list[Appointment]:
        return [item for item in self.between(first, last) if item.state is State.BOOKED]

    def between(self, first: datetime, last: datetime) -> list[Appointment]:
        found = [it for it in self.appointments.values() if first <= it.start < last]
        return sorted(found, key=lambda it: (it.start, it.service, it.seat, it.id))

    def entries_between(self, first: datetime, last: datetime) -> list[Entry]:
        return self._sorted(
            item.place in OPEN and item.first < last and item.last > first
            for item in self.entries.values()
        )

    def received(self) -> list[Appointment]:
        return [it for it in self.appointments.values() if it.state is State.CHECKED_IN]

    def untold(self) -> tuple[list[Appointment], list[Entry]]:
        known = self.between(*FOREVER)
        return (
            [item for item in known if item.contact.mail and item.version > item.told],
            self._sorted(
                bool(item.contact.mail) and item.version > item.told
                for item in self.entries.values()
            ),
        )

    def told(self, records: Iterable[Appointment | Entry]) -> None:
        for record in records:
            is_booked = isinstance(record, Appointment)
            kept = self.appointment(record.id) if is_booked else self.entry(record.id)
            if kept is not None and kept.told < record.version:
                self.put(replace(kept, told=record.version))

    def forget(self, before: datetime) -> int:
        gone = [
            item
            for item in self.appointments.values()
            if item.number
            and (
                item.end <= before or (item.state is State.CANCELLED and item.changed_at <= before)
            )
        ]
        for item in gone:
            self.put(replace(item, number="", token="", contact=NOBODY))
        over = [
            key
            for key, item in self.entries.items()
            if item.place not in OPEN and item.changed_at <= before
        ]
        for key in over:
            del self.entries[key]
        self.seats = {key: who for key, who in self.seats.items() if key[1] > before}
        self.slots = {key: seats for key, seats in self.slots.items() if key[1] > before}
        return len(gone) + len(over)

    def audit(self, who: str, action: str, subject: str, at: datetime) -> None:
        del at
        self.audits.append((who, action, subject))


@dataclass
class MemoryStore:
    """hub.service.appointments.ports.Store: a turn that fails leaves nothing."""

    book: MemoryBook = field(default_factory=MemoryBook)

    @contextmanager
    def turn(self) -> Iterator[MemoryBook]:
        before = deepcopy(self.book)
        try:
            yield self.book
        except BaseException:
            self.book = before
            raise

    @contextmanager
    def reading(self) -> Iterator[MemoryBook]:
        yield self.book


@dataclass
class Office:
    """Decisions one after another. `now` moves only when the test moves it."""

    terms: Terms = field(default_factory=terms)
    now: datetime = NINE
    book: MemoryBook = field(default_factory=MemoryBook)
    codes: Numbers = field(default_factory=Numbers)
    made: int = 0

    @property
    def turn(self) -> Turn[MemoryBook]:
        return Turn(self.book, self.terms, self.codes, self.now)

    def wanted(self, mail: str = "", **changes: Any) -> Wanted:
        self.made += 1
        basic = Wanted(f"{self.made:032x}", "cert", contact=Contact(mail) if mail else NOBODY)
        return replace(basic, **changes)
