"""Shared components: one tap is one activation, the keypad reaches all, a reader hears names."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QKeyEvent
from PySide6.QtQml import QJSValue

from kiosk.shell.icons import render
from tests.ui.qml import Screen

GALLERY = Path(__file__).with_name("Gallery.qml")
AIDS = ["aid-language", "aid-enlarge", "aid-contrast", "aid-low-reach", "aid-voice"]
Show = Callable[..., Screen]


def _taps(screen: Screen) -> list[str]:
    return cast(list[str], cast(QJSValue, screen.window.property("taps")).toVariant())


def _focus(screen: Screen) -> str:
    return screen.window.activeFocusItem().objectName()


def test_one_touch_is_one_activation(show: Show) -> None:
    screen = show(GALLERY)
    screen.tap("number")
    assert _taps(screen) == ["number"]


def test_one_click_is_one_activation(show: Show) -> None:
    screen = show(GALLERY)
    screen.click("end")
    assert _taps(screen) == ["end"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_one_key_is_one_activation(show: Show, key: Qt.Key) -> None:
    screen = show(GALLERY)
    screen.find("print").forceActiveFocus()
    screen.key(key)
    assert _taps(screen) == ["print"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_that_is_held_is_one_activation(show: Show, key: Qt.Key) -> None:
    screen = show(GALLERY)
    screen.find("print").forceActiveFocus()
    none, press, release = (
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
    )
    steps = [(press, False)] + [(release, True), (press, True)] * 5 + [(release, False)]
    for kind, repeated in steps:
        QGuiApplication.sendEvent(screen.window, QKeyEvent(kind, key, none, "", repeated))
    assert _taps(screen) == ["print"]


def test_a_finger_that_slides_off_activates_nothing(show: Show) -> None:
    screen = show(GALLERY)
    screen.press("end")
    screen.move("end", "aid-voice")
    screen.release("aid-voice")
    assert _taps(screen) == []


def test_a_pressed_button_looks_pressed_at_once(show: Show) -> None:
    screen = show(GALLERY)
    before = screen.grab()
    screen.press("floors")
    during = screen.grab()
    screen.release("floors")
    assert screen.grab() == before
    assert during != before


def test_a_disabled_button_does_nothing(show: Show) -> None:
    screen = show(GALLERY)
    screen.find("end").setEnabled(False)
    screen.tap("end")
    screen.click("end")
    assert _taps(screen) == []


def test_arrow_keys_walk_through_all_controls_and_back(show: Show) -> None:
    screen = show(GALLERY)
    screen.find("number").forceActiveFocus()
    order = [_focus(screen)]
    for _ in range(10):
        screen.key(Qt.Key.Key_Down)
        order.append(_focus(screen))
    assert order == ["number", "floors", "back", "print", "end", "quiet", *AIDS]
    for _ in range(10):
        screen.key(Qt.Key.Key_Up)
    assert _focus(screen) == "number"


def test_the_focus_ring_is_for_the_keypad_not_for_the_finger(show: Show) -> None:
    screen = show(GALLERY)
    screen.tap("end")
    assert not screen.value("end", "visualFocus")
    screen.key(Qt.Key.Key_Up)
    assert screen.value("print", "visualFocus")
    item = screen.find("print")
    left = item.mapToScene(item.boundingRect().topLeft()).toPoint()
    row = [screen.grab().pixelColor(left.x() - n, left.y() + 50) for n in range(1, 7)]
    assert row == [QColor("#000000")] * 4 + [QColor("#ffd43d")] * 2


def test_a_reader_hears_role_name_and_explanation(show: Show) -> None:
    screen = show(GALLERY)
    number = screen.accessible("number")
    assert number.role() == QAccessible.Role.Button
    assert number.text(QAccessible.Text.Name) == "番号札をとる"
    assert number.text(QAccessible.Text.Description) == "窓口をえらんで、番号札をお取りください"
    assert screen.accessible("back").text(QAccessible.Text.Name) == "もどる"
    assert screen.accessible("ticket-number").text(QAccessible.Text.Name) == "AX-117"


def test_a_reader_hears_words_without_their_readings(show: Show) -> None:
    screen = show(GALLERY)
    assert screen.accessible("quiet").text(QAccessible.Text.Name) == "字が 見つからない"
    sentence = "窓口を えらんで、番号札を とってください。10分くらい 待ちます。"
    assert screen.accessible("ruby").text(QAccessible.Text.Name) == sentence


def test_a_reader_hears_which_aid_is_on(show: Show) -> None:
    screen = show(GALLERY, {"highContrast": True})
    checked = {aid: bool(screen.accessible(aid).state().checked) for aid in AIDS}
    assert checked == dict.fromkeys(AIDS, False) | {"aid-contrast": True, "aid-voice": True}


def test_a_reader_can_press_a_button(show: Show) -> None:
    screen = show(GALLERY)
    screen.accessible("end").actionInterface().doAction("Press")
    assert _taps(screen) == ["end"]


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (768, 1366), (2160, 3840)])
def test_every_control_is_large_enough_for_a_finger(show: Show, size: tuple[int, int]) -> None:
    screen = show(GALLERY, size=size)
    unit = min(size) / 1080
    for name in ["number", "floors", "back", "print", "end", "quiet", *AIDS]:
        item = screen.find(name)
        box = item.mapRectToScene(item.boundingRect())
        assert min(box.width(), box.height()) >= 80 * unit - 1, name


def test_figures_that_change_stay_in_their_place(show: Show) -> None:
    body = """Column {{ Digits {{ objectName: "a"; text: "{}"; size: 100 }} }}"""
    widths = {show(body.format(text)).find("a").width() for text in ("1:11", "8:48", "0:00")}
    assert len(widths) == 1


@pytest.mark.parametrize("text", ["A-047", "AX-001", "AX-000000001"])
def test_a_number_of_any_length_fits(show: Show, text: str) -> None:
    body = f"""TicketNumber {{ objectName: "a"; width: 600; text: "{text}" }}"""
    item = show(body).find("a")
    (row,) = [child for child in item.childItems() if child.inherits("QQuickRow")]
    assert row.x() >= -0.1
    assert row.width() <= 600.1


def test_ruby_breaks_lines_but_never_before_punctuation(show: Show) -> None:
    text = "{窓口|まどぐち}の {人|ひと}に {聞|き}いて ください。"
    screen = show(f"""Label {{ objectName: "a"; text: "{text}"; size: 40 }}""")
    ruby = next(item for item in screen.items() if item.property("lines") is not None)
    for width in range(80, 600, 7):
        screen.find("a").setWidth(width)
        for line in ruby.property("lines").toVariant():
            assert line[0]["base"] != "。"
            assert sum(piece["width"] for piece in line) <= width or len(line) == 1


def test_ruby_breaks_lines_between_words(show: Show) -> None:
    words = ["{紙|かみ}を ", "もらう、", "はんこを ", "{登録|とうろく}する"]
    screen = show(f"""Label {{ objectName: "a"; text: "{"".join(words)}"; size: 40 }}""")
    ruby = next(item for item in screen.items() if item.property("lines") is not None)
    starts = {word.strip("{")[0] for word in words}
    for width in range(240, 900, 7):
        screen.find("a").setWidth(width)
        for line in ruby.property("lines").toVariant():
            assert line[0]["base"][0] in starts


def test_ruby_that_has_to_fit_stays_on_its_line(show: Show) -> None:
    text = "{低|ひく}い {位置|いち}"
    screen = show(
        f"""Label {{ objectName: "a"; text: "{text}"; size: 40; width: 90; fit: true }}"""
    )
    ruby = next(item for item in screen.items() if item.property("lines") is not None)
    assert len(ruby.property("lines").toVariant()) == 1
    assert min(item.scale() for item in ruby.childItems()) < 0.6


def test_an_icon_is_drawn_in_its_colour_at_its_size() -> None:
    image = render("map", "#0017c1", QSize(200, 200))
    assert image.size() == QSize(200, 200)
    inked = {
        image.pixelColor(x, y).name()
        for x in range(200)
        for y in range(200)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {"#0017c1"}


def test_an_icon_that_is_not_bundled_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no_such_icon"):
        render("no_such_icon", "#000000", QSize(48, 48))
