"""Disks and files fail. The message helps, nothing acknowledged is lost, and work goes on after."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.service.ports import JournalFault
from tests.contract.database.records import commit, everything, issued, until_fault
from tests.disks import SmallDisk, is_root, may_mount, no_file_beyond

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="disks are made full by POSIX")
mounting = pytest.mark.skipif(not may_mount(), reason="only root can mount a small disk")


@pytest.fixture
def journal(sqlite: Database) -> SqlJournal:
    return SqlJournal(sqlite, "test")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    made = SmallDisk(tmp_path / "disk", kilobytes=2048)
    yield made
    made.unmount()


@pytest.fixture
def on_disk(disk: SmallDisk) -> Iterator[Database]:
    database = Database(database_url(disk.folder / "lobby.db"), lock_wait=0.1)
    migrate(database)
    yield database
    database.close()


def test_a_file_that_cannot_grow_loses_nothing(journal: SqlJournal, tmp_path: Path) -> None:
    # The log, which holds the tables at first, may be longer than the file itself.
    longest = max(path.stat().st_size for path in tmp_path.iterdir())
    with no_file_beyond(longest + 300_000):
        acknowledged, said = until_fault(journal)
        assert len(everything(journal)) == acknowledged > 0
    assert "lobby.db" in said
    assert "ディスク" in said
    commit(journal, issued(acknowledged + 1))
    assert len(everything(journal)) == acknowledged + 1


@mounting
def test_a_full_disk_loses_nothing(disk: SmallDisk, on_disk: Database) -> None:
    journal = SqlJournal(on_disk, "test")
    commit(journal, issued(1))
    disk.fill()
    acknowledged, said = until_fault(journal)
    assert "ディスクがいっぱい" in said
    assert len(everything(journal)) == acknowledged
    disk.clear()
    commit(journal, issued(acknowledged + 1))
    assert len(everything(journal)) == acknowledged + 1


@mounting
def test_a_full_disk_loses_nothing_across_a_restart(disk: SmallDisk, on_disk: Database) -> None:
    journal = SqlJournal(on_disk, "test")
    commit(journal, issued(1))
    # Something else takes the room: what its going away gives back is enough for work to go on.
    disk.fill()
    acknowledged, _ = until_fault(journal)
    on_disk.close()
    journal = SqlJournal(on_disk, "test")
    assert len(everything(journal)) == acknowledged
    assert "ディスク" in until_fault(journal)[1]
    disk.clear()
    commit(journal, issued(len(everything(journal)) + 1))


@mounting
def test_a_read_only_disk_is_said_so(disk: SmallDisk, on_disk: Database) -> None:
    commit(SqlJournal(on_disk, "test"), issued(1))
    on_disk.close()
    disk.make_read_only()
    with pytest.raises(JournalFault, match=r"lobby\.db: .*読み取り専用"):
        SqlJournal(on_disk, "test")


def read_only(path: Path) -> Database:
    url = database_url(f"sqlite:///file:{path}?mode=ro&uri=true")
    return Database(url, lock_wait=0.1)


def test_a_read_only_file_can_be_read_and_says_so_when_written(
    journal: SqlJournal, tmp_path: Path
) -> None:
    commit(journal, issued(1))
    database = read_only(tmp_path / "lobby.db")
    with pytest.raises(JournalFault, match="読み取り専用"):
        SqlJournal(database, "test")
    database.close()
    commit(journal, issued(2))
    assert everything(journal) == [issued(1), issued(2)]


@pytest.mark.skipif(is_root(), reason="root may write everything")
def test_a_file_without_permission_is_said_so(sqlite: Database, tmp_path: Path) -> None:
    sqlite.close()
    (tmp_path / "lobby.db").chmod(0o444)
    with pytest.raises(JournalFault, match="読み取り専用"):
        SqlJournal(sqlite, "test")


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    database = Database(database_url(tmp_path / "nowhere" / "lobby.db"))
    with pytest.raises(JournalFault, match=r"nowhere.*フォルダーがあるか"):
        migrate(database)


def no_database(path: Path) -> None:
    path.write_bytes(b"This is a letter to the mayor. " * 500)


def overwritten(path: Path) -> None:
    """Rubbish over all pages but the first."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))


def cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize("damage", [no_database, overwritten, cut_off])
def test_a_damaged_file_is_said_so(
    journal: SqlJournal, sqlite: Database, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    commit(journal, *(issued(number) for number in range(1, 100)))
    sqlite.close()
    damage(tmp_path / "lobby.db")
    with pytest.raises(JournalFault, match=r"lobby\.db: .*壊れています.*machiai restore"):
        use(sqlite)


def use(database: Database) -> None:
    migrate(database)
    journal = SqlJournal(database, "test")
    everything(journal)
    commit(journal, issued(100))


def test_a_file_that_another_program_keeps_locked_is_said_so(
    journal: SqlJournal, tmp_path: Path
) -> None:
    commit(journal, issued(1))
    with closing(sqlite3.connect(tmp_path / "lobby.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalFault, match="ほかのプログラムがロック"):
            commit(journal, issued(2))
    commit(journal, issued(2))
    assert everything(journal) == [issued(1), issued(2)]
