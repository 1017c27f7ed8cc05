"""A sound card that only a test hears: PulseAudio with a sink that leads nowhere."""

import os
import subprocess
from pathlib import Path
from typing import Self

from devices.speech.sound import RATE, Sound
from tests.unit.devices.speech.talking import until

_SECONDS = 20.0


class SoundCard:
    """A PulseAudio server with one sink. Whatever is played on it can be recorded."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "card"
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"unix:{self._socket}"

    def __enter__(self) -> Self:
        native = f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"
        self._process = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                *("-L", "module-null-sink sink_name=ear", "-L", native),
            ],
            env=os.environ | {"HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)},
            stderr=subprocess.DEVNULL,
        )
        until(self._socket.exists, _SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()

    def pull(self) -> None:
        """The loudspeaker is unplugged; the sound system goes on without one."""
        self._order("unload-module", "module-null-sink")

    def plug(self) -> None:
        """It is plugged in again."""
        self._order("load-module", "module-null-sink", "sink_name=ear")

    def _order(self, *words: str) -> None:
        subprocess.run(
            ["pactl", *words],
            env=os.environ | {"PULSE_SERVER": self.address},
            check=True,
            capture_output=True,
        )

    def unplug(self) -> None:
        """The card is gone, and the sound system with it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._socket.unlink(missing_ok=True)


class Recording:
    """What is played on a card, from `with` to its end."""

    def __init__(self, card: SoundCard, folder: Path) -> None:
        self._card = card
        self._file = folder / "heard.raw"

    def __enter__(self) -> Self:
        form = ["--rate", str(RATE), "--channels", "1", "--format", "s16le", "--latency-msec", "20"]
        with self._file.open("wb") as file:
            self._process = subprocess.Popen(
                ["parec", "-d", "ear.monitor", *form],
                env=os.environ | {"PULSE_SERVER": self._card.address},
                stdout=file,
                stderr=subprocess.DEVNULL,
            )
        # It records once the first (silent) bytes are there.
        until(lambda: self._file.stat().st_size > 0, _SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    @property
    def sound(self) -> Sound:
        """All of it."""
        frames = self._file.read_bytes()
        return Sound(frames[: len(frames) - len(frames) % 2], RATE)
