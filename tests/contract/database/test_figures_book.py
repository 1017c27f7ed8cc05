"""Past days are counted once from what the journal kept, and asked for in any way."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Integer, Text

from hub.adapters.database import figures
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.instants import to_text
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.tables import FIGURES, TICKETS
from hub.adapters.database.tables_appointments import APPOINTMENTS
from hub.domain.appointments.records import State
from hub.domain.day import start_day
from hub.domain.figures.counting import rows
from hub.domain.figures.facts import Count, Measure
from hub.domain.figures.grouping import grouped
from hub.domain.figures.seats import Seat
from hub.domain.lobby import fold
from hub.service.board import Board
from hub.service.figures.statistics import Statistics, Wanted, count, missing
from hub.service.figures.summing import Booked, Desk
from hub.service.ports_access import AuditLine
from tests.contract.database.records import commit
from tests.lobbies import MINUTE, NINE, World

DAY = NINE.date()
NEXT = DAY + timedelta(days=1)


def served(world: World, visits: int, wait: float = 10) -> None:
    """Visitors of the certificates at counter 1, one after another."""
    for _ in range(visits):
        world.issue()
        world.later(wait)
        called = world.call()
        world.later(5)
        world.finish(called)


@pytest.fixture
def world(journal: SqlJournal) -> World:
    """A day with three visitors, kept in the journal, and the next day begun."""
    found = World()
    found.open("c1")
    served(found, 3)
    found.now = NINE + timedelta(days=1)
    found.commit(start_day(found.lobby, NEXT, found.now))
    commit(journal, *found.events)
    return found


@contextmanager
def statistics(database: Database, world: World) -> Iterator[Statistics]:
    board = Board(fold(world.site, world.events))
    found = Statistics(SqlFigures(database, world.site.id), board, lambda: world.now)
    yield found
    found.close()


def test_a_past_day_is_counted_once_and_asked_for_in_any_way(
    database: Database, world: World
) -> None:
    with statistics(database, world) as found:
        asyncio.run(_counted_once(found, database))


async def _counted_once(found: Statistics, database: Database) -> None:
    await found.fill()
    with database.write() as connection:
        connection.execute(TICKETS.delete())
    await found.fill()
    for only in ({}, {"service": "cert"}, {"counter": "c1"}, {"service": "cert", "counter": "c1"}):
        whole = (await found.groups(Wanted(DAY, NEXT, **only))).total
        assert whole.count(Count.FINISHED) == 3, only
        assert whole.mean(Measure.WAIT) == 10
    everything = await found.groups(Wanted(DAY, NEXT))
    assert everything.counters["c1"].minutes(Count.OPEN) == 45
    assert everything.counters["c1"].minutes(Count.IDLE) == 30
    assert (await found.groups(Wanted(DAY, NEXT, "tax"))).days == {}
    assert await found.beside(Wanted(DAY, NEXT)) == (Desk(0, 0), Booked())


def test_today_is_told_as_it_stands(database: Database, journal: SqlJournal, world: World) -> None:
    world.open("c1")
    before = len(world.events)
    served(world, 2, wait=20)
    world.issue()
    commit(journal, *world.events[before - 1 :])
    tomorrow = NEXT + timedelta(days=1)
    with statistics(database, world) as found:
        now = asyncio.run(found.groups(Wanted(NEXT, tomorrow))).total
        assert (now.count(Count.ARRIVED), now.count(Count.FINISHED)) == (3, 2)
        assert now.mean(Measure.WAIT) == 20
        assert now.minutes(Count.OPEN) == 50
        only = asyncio.run(found.groups(Wanted(NEXT, tomorrow, "cert", "c1"))).total
        assert only.count(Count.ARRIVED) == 2


def test_the_last_days_are_counted_again_and_older_ones_are_not(
    database: Database, world: World
) -> None:
    book = SqlFigures(database, world.site.id)
    assert missing(book, NEXT) == [DAY]
    count(book, world.site, DAY)
    assert missing(book, NEXT) == [DAY]
    assert DAY not in missing(book, NEXT + timedelta(days=9))
    # What another program stored in other places is counted anew.
    with database.write() as connection:
        connection.execute(FIGURES.update().values(layout=0))
    assert DAY in missing(book, NEXT + timedelta(days=9))
    assert missing(SqlFigures(database, "elsewhere"), NEXT) == []


def test_a_day_is_found_among_many_events(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "PAGE", 2)
    book = SqlFigures(database, world.site.id)
    start = NINE - timedelta(hours=4)
    changes = list(book.changes(start, start + timedelta(days=1)))
    assert changes[0].starts
    assert changes[1].seats == (Seat("c1", is_open=True),)
    assert [change.seats[0].ticket is None for change in changes[2:]] == [False, True] * 3
    following = list(book.changes(start + timedelta(days=1), start + timedelta(days=2)))
    assert [change.starts for change in following] == [True]
    assert list(book.changes(start - timedelta(days=9), start)) == []
    assert list(SqlFigures(database, "elsewhere").changes(start, start)) == []


def test_rows_come_back_as_they_were_kept(database: Database) -> None:
    book = SqlFigures(database, "test")
    world = World()
    world.open("c1")
    served(world, 2)
    book.keep(DAY, ())
    assert book.counted(DAY, NEXT) == {DAY}
    assert grouped(book.rows(DAY, NEXT)).days == {}
    cells = rows(world.site, DAY, world.records.values(), ())
    book.keep(DAY, cells)
    assert book.rows(DAY, NEXT, counter="c1") == list(cells)
    assert grouped(book.rows(DAY, NEXT)) == grouped(cells)


def test_codes_that_were_opened_are_counted_by_their_ids(database: Database) -> None:
    audit, at = SqlAuditLog(database, "test"), NINE
    for action, subject in (
        ("desk-open", "AAAA"),
        ("desk-open", "BBBB"),
        ("desk-print", "AAAA"),
        ("desk-print", "AAAA"),
        ("desk-export", "BBBB pdf"),
    ):
        audit.record(AuditLine(at, "sato", action, subject))
    book = SqlFigures(database, "test")
    assert book.desk(NINE, NINE + MINUTE) == Desk(2, 1)
    assert book.desk(NINE + MINUTE, NINE + 2 * MINUTE) == Desk(0, 0)


def test_appointments_are_counted_by_what_became_of_them(database: Database) -> None:
    states = (*State, State.CANCELLED)
    with database.write() as connection:
        connection.execute(
            APPOINTMENTS.insert(),
            [_appointment(number, state) for number, state in enumerate(states)],
        )
    book = SqlFigures(database, "test")
    assert book.booked(NINE, NINE + 10 * MINUTE) == Booked(7, 3, 2, 1)
    assert book.booked(NINE - MINUTE, NINE) == Booked()


def _appointment(number: int, state: State) -> dict[str, object]:
    """A row with what must be there."""
    texts = {column.name: "" for column in APPOINTMENTS.c if isinstance(column.type, Text)}
    numbers = {column.name: 0 for column in APPOINTMENTS.c if isinstance(column.type, Integer)}
    own = {"site": "test", "id": f"{number:032x}", "state": state.value, "seat": number}
    at = to_text(NINE + number * MINUTE)
    return texts | numbers | own | {"starts": at, "number": None, "token": None, "elsewhere": None}
