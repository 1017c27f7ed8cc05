"""The announcing thread of a display: calls in, chime and speech out; no fault ends it. No Qt.

The chime is played at once and whatever happens to the speech. While it sounds, the words are
fetched: most are rendered already. A line that is not there in time is left out; the display has
shown the call long before.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from devices.health import Device, DeviceHealth, Stage
from devices.speech import queue
from devices.speech.phrasebook import Phrasebook
from devices.speech.phrases import Words, script
from devices.speech.port import (
    LanguageUnknown,
    Script,
    Speaker,
    SpeakerAway,
    SpeechFault,
    VoiceAway,
)
from devices.speech.queue import Batch, Call, Loudness, Waiting
from devices.speech.sound import Sound, at_rate, join, silence

_log = logging.getLogger(__name__)
BREATH = 0.15  # seconds between two phrases of a line
PAUSE = 0.5  # between two lines
PATIENCE = 1.0  # seconds that a line may be late
RENDERING = 12.0  # that one may be late which nobody could render ahead, as of an emergency
Lines = list[list[Future[Sound]]]


# What staff should do, in codes that the pages put into words.
ADVICE = {Stage.READY: "", Stage.DEGRADED: "no_voice", Stage.FAILED: "no_sound"}


@dataclass(frozen=True, slots=True)
class Listeners:
    """Called in the announcing thread.

    `ducked(True)` before the chime, `ducked(False)` when nobody waits to be called any more:
    other sounds give way.
    `health` with the first announcement, and when it changes: DEGRADED where the chime sounds
    but no voice speaks, FAILED where there is no loudspeaker.
    """

    ducked: Callable[[bool], None]
    health: Callable[[DeviceHealth], None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a display calls: its chime, its volume, and the words of its other languages."""

    chime: Sound
    loudness: Loudness
    words: Mapping[str, Words]


class Announcer:
    """Calls are spoken one after the other, from `start` to `stop`.

    `clock` tells the local time of the lobby.
    """

    def __init__(
        self,
        speaker: Speaker,
        phrasebook: Phrasebook,
        manner: Manner,
        listeners: Listeners,
        clock: Callable[[], datetime],
    ) -> None:
        self._speaker = speaker
        self._phrasebook = phrasebook
        self._manner = manner
        self._chime = at_rate(manner.chime)
        self._listeners = listeners
        self._clock = clock
        self._waiting = Waiting()
        self._urgent: Script = ()
        self._changed = threading.Condition()
        self._stopping = False
        self._stage: Stage | None = None
        self._ducked = False
        self._fetching: threading.Thread | None = None
        self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def call(self, call: Call) -> None:
        """A number was called, or called again."""
        with self._changed:
            self._waiting = queue.add(self._waiting, call)
            self._changed.notify()

    def proclaim(self, lines: Script) -> None:
        """Say this before all calls, after what is not yet said of its kind.

        It is never silent: where the volume is lower than usual it is said as loudly as usual.
        """
        with self._changed:
            self._urgent += lines
            self._changed.notify()

    def withdraw(self, ticket: str) -> None:
        """The visitor has come, or the call was taken back: it need not be said any more."""
        with self._changed:
            self._waiting = queue.withdraw(self._waiting, ticket)

    def stop(self, seconds: float = 5.0) -> bool:
        """Be silent and end. False: the loudspeaker hangs."""
        with self._changed:
            self._stopping = True
            self._waiting, self._urgent = Waiting(), ()
            self._changed.notify()
        self._guarded(self._speaker.stop)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (turn := self._next()) is not None:
            self._announce(turn)
            if not self._waiting.calls:
                self._duck(False)

    def _next(self) -> Batch | Script | None:
        with self._changed:
            self._changed.wait_for(lambda: self._urgent or self._waiting.calls or self._stopping)
            if self._stopping:
                return None
            if self._urgent:
                urgent, self._urgent = self._urgent, ()
                return urgent
            batch, self._waiting = queue.take(self._waiting)
            return batch

    def _announce(self, turn: Batch | Script) -> None:
        volume = self._manner.loudness.at(self._clock().time())
        if not isinstance(turn, Batch):
            volume = max(volume, self._manner.loudness.usual)
        if volume <= 0:
            return
        self._duck(True)
        try:
            self._became(self._play(turn, volume))
        except Exception:  # noqa: BLE001 - thread boundary: one bad call must not end the day
            _log.exception("a bug in announcing")

    def _duck(self, ducked: bool) -> None:
        if ducked is not self._ducked:
            self._ducked = ducked
            self._guarded(lambda: self._listeners.ducked(ducked))

    def _play(self, turn: Batch | Script, volume: float) -> Stage:
        fetched = self._fetch(turn)
        patience = PATIENCE if isinstance(turn, Batch) else RENDERING
        try:
            self._speaker.play(self._chime, volume)
            spoken = [self._say(line, volume, patience) for line in fetched.result(PATIENCE)]
        except SpeakerAway as fault:
            if self._stage is not Stage.FAILED:
                _log.warning("no announcement is heard: %s", fault)
            return Stage.FAILED
        except (SpeechFault, TimeoutError, ValueError) as fault:
            _log.warning("an announcement is a chime alone: %r", fault)
            return Stage.DEGRADED
        return Stage.READY if all(spoken) else Stage.DEGRADED

    def _fetch(self, turn: Batch | Script) -> "Future[Lines]":
        """Look all phrases up beside the chime: a slow disk must not delay it."""
        answer: Future[Lines] = Future()
        if self._fetching is not None and self._fetching.is_alive():
            answer.set_exception(VoiceAway("the disk has not answered the last call yet"))
        else:
            self._fetching = threading.Thread(
                target=self._look_up, args=(turn, answer), name="announcement", daemon=True
            )
            self._fetching.start()
        return answer

    def _look_up(self, turn: Batch | Script, answer: "Future[Lines]") -> None:
        try:
            said = script(turn, self._manner.words) if isinstance(turn, Batch) else turn
            answer.set_result([[self._phrasebook.sound(p) for p in line.phrases] for line in said])
        except Exception as fault:  # noqa: BLE001 - thread boundary: told to who waits
            answer.set_exception(fault)

    def _say(self, line: list["Future[Sound]"], volume: float, patience: float) -> bool:
        """Play a whole line or nothing of it. False where a voice failed."""
        try:
            sounds = _in_time(line, patience)
        except LanguageUnknown:
            return True
        except (SpeechFault, TimeoutError) as fault:
            _log.warning("a line of an announcement is left out: %r", fault)
            return False
        if not self._stopping:
            self._speaker.play(join([join(sounds, BREATH), silence(PAUSE)]), volume)
        return True

    def _became(self, stage: Stage) -> None:
        if stage is not self._stage:
            self._stage = stage
            told = DeviceHealth(Device.SPEAKER, stage, self._clock(), advice=ADVICE[stage])
            self._guarded(lambda: self._listeners.health(told))

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # noqa: BLE001 - thread boundary: a listener's bug must not stop it
            _log.exception("a bug at the announcer's listener")


def _in_time(line: list["Future[Sound]"], seconds: float) -> list[Sound]:
    """The sounds of a line. Raises SpeechFault, or TimeoutError after so many seconds."""
    end = monotonic() + seconds
    return [future.result(max(0.0, end - monotonic())) for future in line]
