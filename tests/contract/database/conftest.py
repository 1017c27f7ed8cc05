"""Every test that takes `database` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.adapters.database.tables import METADATA
from tests.postgresql import Cluster, binaries


def start_cluster() -> Iterator[Cluster]:
    programs = binaries()
    if programs is None:
        pytest.fail("PostgreSQL's server is not installed (config/debian-packages.txt)")
    with Cluster(programs) as running:
        yield running


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One server for all tests."""
    yield from start_cluster()


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """Another, for tests that stop and start it: with few databases it starts quickly."""
    yield from start_cluster()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of a database that is new and empty."""
    if request.param == "sqlite":
        return database_url(tmp_path / "lobby.db")
    running: Cluster = request.getfixturevalue("cluster")
    return running.new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A database with its tables and nothing in them."""
    made: Database = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    yield from opened(database_url(tmp_path / "lobby.db"))


@pytest.fixture(scope="session")
def prepared(cluster: Cluster) -> URL:
    return cluster.new_database()


@pytest.fixture
def postgresql(prepared: URL) -> Iterator[Database]:
    """The same one for all tests, emptied after each: a new one is 7 MB on the disk."""
    for database in opened(prepared):
        yield database
        with database.write() as connection:
            for table in METADATA.sorted_tables:
                connection.execute(table.delete())


def opened(url: URL) -> Iterator[Database]:
    """A database with its tables, closed at the end. A lock is waited for in vain only briefly."""
    database = Database(url, lock_wait=0.3)
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def journal(database: Database) -> SqlJournal:
    return SqlJournal(database, "test")
