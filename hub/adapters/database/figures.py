"""The hall's figures: hub.service.figures.FigureBook on SQLite or PostgreSQL."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.seeking import last_before
from hub.adapters.database.tables import AUDIT, EVENTS, FIGURES, TICKETS
from hub.adapters.database.tables_appointments import APPOINTMENTS
from hub.domain.appointments.records import CAME, State
from hub.domain.events import Kind
from hub.domain.figures.counting import ALL, Row, margins
from hub.domain.figures.facts import LAYOUT
from hub.domain.figures.seats import Change, Seat
from hub.domain.tickets import Ticket
from hub.service.figures.summing import Booked, Desk
from hub.service.ports_access import DEEDS_GONE
from hub.service.wire import TICKET
from hub.shape import Shape

# Two hubs on a lobby may count the same day at once: they find the same. As text: Core's insert
# for ON CONFLICT belongs to one dialect each.
_KEEP = text(
    "INSERT INTO figures (site, day, service, counter, layout, first, body)"
    " VALUES (:site, :day, :service, :counter, :layout, :first, :body) ON CONFLICT DO NOTHING"
)
# Events read at a time.
PAGE = 1000


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of an event tells of counters; the rest is not even read."""

    at: datetime
    counters: tuple[Seat, ...] = ()
    day: date | None = None


_SEEN = Shape(_Seen)


class SqlFigures:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def first_day(self) -> date | None:
        days = select(func.min(TICKETS.c.day)).where(TICKETS.c.site == self._site)
        start = (
            select(EVENTS.c.body)
            .where(EVENTS.c.site == self._site, EVENTS.c.kind == Kind.DAY_STARTED.value)
            .order_by(EVENTS.c.id)
            .limit(1)
        )
        with self._database.read() as connection:
            ticket = connection.execute(days).scalar_one()
            body = connection.execute(start).scalar()
        if ticket is None:
            return None
        began = _SEEN.validate_json(body).day if body else None
        return max(date.fromisoformat(ticket), began or date.min)

    def counted(self, since: date, until: date) -> set[date]:
        days = select(FIGURES.c.day).where(
            *self._between(since, until), FIGURES.c.service == ALL, FIGURES.c.counter == ALL
        )
        with self._database.read() as connection:
            return set(map(date.fromisoformat, connection.execute(days).scalars()))

    def rows(self, since: date, until: date, service: str = "", counter: str = "") -> list[Row]:
        wanted = select(
            FIGURES.c.day, FIGURES.c.service, FIGURES.c.counter, FIGURES.c.first, FIGURES.c.body
        ).where(*self._between(since, until))
        if not (service or counter):
            wanted = wanted.where((FIGURES.c.service == ALL) | (FIGURES.c.counter == ALL))
        else:
            wanted = wanted.where(
                FIGURES.c.service == service if service else FIGURES.c.service != ALL
            )
            wanted = wanted.where(
                FIGURES.c.counter == counter if counter else FIGURES.c.counter != ALL
            )
        with self._database.read() as connection:
            found = connection.execute(wanted).all()
        days = {name: date.fromisoformat(name) for name in {row[0] for row in found}}
        return [
            Row(days[day], at, place, first, int.from_bytes(zlib.decompress(body), "little"))
            for day, at, place, first, body in found
        ]

    def keep(self, day: date, rows: Sequence[Row]) -> None:
        kept = [self._row(row) for row in (*margins(day, rows), *rows)]
        own = FIGURES.c.site == self._site, FIGURES.c.day == day.isoformat()
        with self._database.write() as connection:
            connection.execute(delete(FIGURES).where(*own))
            connection.execute(_KEEP, kept)

    def tickets(self, day: date) -> list[Ticket]:
        bodies = select(TICKETS.c.body).where(
            TICKETS.c.site == self._site, TICKETS.c.day == day.isoformat()
        )
        with self._database.read() as connection:
            return [TICKET.validate_json(body) for body in connection.execute(bodies).scalars()]

    def desk(self, since: datetime, until: datetime) -> Desk:
        wanted = (
            select(AUDIT.c.action, func.count(AUDIT.c.subject.distinct()).label("number"))
            .where(
                AUDIT.c.site == self._site,
                AUDIT.c.at >= to_text(since),
                AUDIT.c.at < to_text(until),
                AUDIT.c.action.in_(("desk-open", "desk-print")),
            )
            .group_by(AUDIT.c.action)
        )
        following = since.date() + timedelta(days=1)
        gone = select(AUDIT.c.id).where(
            AUDIT.c.site == self._site,
            AUDIT.c.at >= to_text(since),
            AUDIT.c.action == DEEDS_GONE,
            AUDIT.c.subject >= following.isoformat(),
        )
        with self._database.read() as connection:
            found = {row.action: row.number for row in connection.execute(wanted)}
            is_whole = connection.execute(gone.limit(1)).first() is None
        return Desk(found.get("desk-open", 0), found.get("desk-print", 0), is_whole)

    def booked(self, since: datetime, until: datetime) -> Booked:
        own = APPOINTMENTS.c
        wanted = (
            select(own.state, func.count().label("number"))
            .where(
                own.site == self._site, own.starts >= to_text(since), own.starts < to_text(until)
            )
            .group_by(own.state)
        )
        with self._database.read() as connection:
            found = {State(row.state): row.number for row in connection.execute(wanted)}
        return Booked(
            sum(found.values()),
            sum(found.get(state, 0) for state in CAME),
            found.get(State.CANCELLED, 0),
            found.get(State.MISSED, 0),
        )

    def changes(self, since: datetime, until: datetime) -> Iterator[Change]:
        first, end = to_text(since), to_text(until)
        with self._database.read() as connection:
            after = last_before(connection, self._site, first)
        while page := self._page(after):
            for number, at, body in page:
                if at >= end:
                    return
                after = number
                seen = _SEEN.validate_json(body)
                if seen.counters or seen.day:
                    yield Change(seen.at, seen.counters, starts=seen.day is not None)

    def _page(self, after: int) -> Sequence[tuple[int, str, str]]:
        found = (
            select(EVENTS.c.id, EVENTS.c.at, EVENTS.c.body)
            .where(EVENTS.c.site == self._site, EVENTS.c.id > after)
            .order_by(EVENTS.c.id)
            .limit(PAGE)
        )
        with self._database.read() as connection:
            return [(number, at, body) for number, at, body in connection.execute(found)]

    def _between(self, since: date, until: date) -> tuple[ColumnElement[bool], ...]:
        return (
            FIGURES.c.site == self._site,
            FIGURES.c.day >= since.isoformat(),
            FIGURES.c.day < until.isoformat(),
            FIGURES.c.layout == LAYOUT,
        )

    def _row(self, row: Row) -> dict[str, object]:
        size = (row.packed.bit_length() + 7) // 8
        return {
            "site": self._site,
            "day": row.day.isoformat(),
            "service": row.service,
            "counter": row.counter,
            "layout": LAYOUT,
            "first": row.first,
            "body": zlib.compress(row.packed.to_bytes(size, "little")),
        }
