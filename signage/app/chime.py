"""The chime of a new call; a display without sound is silent, and nothing else."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from PySide6.QtCore import QObject, QUrl

import assets

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_log = structlog.get_logger("signage")


class Chime(QObject):
    """Plays assets/sounds/chime.wav, where there is something to play it on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect = _effect(self) if has_sound_server() else None
        if self._effect is None:
            _log.info("no sound", hint="no sound device; calls are shown without a chime")

    def play(self) -> None:
        """Start the chime, from its beginning if it is playing."""
        if self._effect is not None:
            self._effect.play()


def has_sound_server() -> bool:
    """Whether Qt has a sound system to ask. Without one, it writes warnings for every attempt."""
    if sys.platform != "linux" or "PULSE_SERVER" in os.environ:
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    return any((runtime / name).exists() for name in ("pulse/native", "pipewire-0"))


def _effect(parent: QObject) -> "QSoundEffect | None":
    # Loading Qt Multimedia costs a fifth of a second, and libraries that a silent display lacks.
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415 - see above

    if not QMediaDevices.audioOutputs():
        return None
    effect = QSoundEffect(parent)
    effect.setSource(QUrl.fromLocalFile(str(assets.path("sounds", "chime.wav"))))
    return effect
