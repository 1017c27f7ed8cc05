"""Past days are summed up once, and the lobby learns from them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

from sqlalchemy import insert

from hub.adapters.database.engine import Database
from hub.adapters.database.hours import SUMS, SqlHours
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.tables import HOURS, TICKETS
from hub.domain.day import start_day
from hub.domain.estimate.learning import Sums, learn
from hub.domain.site import business_day
from hub.service.board import Board
from hub.service.forecasting import Forecaster
from hub.service.learning import WEEKS, past
from tests.contract.database.records import commit
from tests.lobbies import World
from tests.waiting import PATIENCE, eventually


def test_a_day_is_read_from_its_tickets_once(database: Database, journal: SqlJournal) -> None:
    world = World()
    world.open("c1")
    for _ in range(3):
        world.issue()
        called = world.call()
        world.later(6)
        world.finish(called)
    commit(journal, *world.events)
    hours, day = SqlHours(database, world.site.id), world.lobby.day
    assert past(hours, world.site, day) == {}
    found = past(hours, world.site, day + timedelta(days=1))
    assert [sums.minutes for sums in found[day].values()] == [18]
    pace = dict(learn(world.site, day + timedelta(days=1), found.values()).paces)["cert"]
    assert 6 < pace.mean < 10
    with database.write() as connection:
        connection.execute(TICKETS.delete())
    assert past(hours, world.site, day + timedelta(days=1)) == found
    assert past(hours, world.site, day + timedelta(weeks=WEEKS, days=1)) == {}


def test_the_forecast_is_made_once_a_day(database: Database) -> None:
    world = World()
    world.later(60 * 24)
    world.commit(start_day(world.lobby, business_day(world.site, world.now), world.now))
    board, hours = Board(world.lobby), SqlHours(database, world.site.id)
    forecaster = Forecaster(hours, board)
    hours.keep(world.lobby.day - timedelta(days=1), {("cert", 9): Sums(arrived=30)})
    asyncio.run(forecaster.attend())
    first = board.forecast
    assert first.made_on == world.lobby.day
    assert first.of_day("cert", world.lobby.day)
    asyncio.run(forecaster.attend())
    assert board.forecast is first


def test_sums_are_replaced_not_added(database: Database) -> None:
    hours, day = SqlHours(database, "test"), World().lobby.day
    for count in (1, 2):
        hours.keep(day, {("cert", 9): Sums(served=count, minutes=1.5)})
    assert hours.kept(day) == {day: {("cert", 9): Sums(served=2, minutes=1.5)}}
    assert SqlHours(database, "elsewhere").kept(day) == {}


def test_two_hubs_may_sum_up_a_day_at_once(postgresql: Database) -> None:
    """The later one waits for the other, and finds the same."""
    day, sums = World().lobby.day, Sums(arrived=3)
    row = {"site": "test", "day": day.isoformat(), "service": "cert", "hour": 9}
    with closing(Database(postgresql.url)) as other, ThreadPoolExecutor(1) as beside:
        with postgresql.write() as connection:
            connection.execute(insert(HOURS), row | {"body": SUMS.dump_json(sums).decode()})
            late = beside.submit(SqlHours(other, "test").keep, day, {("cert", 9): sums})
            eventually(lambda: _one_waits(postgresql), "the other hub at the lock")
        late.result(PATIENCE)
    assert SqlHours(postgresql, "test").kept(day) == {day: {("cert", 9): sums}}


def _one_waits(database: Database) -> bool:
    waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with database.read() as connection:
        return connection.exec_driver_sql(waits).first() is not None
