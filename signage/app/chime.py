"""The chime of a new call."""

from PySide6.QtCore import QObject

import assets
from kiosk.shell.sound import Speaker


class Chime(QObject):
    """Plays assets/sounds/chime.wav, where there is something to play it on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = assets.path("sounds", "chime.wav")
        self._speaker = Speaker("calls are shown without a chime", self)
        self._speaker.prepare(self._file)

    def play(self) -> None:
        """Start the chime, from its beginning if it is playing."""
        self._speaker.play(self._file)
