"""What visitors want to be told: hub.service.noticing.WishBook on SQLite or PostgreSQL."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import WISHES
from hub.service.noticing import Wish


class SqlWishes:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def all(self) -> list[Wish]:
        return self._wishes()

    def of(self, visit: str) -> list[Wish]:
        return self._wishes(WISHES.c.visit == visit)

    def add(self, wish: Wish) -> None:
        own = WISHES.c
        same = own.visit == wish.visit, own.address.in_(("", wish.address))
        row = {
            "site": self._site,
            "id": wish.id,
            "visit": wish.visit,
            "channel": wish.channel,
            "address": wish.address,
            "ahead": wish.ahead,
            "language": wish.language,
            "made_at": to_text(wish.made_at),
        }
        with self._database.write() as connection:
            connection.execute(delete(WISHES).where(own.site == self._site, *same))
            connection.execute(insert(WISHES).values(row))

    def refuse(self, wish: str) -> None:
        own = WISHES.c
        forget = update(WISHES).where(own.site == self._site, own.id == wish).values(address="")
        with self._database.write() as connection:
            connection.execute(forget)

    def drop(self, visits: Iterable[str]) -> None:
        own = WISHES.c
        with self._database.write() as connection:
            connection.execute(
                delete(WISHES).where(own.site == self._site, own.visit.in_(tuple(visits)))
            )

    def _wishes(self, *which: ColumnElement[bool]) -> list[Wish]:
        own = WISHES.c
        rows = select(WISHES).where(own.site == self._site, *which).order_by(own.made_at, own.id)
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return [
            Wish(
                id=row.id,
                visit=row.visit,
                channel=row.channel,
                address=row.address,
                ahead=row.ahead,
                language=row.language,
                made_at=datetime.fromisoformat(row.made_at),
            )
            for row in found
        ]
