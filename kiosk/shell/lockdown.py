"""No way out of the terminal for a visitor, as far as a program can see to it.

Keys that the system takes before any program (Ctrl+Alt+Del, the Windows key, Alt+Tab under most
window managers) are for the kiosk mode of the operating system to lock.
"""

from collections.abc import Collection
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_KEY_EVENTS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
_COMMAND_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SYSTEM_KEYS = {
    Qt.Key.Key_Escape,
    Qt.Key.Key_Menu,
    Qt.Key.Key_Print,
    Qt.Key.Key_SysReq,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_Back,
    Qt.Key.Key_HomePage,
    *(Qt.Key(Qt.Key.Key_F1 + number) for number in range(35)),
}


class LockDown(QObject):
    """Swallow the keys that leave or change a full-screen program, and refuse to be closed."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._app = app
        self._spared: frozenset[int] = frozenset()
        app.setQuitOnLastWindowClosed(False)
        app.installEventFilter(self)

    def spare(self, keys: Collection[int]) -> None:
        """Let these keys through, pressed alone: the program takes them for itself."""
        self._spared = frozenset(keys)

    def release(self) -> None:
        """Let go: the maintenance screen or the supervisor ends the terminal."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return True for what a visitor must not reach."""
        if event.type() in _KEY_EVENTS:
            return self._leaves(cast(QKeyEvent, event))
        if event.type() == QEvent.Type.Close and isinstance(watched, QWindow):
            event.ignore()
            return True
        return False

    def _leaves(self, event: QKeyEvent) -> bool:
        system = event.key() in _SYSTEM_KEYS and event.key() not in self._spared
        return system or bool(event.modifiers() & _COMMAND_MODIFIERS)


def fill_screen(window: QWindow, *, hide_cursor: bool) -> None:
    """Show the window without a frame on its whole screen, above all others."""
    window.setFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    if hide_cursor:
        window.setCursor(Qt.CursorShape.BlankCursor)
    window.showFullScreen()
