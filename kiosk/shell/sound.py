"""Sounds of a terminal, one after another; one without sound is silent, and nothing else."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from PySide6.QtCore import QObject, QUrl

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_log = structlog.get_logger("terminal")


class Speaker(QObject):
    """Plays sound files (WAV), where there is something to play them on.

    `lost` says in the log, once, what is missed where there is no sound.
    """

    def __init__(
        self,
        lost: str,
        parent: QObject | None = None,
        make: "Callable[[Path, QObject], QSoundEffect | None] | None" = None,
    ) -> None:
        super().__init__(parent)
        self._lost = lost
        self._make = make or effect
        self._effects: dict[Path, QSoundEffect] = {}
        self._waiting: tuple[Path, ...] = ()
        self._silent = make is None and not has_sound_server()
        if self._silent:
            self._tell()

    def prepare(self, *files: Path) -> None:
        """Make sounds ready, so that they begin at once."""
        for file in files:
            if not self._silent and file not in self._effects:
                self._new(file)

    def play(self, *files: Path) -> None:
        """Play these files, in order, and nothing of what was playing before."""
        self.stop()
        self._waiting = files
        self._next()

    def stop(self) -> None:
        """Be silent."""
        self._waiting = ()
        for each in self._effects.values():
            each.stop()

    def _next(self) -> None:
        if self._silent or not self._waiting:
            return
        file, *rest = self._waiting
        self._waiting = tuple(rest)
        found = self._effects.get(file) or self._new(file)
        if found is not None:
            found.play()

    def _new(self, file: Path) -> "QSoundEffect | None":
        found = self._make(file, self)
        if found is None:
            self._silent = True
            self._tell()
            return None
        found.playingChanged.connect(lambda: None if found.isPlaying() else self._next())
        self._effects[file] = found
        return found

    def _tell(self) -> None:
        _log.info("no sound", hint=f"no sound device; {self._lost}")


def has_sound_server() -> bool:
    """Whether a sound system answers. Without one, Qt writes warnings for every attempt.

    With one that has died, libpulse ends the whole process (pa_context_get_state, by Qt 6.11).
    """
    server = os.environ.get("PULSE_SERVER", "")
    if sys.platform != "linux" or (server and not server.startswith("unix:")):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    usual = (str(runtime / name) for name in ("pulse/native", "pipewire-0"))
    return any(map(_answers, [server.removeprefix("unix:")] if server else usual))


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(0.2)
        return line.connect_ex(path) == 0


def effect(file: Path, parent: QObject) -> "QSoundEffect | None":
    """A sound that is ready to be played; None without a device to play it on."""
    # Loading Qt Multimedia costs a fifth of a second, and libraries that a silent terminal lacks.
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415 - see above

    if not QMediaDevices.audioOutputs():
        return None
    found = QSoundEffect(parent)
    found.setSource(QUrl.fromLocalFile(str(file)))
    return found
