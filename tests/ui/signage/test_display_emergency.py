"""An emergency on a display: above everything, the calls beside it or stopped, and back again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from hub.domain.alerts import Alert, Calls, Status
from hub.domain.raising import end_alert, raise_alert
from tests.lobbies import NINE
from tests.ui.qml import clipped, until
from tests.ui.signage.stage import EVENING, STORE, Lobby, city, open_lobby, programme

FIRE = Alert(
    "fire",
    "staff",
    Status.ACTUAL,
    {"ja": "2階で火災が発生しました", "en": "Fire on the second floor"},
    NINE,
    NINE,
    instruction={"ja": "階段で外へ避難してください。", "en": "Leave by the stairs."},
    area={"ja": "本庁舎"},
    calls=Calls.STOP,
)
RAIN = replace(FIRE, id="rain", headline={"ja": "避難指示が出ています"}, level=4, calls=Calls.GO_ON)
ADVICE = replace(RAIN, id="advice", headline={"ja": "大雨注意報が出ています"}, level=2)


@pytest.fixture(params=["landscape", "portrait"])
def lobby(request: pytest.FixtureRequest) -> Iterator[Lobby]:
    shape = str(request.param)
    made = open_lobby(shape, city(), programme(f"calls-{shape}", EVENING, STORE))
    made.tell()
    yield made
    made.player.close()


def tell(lobby: Lobby, alert: Alert) -> None:
    """It is raised at the hub; the display's own clock lets it be seen."""
    lobby.later(1)
    at = lobby.world.now
    lobby.world.commit(raise_alert(lobby.world.act(), replace(alert, begins=at, updated_at=at)))
    lobby.tell()
    until(lambda: bool(lobby.named("emergency")), "the emergency")


def end(lobby: Lobby, alert: Alert) -> None:
    lobby.world.commit(end_alert(lobby.world.act(), alert.id))
    lobby.tell()
    until(lambda: not lobby.named("emergency"), "the end")


def covered(lobby: Lobby, item: QQuickItem) -> bool:
    """Does the layer lie over the whole of it?"""
    (cover,) = lobby.named("emergency-cover")
    outer = cover.mapRectToScene(cover.boundingRect())
    return outer.contains(item.mapRectToScene(item.boundingRect()))


def test_calls_go_on_beside_it_where_they_shall(lobby: Lobby, tmp_path: Path) -> None:
    label = lobby.call(4)
    tell(lobby, RAIN)
    until(lambda: len(lobby.texts("call-number")) == 2, "the calls beside")
    assert lobby.texts("call-number") == [label, label]
    assert lobby.cues == [1], "no call is cued twice"
    lobby.screen.grab(tmp_path / "calls.png")
    assert clipped(lobby.screen) == []
    again = lobby.call(5)
    lobby.tell()
    assert again in lobby.texts("call-number")


def test_calls_stop_where_they_shall_and_come_back(lobby: Lobby, tmp_path: Path) -> None:
    lobby.call(4)
    tell(lobby, FIRE)
    lobby.screen.grab(tmp_path / "stop.png")
    assert clipped(lobby.screen) == []
    assert not lobby.named("emergency-calls")
    assert all(covered(lobby, item) for item in lobby.named("call-number"))
    end(lobby, FIRE)
    assert len(lobby.texts("call-number")) == 1


def test_a_drill_is_marked_and_an_advisory_is_a_band_at_the_foot(
    lobby: Lobby, tmp_path: Path
) -> None:
    tell(lobby, replace(RAIN, status=Status.EXERCISE))
    assert lobby.named("drill")
    lobby.screen.grab(tmp_path / "drill.png")
    end(lobby, RAIN)
    tell(lobby, ADVICE)
    (band,) = lobby.named("emergency-band")
    below = band.mapRectToScene(band.boundingRect())
    assert below.bottom() == pytest.approx(lobby.screen.window.height(), abs=1)
    (ticker,) = lobby.named("ticker-zone")
    top = ticker.mapRectToScene(ticker.boundingRect()).top()
    assert below.top() >= top - 1, "it hides the ticker and no line of a table"
    lobby.screen.grab(tmp_path / "advice.png")
    assert clipped(lobby.screen) == []
    headline = "待合市に" + "・".join(f"{kind}注意報" for kind in KINDS) + "が出ています"
    tell(lobby, replace(ADVICE, headline={"ja": headline}))
    until(lambda: "霜" in lobby.texts("emergency-headline")[0], "the longer words")
    lobby.screen.grab(tmp_path / "long.png")
    assert clipped(lobby.screen) == []


KINDS = ("大雨", "洪水", "強風", "雷", "濃霧", "乾燥", "低温", "霜")


def test_it_ends_by_the_displays_own_clock_while_the_hub_is_away(lobby: Lobby) -> None:
    tell(lobby, replace(FIRE, expires=lobby.world.now + timedelta(minutes=5)))
    lobby.lose_hub()
    lobby.world.now += timedelta(seconds=290)
    lobby.player.emergency.look()
    assert lobby.named("emergency-cover")
    lobby.world.now += timedelta(seconds=10)
    until(lambda: not lobby.named("emergency"), "the end")


def test_a_clock_that_is_days_fast_hides_no_emergency(lobby: Lobby) -> None:
    tell(lobby, replace(FIRE, expires=lobby.world.now + timedelta(hours=6)))
    lobby.player.trust(is_trusted=False)
    lobby.world.now += timedelta(days=3)
    lobby.player.emergency.look()
    assert lobby.named("emergency-cover")
    lobby.player.trust(is_trusted=True)
    until(lambda: not lobby.named("emergency"), "the end")
