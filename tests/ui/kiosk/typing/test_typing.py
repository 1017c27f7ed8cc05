"""Our own Japanese input on real screens: touches, keypads, keyboards and scanners."""

import random
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.typing.candidates import Dictionary, Word
from kiosk.typing.kinds import RULES, Kind
from tests.ui.kiosk.typing.conftest import Sit
from tests.ui.kiosk.typing.gallery import tour
from tests.ui.kiosk.typing.kit import Desk
from tests.ui.qml import until


def strike(desk: Desk, keys: str) -> None:
    for key in keys:
        code = Qt.Key(ord(key.upper()))
        QTest.keyClick(desk.screen.window, code)


def buttons(desk: Desk) -> list[QQuickItem]:
    return [
        item
        for item in desk.screen.items()
        if item.inherits("QQuickAbstractButton") and item.isVisible() and item.isEnabled()
    ]


def focused(desk: Desk) -> str:
    item = desk.screen.window.activeFocusItem()
    return item.objectName()


def walk(desk: Desk, *keys: Qt.Key) -> None:
    for key in keys:
        desk.screen.key(key)


def test_a_name_by_touch(sit: Sit) -> None:
    desk = sit("name")
    desk.type("さとう")
    assert desk.screen.value("waiting", "text") == "さとう"
    desk.choose("佐藤")
    assert (desk.text, desk.typing.property("reading")) == ("佐藤", "さとう")
    desk.screen.tap("next")
    assert desk.screen.window.property("nexts") == 1
    assert desk.typing.finish() == "佐藤"


def test_voiced_and_small_kana_by_one_key(sit: Sit) -> None:
    desk = sit("kana")
    for key, presses in (("は", 2), ("つ", 1), ("し", 1), ("や", 1)):
        desk.type(key)
        for _ in range(presses):
            desk.screen.tap("modify")
    assert desk.text == "ぱっじゃ"


def test_a_rare_form_is_on_the_next_pages(sit: Sit) -> None:
    desk = sit("name")
    desk.type("わたなへ")
    desk.screen.tap("modify")
    words = desk.offered()
    desk.screen.tap("more")
    desk.tap("page-down")
    later = words[desk.screen.value("pages", "first")]
    desk.tap(f"choice-{words.index(later)}")
    assert desk.text == later
    desk.screen.wait("key-あ")


def test_a_character_that_is_not_there(sit: Sit) -> None:
    desk = sit("name")
    desk.type("よし")
    desk.offered()
    desk.screen.tap("more")
    desk.tap("missing")
    desk.type("た")
    desk.choose("田")
    assert (desk.text, desk.typing.property("reading")) == ("〓田", "よした")


def test_katakana_and_spaces(sit: Sit) -> None:
    desk = sit("text")
    desk.screen.tap("script")
    desk.screen.wait("key-ア")
    desk.type("マリ")
    desk.typing.finish()
    desk.screen.tap("space")
    desk.type("ア")
    assert desk.typing.finish() == "マリ　ア"


def test_romaji_by_touch_for_those_who_read_no_kana(sit: Sit) -> None:
    desk = sit("name", language="en")
    desk.type("SATOU")
    desk.choose("佐藤")
    assert desk.text == "佐藤"


def test_an_address_with_digits_and_its_words(sit: Sit) -> None:
    desk = sit("address")
    desk.type("ほんまち")
    desk.choose("本町")
    desk.screen.tap("layout-digits")
    desk.tap("key-3")
    desk.screen.tap("key-丁目")
    desk.screen.tap("key-5")
    assert desk.text == "本町3丁目5"


def test_a_building_with_a_roman_name(sit: Sit) -> None:
    desk = sit("address")
    desk.screen.tap("layout-letters")
    desk.tap("key-M")
    desk.screen.tap("shift")
    desk.tap("key-a")
    desk.screen.tap("shift")
    desk.tap("key-X")
    assert desk.text == "MaX"


def test_a_touch_puts_the_caret(sit: Sit) -> None:
    desk = sit("phone")
    desk.type("0901234")
    field = desk.screen.find("field")
    box = field.mapRectToScene(field.boundingRect()).toRect()
    inside = box.topLeft() + QPoint(12, 60)
    QTest.mouseClick(desk.screen.window, Qt.MouseButton.LeftButton, pos=inside)
    assert desk.typing.property("before") == ""
    desk.type("8")
    assert desk.text == "80901234"


def test_a_keyboard_types_kana_and_converts(sit: Sit) -> None:
    desk = sit("name")
    desk.screen.find("field").forceActiveFocus()
    strike(desk, "satou")
    desk.offered()
    walk(desk, Qt.Key.Key_Space)
    assert desk.text == "佐藤"
    walk(desk, Qt.Key.Key_Return)
    strike(desk, "ken")
    walk(desk, Qt.Key.Key_Backspace)
    assert desk.text == "佐藤け"
    walk(desk, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Backspace)
    assert desk.text == "佐け"


def test_a_scanner_types_at_once_and_its_enter_ends_the_field(sit: Sit) -> None:
    desk = sit("code")
    ended: list[str] = []
    desk.typing.submitted.connect(lambda: ended.append(desk.text))
    desk.screen.find("field").forceActiveFocus()
    desk.screen.tap("key-Q")
    desk.screen.tap("erase")
    strike(desk, "ab12345678cd")
    walk(desk, Qt.Key.Key_Return)
    assert ended == ["AB12345678CD"]


def test_with_the_keypad_alone(sit: Sit) -> None:
    desk = sit("kana")
    desk.screen.find("field").forceActiveFocus()
    walk(desk, Qt.Key.Key_Down)
    assert focused(desk) == "key-わ"
    right, down, enter = Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return
    walk(desk, right, right, right, enter)
    assert desk.text == "ま"
    walk(desk, *[right] * 4, down, enter)
    assert focused(desk) == "key-し"
    walk(desk, *[down] * 4)
    assert focused(desk) in ("erase", "next")
    walk(desk, down)
    assert focused(desk).startswith("aid-")
    assert desk.text == "まし"


def test_keys_that_are_typed_reach_the_field_from_anywhere_on_the_board(sit: Sit) -> None:
    desk = sit("phone")
    desk.screen.find("key-5").forceActiveFocus()
    strike(desk, "090")
    walk(desk, Qt.Key.Key_Backspace)
    assert desk.text == "09"


def test_without_the_dictionary_there_are_kana(sit: Sit) -> None:
    def broken() -> Dictionary:
        raise RuntimeError("no sys.dic")

    desk = sit("name", dictionary=broken)
    desk.type("さとう")
    assert desk.offered() == ["さとう", "サトウ"]
    desk.choose("サトウ")
    assert desk.text == "サトウ"


class Failing:
    def words(self, reading: str) -> Sequence[Word]:
        raise ValueError(reading)


def test_a_dictionary_that_fails_costs_the_kanji_and_tells_no_name(
    sit: Sit, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = sit("name", dictionary=Failing)
    desk.type("さとう")
    until(lambda: desk.typing.property("candidates") == ["さとう", "サトウ"])
    told = caplog.text + "".join(capsys.readouterr())
    assert "さ" not in told


def test_a_postal_code_gives_its_places(sit: Sit) -> None:
    desk = sit("postal")
    desk.type("9218046")
    desk.tap("area-1")
    assert desk.screen.window.property("area") == "石川県金沢市三小牛町"
    desk.screen.tap("clear")
    desk.type("9999999")
    until(lambda: desk.typing.property("areasFound") == "none")
    assert "見つかりません" in desk.screen.value("postal-message", "plain")


def test_a_date_by_touch(sit: Sit) -> None:
    desk = sit("date")
    for name in ("era-昭和", "key-3", "key-0", "key-5", "key-9"):
        desk.screen.tap(name)
    assert str(desk.dates.value) == "PartialDate(year=1955, month=5, day=9)"
    desk.screen.tap("part-month")
    desk.tap("unknown")
    assert str(desk.dates.value) == "PartialDate(year=1955, month=None, day=None)"


def test_a_date_by_keyboard_as_it_is_written_on_forms(sit: Sit) -> None:
    desk = sit("date")
    ended: list[object] = []
    desk.dates.submitted.connect(lambda: ended.append(desk.dates.value))
    desk.screen.find("era-令和").forceActiveFocus()
    strike(desk, "s3/1/29")
    walk(desk, Qt.Key.Key_Backspace)
    walk(desk, Qt.Key.Key_Tab)
    strike(desk, "8x")
    desk.dates.stroke(Qt.Key.Key_Enter, "")
    assert [str(when) for when in ended] == ["PartialDate(year=1928, month=1, day=28)"]


def test_a_date_in_the_wrong_era_offers_the_right_one(sit: Sit) -> None:
    desk = sit("date")
    for name in ("era-平成", "first-year", "key-1", "key-ending", "key-7"):
        desk.tap(name)
    assert desk.dates.value is None
    desk.screen.wait("take-meant")
    assert desk.screen.value("take-meant", "text") == "昭和64年1月7日 にする"
    desk.tap("take-meant")
    assert str(desk.dates.value) == "PartialDate(year=1989, month=1, day=7)"


def test_after_the_visit_nothing_is_left(sit: Sit) -> None:
    desk = sit("name")
    desk.screen.tap("switch")
    desk.screen.wait("key-Q")
    desk.type("HIMITU")
    desk.typing.reset()
    assert desk.text == ""
    assert "himitu" not in repr(vars(desk.typing)).lower()
    assert "ひみつ" not in repr(vars(desk.typing))
    desk.typing.begin("name", "", 0, "ja")
    assert desk.typing.property("layout") == "kana"


def test_the_board_that_was_chosen_stays_for_the_next_field(sit: Sit) -> None:
    desk = sit("name")
    desk.screen.tap("switch")
    desk.typing.begin("phone", "", 0, "ja")
    assert desk.typing.property("layout") == "digits"
    desk.typing.begin("kana", "", 0, "ja")
    assert desk.typing.property("layout") == "romaji"


@pytest.mark.parametrize("kind", Kind)
def test_every_key_has_a_name_and_is_large_enough(sit: Sit, kind: Kind) -> None:
    desk = sit(kind.value)
    assert len(buttons(desk)) > 10
    for item in buttons(desk):
        told = QAccessible.queryAccessibleInterface(item)
        assert told is not None
        assert told.text(QAccessible.Text.Name), item.objectName()
        box = item.mapRectToScene(item.boundingRect())
        assert min(box.width(), box.height()) >= 56, item.objectName()


@pytest.mark.parametrize("seed", range(2))
def test_a_monkey_breaks_nothing(sit: Sit, seed: int) -> None:
    chance = random.Random(seed)
    kind = chance.choice([Kind.NAME, Kind.ADDRESS, Kind.TEXT, Kind.KANA])
    desk = sit(kind.value, most=12)
    for _ in range(250):
        item = chance.choice(buttons(desk))
        if item.objectName() != "back":
            QTest.mouseClick(
                desk.screen.window,
                Qt.MouseButton.LeftButton,
                pos=item.mapToScene(item.boundingRect().center()).toPoint(),
            )
        if chance.random() < 0.2:
            strike(desk, chance.choice(["kya", "n", "7", "-", "xtu", " "]))
        assert len(desk.text) <= 12
        assert all(RULES[kind].accepts.match(char) for char in desk.text)


@pytest.mark.parametrize(
    ("size", "language", "mode"),
    [
        ("portrait", "ja-easy", "enlarged"),
        ("landscape", "ja", "enlarged"),
        ("landscape", "ne", "contrast"),
    ],
)
def test_nothing_is_clipped(qapp: object, size: str, language: str, mode: str) -> None:
    del qapp
    clipped = {name: found for name, found in tour(None, size, language, mode) if found}
    assert not clipped
