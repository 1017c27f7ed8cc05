"""A hub hears of what other hubs commit, also after the server was away."""

from collections.abc import Iterator
from threading import Semaphore

import pytest

from hub.adapters.database import notify
from hub.adapters.database.engine import Database
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.notify import Listener
from tests.contract.database.conftest import opened
from tests.contract.database.records import commit, issued
from tests.postgresql import Cluster

DEADLINE = 20


@pytest.fixture
def postgresql(server: Cluster) -> Iterator[Database]:
    yield from opened(server.new_database())


@pytest.fixture
def woken() -> Semaphore:
    return Semaphore(0)


@pytest.fixture
def told() -> list[int | None]:
    """The latest event of each call."""
    return []


@pytest.fixture
def listener(postgresql: Database, woken: Semaphore, told: list[int | None]) -> Iterator[Listener]:
    """Listening: it has called once, because it has just connected."""

    def wake(last: int | None) -> None:
        told.append(last)
        woken.release()

    thread = Listener(postgresql, "test", wake)
    thread.start()
    assert woken.acquire(timeout=DEADLINE)
    yield thread
    thread.stop()


@pytest.mark.usefixtures("listener")
def test_it_wakes_at_every_commit_of_any_hub(
    postgresql: Database, woken: Semaphore, told: list[int | None]
) -> None:
    another = Database(postgresql.url)
    journal = SqlJournal(another, "test")
    for number in range(1, 4):
        commit(journal, issued(number))
        assert woken.acquire(timeout=DEADLINE)
    another.close()
    assert told == [None, 1, 2, 3]


@pytest.mark.usefixtures("listener")
def test_it_sleeps_on_when_nothing_of_its_site_was_committed(
    postgresql: Database, woken: Semaphore
) -> None:
    commit(SqlJournal(postgresql, "branch"), issued(1))
    with SqlJournal(postgresql, "test").transaction() as transaction:
        transaction.next_ordinal("cert")
    commit(SqlJournal(postgresql, "test"), issued(1))
    assert woken.acquire(timeout=DEADLINE)
    assert not woken.acquire(blocking=False)


def test_it_wakes_again_after_every_reconnect(
    server: Cluster,
    listener: Listener,
    postgresql: Database,
    woken: Semaphore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notify, "RETRY", 0.05)
    server.stop()
    server.start()
    assert woken.acquire(timeout=DEADLINE)
    commit(SqlJournal(postgresql, "test"), issued(1))
    assert woken.acquire(timeout=DEADLINE)
    assert listener.is_alive()


def test_it_waits_for_a_server_that_is_away_and_stops_when_told(
    server: Cluster, postgresql: Database, woken: Semaphore
) -> None:
    server.stop()
    thread = Listener(postgresql, "test", lambda _: woken.release())
    thread.start()
    thread.stop()
    assert not woken.acquire(blocking=False)
    server.start()
