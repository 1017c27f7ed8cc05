"""Letters to visitors: hub.service.outbox.LetterBook on SQLite or PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, text, update

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import LETTERS
from hub.service.outbox import Held, Letter, LetterState

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_ADD = text(
    "INSERT INTO letters (site, id, topic, channel, state, address, subject, words, link,"
    " calendar, calendar_method, put_at, not_after, next_at, failures, holder, held_until)"
    " VALUES (:site, :id, :topic, :channel, 'waiting', :address, :subject, :words, :link,"
    " :calendar, :calendar_method, :put_at, :not_after, :put_at, 0, '', '')"
    " ON CONFLICT (site, id) DO NOTHING"
)
_BLANK: dict[str, Any] = {
    "address": "",
    "subject": "",
    "words": "",
    "link": "",
    "calendar": None,
    "holder": "",
    "held_until": "",
}
_OPEN = (LetterState.WAITING.value, LetterState.HANDING.value)


class SqlLetters:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def begin(self) -> None:
        if self._database.is_postgresql:
            return  # Another hub may be at it; `tidy` and the end of its time settle it.
        own = LETTERS.c
        self._end(LetterState.UNCLEAR, own.state == LetterState.HANDING.value)
        taken = and_(own.state == LetterState.WAITING.value, own.holder != "")
        self._where_any(taken, update(LETTERS).values(holder="", held_until=""))

    def add(self, letters: Sequence[Letter], now: datetime) -> None:
        with self._database.write() as connection:
            connection.execute(_ADD, [self._new_row(letter, now) for letter in letters])

    def take(self, channel: str, now: datetime, until: datetime, holder: str) -> Held | None:
        own, instant = LETTERS.c, to_text(now)
        free = (
            own.site == self._site,
            own.channel == channel,
            own.state == LetterState.WAITING.value,
            own.held_until < instant,
            own.next_at <= instant,
            own.not_after > instant,
        )
        first = select(own.id).where(*free).order_by(own.next_at, own.id).limit(1)
        # A look costs no commit: most find nothing.
        with self._database.read() as connection:
            found = connection.execute(first).scalar_one_or_none()
        if found is None:
            return None
        take = (
            update(LETTERS)
            .where(*free, own.id == found)
            .values(holder=holder, held_until=to_text(until))
            .returning(LETTERS)
        )
        with self._database.write() as connection:
            row = connection.execute(take).one_or_none()
        return None if row is None else Held(_letter(row), holder, row.failures)

    def handing(self, held: Held, until: datetime) -> bool:
        values = {"state": LetterState.HANDING.value, "held_until": to_text(until)}
        return self._change(held, LetterState.WAITING, values)

    def settle(self, held: Held, end: LetterState) -> None:
        self._change(held, None, _BLANK | {"state": end.value})

    def again(self, held: Held, next_at: datetime) -> None:
        values = {
            "state": LetterState.WAITING.value,
            "next_at": to_text(next_at),
            "failures": held.failures + 1,
            "holder": "",
            "held_until": "",
        }
        self._change(held, None, values)

    def drop(self, topic: str) -> None:
        """One that is being handed over is forgotten too: nobody will ask for it again."""
        self._end(LetterState.DROPPED, LETTERS.c.topic == topic)

    def tidy(self, now: datetime, forget_before: datetime) -> None:
        own, instant = LETTERS.c, to_text(now)
        waiting = own.state == LetterState.WAITING.value
        handing = own.state == LetterState.HANDING.value
        self._end(
            LetterState.EXPIRED, and_(waiting, own.not_after <= instant, own.held_until < instant)
        )
        self._end(LetterState.UNCLEAR, and_(handing, own.held_until < instant))
        old = and_(own.state.not_in(_OPEN), own.not_after < to_text(forget_before))
        self._where_any(old, delete(LETTERS))

    def counts(self) -> Mapping[tuple[str, LetterState], int]:
        own = LETTERS.c
        rows = (
            select(own.channel, own.state, func.count())
            .where(own.site == self._site)
            .group_by(own.channel, own.state)
        )
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return {(channel, LetterState(state)): count for channel, state, count in found}

    def wipe(self) -> None:
        self._database.wipe()

    def _end(self, end: LetterState, which: ColumnElement[bool]) -> None:
        still = and_(LETTERS.c.state.in_(_OPEN), which)
        self._where_any(still, update(LETTERS).values(_BLANK | {"state": end.value}))

    def _where_any(self, which: ColumnElement[bool], change: Any) -> None:
        """Change those rows, in a commit only where there are any."""
        own = and_(LETTERS.c.site == self._site, which)
        with self._database.read() as connection:
            found = connection.execute(select(LETTERS.c.id).where(own).limit(1)).first()
        if found is not None:
            with self._database.write() as connection:
                connection.execute(change.where(own))

    def _change(self, held: Held, state: LetterState | None, values: Mapping[str, Any]) -> bool:
        own = LETTERS.c
        mine = (own.site == self._site, own.id == held.letter.id, own.holder == held.holder)
        among = (state.value,) if state else _OPEN
        change = update(LETTERS).where(*mine, own.state.in_(among)).values(values)
        with self._database.write() as connection:
            return connection.execute(change).rowcount == 1

    def _new_row(self, letter: Letter, now: datetime) -> dict[str, Any]:
        return {
            "site": self._site,
            "id": letter.id,
            "topic": letter.topic,
            "channel": letter.channel,
            "address": letter.to,
            "subject": letter.subject,
            "words": letter.text,
            "link": letter.link,
            "calendar": letter.calendar,
            "calendar_method": letter.calendar_method,
            "put_at": to_text(now),
            "not_after": to_text(letter.not_after),
        }


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        id=row.id,
        topic=row.topic,
        channel=row.channel,
        to=row.address,
        subject=row.subject,
        text=row.words,
        not_after=datetime.fromisoformat(row.not_after),
        calendar=row.calendar,
        calendar_method=row.calendar_method,
        link=row.link,
    )
