"""The open data say what the lobby knows, in shapes that programs and spreadsheets read."""

import csv
import json
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest

from hub.domain.publicity import Situation, situation
from hub.domain.site import Service
from hub.domain.waiting import congestion
from hub.service.publicity.data import data
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import Kind
from tests.lobbies import OFFICE, World, site
from tests.lobbies_forecast import busy_at_ten

LICENCE = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
HOLIDAY = date(2026, 12, 29)


def office_site() -> Any:
    usual = site(closed_days={HOLIDAY: {"ja": "年末のお休み", "ja-easy": "{休|やす}み"}})
    services = {key: replace(service, hours=OFFICE) for key, service in usual.services.items()}
    return replace(usual, services=services)


@pytest.fixture
def world() -> World:
    world = World(office_site())
    world.open("c1", "c2")
    for _ in range(5):
        world.issue(priority="pregnant", remarks="杖あり")
    world.call("c1")
    return world


def seen(world: World) -> Situation:
    today = world.now.date()
    return situation(world.lobby, busy_at_ten(world.site, today), world.now)


def as_json(kind: Kind, world: World) -> Any:
    return json.loads(data(kind, seen(world), LICENCE).body)


def as_rows(kind: Kind, world: World) -> list[dict[str, str]]:
    body = data(kind, seen(world), LICENCE).body
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))


def test_the_congestion_is_that_of_every_screen(world: World) -> None:
    found = as_json(Kind.CONGESTION_JSON, world)
    expected = congestion(world.lobby, world.now)
    assert [
        (each["id"], each["waiting"], each["wait_low_minutes"], each["wait_high_minutes"])
        for each in found["services"]
    ] == [
        (own.service.id, own.waiting, own.wait and own.wait.low, own.wait and own.wait.high)
        for own in expected
    ]
    cert = found["services"][0]
    assert (cert["counters_open"], cert["counters_all"]) == (2, 3)
    assert cert["calling"] == [
        {"number": "A-001", "counter": "1", "called_at": "2026-11-24T09:00:00+09:00"}
    ]
    assert datetime.fromisoformat(found["updated_at"]) == world.now
    assert found["licence"] == {"name": LICENCE.name, "url": LICENCE.url}


def test_json_and_csv_say_the_same(world: World) -> None:
    found = as_json(Kind.CONGESTION_JSON, world)["services"]
    rows = as_rows(Kind.CONGESTION_CSV, world)
    for one, row in zip(found, rows, strict=True):
        for name in ("id", "prefix", "waiting", "wait_low_minutes", "level", "counters_open"):
            assert row[name] == ("" if one[name] is None else str(one[name]))
        assert row["is_open"] == str(one["is_open"]).lower()
    assert rows[0]["calling"] == "A-001:1"
    hours = as_json(Kind.FORECAST_JSON, world)["hours"]
    table = as_rows(Kind.FORECAST_CSV, world)
    assert [(row["service"], row["day"], row["hour"], row["grade"]) for row in table] == [
        (one["service"], one["day"], str(one["hour"]), one["grade"]) for one in hours
    ]


def test_closed_days_have_no_times_and_say_why_in_words_without_readings(world: World) -> None:
    days = as_json(Kind.HOURS_JSON, world)["days"]
    closed = [day for day in days if day["day"] == HOLIDAY.isoformat()]
    assert all(day["spans"] == [] for day in closed)
    assert closed[0]["reason"] == {"ja": "年末のお休み", "ja-easy": "休み"}
    rows = as_rows(Kind.HOURS_CSV, world)
    first = rows[0]
    assert (first["day"], first["opens_at"], first["closes_at"]) == ("2026-11-24", "08:30", "17:15")
    assert (
        next(row["reason"] for row in rows if row["day"] == HOLIDAY.isoformat()) == "年末のお休み"
    )
    assert sum(row["day"] == "2026-11-28" and row["opens_at"] == "" for row in rows) == 5


def test_without_a_log_there_is_no_forecast_but_the_shape_stays() -> None:
    world = World()
    empty = situation(world.lobby, busy_at_ten(world.site, date.max.replace(year=1)), world.now)
    empty = replace(empty, forecast=type(empty.forecast)(date.min))
    found = json.loads(data(Kind.FORECAST_JSON, empty, LICENCE).body)
    assert (found["made_on"], found["hours"]) == (None, [])


def test_nothing_personal_is_public(world: World) -> None:
    every = b"".join(
        data(kind, seen(world), LICENCE).body for kind in (Kind.CONGESTION_JSON, Kind.HOURS_JSON)
    ).decode()
    assert not [word for word in ("杖", "妊娠", "佐藤") if word in every]


def test_a_name_with_commas_and_quotes_stays_one_cell() -> None:
    own = Service("x", "X", {"ja": '「あ」,"い"'}, {"ja": ""})
    world = World(site(services={"x": own}, counters={}))
    assert as_rows(Kind.CONGESTION_CSV, world)[0]["name_ja"] == '「あ」,"い"'
