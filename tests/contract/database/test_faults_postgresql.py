"""The server goes away, or says no. The message helps, and the next turn works once it is back."""

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from hub.adapters.database.engine import IN_USE, Database
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.service.ports import JournalFault
from tests.contract.database.conftest import opened
from tests.contract.database.records import commit, everything, issued, until_fault
from tests.disks import SmallDisk, may_mount
from tests.postgresql import Cluster


@pytest.fixture
def database(server: Cluster) -> Iterator[Database]:
    yield from opened(server.new_database())


@pytest.fixture
def journal(database: Database) -> SqlJournal:
    return SqlJournal(database, "test")


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_server_that_stops_in_mid_turn_keeps_what_was_acknowledged(
    journal: SqlJournal, server: Cluster, mode: str
) -> None:
    commit(journal, issued(1))
    with pytest.raises(JournalFault, match=r"サーバー 127\.0\.0\.1"):
        commit_while_stopping(journal, server, mode)
    with pytest.raises(JournalFault, match="つながりません"):
        commit(journal, issued(2))
    with pytest.raises(JournalFault, match="つながりません"):
        everything(journal)
    server.start()
    commit(journal, issued(2))
    assert everything(journal) == [issued(1), issued(2)]


def commit_while_stopping(journal: SqlJournal, server: Cluster, mode: str) -> None:
    with journal.transaction() as transaction:
        transaction.append([issued(2)])
        server.stop(mode)


def test_a_server_restarted_between_turns_is_not_noticed(
    journal: SqlJournal, server: Cluster
) -> None:
    commit(journal, issued(1))
    assert everything(journal) == [issued(1)]
    server.stop()
    server.start()
    commit(journal, issued(2))
    assert everything(journal) == [issued(1), issued(2)]


def test_a_connection_cut_while_a_number_is_taken_is_a_fault_of_the_turn(
    journal: SqlJournal, server: Cluster, database: Database
) -> None:
    with pytest.raises(JournalFault, match="サーバー"):
        take_while_cut(journal, server, database)
    with journal.transaction() as transaction:
        assert transaction.next_ordinal("cert") == 0


def take_while_cut(journal: SqlJournal, server: Cluster, database: Database) -> None:
    with journal.transaction() as transaction:
        server.hang_up(database.url.database or "")
        transaction.next_ordinal("cert")


def refused(url: URL) -> str:
    database = Database(url)
    with pytest.raises(JournalFault) as fault:
        migrate(database)
    database.close()
    return str(fault.value)


def test_a_wrong_password_is_said_so_and_not_shown(server: Cluster) -> None:
    said = refused(server.url("postgres").set(password="guessed"))
    assert f"データベース postgres（サーバー 127.0.0.1:{server.port}）" in said
    assert "利用者かパスワードを受け付けません" in said
    assert "guessed" not in said


def test_an_unknown_database_is_said_so(server: Cluster) -> None:
    assert "この名前のデータベースがありません" in refused(server.url("nowhere"))


def test_nobody_listening_is_said_so(server: Cluster) -> None:
    assert "つながりません" in refused(server.url("postgres").set(port=1))


def test_an_unknown_host_is_said_so(server: Cluster) -> None:
    assert "つながりません" in refused(server.url("postgres").set(host="nowhere.invalid"))


def test_a_standby_is_said_so(journal: SqlJournal, server: Cluster, database: Database) -> None:
    name = database.url.database or ""
    server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    server.hang_up(name)
    with pytest.raises(JournalFault, match="読み取り専用"):
        commit(journal, issued(1))
    server.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    commit(journal, issued(1))
    assert everything(journal) == [issued(1)]


@pytest.fixture
def disk(server: Cluster) -> Iterator[SmallDisk]:
    """Room for one new database and some 10 MB more, as a tablespace of the server."""
    made = SmallDisk(server.folder / "disk", kilobytes=20 * 1024)
    shutil.chown(made.folder, "postgres", "postgres")
    server.execute(f"CREATE TABLESPACE small LOCATION '{made.folder}'")
    yield made
    server.execute("DROP TABLESPACE small")
    made.unmount()


@pytest.fixture
def on_disk(server: Cluster, disk: SmallDisk) -> Iterator[Database]:  # noqa: ARG001 - the place
    url = server.new_database("TABLESPACE small")
    yield from opened(url)
    server.execute(f"DROP DATABASE {url.database}")


@pytest.mark.skipif(not may_mount(), reason="only root can mount a small disk")
def test_a_full_disk_of_the_server_loses_nothing(disk: SmallDisk, on_disk: Database) -> None:
    journal = SqlJournal(on_disk, "test")
    disk.fill()
    acknowledged, said = until_fault(journal)
    assert "サーバーのディスクがいっぱい" in said
    disk.clear()
    commit(journal, issued(acknowledged + 1))
    assert len(everything(journal)) == acknowledged + 1


def test_a_turn_that_another_program_never_ends_is_said_so(
    journal: SqlJournal, server: Cluster, database: Database
) -> None:
    with server.connect(database.url.database or "") as other:
        other.execute("SELECT * FROM site FOR UPDATE")
        with pytest.raises(JournalFault, match="ほかのプログラムがロック"):
            commit(journal, issued(1))
    commit(journal, issued(1))


def test_no_hub_writes_while_a_backup_is_brought_back(
    journal: SqlJournal, server: Cluster, database: Database
) -> None:
    commit(journal, issued(1))
    database.close()
    with server.connect(database.url.database or "") as restoring:
        restoring.execute("SELECT pg_advisory_lock(%s)", [IN_USE])
        with pytest.raises(JournalFault, match="控えをもどしています"):
            commit(journal, issued(2))
        # Hanging up frees it too, but only once the server notices.
        restoring.execute("SELECT pg_advisory_unlock(%s)", [IN_USE])
    commit(journal, issued(2))
