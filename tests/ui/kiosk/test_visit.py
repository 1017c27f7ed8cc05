"""A visitor at the kiosk: real screens, real touches, real keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.state import INITIAL, IssueNumber, Print, PrintTicket
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.kit import Stand, at, demo_lobby, demo_site, demo_world, number, offline_number
from tests.ui.qml import until


def test_from_home_to_the_ticket_and_home_again(here: Stand) -> None:
    here.shows("home")
    here.tap("take-number")
    here.shows("services")
    here.tap("service-residence")
    here.shows("ticket")
    assert here.screen.value("ticket-number", "text") == "A-047"
    here.tap("done")
    here.shows("home")
    assert here.kiosk.engine.state == INITIAL


def test_the_printed_ticket_ends_the_visit_by_itself_and_says_when(here: Stand) -> None:
    take_ticket(here)
    assert here.screen.value("done", "text") == "おわる（20）"
    here.wait(5)
    until(lambda: here.screen.value("done", "text") == "おわる（15）", "the countdown")
    here.wait(15)
    here.shows("home")


def test_a_double_tap_takes_one_number_and_chooses_nothing_below_it(here: Stand) -> None:
    here.answers = False
    here.screen.tap("take-number")
    until(lambda: here.visit["screen"] == "services")
    under = here.screen.find("service-moving")
    assert under.isVisible()
    here.screen.tap("service-moving")
    assert here.visit["screen"] == "services", "the second tap was not meant for this screen"
    here.tap("service-moving")
    here.screen.wait("screen-issuing")
    assert [type(effect) for effect in here.effects] == [IssueNumber]


def test_with_the_keypad_alone(here: Stand) -> None:
    focus(here, "take-number")
    press(here, Qt.Key.Key_Return)
    here.shows("services")
    focus(here, "priority")
    press(here, Qt.Key.Key_Return)
    here.shows("priority")
    focus(here, "class-elderly")
    press(here, Qt.Key.Key_Space)
    here.shows("services")
    focus(here, "service-tax", Qt.Key.Key_Up)
    press(here, Qt.Key.Key_Enter)
    here.shows("ticket")
    focus(here, "done")
    press(here, Qt.Key.Key_Return)
    here.shows("home")


def test_every_control_has_a_name_and_a_role(here: Stand) -> None:
    for step in ("", "take-number", "priority"):
        if step:
            here.tap(step)
        for item in here.screen.items():
            if item.inherits("QQuickAbstractButton") and item.isVisible():
                told = QAccessible.queryAccessibleInterface(item)
                assert told is not None
                assert told.text(QAccessible.Text.Name), item.objectName()
                assert told.role() in (
                    QAccessible.Role.Button,
                    QAccessible.Role.CheckBox,
                ), item.objectName()


def test_a_service_is_read_out_with_its_wait(here: Stand) -> None:
    here.tap("take-number")
    here.shows("services")
    told = here.screen.accessible("service-residence")
    name = told.text(QAccessible.Text.Name)
    assert name.startswith("A 住民票・戸籍・印鑑証明")
    assert "12人 待ち" in name


def test_every_control_is_large_enough_and_on_the_screen(here: Stand) -> None:
    for step in ("", "take-number", "priority", "aid-language"):
        if step:
            here.tap(step)
        for item in here.screen.items():
            if item.inherits("QQuickAbstractButton") and item.isVisible():
                box = item.mapRectToScene(item.boundingRect())
                assert min(box.width(), box.height()) >= 56, item.objectName()


def test_the_language_changes_every_word_and_the_paper(here: Stand) -> None:
    here.tap("choose-language")
    here.tap("language-en")
    here.shows("home")
    assert here.screen.value("take-number", "text") == "Take a number"
    here.answers = False
    here.tap("take-number")
    here.tap("service-residence")
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    assert asked.language == "en"
    here.kiosk.send(ev.NumberGiven(asked.request, number(asked)))
    assert isinstance(here.effects[0], PrintTicket)
    assert here.effects[0].language == "en"


def test_every_language_reaches_the_ticket(here: Stand) -> None:
    for tag in ("ja-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi", "pt", "fil", "ne"):
        here.tap("aid-language")
        here.tap(f"language-{tag}")
        take_ticket(here)
        assert here.visit["language"] == tag
        here.tap("done")
        here.shows("home")
        assert here.visit["language"] == "ja"


def test_the_aids_work_and_are_gone_with_the_visitor(here: Stand) -> None:
    for aid, told in (
        ("aid-enlarge", "enlarged"),
        ("aid-contrast", "highContrast"),
        ("aid-low-reach", "lowReach"),
    ):
        here.tap(aid)
        assert here.visit[told] is True
    here.tap("take-number")
    here.wait(45)
    here.screen.wait("continue")
    here.wait(30)
    here.shows("home")
    assert here.kiosk.engine.state == INITIAL


def test_low_reach_brings_all_controls_to_the_lower_half(here: Stand) -> None:
    here.tap("aid-low-reach")
    for step in ("", "take-number", "priority"):
        if step:
            here.tap(step)
        until(lambda: all(y >= 960 - 60 for y in control_tops(here)), "controls below the middle")


def control_tops(here: Stand) -> list[float]:
    return [
        item.mapRectToScene(item.boundingRect()).bottom()
        for item in here.screen.items()
        if item.inherits("QQuickAbstractButton") and item.isVisible() and item.objectName()
    ]


def test_the_idle_warning_is_answered_with_one_touch(here: Stand) -> None:
    here.tap("take-number")
    here.wait(45)
    here.tap("continue")
    assert here.visit["warned"] is False
    assert here.visit["screen"] == "services"
    here.wait(45)
    here.screen.wait("end-visit")
    here.tap("end-visit")
    here.shows("home")


def test_a_finger_anywhere_shows_that_somebody_is_there(here: Stand) -> None:
    take_ticket(here)
    here.wait(15)
    here.screen.tap("ticket-number")
    here.wait(15)
    here.shows("ticket")
    here.wait(5)
    here.shows("home")


def test_voice_says_calmly_that_it_is_not_there_yet(here: Stand) -> None:
    here.tap("aid-voice")
    here.screen.wait("overlay-voice")
    here.tap("close")
    here.shows("home")


def test_a_closed_service_says_why_and_leads_on(here: Stand) -> None:
    here.clock.now = at(16, 45)
    here.kiosk.tick()
    here.tap("take-number")
    here.tap("service-childcare")
    here.shows("closed")
    here.tap("back")
    here.shows("services")


def test_after_hours_nothing_promises_a_number(here: Stand) -> None:
    here.clock.now = at(20)
    here.kiosk.tick()
    until(lambda: here.screen.value("take-number", "spoken") == "窓口の受付時間を見る")


def test_without_the_hub_nothing_stale_is_shown_and_numbers_go_on(here: Stand) -> None:
    here.kiosk.learn(replace(here.kiosk.world, live=False))
    here.answers = False
    here.tap("take-number")
    here.screen.wait("service-residence")
    assert here.screen.value("service-residence", "waiting") == ""
    here.tap("service-residence")
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    here.kiosk.send(ev.NumberGiven(asked.request, offline_number(asked)))
    here.shows("ticket")
    assert here.screen.value("ticket-number", "text") == "AX-001"


def test_without_any_lobby_the_kiosk_waits_calmly_and_recovers_by_itself(open_kiosk: Open) -> None:
    here = open_kiosk(World())
    here.shows("preparing")
    here.kiosk.learn(demo_world())
    here.shows("home")


def test_without_paper_the_number_stays_and_is_said_to_be_valid(here: Stand) -> None:
    here.answers = False
    here.tap("take-number")
    here.tap("service-residence")
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    here.kiosk.send(ev.NumberGiven(asked.request, number(asked)))
    here.kiosk.send(ev.PrintEnded(asked.request, Print.FAILED))
    here.shows("ticket")
    assert "ご安心ください" in here.screen.find("ticket-note").property("plain")
    here.wait(45)
    here.screen.wait("continue")


def test_a_trouble_offers_another_try(here: Stand) -> None:
    here.answers = False
    here.tap("take-number")
    here.tap("service-residence")
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    here.kiosk.send(ev.NumberFailed(asked.request))
    here.shows("trouble")
    here.answers = True
    here.tap("try-again")
    here.shows("ticket")


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (768, 1366)])
def test_long_lists_move_by_buttons(open_kiosk: Open, size: tuple[int, int]) -> None:
    here = open_kiosk(size=size)
    here.tap("aid-enlarge")
    here.tap("take-number")
    here.shows("services")
    here.screen.wait("services-down")
    before = here.screen.center("service-childcare").y()
    here.tap("services-down")
    assert here.screen.center("service-childcare").y() < before


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_home_page_comes_to_rest_at_any_height(here: Stand, language: str) -> None:
    """The note under 「混みぐあい」 must not come and go with the room that it takes itself."""
    world = demo_world()
    quiet = replace(world, lobby=demo_lobby(demo_site(), ()))
    here.begin(quiet, language, ())
    for height in range(1400, 2200, 10):
        here.screen.window.resize(1080, height)
        here.screen.window.grabWindow()


def take_ticket(here: Stand) -> None:
    here.tap("take-number")
    here.tap("service-residence")
    here.shows("ticket")


def focus(here: Stand, name: str, key: Qt.Key = Qt.Key.Key_Down) -> None:
    """Walk to a control as one does with the keypad."""
    for _ in range(30):
        if here.screen.find(name).hasActiveFocus():
            return
        here.screen.key(key)
    pytest.fail(f"the keypad does not reach {name}")


def press(here: Stand, key: Qt.Key) -> None:
    here.clock.wait(1)
    here.screen.key(key)
    here.answer()
