"""A loudspeaker that is a file: what would be heard goes into a WAV file, in its own time.

For tests, for the demo, and for anyone who wants to know what a display would say.
"""

import threading
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from devices.speech.port import SpeakerAway
from devices.speech.sound import RATE, Sound, at_rate, of, samples, silence

GAP = 1.0  # seconds of silence that are written between two sounds at the most
LIMIT = 60_000_000  # bytes, some 20 minutes; then the file begins anew


class Recorder:
    """Writes to `file`, which is begun with the first sound. `clock` tells seconds.

    `wait` lets a sound's time pass, until it is stopped.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        self._file = file
        self._clock = clock
        self._stopped = threading.Event()
        self._wait = wait or self._stopped.wait
        self._writer: wave.Wave_write | None = None
        self._written = 0
        self._ended = clock()

    def play(self, sound: Sound, volume: float) -> None:
        """Write a sound at its volume, and take as long as it lasts. Raises SpeakerAway."""
        self._stopped.clear()
        heard = at_rate(sound)
        louder = of([value * volume for value in samples(heard)], RATE)
        try:
            self._write(silence(min(GAP, self._clock() - self._ended)).frames + louder.frames)
        except OSError as fault:
            raise SpeakerAway(f"{self._file} cannot be written: {fault}") from fault
        self._wait(sound.seconds)
        self._ended = self._clock()

    def there(self) -> bool:
        """A file is always there."""
        return True

    def stop(self) -> None:
        """Wait no longer for the end of a sound."""
        self._stopped.set()

    def close(self) -> None:
        """Close the file."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(OSError):
                writer.close()

    def _write(self, frames: bytes) -> None:
        writer = self._writer
        if writer is None or self._written + len(frames) > LIMIT:
            writer = self._begin()
        # The header is right after every sound: the file can be listened to while it grows.
        writer.writeframes(frames)
        self._written += len(frames)

    def _begin(self) -> wave.Wave_write:
        self.close()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        made = wave.open(str(self._file), "wb")  # noqa: SIM115 - `close` does it
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        self._writer, self._written = made, 0
        return made
