"""A copy is whole, made beside a running hub, and brings everything back."""

import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.adapters.database import schema
from hub.adapters.database.access import SqlAccess
from hub.adapters.database.backup import backup, restore
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.service.ports import JournalFault
from tests.contract.database.records import commit, day_started, everything, issued
from tests.contract.database.test_access import CODE, DEVICE, SATO, SESSION


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "lobby.backup"


@pytest.fixture(autouse=True)
def folder(copy: Path) -> None:
    copy.parent.mkdir()


@pytest.fixture
def other(database: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A second place of the same kind, with nothing in it."""
    if database.is_postgresql:
        place = request.getfixturevalue("cluster").new_database()
    else:
        place = database_url(tmp_path / "elsewhere.db")
    made = Database(place, lock_wait=0.3)
    yield made
    made.close()


def fill(database: Database) -> None:
    commit(SqlJournal(database, "test"), day_started(1), issued(2), issued(3))
    access = SqlAccess(database, "test")
    access.add_device(DEVICE)
    access.add_code(CODE)
    access.put_member(SATO)
    access.add_session(SESSION)


def assert_filled(database: Database) -> None:
    migrate(database)
    journal, access = SqlJournal(database, "test"), SqlAccess(database, "test")
    assert everything(journal) == [day_started(1), issued(2), issued(3)]
    with journal.transaction() as transaction:
        assert transaction.ticket(issued(3).tickets[0].id) == issued(3).tickets[0]
    assert access.devices() == [DEVICE]
    assert access.staff() == [SATO]


def test_a_copy_brings_everything_back(database: Database, other: Database, copy: Path) -> None:
    fill(database)
    backup(database, copy)
    restore(copy, other)
    assert_filled(other)


def test_a_restored_lobby_goes_on(database: Database, other: Database, copy: Path) -> None:
    fill(database)
    backup(database, copy)
    restore(copy, other)
    commit(SqlJournal(other, "test"), issued(4))
    assert len(everything(SqlJournal(other, "test"))) == 4


def test_a_copy_made_in_the_middle_of_work_is_whole(
    database: Database, other: Database, copy: Path
) -> None:
    journal, stop = SqlJournal(database, "test"), threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            commit(journal, issued(number))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        backup(database, copy)
    finally:
        stop.set()
        thread.join()
    restore(copy, other)
    copied, running = everything(SqlJournal(other, "test")), everything(journal)
    assert copied == running[: len(copied)]


def test_a_copy_replaces_the_one_before(database: Database, other: Database, copy: Path) -> None:
    backup(database, copy)
    fill(database)
    backup(database, copy)
    restore(copy, other)
    assert_filled(other)
    assert list(copy.parent.iterdir()) == [copy]


def test_data_is_overwritten_only_when_told(
    database: Database, other: Database, copy: Path
) -> None:
    fill(database)
    backup(database, copy)
    migrate(other)
    other.close()
    with pytest.raises(JournalFault, match="--overwrite"):
        restore(copy, other)
    restore(copy, other, overwrite=True)
    assert_filled(other)


def test_a_running_hub_is_not_overwritten(database: Database, other: Database, copy: Path) -> None:
    fill(database)
    backup(database, copy)
    migrate(other)
    command = Database(other.url)
    with pytest.raises(JournalFault, match="ハブが動いています"):
        restore(copy, command, overwrite=True)
    command.close()
    other.close()
    restore(copy, other, overwrite=True)
    assert_filled(other)


@pytest.mark.parametrize("content", [b"", b"Dear mayor, " * 1000])
def test_what_is_no_backup_is_refused(database: Database, copy: Path, content: bytes) -> None:
    copy.write_bytes(content)
    fill(database)
    database.close()
    with pytest.raises(JournalFault, match=r"控え .*lobby\.backup"):
        restore(copy, database, overwrite=True)
    assert_filled(database)


def test_a_backup_of_a_newer_program_is_refused(
    database: Database, other: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(database, copy)
    monkeypatch.setattr(schema, "REVISIONS", ("0000",))
    with pytest.raises(JournalFault, match="新しい版の machiai"):
        restore(copy, other)


def test_a_missing_backup_or_folder_is_said_so(database: Database, tmp_path: Path) -> None:
    with pytest.raises(JournalFault, match=r"控え .*nothing: ファイルがありません"):
        restore(tmp_path / "nothing", database)
    with pytest.raises(JournalFault, match=r"フォルダー .*nowhere がありません"):
        backup(database, tmp_path / "nowhere" / "lobby.backup")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives rights by folder")
def test_database_and_copy_are_for_the_hubs_user_alone(
    sqlite: Database, copy: Path, tmp_path: Path
) -> None:
    fill(sqlite)
    backup(sqlite, copy)
    for path in (copy, *tmp_path.glob("lobby.db*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_damaged_file_is_replaced_and_kept(sqlite: Database, copy: Path) -> None:
    fill(sqlite)
    backup(sqlite, copy)
    sqlite.close()
    path = Path(sqlite.url.database or "")
    path.write_bytes(b"rubbish" * 1000)
    restore(copy, sqlite, overwrite=True)
    assert_filled(sqlite)
    assert path.with_name("lobby.db.replaced").read_bytes() == b"rubbish" * 1000


def test_what_is_replaced_is_kept_whole(sqlite: Database, copy: Path) -> None:
    """A hub that was killed leaves its latest commits in the log beside the file."""
    backup(sqlite, copy)
    fill(sqlite)
    path = Path(sqlite.url.database or "")
    killed = path.with_name("killed.db")
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{killed}{suffix}")
    database = Database(database_url(killed))
    restore(copy, database, overwrite=True)
    assert everything(SqlJournal(database, "test")) == []
    database.close()
    replaced = Database(database_url(killed.with_name("killed.db.replaced")))
    assert_filled(replaced)
    replaced.close()


def test_a_damaged_backup_is_refused(sqlite: Database, copy: Path) -> None:
    fill(sqlite)
    backup(sqlite, copy)
    with copy.open("r+b") as file:
        file.seek(8192)
        file.write(bytes(8192))
    with pytest.raises(JournalFault, match="壊れています"):
        restore(copy, sqlite, overwrite=True)


def test_the_database_is_not_its_own_backup(sqlite: Database, tmp_path: Path) -> None:
    with pytest.raises(JournalFault, match="データベースそのもの"):
        backup(sqlite, tmp_path / "lobby.db")


def test_a_database_that_is_not_there_has_no_backup(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(JournalFault, match="ファイルがありません"):
        backup(Database(database_url(tmp_path / "nothing.db")), copy)
    assert not (tmp_path / "nothing.db").exists()


def test_a_damaged_database_gives_no_backup(sqlite: Database, copy: Path, tmp_path: Path) -> None:
    fill(sqlite)
    sqlite.close()
    with (tmp_path / "lobby.db").open("r+b") as file:
        file.seek(8192)
        file.write(bytes(8192))
    with pytest.raises(JournalFault, match="壊れています"):
        backup(sqlite, copy)
    assert list(copy.parent.iterdir()) == []


def test_missing_programs_are_said_so(
    postgresql: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(JournalFault, match=r"pg_dump がありません.*postgresql-client"):
        backup(postgresql, copy)


def test_a_server_that_refuses_a_backup_is_said_so(postgresql: Database, copy: Path) -> None:
    stranger = Database(postgresql.url.set(password="guessed"))
    with pytest.raises(JournalFault, match=r"pg_dump が失敗.*password authentication failed"):
        backup(stranger, copy)
    assert list(copy.parent.iterdir()) == []
