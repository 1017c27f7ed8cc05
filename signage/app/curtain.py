"""While a layout gives way to another, what was shown last stands before it."""

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider, QQuickWindow

from signage.app.display import Display

# A new layout whose media do not come is shown after so long all the same; calls must be seen.
PATIENCE_MS = 1500
_LOOK_MS = 30


class CurtainProvider(QQuickImageProvider):
    """Give the QML engine the picture of the screen before: `image://curtain/N`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.image = QImage()

    def requestImage(
        self,
        source: str,  # noqa: ARG002 - a number that tells one picture from the next
        size: QSize,  # noqa: ARG002 - Qt's way out for the natural size, unused by PySide6
        requested_size: QSize,  # noqa: ARG002 - it is drawn as it was
    ) -> QImage:
        """The picture; QML has its own copy afterwards."""
        return self.image


class Curtain(QObject):
    """Falls when `display` leaves a layout, and rises when the next one is whole."""

    def __init__(self, display: Display, window: QQuickWindow, provider: CurtainProvider) -> None:
        super().__init__(window)
        self._display, self._window, self._provider = display, window, provider
        self._falls = self._waited = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        display.leaving.connect(self._fall)

    def _fall(self) -> None:
        if not self._window.isVisible():
            return
        self._provider.image = self._window.grabWindow()
        self._falls += 1
        self._waited = 0
        self._display.draw_curtain(f"image://curtain/{self._falls}")
        self._timer.start()

    def _look(self) -> None:
        self._waited += _LOOK_MS
        if self._display.is_settled or self._waited >= PATIENCE_MS:
            self._timer.stop()
            self._provider.image = QImage()
            self._display.draw_curtain("")
