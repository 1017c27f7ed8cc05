"""The tables come to be, by any number of hubs at once, and a program knows its own only."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL

from hub.adapters.database import schema
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.tables import METADATA
from hub.service.ports import JournalFault


def test_the_revisions_are_all_named() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS


def test_the_migrations_make_the_tables_that_the_program_uses(database: Database) -> None:
    with database.write() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_a_second_start_changes_nothing(database: Database) -> None:
    schema.migrate(database)
    with database.read() as connection:
        assert schema.revision(connection) == schema.HEAD


@pytest.mark.parametrize("revision", schema.REVISIONS[:-1])
def test_a_database_of_an_older_program_is_brought_up_with_what_it_holds(
    url: URL, revision: str
) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    database = Database(url)
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql("INSERT INTO site VALUES ('test', 7, 3)")
    schema.migrate(database)
    with database.write() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert connection.exec_driver_sql("SELECT last_event FROM site").scalar_one() == 7
    database.close()


def test_hubs_that_start_at_once_make_one_schema(url: URL) -> None:
    databases = [Database(url, lock_wait=30) for _ in range(4)]
    with ThreadPoolExecutor(len(databases)) as hubs:
        list(hubs.map(schema.migrate, databases))
    with databases[0].read() as connection:
        assert schema.revision(connection) == schema.HEAD
    for database in databases:
        database.close()


def test_a_database_of_a_newer_program_is_left_alone(url: URL) -> None:
    database = Database(url)
    schema.migrate(database)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(JournalFault, match=r"新しい版の machiai .*9999"):
        schema.migrate(database)
    database.close()


@pytest.mark.parametrize("path", ["lobby.db", r"C:\machiai\lobby.db", "/var/lib/待合/lobby.db"])
def test_a_database_may_be_a_path(path: str) -> None:
    assert database_url(path).database == path


def test_a_database_may_be_an_address() -> None:
    url = database_url("postgresql://hub@db/lobby")
    assert str(url) == "postgresql+psycopg://hub@db/lobby"


@pytest.mark.parametrize(
    "text", ["mysql://hub:secret@db/lobby", "postgresql://hub:secret@db:port/lobby"]
)
def test_what_is_no_database_is_said_so_without_its_password(text: str) -> None:
    with pytest.raises(JournalFault, match="--database") as fault:
        database_url(text)
    assert "secret" not in str(fault.value)
