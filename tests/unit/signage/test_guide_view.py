"""What the touched display shows, in the demo city's town hall."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assets.words import LANGUAGES, load, plain
from hub.domain.lobby import Lobby
from hub.domain.waiting import congestion
from hub.service.floors import building
from hub.service.site import domain_site
from signage.guide.machine import Guide, Page
from signage.guide.scene import Scene
from signage.guide.view import MOST_ROWS, View, view
from tests.unit.config.cities import demo_city

TUESDAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SETTINGS = demo_city()
SITE = domain_site(SETTINGS, date(2026, 11, 24))
ROWS = {row.service.id: row for row in congestion(Lobby(SITE), TUESDAY)}
SCENE = Scene(building(SETTINGS), "information", SITE, ROWS)
JA = load("ja", "common", "guide")


def seen(language: str = "ja", scene: Scene = SCENE, **changes: Any) -> View:
    guide = Guide(is_open=True, **({"floor": "f1"} | changes))
    return view(guide, scene, load(language, "common", "guide"))


def test_a_floor_shows_its_places_and_where_one_stands() -> None:
    first, second = seen(), seen(floor="f2")
    assert {pin.number for pin in first.pins} >= {"1", "2", "3", "4", "5", "6", "7", "9"}
    assert first.here == (600.0, 560.0)
    assert second.here is None
    assert {pin.place for pin in second.pins} >= {"counter-8", "nursing-room"}


def test_before_anything_is_typed_it_offers_what_many_ask_for() -> None:
    offered = seen(page=Page.SEARCH).rows
    assert [row.place for row in offered][:3] == ["toilet-1", "accessible-toilet-1", "information"]
    assert [row.name for row in offered][:1] == ["トイレ"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("まいなんばー", "counter-7"),
        ("住民票", "counter-1"),
        ("てあらい", None),
        ("toilet", "toilet-1"),
        ("Passport", None),
        ("nursing", "nursing-room"),
        ("ぼうさい", "disaster"),
    ],
)
def test_a_place_is_found_by_kana_kanji_or_english(typed: str, place: str | None) -> None:
    found = seen("en", page=Page.SEARCH, typed=typed).rows
    assert (found[0].place if found else None) == place


def test_a_service_leads_to_its_counters() -> None:
    name = SITE.services["tax"].name["ja"]
    found = seen(page=Page.SEARCH, typed=name).rows
    assert found[0].place == "counter-8"
    assert found[0].detail == "2階　8番窓口"


def test_a_list_never_outgrows_the_screen() -> None:
    assert len(seen(page=Page.SEARCH, typed="か").rows) == MOST_ROWS


def test_a_counter_tells_its_services_and_how_many_wait() -> None:
    shown = seen(page=Page.PLACE, place="counter-8", floor="f2")
    assert shown.place is not None
    assert (shown.place.number, shown.place.detail) == ("8", "2階　8番窓口")
    assert [row.name for row in shown.services] == [
        SITE.services[service].name["ja"] for service in ("tax", "childcare")
    ]
    assert {row.people for row in shown.services} == {"0人 待ち"}
    assert [pin.place for pin in shown.pins if pin.chosen] == ["counter-8"]


def test_while_the_hub_is_away_no_figure_is_told() -> None:
    away = replace(SCENE, rows={})
    services = seen(scene=away, page=Page.PLACE, place="counter-8").services
    assert {(row.people, row.wait, row.crowd) for row in services} == {("", "", "")}


def test_a_closed_service_says_so() -> None:
    night = {row.service.id: row for row in congestion(Lobby(SITE), TUESDAY.replace(hour=12))}
    services = seen(scene=replace(SCENE, rows=night), page=Page.PLACE, place="counter-8").services
    assert {(row.level, row.crowd, row.people) for row in services} == {("closed", "受付終了", "")}


def test_before_the_first_news_places_go_by_their_kinds() -> None:
    bare = replace(SCENE, site=None, rows={})
    shown = seen(scene=bare, page=Page.PLACE, place="counter-8", floor="f2")
    assert shown.place is not None
    assert (shown.place.name, shown.services) == ("窓口", ())


def test_the_way_upstairs_is_told_floor_by_floor() -> None:
    way = seen(page=Page.ROUTE, place="counter-8").way
    assert [leg.name for leg in way.legs] == ["1階", "2階"]
    assert way.legs[0].steps[0].startswith("まっすぐ")
    assert way.legs[0].steps[-1] == "階段で2階へ"
    assert way.legs[-1].steps[-1] == "税務課・子育て支援課に着きます"
    assert way.legs[0].line[0] == (600.0, 560.0)
    there = SCENE.building.places["counter-8"].at
    assert way.legs[-1].line[-1] == (there.x, there.y)
    assert way.distance.startswith("約")


def test_without_steps_it_goes_by_the_elevator() -> None:
    way = seen(page=Page.ROUTE, place="counter-8", step_free=True).way
    assert way.legs[0].steps[-1] == "エレベーターで2階へ"


def test_where_there_is_no_way_there_are_no_legs() -> None:
    island = replace(SCENE, node="nowhere")
    assert seen(scene=island, page=Page.ROUTE, place="counter-8").way.legs == ()


def test_a_place_that_went_away_leaves_the_plan() -> None:
    shown = seen(page=Page.PLACE, place="demolished")
    assert (shown.place, shown.services) == (None, ())
    assert shown.pins


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_way_in_full(language: str) -> None:
    way = seen(language, page=Page.ROUTE, place="gallery").way
    steps = [plain(step) for leg in way.legs for step in leg.steps]
    assert len(steps) >= 4
    assert not [step for step in steps if "{" in step or "guide." in step]
