"""What is remembered of sources of alarms: hub.service.alarms.ports.AlarmBook."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import ALARM_MARKS
from hub.service.alarms.ports import Mark

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_PUT = text(
    "INSERT INTO alarm_marks (site, source, name, at, body)"
    " VALUES (:site, :source, :name, :at, :body)"
    " ON CONFLICT (site, source, name) DO UPDATE SET at = excluded.at, body = excluded.body"
)


class SqlAlarmBook:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def marks(self, source: str) -> Mapping[str, Mark]:
        own = ALARM_MARKS.c
        rows = select(own.name, own.at, own.body).where(
            own.site == self._site, own.source == source
        )
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return {name: Mark(datetime.fromisoformat(at), body) for name, at, body in found}

    def put(self, source: str, marks: Mapping[str, Mark]) -> None:
        lines = [
            {
                "site": self._site,
                "source": source,
                "name": name,
                "at": to_text(mark.at),
                "body": mark.body,
            }
            for name, mark in marks.items()
        ]
        with self._database.write() as connection:
            connection.execute(_PUT, lines)

    def forget(self, source: str, before: datetime) -> None:
        own = ALARM_MARKS.c
        old = (own.site == self._site, own.source == source, own.at < to_text(before))
        with self._database.write() as connection:
            connection.execute(delete(ALARM_MARKS).where(*old))
