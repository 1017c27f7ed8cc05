"""Where a time begins in the log of events."""

from sqlalchemy import Connection, func, select

from hub.adapters.database.tables import EVENTS


def first_event(connection: Connection, site: str) -> int:
    """The oldest event that is kept; 0 where there is none."""
    first = select(func.min(EVENTS.c.id)).where(EVENTS.c.site == site)
    return connection.execute(first).scalar_one() or 0


def last_before(connection: Connection, site: str, at: str) -> int:
    """The last event before `at`: ids have no gaps and grow with time, so it is halved for.

    The id before the oldest event that is kept, where none is older than `at`.
    """
    last = select(func.max(EVENTS.c.id)).where(EVENTS.c.site == site)
    low = max(0, first_event(connection, site) - 1)
    high = connection.execute(last).scalar_one() or 0
    while low < high:
        middle = (low + high + 1) // 2
        of = select(EVENTS.c.at).where(EVENTS.c.site == site, EVENTS.c.id == middle)
        if connection.execute(of).scalar_one() < at:
            low = middle
        else:
            high = middle - 1
    return low
