"""Public keys and opened letters, on whichever database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.adapters.database.engine import Database
from hub.adapters.database.keys import SqlPublicKeys, SqlSeen
from hub.sealing.keys import KioskKey
from hub.service.ports_keys import KioskRecord
from tests.lobbies import NINE

HOUR = timedelta(hours=1)


def record(number: int, terminal: str = "kiosk-1", hours: int = 0) -> KioskRecord:
    private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    public = private.public_key().public_bytes_raw()
    return KioskRecord(KioskKey(public, terminal), NINE + hours * HOUR)


@pytest.fixture
def keys(database: Database) -> SqlPublicKeys:
    return SqlPublicKeys(database, "test")


@pytest.fixture
def seen(database: Database) -> SqlSeen:
    return SqlSeen(database, "test")


def test_kiosks_are_listed_by_registration(keys: SqlPublicKeys, database: Database) -> None:
    later, first = record(1, "kiosk-2", hours=1), record(2)
    assert keys.add_kiosk(later)
    assert keys.add_kiosk(first)
    assert keys.kiosks() == [first, later]
    assert SqlPublicKeys(database, "branch").kiosks() == []


def test_an_id_is_given_once(keys: SqlPublicKeys) -> None:
    assert keys.add_kiosk(record(1))
    assert not keys.add_kiosk(record(1))
    assert not keys.add_kiosk(record(1, "kiosk-2"))
    assert keys.kiosks() == [record(1)]


def test_a_kiosk_is_revoked_once(keys: SqlPublicKeys) -> None:
    keys.add_kiosk(record(1))
    assert keys.revoke_kiosk(record(1).key.id, NINE + HOUR)
    assert not keys.revoke_kiosk(record(1).key.id, NINE + 2 * HOUR)
    assert not keys.revoke_kiosk(b"none", NINE)
    assert keys.kiosks()[0].revoked_at == NINE + HOUR


def test_a_bundle_is_replaced(keys: SqlPublicKeys, database: Database) -> None:
    assert keys.bundle() is None
    keys.put_bundle(b"\x00first\xff")
    assert keys.bundle() == b"\x00first\xff"
    keys.put_bundle(b"second")
    assert keys.bundle() == b"second"
    assert SqlPublicKeys(database, "branch").bundle() is None


def test_a_key_is_destroyed_at_one_instant(keys: SqlPublicKeys) -> None:
    keys.note_destroyed(b"\x01\x02\x03\x04", NINE)
    keys.note_destroyed(b"\x01\x02\x03\x04", NINE + HOUR)
    assert keys.destroyed() == {b"\x01\x02\x03\x04": NINE}


def test_a_letter_is_opened_first_once(seen: SqlSeen) -> None:
    assert seen.first("letter", NINE, NINE + HOUR) is None
    assert seen.first("letter", NINE + HOUR / 2, NINE + HOUR) == NINE
    assert seen.first("another", NINE + HOUR / 2, NINE + HOUR) is None


def test_letters_are_forgotten_once_nobody_could_open_them(seen: SqlSeen) -> None:
    seen.first("letter", NINE, NINE + HOUR)
    seen.first("longer", NINE, NINE + 2 * HOUR)
    assert seen.first("letter", NINE + HOUR, NINE + 2 * HOUR) is None
    assert seen.first("longer", NINE + HOUR, NINE + 2 * HOUR) == NINE


def test_a_desk_of_another_site_remembers_for_itself(seen: SqlSeen, database: Database) -> None:
    seen.first("letter", NINE, NINE + HOUR)
    assert SqlSeen(database, "branch").first("letter", NINE, NINE + HOUR) is None


def test_of_hubs_that_open_a_letter_at_once_one_is_first(database: Database) -> None:
    hubs = [Database(database.url, lock_wait=30) for _ in range(4)]
    desks = [SqlSeen(hub, "test") for hub in hubs]
    with ThreadPoolExecutor(len(desks)) as clerks:
        for number in range(10):
            found = list(
                clerks.map(lambda desk, n=number: desk.first(f"l{n}", NINE, NINE + HOUR), desks)
            )
            assert sorted(found, key=str) == [NINE] * 3 + [None]
    for hub in hubs:
        hub.close()
