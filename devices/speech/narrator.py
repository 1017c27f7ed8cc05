"""The voice of a kiosk: says what is on the screen; the newest sentence silences the last."""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from devices.speech.library import Library
from devices.speech.port import Line, Speaker, SpeechFault
from devices.speech.sound import Sound, join

_log = logging.getLogger(__name__)
_BREATH = 0.35  # seconds between two sentences
_PATIENCE = 5.0  # seconds until a sentence that cannot be rendered is given up


class Narrator:
    """Says lines through one loudspeaker or headset, from `start` to `stop`."""

    def __init__(self, speaker: Speaker, library: Library) -> None:
        self._speaker = speaker
        self._library = library
        self._next: tuple[Sequence[Line], float] | None = None
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="narrator", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def say(self, lines: Sequence[Line], volume: float) -> None:
        """Say these, and nothing of what was being said. No lines: be silent."""
        with self._changed:
            self._next = (lines, volume)
            self._changed.notify()
        self._speaker.stop()

    def stop(self, seconds: float = 6.0) -> bool:
        """Be silent and end. False: the loudspeaker hangs."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._speaker.stop()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._stopping)
                wanted, self._next = self._next, None
            if wanted is not None:
                self._say(*wanted)

    def _say(self, lines: Sequence[Line], volume: float) -> None:
        fetched = [[self._library.sound(phrase) for phrase in line.phrases] for line in lines]
        try:
            for line in fetched:
                self._play(line, volume)
        except (SpeechFault, TimeoutError) as fault:
            _log.warning("the screen is not read aloud: %r", fault)
        except Exception:  # noqa: BLE001 - thread boundary: one bad sentence must not end it
            _log.exception("a bug in reading the screen aloud")

    def _play(self, line: Sequence["Future[Sound]"], volume: float) -> None:
        sound = join([future.result(_PATIENCE) for future in line], _BREATH)
        with self._changed:
            if self._next is not None or self._stopping:
                return
        self._speaker.play(sound, volume)
