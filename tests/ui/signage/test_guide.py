"""A visitor touches the display: places, search, the way, ten languages, and back by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from assets.words import LANGUAGES
from hub.service.site import domain_site
from hub.service.terminal_settings import displays
from signage.guide.machine import IDLE, WARNING
from tests.ui.qml import clipped
from tests.ui.signage.stage import SETTINGS, Lobby, open_lobby
from tests.unit.config.cities import demo_city

CITY = demo_city()
SITE = domain_site(CITY, date(2026, 11, 24))
# Those whose words need the most room.
LONG = ("ja-easy", "vi", "ne")
IN_THE_HALL = displays(CITY)["display-1"]


@pytest.fixture(params=["landscape", "portrait"])
def lobby(request: pytest.FixtureRequest) -> Iterator[Lobby]:
    made = open_lobby(request.param, SITE)
    made.player.receive(replace(IN_THE_HALL, orientation=request.param))
    made.tell()
    yield made
    made.player.close()


def tap(lobby: Lobby, *names: str) -> None:
    for name in names:
        lobby.screen.wait(name)
        lobby.screen.tap(name)


def is_open(lobby: Lobby) -> bool:
    return lobby.named("guide") != []


def whole(lobby: Lobby) -> None:
    """Nothing of what is shown is cut off."""
    QTest.qWait(20)
    assert clipped(lobby.screen) == []


def test_a_touch_leads_to_a_counter_its_waiting_and_the_way_there(lobby: Lobby) -> None:
    lobby.world.issue("tax")
    lobby.tell()
    tap(lobby, "page", "guide-search", "key-せ", "key-い")
    assert lobby.texts("guide-typed") == ["せい"]
    whole(lobby)
    tap(lobby, "row-counter-8")
    assert lobby.texts("guide-place") == ["税務課・子育て支援課"]
    assert "1人 待ち" in lobby.texts("guide-figures")[0]
    whole(lobby)
    tap(lobby, "guide-go")
    assert lobby.texts("guide-step")[-1] == "階段で2階へ"
    tap(lobby, "guide-step-free")
    assert lobby.texts("guide-step")[-1] == "エレベーターで2階へ"
    whole(lobby)
    tap(lobby, "leg-1")
    assert lobby.texts("guide-step")[-1] == "税務課・子育て支援課に着きます"
    whole(lobby)
    tap(lobby, "guide-back", "guide-back", "guide-back", "guide-back")
    assert not is_open(lobby)


def test_every_place_of_every_floor_can_be_touched_and_has_a_name(lobby: Lobby) -> None:
    tap(lobby, "page")
    for floor in IN_THE_HALL.building.floors:
        tap(lobby, f"floor-{floor}")
        whole(lobby)
        for place in IN_THE_HALL.building.places.values():
            if place.at.floor == floor:
                pin = lobby.screen.find(f"pin-{place.id}")
                assert min(pin.width(), pin.height()) >= 56
                name = lobby.screen.accessible(f"pin-{place.id}").text(QAccessible.Text.Name)
                assert name
                assert "guide." not in name


def test_no_language_is_cut_off_on_any_page(lobby: Lobby) -> None:
    tap(lobby, "page")
    for language in LANGUAGES if lobby.shape == "portrait" else LONG:
        tap(lobby, f"language-{language}", "guide-search")
        whole(lobby)
        tap(lobby, "row-nursing-room", "guide-go")
        whole(lobby)
        tap(lobby, "guide-back", "guide-back", "guide-back")


def test_nothing_is_found_and_it_says_whom_to_ask(lobby: Lobby) -> None:
    tap(lobby, "page", "guide-search", "guide-board", "key-q", "key-q")
    assert lobby.texts("guide-none") == ["見つかりません。総合案内でおたずねください。"]
    whole(lobby)
    tap(lobby, "guide-erase", "guide-erase")
    assert lobby.texts("guide-none") == []


def test_it_warns_stays_on_request_and_closes_by_itself(lobby: Lobby) -> None:
    tap(lobby, "page", "guide-search", "key-あ", "language-en")
    lobby.world.now += IDLE - WARNING
    lobby.player.guide.look()
    tap(lobby, "guide-stay")
    assert lobby.texts("guide-closing") == []
    lobby.world.now += IDLE
    lobby.player.guide.look()
    assert not is_open(lobby)
    tap(lobby, "page")
    assert lobby.player.guide.property("language") == "ja"
    tap(lobby, "guide-search")
    assert lobby.texts("guide-typed") == ["場所や用件を入れてください"]


def test_calls_stay_in_sight_of_those_who_wait(lobby: Lobby) -> None:
    tap(lobby, "page")
    lobby.world.issue("residence")
    label = lobby.world.call("counter-1").label
    lobby.tell()
    assert lobby.texts("guide-call") == [label]
    for counter in ("counter-3", "counter-7"):
        lobby.world.issue({"counter-3": "moving", "counter-7": "mynumber"}[counter])
        lobby.world.call(counter)
    lobby.tell()
    assert len(lobby.texts("guide-call")) == 3
    (row,) = lobby.named("guide-calls-row")
    across = row.mapRectToScene(row.boundingRect())
    assert across.left() > 0
    assert across.right() < lobby.screen.window.width()


def test_without_the_hub_it_goes_on_guiding_but_tells_no_figures(lobby: Lobby) -> None:
    lobby.world.issue("tax")
    lobby.tell()
    lobby.lose_hub()
    tap(lobby, "page", "floor-f2", "row-counter-8")
    assert lobby.named("guide-calls-checking"), "no call claims to be new"
    assert lobby.texts("guide-figures") == []
    tap(lobby, "guide-go")
    assert lobby.texts("guide-step")


def test_a_display_that_stands_nowhere_stays_with_its_rotation() -> None:
    made = open_lobby("landscape", SITE)
    made.player.receive(SETTINGS)
    made.tell()
    tap(made, "page")
    assert not is_open(made)
    made.player.close()
