"""Which screen the display is on, also after cables were pulled and put back."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from kiosk.shell.lockdown import fill_screen

# Compositors report a screen before they have finished arranging it.
SETTLE_MS = 1500


class Placement(QObject):
    """Keeps a window full-screen on screen number `screen` (from 1; 0 or too many: the main one).

    No QScreen is kept: a pulled one dies at once.
    """

    def __init__(self, app: QGuiApplication, window: QWindow, screen: int) -> None:
        super().__init__(window)
        self._window = window
        self._screen = screen
        self._again = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._again.timeout.connect(self.place)
        app.screenAdded.connect(lambda _: self._again.start())
        app.screenRemoved.connect(lambda _: self._again.start())

    def place(self) -> None:
        """Put the window where it belongs."""
        screens = QGuiApplication.screens()
        named = screens[self._screen - 1] if 0 < self._screen <= len(screens) else None
        wanted = named or QGuiApplication.primaryScreen()
        self._window.setScreen(wanted)
        # Where several screens share a desktop that alone does not move it (QWindow::setScreen).
        self._window.setGeometry(wanted.geometry())
        fill_screen(self._window, hide_cursor=True)
