"""A visitor finds no way out; the maintenance screen and the supervisor do."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.shell.lockdown import LockDown, fill_screen
from tests.ui.qml import Screen

KEYS = """
    Item {
        objectName: "keys"
        focus: true
        anchors.fill: parent
        property var seen: []
        Keys.onPressed: event => { seen = seen.concat([event.key]) }
    }
"""
Key = Qt.Key
Modifier = Qt.KeyboardModifier


@pytest.fixture
def lock(qapp: QGuiApplication) -> Iterator[LockDown]:
    held = LockDown(qapp)
    yield held
    held.release()
    qapp.setQuitOnLastWindowClosed(True)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_F4, Modifier.AltModifier),
        (Key.Key_Q, Modifier.ControlModifier),
        (Key.Key_W, Modifier.ControlModifier),
        (Key.Key_Tab, Modifier.AltModifier),
        (Key.Key_D, Modifier.MetaModifier),
        (Key.Key_Escape, Modifier.NoModifier),
        (Key.Key_F1, Modifier.NoModifier),
        (Key.Key_F11, Modifier.NoModifier),
        (Key.Key_F35, Modifier.NoModifier),
        (Key.Key_Menu, Modifier.NoModifier),
        (Key.Key_Print, Modifier.NoModifier),
    ],
)
@pytest.mark.usefixtures("lock")
def test_keys_that_leave_never_arrive(
    show: Callable[..., Screen], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    screen = show(KEYS)
    QTest.keyClick(screen.window, key, modifier)
    assert screen.value("keys", "seen").toVariant() == []
    assert screen.window.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Up, Key.Key_Tab, Key.Key_5])
@pytest.mark.usefixtures("lock")
def test_keys_of_the_keypad_arrive(show: Callable[..., Screen], key: Qt.Key) -> None:
    screen = show(KEYS)
    screen.key(key)
    assert screen.value("keys", "seen").toVariant() == [key.value]


def test_a_locked_window_refuses_to_close_until_it_is_released(
    show: Callable[..., Screen], lock: LockDown
) -> None:
    screen = show(KEYS)
    screen.window.close()
    assert screen.window.isVisible()
    lock.release()
    screen.window.close()
    assert not screen.window.isVisible()


def test_the_window_fills_its_screen_without_frame_or_cursor(show: Callable[..., Screen]) -> None:
    window = show(KEYS).window
    fill_screen(window, hide_cursor=True)
    assert window.visibility() == window.Visibility.FullScreen
    assert window.flags() & Qt.WindowType.FramelessWindowHint
    assert window.cursor().shape() == Qt.CursorShape.BlankCursor
    assert window.size() == window.screen().size()
