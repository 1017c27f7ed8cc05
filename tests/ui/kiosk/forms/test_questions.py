"""What happens at a question: errors, ways back, languages, keyboards, scanners, keypads."""

import gc
from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible

from hub.domain.forms.answers import Answers, Name, PartialDate, Slot
from hub.domain.forms.walking import Stop
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import INITIAL
from tests.small_book import moving_in
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.forms.hand import Hand
from tests.ui.kiosk.kit import Stand, forms_world
from tests.ui.qml import until

FAMILY: Answers = moving_in(2)
CARD: Answers = {Slot("asker"): Name("高橋", "", "たかはし"), Slot("papers"): ("copy",)}
FIRST = Stop("who", 0)


def at(hand: Hand, stop: Stop) -> None:
    """To this question, without touching: the hand of test_filling shows that touches do."""
    hand.begin("moving-in")
    while hand.stop != stop:
        hand.say(FAMILY)


def test_what_is_wrong_is_said_above_and_at_the_field_in_the_same_words(hand: Hand) -> None:
    at(hand, Stop("phone"))
    hand.digits("12")
    hand.here.tap("next")
    hand.here.screen.wait("faults")
    said = "「電話番号」は0からはじまる10けたか11けたの数字で入れてください"
    assert said in hand.texts("fault")
    assert hand.told("faults") == said
    hand.here.tap("clear")
    until(lambda: not hand.sees("faults"), "nothing wrong any more")
    hand.digits("0312345678")
    hand.here.tap("next")
    hand.here.shows("form_review")


def test_the_part_of_a_name_that_is_missing_is_named_and_waits_for_its_text(hand: Hand) -> None:
    at(hand, FIRST)
    hand.here.send(ev.Answered(Slot("who", 0), Name("山田")), ev.PageDone())
    assert hand.told("faults") == "「みょうじの読み」を入れてください"
    assert hand.entry()["part"] == "family_kana"
    hand.keys("やまだ")
    hand.here.tap("next")
    hand.here.tap("next")
    assert hand.entry()["part"] == "", "the date of birth"


def test_back_and_change_lose_nothing(hand: Hand) -> None:
    at(hand, Stop("born", 1))
    hand.here.tap("back")
    assert hand.stop == Stop("who", 1)
    hand.here.tap("back")
    hand.here.tap("back")
    assert hand.forms.property("answers")["texts"] == ["昭和35年5月3日"]
    while hand.here.kiosk.engine.state.form and hand.stop is not None:
        hand.say(FAMILY)
    hand.here.shows("form_review")
    before = dict(hand.form.answers)
    hand.here.tap("change-role-0")
    hand.here.shows("form_question")
    hand.here.tap("option-role-other")
    hand.here.shows("form_review")
    assert hand.form.answers == {**before, Slot("role", 0): "other"}


def test_the_language_changes_in_mid_form_and_nothing_is_lost(hand: Hand) -> None:
    at(hand, FIRST)
    hand.keys("やまだ")
    hand.here.tap("aid-language")
    hand.here.tap("language-en")
    until(lambda: hand.here.screen.value("ask", "text") == "Please enter the name", "English")
    assert hand.form.answers[Slot("who", 0)] == Name("やまだ", "", "やまだ")
    assert hand.here.screen.find("progress").property("text").startswith("Question 4")
    assert hand.forms.typing.text == "やまだ"


@pytest.mark.parametrize("aid", ["aid-enlarge", "aid-contrast", "aid-low-reach"])
def test_aids_change_in_mid_form_and_nothing_is_lost(hand: Hand, aid: str) -> None:
    at(hand, FIRST)
    hand.keys("やま")
    hand.here.tap(aid)
    hand.keys("だ")
    assert hand.form.answers[Slot("who", 0)] == Name("やまだ", "", "やまだ")


def test_a_character_that_is_not_there_is_left_to_the_clerk(hand: Hand) -> None:
    at(hand, FIRST)
    hand.keys("たか")
    typing = hand.forms.typing
    until(lambda: bool(typing.candidates), "candidates")
    typing.missing()
    assert "〓" in hand.form.answers[Slot("who", 0)].family  # type: ignore[union-attr]
    until(lambda: any("〓" in text for text in hand.all_texts()), "the clerk's word")


def test_a_keyboard_types_into_the_box_at_hand(hand: Hand) -> None:
    at(hand, FIRST)
    hand.here.tap("ask-at-counter")
    hand.here.tap("back")
    hand.strike("yamada")
    assert hand.forms.typing.text == "やまだ"


def test_a_scanner_fills_a_box_and_goes_on(hand: Hand) -> None:
    hand.begin("certificate")
    hand.say(CARD)
    hand.say(CARD)
    hand.here.clock.wait(1)
    hand.strike("ab12345678cd")
    hand.here.screen.key(Qt.Key.Key_Return)
    assert hand.form.answers[Slot("card")] == "AB12345678CD"
    assert hand.entry()["field"] == "digits"


def test_with_the_keypad_alone(hand: Hand) -> None:
    at(hand, Stop("insured"))
    focus(hand.here, "option-insured-no")
    press(hand.here, Qt.Key.Key_Return)
    focus(hand.here, "next")
    press(hand.here, Qt.Key.Key_Return)
    assert hand.stop == Stop("phone")
    focus(hand.here, "key-1")
    for _ in range(2):
        press(hand.here, Qt.Key.Key_Return)
    assert hand.form.answers[Slot("phone")] == "11"


def test_every_control_has_a_name_and_room_for_a_finger(hand: Hand) -> None:
    hand.begin("moving-in")
    while hand.stop is not None:
        check_controls(hand.here)
        hand.say(FAMILY)
    hand.here.shows("form_review")
    check_controls(hand.here)


def check_controls(here: Stand) -> None:
    here.screen.window.grabWindow()
    for item in here.screen.items():
        if not item.inherits("QQuickAbstractButton") or not item.isVisible():
            continue
        told = QAccessible.queryAccessibleInterface(item)
        assert told is not None
        assert told.text(QAccessible.Text.Name), item.objectName()
        box = item.mapRectToScene(item.boundingRect())
        assert min(box.width(), box.height()) >= 56, item.objectName()


def test_leaving_asks_first_and_deletes(hand: Hand) -> None:
    at(hand, FIRST)
    hand.here.tap("leave")
    hand.here.tap("stay")
    assert hand.stop == FIRST
    hand.here.tap("leave")
    hand.here.tap("delete-and-leave")
    hand.here.shows("home")
    assert hand.here.kiosk.engine.state == INITIAL


def test_a_date_that_was_left_to_the_counter_is_no_dead_end(hand: Hand) -> None:
    hand.begin("moving-in")
    hand.here.tap("ask-at-counter")
    hand.here.tap("back")
    hand.here.tap("next")
    assert hand.stop == Stop("new-home")


PLANTED = ("ごんべえ", "権兵衛")


def test_nothing_of_a_visitor_who_walked_away_is_left(hand: Hand) -> None:
    at(hand, FIRST)
    hand.keys(PLANTED[0])
    while hand.stop is not None:
        hand.say({**FAMILY, Slot("who", 0): Name(PLANTED[1], "", PLANTED[0])})
    hand.here.shows("form_review")
    assert found(hand.here), "the search finds what is there"
    hand.here.wait(120)
    hand.here.screen.wait("continue")
    hand.here.wait(30)
    hand.here.shows("home")
    assert hand.here.kiosk.engine.state == INITIAL
    until(lambda: not found(hand.here), "everything gone")
    gc.collect()
    assert not [left for left in gc.get_objects() if isinstance(left, FormState) and named(left)]


def named(what: object) -> bool:
    return any(name in repr(what) for name in PLANTED)


def found(here: Stand) -> list[str]:
    """The properties of all objects of the window and the kiosk that tell a planted name."""
    return [where for where, each in told(here) if named(each)]


def told(here: Stand) -> Iterator[tuple[str, object]]:
    objects: dict[int, QObject] = {id(item): item for item in here.screen.items()}
    for root in (here.screen.window, here.kiosk):
        objects |= {id(child): child for child in (root, *root.findChildren(QObject))}
    for each in objects.values():
        meta = each.metaObject()
        for number in range(meta.propertyCount()):
            name = str(meta.property(number).name())
            # What Python cannot read holds objects, which are looked at themselves.
            with suppress(RuntimeError):
                yield f"{meta.className()}.{name}", each.property(name)


def test_a_page_that_is_shown_again_says_what_was_answered(open_kiosk: Open) -> None:
    hand = Hand(open_kiosk(forms_world(), (1920, 1080)))
    hand.here.answers = False
    hand.begin("moving-in")
    hand.put_date(PartialDate(2026, 11, 20))
    hand.here.tap("next")
    hand.here.tap("back")
    assert hand.here.screen.find("part-year").property("value") == "8"


def focus(here: Stand, name: str) -> None:
    """Walk to a control as one does with the keypad."""
    for _ in range(80):
        if here.screen.find(name).hasActiveFocus():
            return
        here.screen.key(Qt.Key.Key_Down)
    pytest.fail(f"the keypad does not reach {name}")


def press(here: Stand, key: Qt.Key) -> None:
    here.clock.wait(1)
    here.screen.key(key)
