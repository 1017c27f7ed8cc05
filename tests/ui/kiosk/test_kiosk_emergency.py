"""An emergency at the kiosk: above everything, in the visitor's language, ended by the clock."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hub.domain.alerts import Alert, Calls, Status
from hub.domain.lobby import restore, snapshot
from kiosk.app.emergency import Emergency
from kiosk.app.guiding.looking import look
from kiosk.flow.guidance import Role
from kiosk.flow.state import INITIAL
from kiosk.shell.emergency import Panel
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.kit import MORNING, Stand, demo_world
from tests.ui.qml import clipped

FIRE = Alert(
    "1",
    "staff",
    Status.ACTUAL,
    {"ja": "2階で火災が発生しました", "en": "Fire on the second floor"},
    MORNING,
    MORNING,
    instruction={"ja": "階段で外へ避難してください。", "en": "Leave by the stairs."},
    calls=Calls.STOP,
)
DRILL = replace(FIRE, id="2", status=Status.EXERCISE, level=4)


def tell(here: Stand, *alerts: Alert) -> None:
    world = demo_world()
    assert world.lobby is not None
    taken = replace(snapshot(world.lobby), alerts=alerts)
    here.kiosk.learn(replace(world, lobby=restore(taken)))


def touch(here: Stand) -> None:
    here.clock.wait(1)
    QTest.mouseClick(here.screen.window, Qt.MouseButton.LeftButton, pos=QPoint(540, 1500))


def panel(here: Stand) -> Panel:
    """What is shown of the emergency."""
    return cast(Emergency, here.kiosk.emergency).shown


def test_it_stands_above_a_visit_and_the_visit_ends_below_it(here: Stand, tmp_path: Path) -> None:
    here.tap("take-number")
    here.shows("services")
    tell(here, FIRE)
    here.screen.wait("emergency-cover")
    here.screen.grab(tmp_path / "cover.png")
    assert clipped(here.screen) == []
    before = here.kiosk.engine.state
    touch(here)
    here.screen.key(Qt.Key.Key_Return)
    assert here.kiosk.engine.state == before, "nothing below is touched"
    here.wait(45)
    here.wait(31)
    assert here.kiosk.engine.state == INITIAL, "nothing of the visitor stays under it"
    tell(here)
    here.tap("take-number")
    here.shows("services")


def test_it_speaks_the_visitors_language_beside_the_japanese(here: Stand) -> None:
    here.tap("aid-language")
    here.tap("language-en")
    tell(here, FIRE)
    shown = panel(here)
    assert (shown.first.language, shown.first.headline) == ("en", "Fire on the second floor")
    assert shown.second is not None
    assert shown.second.language == "ja"


def test_a_drill_is_a_band_that_is_read_and_comes_back_for_the_next_visitor(here: Stand) -> None:
    tell(here, DRILL)
    here.screen.wait("drill")
    here.tap("emergency-read")
    assert panel(here).shape == ""
    here.tap("take-number")
    here.wait(10)
    assert panel(here).shape == ""
    here.tap("back")
    here.wait(1)
    assert here.kiosk.engine.state == INITIAL
    assert panel(here).shape == "band"


def test_news_in_it_are_shown_though_it_was_read(here: Stand) -> None:
    tell(here, DRILL)
    here.tap("emergency-read")
    here.wait(1)
    tell(here, replace(DRILL, updated_at=MORNING + timedelta(minutes=1)))
    assert panel(here).shape == "band"


def test_who_cannot_see_it_is_told_of_it_and_of_nothing_below(here: Stand) -> None:
    tell(here, DRILL)
    here.screen.wait("emergency-read")
    shown = look(here.screen.window, "")
    (alert,) = [item.name for item in shown.texts if item.role is Role.ALERT]
    assert alert == (
        "これは訓練です。実際の災害ではありません。 警戒レベル4 2階で火災が発生しました "
        "階段で外へ避難してください。"
    )
    assert "読みました" in [item.name for item in shown.controls]
    here.wait(1)
    tell(here, FIRE)
    here.screen.wait("emergency-cover")
    shown = look(here.screen.window, "")
    assert [item.role for item in shown.texts] == [Role.ALERT]
    assert shown.controls == ()


def test_it_ends_by_the_clock_though_the_hub_is_away(open_kiosk: Open) -> None:
    here = open_kiosk()
    tell(here, replace(FIRE, expires=MORNING + timedelta(minutes=5)))
    here.wait(299)
    assert here.screen.find("emergency-cover").isVisible()
    here.wait(1)
    assert not here.screen.find("emergency").isVisible()
