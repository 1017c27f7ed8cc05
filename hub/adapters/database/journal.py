"""The durable log of one site: hub.service.ports.Journal on SQLite or PostgreSQL."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager

from sqlalchemy import select

from hub.adapters.database.contents import TurnContents
from hub.adapters.database.engine import Database
from hub.adapters.database.statements import statements
from hub.adapters.database.tables import EVENTS, SITE
from hub.adapters.database.turn import Turn
from hub.domain.events import Event
from hub.service.wire import EVENT


class SqlJournal:
    """Give it a database that `migrate` has prepared. Safe to use from several threads.

    A fault while committing may leave the turn committed all the same (the answer was lost, not
    the work): the next turn's `last_event` tells, and a repeated ticket id is found again.
    """

    def __init__(self, database: Database, site: str) -> None:
        """Makes the site's row, so it may raise JournalFault."""
        self._database = database
        self._site = site
        self._sql = statements(database.engine.dialect)
        with database.write() as connection:
            connection.exec_driver_sql(self._sql.add_site, {"site": site})

    def today(self) -> int:
        started = select(SITE.c.day_event).where(SITE.c.id == self._site)
        with self._database.read() as connection:
            return int(connection.execute(started).scalar_one())

    def events(self, after: int, limit: int) -> list[Event]:
        bodies = (
            select(EVENTS.c.body)
            .where(EVENTS.c.site == self._site, EVENTS.c.id > after)
            .order_by(EVENTS.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [EVENT.validate_json(body) for body in connection.execute(bodies).scalars()]

    @contextmanager
    def transaction(self, expected: Collection[str] = ()) -> Iterator[Turn]:
        with (
            self._database.write() as connection,
            closing(connection.connection.cursor()) as cursor,
        ):
            contents = TurnContents(self._database, connection, self._site)
            turn = Turn(self._database, cursor, self._sql, self._site, contents)
            turn.begin(expected)
            yield turn
            turn.write()
