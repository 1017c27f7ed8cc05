"""One turn at the journal: what is decided in it is gathered, and written at its end at once."""

import json
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import datetime
from typing import Any

from sqlalchemy.engine.interfaces import DBAPICursor

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.statements import Statements
from hub.domain.events import Event
from hub.domain.tickets import Ticket
from hub.service.ports import Contents
from hub.service.wire import EVENT, TICKET

Row = dict[str, Any]


class Turn:
    """A hub.service.ports.Transaction on a connection that has begun one.

    A commit of eight tickets costs as many statements as one of a single ticket. They go to the
    driver's own cursor: through Core's results each would take some 40 us more.
    """

    def __init__(
        self,
        database: Database,
        cursor: DBAPICursor,
        sql: Statements,
        site: str,
        contents: Contents,
    ) -> None:
        """Call `begin` first and `write` last."""
        self.contents = contents
        self._database = database
        self._cursor = cursor
        self._sql = sql
        self._site = site
        self._series: dict[str, int] = {}
        self._moved: set[str] = set()
        self._events: list[Event] = []
        self._tickets: dict[str, Ticket] = {}
        self._found: dict[str, str | None] = {}
        self._audits: list[Row] = []
        self.last_event: int = 0

    def begin(self, expected: Collection[str]) -> None:
        """Lock the site's row, so that no other hub has a turn meanwhile; read what is expected."""
        with closing(self._cursor.connection.cursor()) as other:
            with self._batch():
                self._cursor.execute(self._sql.last_event, {"site": self._site})
                if expected:
                    other.execute(
                        self._sql.tickets, {"site": self._site, "ids": self._ids(expected)}
                    )
            self.last_event = self._cursor.fetchall()[0][0]
            if expected:
                self._found = dict.fromkeys(expected) | dict(other.fetchall())

    def _ids(self, expected: Collection[str]) -> object:
        return list(expected) if self._database.is_postgresql else json.dumps(list(expected))

    def _batch(self) -> AbstractContextManager[object]:
        """PostgreSQL takes the statements in one trip there and back, instead of one each."""
        connection: Any = self._cursor.connection
        return connection.pipeline() if self._database.is_postgresql else nullcontext()

    def next_ordinal(self, series: str) -> int:
        """The counter row gives the turn's first number; the following ones are counted here."""
        if series in self._series:
            self._series[series] += 1
            self._moved.add(series)
        else:
            row = {"site": self._site, "name": series}
            self._series[series] = self._value(self._sql.take_number, row)
        return self._series[series] - 1

    def ticket(self, ticket_id: str) -> Ticket | None:
        gathered = self._tickets.get(ticket_id)
        if gathered is not None:
            return gathered
        if ticket_id in self._found:
            body = self._found[ticket_id]
        else:
            body = self._value(self._sql.ticket, {"site": self._site, "id": ticket_id})
        return None if body is None else TICKET.validate_json(body)

    def append(self, events: Sequence[Event]) -> None:
        for event in events:
            if event.id != self.last_event + 1:
                raise ValueError(f"event {event.id} does not follow event {self.last_event}")
            self.last_event = event.id
            self._events.append(event)
            for ticket in event.tickets:
                self._tickets[ticket.id] = ticket

    def audit(self, who: str, action: str, subject: str, at: datetime) -> None:
        row = {"site": self._site, "at": to_text(at), "who": who, "action": action}
        self._audits.append(row | {"subject": subject})

    def write(self) -> None:
        """Send what was gathered. The commit comes after."""
        with self._batch():
            self._send()

    def _send(self) -> None:
        sql, site = self._sql, self._site
        moved = [{"site": site, "name": name, "next": self._series[name]} for name in self._moved]
        self._write(sql.set_series, moved)
        self._write(sql.put_ticket, [ticket_row(site, each) for each in self._tickets.values()])
        self._write(sql.add_event, [event_row(site, event) for event in self._events])
        self._write(sql.add_audit, self._audits)
        if self._events:
            days = [event.id for event in self._events if event.day is not None]
            day = days[-1] if days else None
            self._write(sql.set_last_event, [{"site": site, "last": self.last_event, "day": day}])
            if sql.notify:
                self._write(sql.notify, [{"payload": f"{site} {self.last_event}"}])

    def _value(self, statement: str, row: Row) -> Any:
        with self._database.translated():
            self._cursor.execute(statement, row)
            # All of it: SQLite cannot commit while a statement is half read.
            rows = self._cursor.fetchall()
        return rows[0][0] if rows else None

    def _write(self, statement: str, rows: Sequence[Row]) -> None:
        if len(rows) == 1:
            self._cursor.execute(statement, rows[0])
        elif rows:
            self._cursor.executemany(statement, rows)


def event_row(site: str, event: Event) -> Row:
    """The event's row: `body` is the whole truth, the others are for queries."""
    return {
        "site": site,
        "id": event.id,
        "at": to_text(event.at),
        "kind": event.kind.value,
        "body": EVENT.dump_json(event).decode(),
    }


def ticket_row(site: str, ticket: Ticket) -> Row:
    """The ticket's row: `body` is the whole truth, the others are for queries."""
    return {
        "site": site,
        "id": ticket.id,
        "visit": ticket.visit,
        "label": ticket.label,
        "service": ticket.service,
        "day": ticket.day.isoformat(),
        "state": ticket.state.value,
        "body": TICKET.dump_json(ticket).decode(),
    }
