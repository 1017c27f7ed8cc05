"""Sums of past days: hub.service.learning.Ledger on SQLite or PostgreSQL."""

from datetime import date

from sqlalchemy import delete, select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.tables import HOURS, TICKETS
from hub.domain.estimate.learning import Hours, Sums
from hub.domain.tickets import Ticket
from hub.service.wire import TICKET
from hub.shape import Shape

SUMS = Shape(Sums)

# Two hubs on a lobby may sum up the same day at once: they find the same (see figures.py here).
_KEEP = text(
    "INSERT INTO hours (site, day, service, hour, body)"
    " VALUES (:site, :day, :service, :hour, :body) ON CONFLICT DO NOTHING"
)


class SqlHours:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def kept(self, since: date) -> dict[date, Hours]:
        rows = select(HOURS.c.day, HOURS.c.service, HOURS.c.hour, HOURS.c.body).where(
            HOURS.c.site == self._site, HOURS.c.day >= since.isoformat()
        )
        found: dict[date, dict[tuple[str, int], Sums]] = {}
        with self._database.read() as connection:
            for day, service, hour, body in connection.execute(rows):
                hours = found.setdefault(date.fromisoformat(day), {})
                hours[service, hour] = SUMS.validate_json(body)
        return dict(found)

    def tickets(self, day: date) -> list[Ticket]:
        bodies = select(TICKETS.c.body).where(
            TICKETS.c.site == self._site, TICKETS.c.day == day.isoformat()
        )
        with self._database.read() as connection:
            return [TICKET.validate_json(body) for body in connection.execute(bodies).scalars()]

    def keep(self, day: date, hours: Hours) -> None:
        own = HOURS.c.site == self._site, HOURS.c.day == day.isoformat()
        rows = [
            {
                "site": self._site,
                "day": day.isoformat(),
                "service": service,
                "hour": hour,
                "body": SUMS.dump_json(sums).decode(),
            }
            for (service, hour), sums in hours.items()
        ]
        with self._database.write() as connection:
            connection.execute(delete(HOURS).where(*own))
            if rows:
                connection.execute(_KEEP, rows)
