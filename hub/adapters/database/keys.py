"""Public keys and opened codes: hub.service.ports_keys.PublicKeys and hub.sealing's Seen."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, delete, select, text, update

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import DESTROYED_KEYS, KEY_BUNDLES, KIOSK_KEYS, OPENED_CODES
from hub.sealing.keys import KioskKey
from hub.service.ports_keys import KioskRecord

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_ADD_KIOSK = text(
    "INSERT INTO kiosk_keys (site, id, public, terminal, registered_at)"
    " VALUES (:site, :id, :public, :terminal, :at) ON CONFLICT (site, id) DO NOTHING"
)
_PUT_BUNDLE = text(
    "INSERT INTO key_bundles (site, body) VALUES (:site, :body)"
    " ON CONFLICT (site) DO UPDATE SET body = excluded.body"
)
_NOTE_DESTROYED = text(
    "INSERT INTO destroyed_keys (site, id, destroyed_at) VALUES (:site, :id, :at)"
    " ON CONFLICT (site, id) DO NOTHING"
)
# One statement decides who is first, whatever the number of hubs.
_OPEN = text(
    "INSERT INTO opened_codes (site, letter, opened_at, forget_at)"
    " VALUES (:site, :letter, :at, :until) ON CONFLICT (site, letter) DO NOTHING"
)


class SqlPublicKeys:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def kiosks(self) -> list[KioskRecord]:
        keys = KIOSK_KEYS.c
        rows = self._rows(
            select(keys.public, keys.terminal, keys.registered_at, keys.revoked_at)
            .where(keys.site == self._site)
            .order_by(keys.registered_at, keys.id)
        )
        return [
            KioskRecord(
                KioskKey(b64decode(public), terminal),
                datetime.fromisoformat(registered),
                datetime.fromisoformat(revoked) if revoked else None,
            )
            for public, terminal, registered, revoked in rows
        ]

    def add_kiosk(self, record: KioskRecord) -> bool:
        return self._change(
            _ADD_KIOSK.bindparams(
                site=self._site,
                id=record.key.id.hex(),
                public=b64encode(record.key.public).decode("ascii"),
                terminal=record.key.terminal,
                at=to_text(record.registered_at),
            )
        )

    def revoke_kiosk(self, key: bytes, now: datetime) -> bool:
        keys = KIOSK_KEYS.c
        valid = (keys.site == self._site, keys.id == key.hex(), keys.revoked_at.is_(None))
        return self._change(update(KIOSK_KEYS).where(*valid).values(revoked_at=to_text(now)))

    def bundle(self) -> bytes | None:
        found = self._rows(select(KEY_BUNDLES.c.body).where(KEY_BUNDLES.c.site == self._site))
        return found[0][0] if found else None

    def put_bundle(self, body: bytes) -> None:
        self._change(_PUT_BUNDLE.bindparams(site=self._site, body=body))

    def destroyed(self) -> Mapping[bytes, datetime]:
        keys = DESTROYED_KEYS.c
        rows = self._rows(select(keys.id, keys.destroyed_at).where(keys.site == self._site))
        return {bytes.fromhex(key): datetime.fromisoformat(at) for key, at in rows}

    def note_destroyed(self, key: bytes, now: datetime) -> None:
        self._change(_NOTE_DESTROYED.bindparams(site=self._site, id=key.hex(), at=to_text(now)))

    def _rows(self, statement: Executable) -> list[Any]:
        with self._database.read() as connection:
            return list(connection.execute(statement).all())

    def _change(self, statement: Executable) -> bool:
        with self._database.write() as connection:
            return connection.execute(statement).rowcount > 0


class SqlSeen:
    """The memory of opened letters: hub.sealing.opening.Seen, shared by all hubs of a desk."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def first(self, letter: str, now: datetime, until: datetime) -> datetime | None:
        """May raise JournalFault; then the letter does not count as opened."""
        opened = OPENED_CODES.c
        here = opened.site == self._site
        row = {"site": self._site, "letter": letter, "at": to_text(now), "until": to_text(until)}
        with self._database.write() as connection:
            connection.execute(delete(OPENED_CODES).where(here, opened.forget_at <= to_text(now)))
            if connection.execute(_OPEN, row).rowcount:
                return None
            found = select(opened.opened_at).where(here, opened.letter == letter)
            return datetime.fromisoformat(connection.execute(found).scalar_one())
