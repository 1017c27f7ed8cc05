"""The audit log: hub.service.ports_access.AuditLog on SQLite or PostgreSQL."""

from datetime import datetime

from sqlalchemy import Select, insert, select

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import AUDIT
from hub.service.ports_access import AuditLine

Lines = Select[str, str, str, str]


class SqlAuditLog:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def record(self, line: AuditLine) -> None:
        row = insert(AUDIT).values(
            site=self._site,
            at=to_text(line.at),
            who=line.who,
            action=line.action,
            subject=line.subject,
        )
        with self._database.write() as connection:
            connection.execute(row)

    def latest(self, limit: int) -> list[AuditLine]:
        return self._read(self._lines().order_by(AUDIT.c.id.desc()).limit(limit))

    def about(self, subject: str) -> list[AuditLine]:
        return self._read(self._lines().where(AUDIT.c.subject == subject).order_by(AUDIT.c.id))

    def _lines(self) -> Lines:
        columns = (AUDIT.c.at, AUDIT.c.who, AUDIT.c.action, AUDIT.c.subject)
        return select(*columns).where(AUDIT.c.site == self._site)

    def _read(self, lines: Lines) -> list[AuditLine]:
        with self._database.read() as connection:
            rows = connection.execute(lines).all()
        return [
            AuditLine(datetime.fromisoformat(at), who, action, subject)
            for at, who, action, subject in rows
        ]
