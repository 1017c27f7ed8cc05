"""The devices of terminals: hub.service.ports_health.HealthBook and ToldBook on either database.

A device's history holds its KEPT_LINES latest lines, none of them older than KEPT_DAYS.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Row,
    Table,
    and_,
    delete,
    insert,
    select,
    text,
    update,
)

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import (
    ALERT_CHANNELS,
    DEVICE_HISTORY,
    DEVICE_STATES,
    DEVICES_TOLD,
)
from hub.service.ports_health import DeviceState, Key, Need, Passage, Turn
from hub.service.terminals import Stage

KEPT_LINES = 500
KEPT_DAYS = 365

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_ADD_STATE = text(
    "INSERT INTO device_states"
    " (site, terminal, device, name, stage, since, need, began, seen_at, advice, detail)"
    " VALUES"
    " (:site, :terminal, :device, :name, :stage, :since, :need, :began, :seen_at, :advice, :detail)"
    " ON CONFLICT (site, terminal, device, name) DO NOTHING"
)
_ADD_CHANNEL = text(
    "INSERT INTO alert_channels (site, channel, holder, held_until, failures, next_at)"
    " VALUES (:site, :channel, '', '', 0, '') ON CONFLICT (site, channel) DO NOTHING"
)
_TELL = text(
    "INSERT INTO devices_told (site, channel, terminal, device, name, need)"
    " VALUES (:site, :channel, :terminal, :device, :name, :need)"
    " ON CONFLICT (site, channel, terminal, device, name) DO UPDATE SET need = excluded.need"
)


class SqlHealth:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def states(self) -> list[DeviceState]:
        return self._states()

    def of(self, terminal: str) -> list[DeviceState]:
        return self._states(DEVICE_STATES.c.terminal == terminal)

    def history(self, key: Key) -> list[Passage]:
        lines = DEVICE_HISTORY.c
        rows = (
            select(lines.at, lines.stage, lines.advice)
            .where(self._is(DEVICE_HISTORY, key))
            .order_by(lines.id.desc())
        )
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return [
            Passage(datetime.fromisoformat(at), Stage(stage), told) for at, stage, told in found
        ]

    def move(self, before: DeviceState | None, after: DeviceState, passage: Passage | None) -> bool:
        change = self._replacing(before, after)
        with self._database.write() as connection:
            done: CursorResult[Any] = connection.execute(change)
            moved = done.rowcount == 1
            if moved and passage is not None:
                self._write_down(connection, after.key, passage)
        return moved

    def _replacing(self, before: DeviceState | None, after: DeviceState) -> Executable:
        """Nothing is changed where the state is no longer `before`: another hub was quicker."""
        row = _row(after)
        if before is None:
            return _ADD_STATE.bindparams(site=self._site, **after.key._asdict(), **row)
        states = DEVICE_STATES.c
        same = (
            states.stage == before.stage.value,
            states.since == to_text(before.since),
            states.seen_at == to_text(before.seen_at),
        )
        return update(DEVICE_STATES).where(self._is(DEVICE_STATES, after.key), *same).values(row)

    def seen(self, terminal: str, at: datetime) -> None:
        states = DEVICE_STATES.c
        change = (
            update(DEVICE_STATES)
            .where(states.site == self._site, states.terminal == terminal)
            .values(seen_at=to_text(at))
        )
        with self._database.write() as connection:
            connection.execute(change)

    def forget(self, terminals: frozenset[str]) -> None:
        with self._database.write() as connection:
            for table in (DEVICE_STATES, DEVICE_HISTORY, DEVICES_TOLD):
                others = table.c.terminal.not_in(terminals)
                connection.execute(delete(table).where(table.c.site == self._site, others))

    def _states(self, *which: ColumnElement[bool]) -> list[DeviceState]:
        states = DEVICE_STATES.c
        rows = (
            select(DEVICE_STATES)
            .where(states.site == self._site, *which)
            .order_by(states.terminal, states.device, states.name)
        )
        with self._database.read() as connection:
            return [_state(row) for row in connection.execute(rows)]

    def _is(self, table: Table, key: Key) -> ColumnElement[bool]:
        named = (table.c[field] == value for field, value in key._asdict().items())
        return and_(table.c.site == self._site, *named)

    def _write_down(self, connection: Connection, key: Key, passage: Passage) -> None:
        """Add a line, and drop what is too old or too much."""
        lines, own = DEVICE_HISTORY.c, self._is(DEVICE_HISTORY, key)
        line = {"at": to_text(passage.at), "stage": passage.stage.value, "advice": passage.advice}
        connection.execute(insert(DEVICE_HISTORY).values(site=self._site, **key._asdict(), **line))
        oldest = to_text(passage.at - timedelta(days=KEPT_DAYS))
        beyond = (
            select(lines.id).where(own).order_by(lines.id.desc()).offset(KEPT_LINES).limit(1)
        ).scalar_subquery()
        connection.execute(delete(DEVICE_HISTORY).where(own, lines.id <= beyond))
        connection.execute(delete(DEVICE_HISTORY).where(own, lines.at < oldest))


class SqlTold:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def told(self, channel: str) -> dict[Key, Need]:
        told = DEVICES_TOLD.c
        rows = select(told.terminal, told.device, told.name, told.need).where(
            told.site == self._site, told.channel == channel, told.need > 0
        )
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return {Key(*key): Need(need) for *key, need in found}

    def take(self, channel: str, now: datetime, until: datetime) -> Turn | None:
        own, holder = ALERT_CHANNELS.c, uuid4().hex
        is_free = (own.held_until <= to_text(now), own.next_at <= to_text(now))
        take = (
            update(ALERT_CHANNELS)
            .where(own.site == self._site, own.channel == channel, *is_free)
            .values(holder=holder, held_until=to_text(until))
            .returning(own.failures)
        )
        with self._database.write() as connection:
            connection.execute(_ADD_CHANNEL.bindparams(site=self._site, channel=channel))
            failures = connection.execute(take).scalar_one_or_none()
        return None if failures is None else Turn(channel, holder, failures)

    def mark(self, turn: Turn, told: Mapping[Key, Need], until: datetime) -> bool:
        with self._database.write() as connection:
            if not self._change(connection, turn, held_until=to_text(until)):
                return False
            for key, need in told.items():
                row = {"site": self._site, "channel": turn.channel, "need": int(need)}
                connection.execute(_TELL.bindparams(**row, **key._asdict()))
        return True

    def release(self, turn: Turn, failures: int, next_at: datetime) -> None:
        with self._database.write() as connection:
            self._change(
                connection,
                turn,
                holder="",
                held_until="",
                failures=failures,
                next_at=to_text(next_at),
            )

    def _change(self, connection: Connection, turn: Turn, **values: Any) -> bool:
        own = ALERT_CHANNELS.c
        mine = (own.site == self._site, own.channel == turn.channel, own.holder == turn.holder)
        change = update(ALERT_CHANNELS).where(*mine).values(values)
        return connection.execute(change).rowcount == 1


def _row(state: DeviceState) -> dict[str, Any]:
    return {
        "stage": state.stage.value,
        "since": to_text(state.since),
        "need": int(state.need),
        "began": to_text(state.began),
        "seen_at": to_text(state.seen_at),
        "advice": state.advice,
        "detail": state.detail,
    }


def _state(row: Row[Any]) -> DeviceState:
    return DeviceState(
        key=Key(row.terminal, row.device, row.name),
        stage=Stage(row.stage),
        since=datetime.fromisoformat(row.since),
        need=Need(row.need),
        began=datetime.fromisoformat(row.began),
        seen_at=datetime.fromisoformat(row.seen_at),
        advice=row.advice,
        detail=row.detail,
    )
