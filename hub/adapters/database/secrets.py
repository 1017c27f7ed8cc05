"""Secrets that all hubs of a site share: the first one to ask makes it."""

from collections.abc import Callable
from secrets import token_hex

from sqlalchemy import select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.tables import SECRETS

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_KEEP = text(
    "INSERT INTO secrets (site, name, value) VALUES (:site, :name, :value)"
    " ON CONFLICT (site, name) DO NOTHING"
)


def new_key() -> str:
    """32 bytes, in hex digits."""
    return token_hex(32)


def shared_secret(
    database: Database, site: str, name: str, make: Callable[[], str] = new_key
) -> str:
    """The site's secret of this name, made if there is none yet. Blocks; raises JournalFault."""
    own = SECRETS.c
    query = select(own.value).where(own.site == site, own.name == name)
    with database.read() as connection:
        found: str | None = connection.execute(query).scalar()
    if found is not None:
        return found
    with database.write() as connection:
        connection.execute(_KEEP, {"site": site, "name": name, "value": make()})
        return str(connection.execute(query).scalar_one())
