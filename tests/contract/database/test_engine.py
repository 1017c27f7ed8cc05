"""Reading beside the writer, one writer at a time, and bugs that show themselves as bugs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from hub.adapters.database.engine import Database
from hub.adapters.database.faults import explain
from hub.adapters.database.tables import SERIES

COUNT_UP = (
    "INSERT INTO series (site, name, next) VALUES ('test', 'a', 1)"
    " ON CONFLICT (site, name) DO UPDATE SET next = series.next + 1"
)


def count(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(SERIES.c.next)).scalar() or 0


def test_threads_take_turns_to_write(database: Database) -> None:
    def write(_: int) -> None:
        with database.write() as connection:
            connection.exec_driver_sql(COUNT_UP)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(40)))
    assert count(database) == 40


def test_a_reader_is_not_held_up_and_sees_only_what_is_committed(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(COUNT_UP)
        assert count(database) == 0
    assert count(database) == 1


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    with database.read() as reading:
        before = reading.execute(select(SERIES.c.next)).all()
        with database.write() as connection:
            connection.exec_driver_sql(COUNT_UP)
        assert reading.execute(select(SERIES.c.next)).all() == before == []


def reading(database: Database) -> None:
    with database.read() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


def writing(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


@pytest.mark.parametrize("use", [reading, writing])
def test_a_bug_is_not_told_as_a_fault(database: Database, use: Callable[[Database], None]) -> None:
    with pytest.raises(DBAPIError, match="nowhere"):
        use(database)
    with database.write() as connection:
        connection.exec_driver_sql(COUNT_UP)
    assert count(database) == 1


def test_a_database_can_be_used_again_after_it_was_closed(database: Database) -> None:
    database.close()
    with database.write() as connection:
        connection.exec_driver_sql(COUNT_UP)
    assert count(database) == 1


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (psycopg.errors.TooManyConnections(), "接続の数が足りません"),
        (psycopg.errors.DiskFull(), "ディスクがいっぱい"),
        (psycopg.errors.InsufficientPrivilege(), "権利がありません"),
        (psycopg.errors.DataCorrupted(), "データが壊れて"),
        (psycopg.errors.CannotConnectNow(), "動き始める"),
        (psycopg.OperationalError("connection is closed"), "つながりません"),
    ],
)
def test_the_servers_faults_have_words(error: psycopg.Error, part: str) -> None:
    said = explain(error)
    assert said is not None
    assert part in said


@pytest.mark.parametrize("error", [psycopg.errors.UniqueViolation(), KeyError("site"), None])
def test_what_is_no_fault_has_none(error: Exception | None) -> None:
    assert explain(error) is None
