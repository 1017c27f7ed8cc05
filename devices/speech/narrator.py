"""The voice of a kiosk: says what is on the screen; the newest sentence silences the last. No Qt.

No fault of a voice or of a loudspeaker ends it, and nothing that it says is logged.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field

from devices.health import Stage
from devices.speech.phrasebook import Phrasebook
from devices.speech.port import LanguageUnknown, Line, Speaker, SpeakerAway, SpeechFault
from devices.speech.sound import Sound, join

_log = logging.getLogger(__name__)
_BREATH = 0.1  # seconds between two phrases of a sentence
# Seconds until a sentence that cannot be rendered is given up: the first one loads the voice.
_PATIENCE = 12.0


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in one go, where, and how loudly (0 to 1).

    `private`: no sound of it is kept. `otherwise` is said where no voice speaks its language.
    """

    lines: Sequence[Line] = field(repr=False)
    speaker: Speaker
    volume: float
    private: bool = False
    otherwise: Sequence[Line] = ()


class Narrator:
    """Says one thing at a time, from `start` to `stop`.

    `became` hears in the narrator's thread how speaking went, when that changes: READY, DEGRADED
    where no voice speaks, FAILED where there is nothing to hear it from.
    """

    def __init__(self, phrasebook: Phrasebook, became: Callable[[Stage], None]) -> None:
        self._phrasebook = phrasebook
        self._became = became
        self._stage: Stage | None = None
        self._next: Speech | None = None
        self._now: Speech | None = None
        self._wanted: list[Future[Sound]] = []
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="narrator", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def say(self, speech: Speech) -> None:
        """Say this, and nothing more of what was being said; returns at once."""
        self._turn_to(speech)

    def hush(self) -> None:
        """Be silent at once."""
        self._turn_to(None)

    def stop(self, seconds: float = 6.0) -> bool:
        """Be silent and end. False: the loudspeaker hangs."""
        self._stopping = True
        self._turn_to(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _turn_to(self, speech: Speech | None) -> None:
        with self._changed:
            self._next, now, self._now = speech, self._now, None
            for future in self._wanted:
                future.cancel()
            self._changed.notify()
        if now is not None:
            now.speaker.stop()

    def _run(self) -> None:
        while not self._stopping:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._stopping)
                speech, self._next = self._next, None
                self._now = speech
            if speech is not None:
                self._guarded(speech)

    def _guarded(self, speech: Speech) -> None:
        try:
            stage = self._say(speech, speech.lines)
        except CancelledError:
            return
        except Exception:  # noqa: BLE001 - thread boundary: one bad sentence must not end it
            _log.exception("a bug in reading the screen aloud")
            return
        if stage is not self._stage:
            self._stage = stage
            self._became(stage)

    def _say(self, speech: Speech, lines: Sequence[Line]) -> Stage:
        try:
            for line in self._fetched(speech, lines):
                self._play(speech, join([each.result(_PATIENCE) for each in line], _BREATH))
        except LanguageUnknown:
            more = speech.otherwise if lines is not speech.otherwise else ()
            return self._say(speech, more) if more else Stage.READY
        except SpeakerAway as fault:
            _log.warning("nobody hears the screen read aloud: %s", fault)
            return Stage.FAILED
        except (SpeechFault, TimeoutError) as fault:
            _log.warning("the screen is not read aloud: %s", type(fault).__name__)
            return Stage.DEGRADED
        return Stage.READY

    def _fetched(self, speech: Speech, lines: Sequence[Line]) -> list[list["Future[Sound]"]]:
        """All that is to be said, asked for in its order; `_turn_to` takes it back."""
        keep = not speech.private
        found = [
            [self._phrasebook.sound(each, kept=keep) for each in line.phrases] for line in lines
        ]
        with self._changed:
            self._wanted = [future for line in found for future in line]
            if self._now is not speech:
                for future in self._wanted:
                    future.cancel()
        return found

    def _play(self, speech: Speech, sound: Sound) -> None:
        with self._changed:
            self._heed(speech)
        speech.speaker.play(sound, speech.volume)

    def _heed(self, speech: Speech) -> None:
        """Raises CancelledError where something else is to be said by now."""
        if self._now is not speech:
            raise CancelledError
