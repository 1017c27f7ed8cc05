"""A kiosk, a display, the public page and the open data say the same of every service."""

import json
from datetime import timedelta

from assets.words import load
from hub.client import KioskSettings, Printer
from hub.domain.forecast.grades import Forecast
from hub.domain.lobby import Snapshot, restore, snapshot
from hub.domain.publicity import situation
from hub.service.publicity.data import data
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import Kind
from hub.service.wire import SNAPSHOT, public_snapshot
from hub.web.publicity.now_view import now_page
from kiosk.app.moment import Moment
from kiosk.app.rows import ServiceRow, service_rows
from kiosk.app.world import World as KioskWorld
from signage.rotation.lists import waiting_table
from tests.lobbies import World

SERVICES = ("cert", "move", "tax")


def busy_morning() -> World:
    """Visitors of several kinds, helpers, somebody called, somebody sent on."""
    world = World()
    world.open("c1", "c2", "c3", "c9")
    for number in range(30):
        priority = "pregnant" if number % 7 == 0 else None
        world.issue(SERVICES[number % 2], priority=priority)
        world.later(0.5)
    first = world.call("c1")
    world.call("c2")
    world.later(6)
    world.finish(first, onward=True)
    world.call("c1")
    world.later(1)
    return world


def on_the_wire(world: World) -> Snapshot:
    """What a terminal gets of the lobby."""
    return SNAPSHOT.validate_json(SNAPSHOT.dump_json(public_snapshot(snapshot(world.lobby))))


def kiosk_rows(world: World, got: Snapshot) -> list[ServiceRow]:
    settings = KioskSettings(
        "kiosk-1", "発券機1", {"ja": "入口"}, SERVICES, (), Printer("simulator"), 60, 20, 20
    )
    seen = KioskWorld(restore(got), settings, live=True)
    return service_rows(seen, load("ja", "common", "kiosk"), Moment(world.now, 0.0))


def test_all_four_say_the_same() -> None:
    world = busy_morning()
    for _ in range(3):
        found = situation(world.lobby, Forecast(world.now.date()), world.now)
        got = on_the_wire(world)
        page = {row.id: row for row in now_page(found, "ja", ()).services}
        display = {row.service.id: row for row in waiting_table(got, SERVICES, world.now)}
        body = data(Kind.CONGESTION_JSON, found, Licence("", "")).body
        told = {row["id"]: row for row in json.loads(body)["services"]}
        for row in kiosk_rows(world, got):
            shown, open_data, seen = page[row.key], told[row.key], display[row.key]
            assert (row.waiting, row.wait) == (shown.people, shown.wait)
            assert (row.level, row.badge) == (shown.level_kind, shown.level.partition(" ")[2])
            assert seen.wait is not None
            assert (seen.waiting, seen.wait.low, seen.wait.high, seen.level) == (
                open_data["waiting"],
                open_data["wait_low_minutes"],
                open_data["wait_high_minutes"],
                open_data["level"],
            )
            assert open_data["waiting"] == int(shown.people.partition("人")[0])
        world.now += timedelta(minutes=17)
        world.issue("move")
