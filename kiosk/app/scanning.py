"""The kiosk's scanner: keys that one types, or its serial port, become events."""

from collections.abc import Callable
from dataclasses import dataclass
from sys import platform
from time import monotonic
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

from assets.words import LANGUAGES
from devices.scanners.serial_scanner import SerialScanner
from devices.scanners.wedge import SILENCE, Key, Scan, Wedge
from hub.client import Scanner
from kiosk.app.scanning_views import latest_leg
from kiosk.app.world import World
from kiosk.flow.events import CodeScanned
from kiosk.flow.scanning import read
from kiosk.flow.state import Screen

# Where people type on a keyboard, and a scanner's text goes into the field as theirs does.
TYPING = frozenset({Screen.FORM_QUESTION, Screen.CARD_SECRET, Screen.PIN})
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
# X11, Wayland and evdev count the keys of the kernel from 8 (xkeyboard-config, keycodes/evdev).
FIRST_KEY = 0 if platform == "win32" else 8
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True)
class ScannerSeen:
    """The scanner on the serial port is there, or is not any more."""

    there: bool


def looked_at(scan: Scan, world: World) -> CodeScanned:
    """The event of a scan, with the language of the number that it names."""
    scanned = read(scan.text, whole=scan.whole)
    leg = latest_leg(world.lobby, scanned.ticket) if world.lobby else None
    language = leg.language if leg and leg.language in LANGUAGES else ""
    return CodeScanned(scanned, language, uuid4().hex)


class KeyFilter(QObject):
    """Takes a scanner's keys out of what a window gets: its Enter must never press a button.

    Its first four keys go on, as nobody knows yet whose they are; they mean nothing where it
    listens. `is_typing`: now the keys are for a field of the screen, whoever presses them.
    """

    def __init__(
        self,
        window: QWindow,
        is_typing: Callable[[], bool],
        on_scan: Callable[[Scan], None],
    ) -> None:
        super().__init__(window)
        self._is_typing = is_typing
        self._on_scan = on_scan
        self._wedge = Wedge()
        self._silence = QTimer(self, singleShot=True, interval=int(SILENCE * 1000))
        self._silence.timeout.connect(self._rest)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event ends here."""
        del watched
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._is_typing():
            self._wedge = Wedge()
            return False
        return self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = _key(event)
        if event.key() in _ENDS:
            self._wedge, heard = self._wedge.end(key.source, key.at)
        elif not key.writes or event.modifiers() & _COMMANDS or event.isAutoRepeat():
            return False
        else:
            self._wedge, heard = self._wedge.press(key)
        self._silence.start()
        for scan in heard.scans:
            self._on_scan(scan)
        return heard.taken

    def _rest(self) -> None:
        self._wedge, scans = self._wedge.rest()
        for scan in scans:
            self._on_scan(scan)


def _key(event: QKeyEvent) -> Key:
    """The key, and when the system saw it: the kiosk may be busy for a moment."""
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    code = max(0, event.nativeScanCode() - FIRST_KEY)
    at = event.timestamp() / 1000 or monotonic()
    return Key(code, event.text(), at, shifted, event.device().systemId())


class Scanning:
    """The scanner that the settings name, on a window and for as long as they do.

    `post` takes Scan and ScannerSeen from any thread.
    """

    def __init__(
        self,
        settings: Scanner,
        window: QWindow | None,
        is_typing: Callable[[], bool],
        post: Callable[[Scan | ScannerSeen], None],
    ) -> None:
        self.settings = settings
        self._keys: KeyFilter | None = None
        self._port: SerialScanner | None = None
        if settings.kind == "wedge" and window is not None:
            self._keys = KeyFilter(window, is_typing, post)
        if settings.kind == "serial":
            self._port = SerialScanner(
                settings.device,
                settings.baud,
                lambda text: post(Scan(text)),
                lambda there: post(ScannerSeen(there)),
            )
            self._port.start()

    def close(self) -> None:
        """Listen no more."""
        if self._keys is not None:
            self._keys.deleteLater()
        if self._port is not None:
            self._port.stop()
