"""A family fills its form on real screens, by touches alone."""

from hub.domain.forms.answers import Address, Ask, Name, Slot, Value
from hub.domain.forms.walking import Stop
from kiosk.flow.state import SealForms
from tests.small_book import moving_in
from tests.ui.kiosk.forms.hand import Hand

NAMES = (
    Name("高橋", "花子", "たかはし", "はなこ"),
    Name("高橋", "太郎", "たかはし", "たろう"),
    Name("高橋", "健", "たかはし", "けん"),
    Name("高橋", "愛", "たかはし", "あい"),
)
FAMILY = {
    **moving_in(4),
    **{Slot("who", member): name for member, name in enumerate(NAMES)},
    Slot("new-home"): Address("1000001", "東京都千代田区千代田", "1-1"),
}


def test_a_family_of_four_by_touches(hand: Hand) -> None:
    hand.begin("moving-in")
    hand.fill(FAMILY)
    assert hand.form.answers == FAMILY
    assert hand.here.screen.value("answer-who-0", "text") == "高橋 花子（たかはし はなこ）"
    assert hand.here.screen.value("answer-moved-on", "text") == "令和8年11月20日"
    hand.here.tap("confirm")
    sealed = hand.here.effects.pop()
    assert isinstance(sealed, SealForms)
    assert sealed.form.answers == FAMILY


def test_a_certificate_with_every_other_kind_of_field(hand: Hand) -> None:
    answers: dict[Slot, Value] = {
        Slot("asker"): NAMES[0],
        Slot("papers"): ("items",),
        Slot("card"): "AB12345678CD",
        Slot("digits"): "1234",
        Slot("purpose"): "めんきょ",
        Slot("reader"): "けいさつ",
    }
    hand.begin("certificate")
    hand.fill(answers)
    assert hand.form.answers == answers


def test_every_question_can_be_left_to_the_counter(hand: Hand) -> None:
    hand.begin("moving-in")
    for _ in range(4):
        hand.here.tap("ask-at-counter")
    assert hand.stop == Stop("phone"), "nobody is asked about people who were not counted"
    hand.here.tap("ask-at-counter")
    hand.here.shows("form_review")
    assert set(hand.form.answers.values()) == {Ask.AT_COUNTER}
    assert hand.here.screen.value("answer-many", "text") == "窓口で聞く"


def test_one_touch_answers_a_choice_and_a_word_to_be_read_waits(hand: Hand) -> None:
    hand.begin("moving-in")
    hand.here.tap("ask-at-counter")
    hand.here.tap("ask-at-counter")
    hand.here.tap("ask-at-counter")
    assert hand.stop == Stop("insured")
    hand.here.tap("option-insured-no")
    hand.here.screen.wait("notes")
    assert hand.stop == Stop("insured"), "there is something to be read first"
    hand.here.tap("next")
    assert hand.stop == Stop("phone")
    hand.here.tap("back")
    hand.here.tap("option-insured-yes")
    assert hand.stop == Stop("phone")
