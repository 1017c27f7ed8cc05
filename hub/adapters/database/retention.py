"""Records that are over: hub.service.retention.Records on SQLite or PostgreSQL."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, select

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.seeking import first_event, last_before
from hub.adapters.database.tables import AUDIT, EVENTS, SITE, TICKETS
from hub.domain.events import Kind
from hub.domain.tickets import ENDED

# Rows in one transaction: a call that comes meanwhile waits for no more.
CHUNK = 500


class SqlRecords:
    """Give it a database that `migrate` has prepared. Safe to use from several threads.

    Two hubs on one database may delete at once: each finds what the other has left.
    """

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def days(self, since: datetime) -> int:
        begun = select(func.count()).select_from(EVENTS)
        with self._database.read() as connection:
            after = last_before(connection, self._site, to_text(since))
            return connection.execute(begun.where(*self._days_after(after))).scalar_one()

    def visits(self, day: date) -> int:
        wanted = select(func.count()).select_from(TICKETS).where(*self._over(day))
        with self._database.read() as connection:
            return connection.execute(wanted).scalar_one()

    def deeds(self, at: datetime) -> int:
        wanted = select(func.count()).select_from(AUDIT).where(*self._earlier(at))
        with self._database.read() as connection:
            return connection.execute(wanted).scalar_one()

    def drop_events(self, start: datetime) -> int:
        end = self._first_kept(start)
        own = EVENTS.c.site == self._site
        with self._database.write() as connection:
            chunk = min(end, first_event(connection, self._site) + CHUNK)
            return connection.execute(delete(EVENTS).where(own, EVENTS.c.id < chunk)).rowcount

    def drop_visits(self, day: date) -> int:
        some = select(TICKETS.c.id).where(*self._over(day)).order_by(TICKETS.c.day).limit(CHUNK)
        own = TICKETS.c.site == self._site
        with self._database.write() as connection:
            return connection.execute(delete(TICKETS).where(own, TICKETS.c.id.in_(some))).rowcount

    def drop_deeds(self, at: datetime) -> int:
        some = select(AUDIT.c.id).where(*self._earlier(at)).order_by(AUDIT.c.at).limit(CHUNK)
        with self._database.write() as connection:
            return connection.execute(delete(AUDIT).where(AUDIT.c.id.in_(some))).rowcount

    def wipe(self) -> None:
        self._database.wipe()

    def _first_kept(self, start: datetime) -> int:
        """The event that started the day of `start`, or the next; today's where there is none.

        The end of the day before is told after that instant, and goes with its day.
        """
        today = select(SITE.c.day_event).where(SITE.c.id == self._site)
        with self._database.read() as connection:
            before = last_before(connection, self._site, to_text(start))
            day = select(func.min(EVENTS.c.id)).where(*self._days_after(before))
            last = int(connection.execute(today).scalar_one())
            return min(connection.execute(day).scalar_one() or last, last)

    def _days_after(self, event: int) -> tuple[ColumnElement[bool], ...]:
        """The events after this one that started a day."""
        return (
            EVENTS.c.site == self._site,
            EVENTS.c.id > event,
            EVENTS.c.kind == Kind.DAY_STARTED.value,
        )

    def _over(self, day: date) -> tuple[ColumnElement[bool], ...]:
        """Numbers that outlast the night stay for as long as they wait."""
        return (
            TICKETS.c.site == self._site,
            TICKETS.c.day < day.isoformat(),
            TICKETS.c.state.in_([state.value for state in ENDED]),
        )

    def _earlier(self, at: datetime) -> tuple[ColumnElement[bool], ...]:
        return AUDIT.c.site == self._site, AUDIT.c.at < to_text(at)
