"""Appointments on SQLite or PostgreSQL: hub.service.appointments.ports.Store."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import AUDIT
from hub.adapters.database.tables_appointments import (
    APPOINTMENT_ENTRIES,
    APPOINTMENT_SEATS,
    APPOINTMENT_SLOTS,
    APPOINTMENTS,
)
from hub.domain.appointments.records import NOBODY, Appointment, Contact, Entry, Place, State
from hub.domain.appointments.slots import Seats
from hub.service.appointments.drafting import Changes, Held

# One turn at a time on PostgreSQL too, where several hubs write; SQLite has one writer anyway.
_TURN = text("SELECT pg_advisory_xact_lock(1634758770, hashtext(:site))")
# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_TAKE = text(
    "INSERT INTO appointment_seats (site, service, starts, seat, holder)"
    " VALUES (:site, :service, :starts, :seat, :holder) ON CONFLICT DO NOTHING"
)
# So many values a statement are looked for: SQLite takes no more than some thousands.
PART = 500
_OPEN = (Place.WAITING.value, Place.OFFERED.value)
_BOOKED = State.BOOKED.value


class SqlAppointments:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    @contextmanager
    def turn(self) -> Iterator["SqlBook"]:
        with self._database.write() as connection:
            if self._database.is_postgresql:
                connection.execute(_TURN, {"site": self._site})
            yield SqlBook(connection, self._site)

    @contextmanager
    def reading(self) -> Iterator["SqlBook"]:
        with self._database.read() as connection:
            yield SqlBook(connection, self._site)


class SqlBook:
    """hub.service.appointments.ports.Book, on the connection of a transaction."""

    def __init__(self, connection: Connection, site: str) -> None:
        self._connection = connection
        self._site = site

    def find(self, token: str) -> Appointment | Entry | None:
        found = self._one(APPOINTMENTS.c.token == token)
        return found or self._entry(APPOINTMENT_ENTRIES.c.token == token)

    def appointment(self, key: str) -> Appointment | None:
        return self._one(APPOINTMENTS.c.id == key)

    def numbered(self, number: str) -> Appointment | None:
        return self._one(APPOINTMENTS.c.number == number)

    def imported(self, foreign: str) -> Appointment | None:
        return self._one(APPOINTMENTS.c.elsewhere == foreign)

    def has_number(self, number: str) -> bool:
        return self.numbered(number) is not None

    def held(self, foreign: Collection[str], starts: Collection[datetime]) -> Held:
        a, wanted = APPOINTMENTS.c, sorted(set(foreign))
        parts = (wanted[at : at + PART] for at in range(0, len(wanted), PART))
        found = (item for part in parts for item in self._appointments(a.elsewhere.in_(part)))
        imported = {item.foreign: item for item in found}
        times = [*starts, *(item.start for item in imported.values())]
        numbers = select(a.number).where(a.site == self._site, a.number.is_not(None))
        return Held(
            imported,
            frozenset(self._connection.execute(numbers).scalars()),
            frozenset(self._slots(APPOINTMENT_SEATS, APPOINTMENT_SEATS.c.seat, times)),
            {
                (service, start): seats
                for service, start, seats in self._slots(
                    APPOINTMENT_SLOTS, APPOINTMENT_SLOTS.c.seats, times
                )
            },
            tuple(self.in_line()),
        )

    def _slots(
        self, table: Table, column: ColumnElement[int], times: Sequence[datetime]
    ) -> Iterator[tuple[str, datetime, int]]:
        """Service, beginning and the column, of slots from the first to the last of these times."""
        if not times:
            return
        c = table.c
        bounds = (c.starts >= to_text(min(times)), c.starts <= to_text(max(times)))
        rows = select(c.service, c.starts, column).where(c.site == self._site, *bounds)
        for service, start, value in self._connection.execute(rows):
            yield service, datetime.fromisoformat(start), value

    def apply(self, changes: Changes) -> None:
        rows = [{"site": self._site, "id": item.id, **_row(item)} for item in changes.made]
        seats = [
            {"site": self._site, "service": service, "starts": to_text(start), "seat": seat}
            | {"holder": holder}
            for (service, start, seat), holder in changes.taken.items()
        ]
        for service, start, seat in changes.gone:
            self.give_back(service, start, seat)
        if seats:
            self._connection.execute(insert(APPOINTMENT_SEATS), seats)
        if rows:
            self._connection.execute(insert(APPOINTMENTS), rows)
        for record in changes.changed:
            self.put(record)

    def entry(self, key: str) -> Entry | None:
        return self._entry(APPOINTMENT_ENTRIES.c.id == key)

    def put(self, record: Appointment | Entry) -> None:
        table = APPOINTMENTS if isinstance(record, Appointment) else APPOINTMENT_ENTRIES
        row = _row(record) if isinstance(record, Appointment) else _entry_row(record)
        own = (table.c.site == self._site, table.c.id == record.id)
        changed = self._connection.execute(update(table).where(*own).values(row))
        if not changed.rowcount:
            values = {"site": self._site, "id": record.id, **row}
            self._connection.execute(insert(table).values(values))

    def open_for(self, service: str, mail: str) -> int:
        booked = (APPOINTMENTS.c.state == _BOOKED, APPOINTMENTS.c.mail == mail)
        in_line = (APPOINTMENT_ENTRIES.c.place.in_(_OPEN), APPOINTMENT_ENTRIES.c.mail == mail)
        return sum(
            self._connection.execute(
                select(func.count())
                .select_from(table)
                .where(table.c.site == self._site, table.c.service == service, *which)
            ).scalar_one()
            for table, which in ((APPOINTMENTS, booked), (APPOINTMENT_ENTRIES, in_line))
        )

    def taken(self, service: str, start: datetime) -> frozenset[int]:
        seats = APPOINTMENT_SEATS.c
        own = (seats.site == self._site, seats.service == service, seats.starts == to_text(start))
        return frozenset(self._connection.execute(select(seats.seat).where(*own)).scalars())

    def counted(self, service: str, first: datetime, last: datetime) -> Counter[datetime]:
        seats = APPOINTMENT_SEATS.c
        rows = select(seats.starts).where(
            seats.site == self._site, seats.service == service, _within(seats.starts, first, last)
        )
        return Counter(map(datetime.fromisoformat, self._connection.execute(rows).scalars()))

    def take(self, service: str, start: datetime, seat: int, holder: str) -> bool:
        row = {"site": self._site, "service": service, "starts": to_text(start)}
        taken = self._connection.execute(_TAKE, row | {"seat": seat, "holder": holder})
        return taken.rowcount == 1

    def give_back(self, service: str, start: datetime, seat: int) -> None:
        seats = APPOINTMENT_SEATS.c
        self._connection.execute(
            delete(APPOINTMENT_SEATS).where(
                seats.site == self._site,
                seats.service == service,
                seats.starts == to_text(start),
                seats.seat == seat,
            )
        )

    def adjusted(self, service: str, first: datetime, last: datetime) -> Seats:
        slots = APPOINTMENT_SLOTS.c
        rows = select(slots.starts, slots.seats).where(
            slots.site == self._site, slots.service == service, _within(slots.starts, first, last)
        )
        found = self._connection.execute(rows).all()
        return {datetime.fromisoformat(start): seats for start, seats in found}

    def adjust(self, service: str, start: datetime, seats: int | None) -> None:
        slots, starts = APPOINTMENT_SLOTS.c, to_text(start)
        own = (slots.site == self._site, slots.service == service, slots.starts == starts)
        self._connection.execute(delete(APPOINTMENT_SLOTS).where(*own))
        if seats is not None:
            row = {"site": self._site, "service": service, "starts": starts, "seats": seats}
            self._connection.execute(insert(APPOINTMENT_SLOTS).values(row))

    def waiting(self, service: str, start: datetime) -> list[Entry]:
        entries, at = APPOINTMENT_ENTRIES.c, to_text(start)
        return self._entries(
            entries.service == service,
            entries.place == Place.WAITING.value,
            entries.first <= at,
            entries.last > at,
        )

    def in_line(self) -> list[Entry]:
        return self._entries(APPOINTMENT_ENTRIES.c.place == Place.WAITING.value)

    def stale(self, now: datetime) -> list[Entry]:
        entries, at = APPOINTMENT_ENTRIES.c, to_text(now)
        held = and_(entries.place == Place.OFFERED.value, entries.until <= at)
        in_vain = and_(entries.place == Place.WAITING.value, entries.last <= at)
        return self._entries(or_(held, in_vain))

    def booked(self, first: datetime, last: datetime) -> list[Appointment]:
        times = _within(APPOINTMENTS.c.starts, first, last)
        return self._appointments(APPOINTMENTS.c.state == _BOOKED, times)

    def between(self, first: datetime, last: datetime) -> list[Appointment]:
        return self._appointments(_within(APPOINTMENTS.c.starts, first, last))

    def entries_between(self, first: datetime, last: datetime) -> list[Entry]:
        entries = APPOINTMENT_ENTRIES.c
        touching = (entries.first < to_text(last), entries.last > to_text(first))
        return self._entries(entries.place.in_(_OPEN), *touching)

    def received(self) -> list[Appointment]:
        return self._appointments(APPOINTMENTS.c.state == State.CHECKED_IN.value)

    def untold(self) -> tuple[list[Appointment], list[Entry]]:
        a, e = APPOINTMENTS.c, APPOINTMENT_ENTRIES.c
        return (
            self._appointments(a.mail != "", a.version > a.told),
            self._entries(e.mail != "", e.version > e.told),
        )

    def told(self, records: Iterable[Appointment | Entry]) -> None:
        for record in records:
            table = APPOINTMENTS if isinstance(record, Appointment) else APPOINTMENT_ENTRIES
            own = (table.c.site == self._site, table.c.id == record.id)
            later = table.c.told < record.version
            self._connection.execute(update(table).where(*own, later).values(told=record.version))

    def forget(self, before: datetime) -> int:
        at = to_text(before)
        a, e = APPOINTMENTS.c, APPOINTMENT_ENTRIES.c
        given_up = and_(a.state == State.CANCELLED.value, a.changed_at <= at)
        gone = self._connection.execute(
            update(APPOINTMENTS)
            .where(a.site == self._site, a.number.is_not(None), or_(a.ends <= at, given_up))
            .values(mail="", nickname="", number=None, token=None)
        )
        over = and_(e.place.not_in(_OPEN), e.changed_at <= at)
        dropped = self._connection.execute(
            delete(APPOINTMENT_ENTRIES).where(e.site == self._site, over)
        )
        for table in (APPOINTMENT_SEATS, APPOINTMENT_SLOTS):
            old = (table.c.site == self._site, table.c.starts <= at)
            self._connection.execute(delete(table).where(*old))
        return gone.rowcount + dropped.rowcount

    def audit(self, who: str, action: str, subject: str, at: datetime) -> None:
        row = {"site": self._site, "at": to_text(at), "who": who, "action": action}
        self._connection.execute(insert(AUDIT).values(row | {"subject": subject}))

    def _one(self, which: ColumnElement[bool]) -> Appointment | None:
        return next(iter(self._appointments(which)), None)

    def _entry(self, which: ColumnElement[bool]) -> Entry | None:
        return next(iter(self._entries(which)), None)

    def _appointments(self, *which: ColumnElement[bool]) -> list[Appointment]:
        a = APPOINTMENTS.c
        rows = (
            select(APPOINTMENTS)
            .where(a.site == self._site, *which)
            .order_by(a.starts, a.service, a.seat, a.id)
        )
        return [_appointment(row) for row in self._connection.execute(rows)]

    def _entries(self, *which: ColumnElement[bool]) -> list[Entry]:
        e = APPOINTMENT_ENTRIES.c
        rows = (
            select(APPOINTMENT_ENTRIES)
            .where(e.site == self._site, *which)
            .order_by(e.entered_at, e.id)
        )
        return [_entry(row) for row in self._connection.execute(rows)]


def _within(column: ColumnElement[str], first: datetime, last: datetime) -> ColumnElement[bool]:
    return and_(column >= to_text(first), column < to_text(last))


def _row(item: Appointment) -> dict[str, Any]:
    return {
        "number": item.number or None,
        "token": item.token or None,
        "service": item.service,
        "starts": to_text(item.start),
        "ends": to_text(item.end),
        "seat": item.seat,
        "state": item.state.value,
        "language": item.language,
        "mail": item.contact.mail,
        "nickname": item.contact.nickname,
        "source": item.source,
        "elsewhere": item.foreign or None,
        "ticket": item.ticket,
        "made_at": to_text(item.made_at),
        "changed_at": to_text(item.changed_at),
        "version": item.version,
        "told": item.told,
    }


def _appointment(row: Row[Any]) -> Appointment:
    return Appointment(
        id=row.id,
        number=row.number or "",
        token=row.token or "",
        service=row.service,
        start=datetime.fromisoformat(row.starts),
        end=datetime.fromisoformat(row.ends),
        seat=row.seat,
        state=State(row.state),
        language=row.language,
        contact=_contact(row),
        source=row.source,
        foreign=row.elsewhere or "",
        ticket=row.ticket,
        made_at=datetime.fromisoformat(row.made_at),
        changed_at=datetime.fromisoformat(row.changed_at),
        version=row.version,
        told=row.told,
    )


def _entry_row(item: Entry) -> dict[str, Any]:
    return {
        "token": item.token or None,
        "service": item.service,
        "first": to_text(item.first),
        "last": to_text(item.last),
        "entered_at": to_text(item.entered_at),
        "changed_at": to_text(item.changed_at),
        "place": item.place.value,
        "language": item.language,
        "mail": item.contact.mail,
        "nickname": item.contact.nickname,
        "starts": to_text(item.start) if item.start else None,
        "seat": item.seat,
        "until": to_text(item.until) if item.until else None,
        "version": item.version,
        "told": item.told,
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        token=row.token or "",
        service=row.service,
        first=datetime.fromisoformat(row.first),
        last=datetime.fromisoformat(row.last),
        entered_at=datetime.fromisoformat(row.entered_at),
        changed_at=datetime.fromisoformat(row.changed_at),
        place=Place(row.place),
        language=row.language,
        contact=_contact(row),
        start=datetime.fromisoformat(row.starts) if row.starts else None,
        seat=row.seat,
        until=datetime.fromisoformat(row.until) if row.until else None,
        version=row.version,
        told=row.told,
    )


def _contact(row: Row[Any]) -> Contact:
    return Contact(row.mail, row.nickname) if row.mail or row.nickname else NOBODY
