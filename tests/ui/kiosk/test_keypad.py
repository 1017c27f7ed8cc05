"""The keypad's keys do what the settings say, beside a scanner that types and a locked terminal."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from config.schema.keypad import KEYS, Keypad
from devices.scanners.wedge import Scan
from hub.client import Scanner
from hub.domain.forms.walking import Stop
from kiosk.app.guiding.keypad import Stroke, strokes
from kiosk.app.scanning import TYPING, ScannerSeen, Scanning
from kiosk.shell.lockdown import LockDown
from tests.ui.kiosk.forms.gallery import form_phone
from tests.ui.kiosk.guided import Blind
from tests.ui.kiosk.kit import Stand
from tests.ui.kiosk.test_scanning import ADDRESS, Gun

Key = Qt.Key
NONE, BLOCK = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


def press(here: Stand, key: Qt.Key, held: Qt.KeyboardModifier = NONE, text: str = "") -> None:
    """A key as the system sends it."""
    here.clock.wait(1)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(here.screen.window, QKeyEvent(kind, key, held, text))


def test_every_name_of_the_settings_is_a_key_for_qt() -> None:
    found = strokes({"any": sorted(KEYS)})
    assert len(found) == len(KEYS)
    assert Stroke(0) not in found
    assert Stroke(Key.Key_Asterisk, block=True) in found


def test_a_keypad_may_send_any_keys(here: Stand) -> None:
    blind = Blind(here)
    keypad = Keypad(down=("F18",), enter=("F20",), back=("F19",), repeat=("F13",))
    blind.guide.take_keys(keypad.model_dump())
    blind.begin()
    press(here, Key.Key_F18)
    assert blind.focus == "take-number"
    press(here, Key.Key_F20)
    here.shows("services")
    press(here, Key.Key_F19)
    here.shows("home")


def test_a_block_of_digits_speaks_louder_and_repeats_while_its_digits_are_typed(
    here: Stand,
) -> None:
    blind = Blind(here)
    blind.begin()
    first = blind.voice.said[-1]
    press(here, Key.Key_Plus, BLOCK, "+")
    blind.guide.look()
    assert blind.voice.said[-1] == ("音量6",)
    press(here, Key.Key_Asterisk, BLOCK, "*")
    assert blind.voice.said[-1] == first
    before = len(blind.voice.said)
    press(here, Key.Key_Asterisk, NONE, "*")
    assert len(blind.voice.said) == before, "the * of a keyboard is a letter"


def test_backspace_goes_back_but_in_a_field(here: Stand) -> None:
    Blind(here)
    here.kiosk.takeNumber()
    here.shows("services")
    press(here, Key.Key_Backspace)
    here.shows("home")
    form_phone(here)
    for key in (Key.Key_0, Key.Key_9):
        press(here, key, text=chr(key))
    press(here, Key.Key_Backspace)
    assert here.screen.value("typed", "value") == "0"
    press(here, Key.Key_Escape)
    form = here.kiosk.engine.state.form
    assert form is not None
    assert form.stop != Stop("phone")


def test_a_keypad_with_a_jack_tells_of_it(here: Stand) -> None:
    blind = Blind(here)
    blind.guide.take_keys(Keypad(plugged=("F15",), unplugged=("F16",)).model_dump())
    assert blind.voice.plugs == [False]
    press(here, Key.Key_F15)
    press(here, Key.Key_F16)
    assert blind.voice.plugs == [False, True, False]


@pytest.fixture
def scans(here: Stand) -> Iterator[list[Scan | ScannerSeen]]:
    found: list[Scan | ScannerSeen] = []
    typing = lambda: here.kiosk.engine.state.screen in TYPING  # noqa: E731 - as the program has it
    scanning = Scanning(Scanner("wedge"), here.screen.window, typing, found.append)
    yield found
    scanning.close()


def test_a_scanner_beside_a_keypad_is_read_whole(
    here: Stand, scans: list[Scan | ScannerSeen]
) -> None:
    blind = Blind(here)
    gun = Gun(here)
    gun.type(ADDRESS)
    gun.enter()
    assert scans == [Scan(ADDRESS)]
    here.shows("home")
    blind.guide.look()
    assert blind.voice.said == [], "a scan is no keypad"
    assert blind.press(Key.Key_Down)[0].startswith("こんにちは")


def test_a_locked_terminal_lets_the_keypad_through_and_nothing_else(
    here: Stand, qapp: QGuiApplication
) -> None:
    blind = Blind(here)
    lock = LockDown(qapp)
    try:
        press(here, Key.Key_F6)
        assert blind.voice.said == []
        lock.spare([stroke.key for stroke in strokes(Keypad().model_dump())])
        press(here, Key.Key_F6)
        blind.guide.look()
        assert blind.voice.said[0][0].startswith("こんにちは")
        here.kiosk.takeNumber()
        here.shows("services")
        press(here, Key.Key_Escape)
        here.shows("home")
    finally:
        lock.release()
        qapp.setQuitOnLastWindowClosed(True)
