"""Old days go, and what was counted from them stays; the hub goes on from what is left."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hub.adapters.database import retention
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.hours import SqlHours
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.retention import SqlRecords
from hub.adapters.database.tables import TICKETS
from hub.domain.day import start_day
from hub.domain.events import Event
from hub.domain.figures.counting import Row
from hub.domain.figures.facts import Count
from hub.domain.figures.grouping import grouped
from hub.domain.lobby import fold
from hub.domain.site import Numbers, Rules
from hub.rooms.room import survive
from hub.service import retention as rule
from hub.service.board import Board, load_lobby
from hub.service.figures.statistics import count, day_rows, missing
from hub.service.figures.summing import Desk
from hub.service.learning import past
from hub.service.ports import JournalFault
from hub.service.ports_access import DEEDS_GONE, VISITS_GONE, AuditLine
from hub.service.retention import Retention, Sources, Terms
from tests.contract.database.records import commit, everything
from tests.lobbies import NINE, World, site

DAYS = [NINE.date() + timedelta(days=number) for number in range(5)]
TODAY = DAYS[-1]
SECRET = "車いすの方、付きそい1名"
KEEP_TWO = Terms(visits_days=2, staff_days=None)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CHUNK", 3)
    monkeypatch.setattr(rule, "REST", 0)
    # These cities keep two days, and today; no city can keep so few.
    monkeypatch.setattr(rule, "LEAST_DAYS", 3)


def days(world: World) -> World:
    """Four days with two visitors and one who never came to the counter, and a fifth begun."""
    for day in DAYS:
        if day > world.lobby.day:
            world.now = NINE + (day - DAYS[0])
            world.commit(start_day(world.lobby, day, world.now))
        if day == TODAY:
            return world
        world.open("c1")
        for _ in range(2):
            world.issue(remarks=SECRET if day < DAYS[2] else "")
            world.later(10)
            world.finish(world.call())
        world.issue()
    return world


@pytest.fixture
def world(journal: SqlJournal) -> World:
    made = days(World())
    commit(journal, *made.events)
    return made


def counted(database: Database, world: World) -> None:
    book = SqlFigures(database, world.site.id)
    for day in missing(book, TODAY):
        count(book, world.site, day)


def kept(database: Database, world: World, terms: Terms = KEEP_TWO) -> Retention:
    """What deletes, as a hub has it that runs on `database`."""
    name = world.site.id
    sources = Sources(
        SqlRecords(database, name),
        SqlFigures(database, name),
        SqlHours(database, name),
        SqlAuditLog(database, name),
    )
    return Retention(terms, sources, Board(fold(world.site, world.events)), lambda: world.now)


def delete_old(database: Database, world: World, terms: Terms = KEEP_TWO) -> None:
    asyncio.run(kept(database, world, terms).attend())


def ticket_days(database: Database) -> list[date]:
    """The days that have tickets."""
    with database.read() as connection:
        found = connection.execute(select(TICKETS.c.day).distinct().order_by(TICKETS.c.day))
        return [date.fromisoformat(day) for day in found.scalars()]


def whole(events: Sequence[Event], day: date) -> bool:
    """Do the events begin with this day, and have no gaps?"""
    ids = [event.id for event in events]
    return events[0].day == day and ids == list(range(ids[0], ids[0] + len(ids)))


def figures(database: Database, world: World) -> tuple[list[Row], object]:
    book, hours = SqlFigures(database, world.site.id), SqlHours(database, world.site.id)
    return book.rows(DAYS[0], TODAY), past(hours, world.site, TODAY)


def test_old_days_go_and_what_was_counted_stays(
    database: Database, journal: SqlJournal, world: World
) -> None:
    counted(database, world)
    before = figures(database, world)
    delete_old(database, world)
    assert whole(everything(journal), DAYS[2])
    assert ticket_days(database) == DAYS[2:4]
    assert figures(database, world) == before
    (line,) = SqlAuditLog(database, "test").latest(9)
    assert (line.who, line.action, line.subject) == ("machiai", VISITS_GONE, f"{DAYS[2]} 6")


def test_a_hub_goes_on_from_what_is_left(
    database: Database, journal: SqlJournal, world: World
) -> None:
    counted(database, world)
    book = SqlFigures(database, world.site.id)
    before = day_rows(book, world.site, DAYS[2])
    delete_old(database, world)
    board = Board(load_lobby(journal, world.site))
    assert board.lobby == fold(world.site, everything(journal))
    known = len(world.events)
    world.issue()
    commit(journal, *world.events[known:])
    board.advance(journal.events(board.lobby.last_event, 9))
    assert board.lobby.last_event == world.lobby.last_event
    assert day_rows(book, world.site, DAYS[2]) == before
    assert grouped(before).total.count(Count.FINISHED) == 2
    assert missing(book, TODAY + timedelta(days=9))[-1] > DAYS[2], "no day without its records"


def test_nothing_goes_before_it_was_counted(
    database: Database, journal: SqlJournal, world: World
) -> None:
    found, book = kept(database, world), SqlFigures(database, world.site.id)
    count(book, world.site, DAYS[0])
    asyncio.run(found.attend())
    assert whole(everything(journal), DAYS[1])
    count(book, world.site, DAYS[1])
    asyncio.run(found.attend())
    assert whole(everything(journal), DAYS[2])
    assert SqlHours(database, "test").kept(DAYS[0]).keys() == set(DAYS[:2])


def test_a_clock_that_leaps_deletes_nothing_until_days_went_by(
    database: Database, journal: SqlJournal, world: World
) -> None:
    known = len(world.events)
    for day in range(3):
        world.now = NINE + timedelta(days=40 + day)
        world.commit(start_day(world.lobby, world.now.date(), world.now))
        commit(journal, *world.events[known:])
        known = len(world.events)
        book = SqlFigures(database, world.site.id)
        for past_day in missing(book, world.lobby.day):
            count(book, world.site, past_day)
        delete_old(database, world)
        assert (DAYS[0] in ticket_days(database)) == (day < 2)


def test_today_stays_however_long_ago_it_began(
    database: Database, journal: SqlJournal, world: World
) -> None:
    """A hub that was switched off for months deletes what is before the day it was left in."""
    records, later = SqlRecords(database, "test"), NINE + timedelta(days=400)
    while records.drop_events(later):
        pass
    assert everything(journal) == [event for event in world.events if event.day == TODAY]
    assert SqlJournal(database, "new").today() == SqlRecords(database, "new").drop_events(later)


def test_a_number_that_waits_over_nights_stays(database: Database, journal: SqlJournal) -> None:
    world = World(site(rules=Rules(numbers=Numbers.CARRY_OVER)))
    waiting = world.issue("move")
    days(world)
    commit(journal, *world.events)
    counted(database, world)
    delete_old(database, world)
    assert ticket_days(database) == [DAYS[0], *DAYS[2:4]]
    assert SqlFigures(database, "test").first_day() == DAYS[2], "the first day is not whole"
    with journal.transaction() as transaction:
        assert transaction.ticket(waiting.id) == waiting


class Broken(SqlRecords):
    """A storage that fails in the middle, once."""

    failed = False

    def drop_visits(self, day: date) -> int:
        if not self.failed:
            self.failed = True
            raise JournalFault("full")
        return super().drop_visits(day)


def test_what_a_fault_left_goes_at_the_next_look(
    database: Database,
    journal: SqlJournal,
    world: World,
) -> None:
    counted(database, world)
    found = kept(database, world)
    found._sources = replace(found._sources, records=Broken(database, "test"))  # noqa: SLF001 - as a disk
    with pytest.raises(JournalFault):
        asyncio.run(found.attend())
    assert SqlFigures(database, "test").first_day() == DAYS[2], "half a day is not counted anew"
    asyncio.run(found.attend())
    assert (ticket_days(database), whole(everything(journal), DAYS[2])) == (DAYS[2:4], True)


def test_two_hubs_may_delete_at_once(database: Database, journal: SqlJournal, world: World) -> None:
    counted(database, world)
    with closing(Database(database.url)) as one, closing(Database(database.url)) as other:

        async def both() -> None:
            hubs = [kept(each, world).attend for each in (one, other)]
            await asyncio.gather(*map(survive, hubs))
            await asyncio.gather(*map(survive, hubs))

        asyncio.run(both())
    assert (ticket_days(database), whole(everything(journal), DAYS[2])) == (DAYS[2:4], True)


def test_deeds_go_and_a_period_without_them_says_so(database: Database, world: World) -> None:
    audit, book = SqlAuditLog(database, "test"), SqlFigures(database, "test")
    for number in range(4):
        at = NINE + timedelta(days=number)
        audit.record(AuditLine(at, "sato", "desk-open", f"CODE{number}"))
    delete_old(database, world, Terms(None, staff_days=2))
    latest, *lines = audit.latest(9)
    assert [line.subject for line in lines] == ["CODE3", "CODE2"]
    assert (latest.action, latest.subject) == (DEEDS_GONE, f"{DAYS[2]} 2")
    assert ticket_days(database) == DAYS[:4], "visits have a time of their own"
    until = NINE + timedelta(days=3)
    assert book.desk(_start(1), until) == Desk(1, 0, whole=False)
    assert book.desk(_start(2), until) == Desk(1, 0, whole=True)
    assert SqlFigures(database, "elsewhere").desk(_start(1), until) == Desk(0, 0)


def _start(day: int) -> datetime:
    return NINE.replace(hour=0) + timedelta(days=day)


def test_nothing_stays_in_the_files(sqlite: Database, tmp_path: Path) -> None:
    world, journal = days(World()), SqlJournal(sqlite, "test")
    commit(journal, *world.events)
    counted(sqlite, world)
    sqlite.wipe()
    assert _in_files(tmp_path)
    delete_old(sqlite, world)
    assert _in_files(tmp_path) == []


def _in_files(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*") if SECRET.encode() in file.read_bytes()]
