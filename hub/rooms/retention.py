"""What the city does not keep any longer, put together from settings."""

import asyncio

from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.hours import SqlHours
from hub.adapters.database.retention import SqlRecords
from hub.rooms.room import House, Room, survive
from hub.service.retention import Retention, Sources, Terms

# Seconds after the start before anything is deleted, and between two looks for a new day.
AFTER, GLANCE = 10.0, 60.0


class RetentionRoom(Room):
    """Belongs to the event loop."""

    def __init__(self, house: House) -> None:
        own, site, database = house.settings.hub.retention, house.board.lobby.site, house.database
        sources = Sources(
            SqlRecords(database, site.id),
            SqlFigures(database, site.id),
            SqlHours(database, site.id),
            SqlAuditLog(database, site.id),
        )
        terms = Terms(own.visits_days, own.staff_days)
        self._retention = Retention(terms, sources, house.board, house.clock)

    async def run(self) -> None:
        """Delete what is over, beside the lobby; until cancelled."""
        await asyncio.sleep(AFTER)
        while True:
            await survive(self._retention.attend)
            await asyncio.sleep(GLANCE)
