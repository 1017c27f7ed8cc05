"""Secrets that hubs share, on either database."""

from hub.adapters.database.engine import Database
from hub.adapters.database.secrets import shared_secret


def test_the_first_who_asks_makes_it_and_all_get_the_same(database: Database) -> None:
    first = shared_secret(database, "test", "forms")
    assert len(bytes.fromhex(first)) == 32
    assert shared_secret(database, "test", "forms") == first
    assert shared_secret(database, "test", "other") != first
    assert shared_secret(database, "elsewhere", "forms", lambda: "own") == "own"
