"""A card is read into a form by touch: the real screens, the reader's thread, a virtual card."""

from devices.cards.simulator.people import (
    BLOCKED,
    FOREIGN,
    LAST_TRY,
    NO_PIN,
    ORDINARY,
    PIN,
    RARE_KANJI,
    UNKNOWN_DAY,
)
from hub.domain.forms.answers import Address, Name, PartialDate, Slot
from hub.domain.forms.walking import Stop
from kiosk.flow.state import CardTrouble
from tests.ui.kiosk.cards.conftest import Table

WRONG = "9999"


def test_a_form_begins_with_the_card_and_asks_only_what_that_does_not_tell(table: Table) -> None:
    table.here.tap("write-free")
    table.here.tap("event-with-card")
    table.shows("card_place")
    table.lay(ORDINARY)
    assert "マイナンバーは読みとりません" in table.says("not-the-number")
    assert "本人確認（証明）にはなりません" in table.says("no-proof")
    assert not table.hand.sees("tries"), "no try was lost"
    table.here.tap("agree")
    table.shows("card_secret")
    table.touch(PIN)
    table.shows("card_check")
    assert table.says("answer-me") == "佐藤 和子"
    assert table.says("answer-my-birth") == "昭和30年4月6日"
    assert table.says("answer-my-sex") == "女"
    assert "ふりがな" in table.says("check-rest")
    table.here.tap("accept")
    table.shows("card_remove")
    table.source.remove()
    table.shows("form_question")
    assert table.answers[Slot("me")] == Name("佐藤", "和子")
    assert table.answers[Slot("my-home")] == Address(
        area="東京都千代田区霞が関", street="２丁目１番９９９号"
    )
    assert table.answers[Slot("my-birth")] == PartialDate(1955, 4, 6)
    assert table.answers[Slot("my-sex")] == "woman"
    assert table.form.carded == {Stop("my-home"), Stop("my-birth"), Stop("my-sex")}


def test_the_card_goes_back_with_a_word_and_a_voice_until_it_is_taken(table: Table) -> None:
    table.to_pad(ORDINARY)
    table.enter(PIN)
    table.shows("card_check")
    assert table.heard == []
    table.here.tap("accept")
    table.shows("card_remove")
    assert [file.name for file in table.heard[0]] == ["chime.wav", "take-card.ja.wav"]
    table.here.wait(10)
    assert len(table.heard) == 2, "said again"
    table.source.remove()
    table.shows("form_question")
    assert table.heard[-1] == (), "silent at once"


def test_an_answer_that_is_not_right_is_changed_first(table: Table) -> None:
    table.to_pad(ORDINARY)
    table.enter(PIN)
    table.shows("card_check")
    table.here.tap("change-my-home")
    table.source.remove()
    table.shows("form_question")
    assert table.hand.stop == Stop("my-home")
    assert table.answers[Slot("me")] == Name("佐藤", "和子"), "all else is taken over"


def test_the_card_fills_a_question_in_when_it_is_asked_for_there(table: Table) -> None:
    table.begin()
    table.shows("card_place")
    table.here.tap("by-hand")
    table.here.shows("form_question")
    assert not table.hand.sees("use-card"), "the first question is none that a card answers"
    table.hand.say({Slot("papers"): ("copy",)})
    table.here.tap("use-card")
    table.shows("card_place")
    table.lay(RARE_KANJI)
    table.here.tap("agree")
    table.enter(PIN)
    table.shows("card_check")
    assert table.says("answer-me") == "渡邉\U000e0102 𠮷之助", "as the card has it"
    table.here.tap("accept")
    table.source.remove()
    table.shows("form_question")
    assert table.hand.stop == Stop("me"), "its reading is still to be typed"


def test_a_wrong_pin_says_what_is_left_and_the_hand_goes_on(table: Table) -> None:
    table.to_pad(ORDINARY)
    table.enter(WRONG)
    table.shows("card_secret")
    assert "あと2回入れられます" in table.hand.told("secret-notice")
    assert table.screens.pad["begun"] is False
    table.enter(WRONG)
    table.shows("card_trouble")
    assert "自信がないときは" in table.says("trouble-hint")
    table.here.tap("by-hand")
    table.here.shows("form_question")
    assert table.answers == {}
    table.source.remove()


def test_the_last_try_is_used_after_an_explanation_alone(table: Table) -> None:
    table.begin()
    table.shows("card_place")
    table.lay(LAST_TRY)
    assert table.says("tries") == "暗証番号は、あと1回入れられます。"
    table.here.tap("agree")
    table.shows("card_trouble")
    assert "市民課の窓口で手続きが必要です" in table.says("trouble-hint")
    table.here.tap("last_try")
    table.shows("card_secret")
    table.enter(PIN)
    table.shows("card_check")
    assert table.says("answer-me") == "加藤 幸子"


def test_a_blocked_card_is_read_by_the_numbers_on_its_face(table: Table) -> None:
    table.begin()
    table.shows("card_place")
    table.source.insert(BLOCKED)
    table.shows("card_trouble")
    assert "市民課の窓口で再設定できます" in table.says("trouble-hint")
    table.here.tap("code_b")
    table.shows("card_consent")
    table.here.tap("agree")
    table.shows("card_secret")
    assert table.hand.sees("card-face")
    table.type(BLOCKED.code_b[:6])
    parts = table.screens.pad["parts"]
    assert [(part["count"], part["current"]) for part in parts] == [
        (6, False),
        (0, True),
        (0, False),
    ]
    table.touch(BLOCKED.code_b[6:])
    table.shows("card_check")
    assert table.says("answer-me") == "木村 次郎"


def test_a_card_without_pin_goes_straight_to_the_numbers_on_its_face(table: Table) -> None:
    table.to_pad(NO_PIN)
    assert not table.hand.sees("other-key"), "there is no PIN to choose"
    table.enter(NO_PIN.code_b)
    table.shows("card_check")
    assert table.says("answer-me") == "林 キヨ"


def test_who_does_not_know_the_pin_uses_the_numbers_and_the_other_way_round(table: Table) -> None:
    table.to_pad(FOREIGN)
    table.here.tap("other-key")
    table.shows("card_consent")
    table.here.tap("agree")
    table.shows("card_secret")
    assert table.hand.sees("card-face")
    table.here.tap("other-key")
    table.shows("card_consent")
    table.here.tap("agree")
    table.shows("card_secret")
    table.enter(PIN)
    table.shows("card_check")
    assert table.says("answer-me") == "ＮＧＵＹＥＮ ＶＡＮ\u3000ＡＮ"


def test_a_birthday_that_nobody_knows_stays_unknown(table: Table) -> None:
    table.to_pad(UNKNOWN_DAY)
    table.enter(PIN)
    table.shows("card_check")
    assert table.says("answer-my-birth") == "昭和17年"
    assert table.here.kiosk.engine.state.card is not None
    assert table.here.kiosk.engine.state.card.trouble is not CardTrouble.UNREADABLE
