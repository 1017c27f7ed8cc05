"""Devices, codes, staff and sessions: hub.service.ports_access.Access on either database."""

from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Executable, Table, delete, insert, select, text, update

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import DEVICES, ENROLMENT_CODES, SESSIONS, STAFF
from hub.service.access import Staff
from hub.service.ports_access import Code, Device, Session
from hub.shape import Shape

R = TypeVar("R", Code, Device, Session, Staff)

# The records' fields carry the names of the columns.
CODE = Shape(Code)
DEVICE = Shape(Device)
SESSION = Shape(Session)
MEMBER = Shape(Staff)

# As text: Core's insert for this belongs to one dialect each.
_PUT_MEMBER = (
    "INSERT INTO staff"
    " (site, login, name, role, password_hash, disabled, failures, locked_until, department)"
    " VALUES"
    " (:site, :login, :name, :role, :password_hash, :disabled, :failures, :locked_until,"
    " :department)"
    " ON CONFLICT (site, login) DO UPDATE SET name = excluded.name, role = excluded.role,"
    " password_hash = excluded.password_hash, disabled = excluded.disabled,"
    " failures = excluded.failures, locked_until = excluded.locked_until,"
    " department = excluded.department"
)


class SqlAccess:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def add_code(self, code: Code) -> None:
        self._add(ENROLMENT_CODES, code)

    def take_code(self, code_hash: str, now: datetime) -> Code | None:
        """One statement finds the code and uses it up, so two takers cannot both have it."""
        codes = ENROLMENT_CODES.c
        taken = (
            update(ENROLMENT_CODES)
            .where(
                codes.site == self._site,
                codes.code_hash == code_hash,
                codes.used_at.is_(None),
                codes.expires_at > to_text(now),
            )
            .values(used_at=to_text(now))
            .returning(codes.code_hash, codes.role, codes.terminal, codes.expires_at)
        )
        with self._database.write() as connection:
            row = connection.execute(taken).mappings().one_or_none()
        return None if row is None else CODE.validate_python(dict(row))

    def add_device(self, device: Device) -> None:
        self._add(DEVICES, device)

    def devices(self) -> list[Device]:
        return self._all(DEVICES, DEVICE, DEVICES.c.enrolled_at)

    def revoke(self, terminal: str, now: datetime) -> int:
        valid = (DEVICES.c.terminal == terminal, DEVICES.c.revoked_at.is_(None))
        return self._change(
            update(DEVICES)
            .where(DEVICES.c.site == self._site, *valid)
            .values(revoked_at=to_text(now))
        )

    def staff(self) -> list[Staff]:
        return self._all(STAFF, MEMBER, STAFF.c.login)

    def member(self, login: str) -> Staff | None:
        return next(iter(self._all(STAFF, MEMBER, STAFF.c.login, STAFF.c.login == login)), None)

    def put_member(self, staff: Staff) -> None:
        self._change(text(_PUT_MEMBER).bindparams(**self._row(staff)))

    def add_session(self, session: Session) -> None:
        self._add(SESSIONS, session)

    def sessions(self, now: datetime) -> list[Session]:
        self._drop_sessions(SESSIONS.c.expires_at <= to_text(now))
        return self._all(SESSIONS, SESSION, SESSIONS.c.created_at)

    def drop_session(self, token_hash: str) -> None:
        self._drop_sessions(SESSIONS.c.token_hash == token_hash)

    def drop_sessions(self, login: str) -> None:
        self._drop_sessions(SESSIONS.c.login == login)

    def _drop_sessions(self, which: ColumnElement[bool]) -> None:
        self._change(delete(SESSIONS).where(SESSIONS.c.site == self._site, which))

    def _add(self, table: Table, record: Code | Device | Session) -> None:
        self._change(insert(table).values(self._row(record)))

    def _change(self, statement: Executable) -> int:
        with self._database.write() as connection:
            return connection.execute(statement).rowcount

    def _row(self, record: Code | Device | Session | Staff) -> dict[str, Any]:
        row = {name: _value(value) for name, value in asdict(record).items()}
        return {"site": self._site, **row}

    def _all(
        self,
        table: Table,
        read: Shape[R],
        order: ColumnElement[Any],
        *which: ColumnElement[bool],
    ) -> list[R]:
        columns = [column for column in table.c if column.name != "site"]
        rows = select(*columns).where(table.c.site == self._site, *which).order_by(order)
        with self._database.read() as connection:
            found = connection.execute(rows).mappings().all()
        return [read.validate_python(dict(row)) for row in found]


def _value(value: Any) -> Any:
    """As the columns hold it: instants and codes are text."""
    if isinstance(value, datetime):
        return to_text(value)
    return value.value if isinstance(value, Enum) else value
