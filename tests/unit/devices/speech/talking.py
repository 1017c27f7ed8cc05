"""A voice and a loudspeaker for specifications: they do what they are told and remember it."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from devices.speech.port import LanguageUnknown, Phrase, SpeakerAway, VoiceAway
from devices.speech.sound import Sound, of

SECONDS = 10.0  # that a specification waits for a thread before it fails


def tone(seconds: float = 0.1, peak: float = 8000.0, rate: int = 24_000) -> Sound:
    """A 440 Hz tone."""
    count = round(seconds * rate)
    return of([peak * math.sin(math.tau * 440 * n / rate) for n in range(count)], rate)


def until(condition: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Wait for a condition of another thread."""
    tick = threading.Event()
    for _ in range(round(seconds / 0.005)):
        if condition():
            return
        tick.wait(0.005)
    raise AssertionError("it did not happen in time")


@dataclass
class ToneVoice:
    """Speaks in tones: one millisecond a letter."""

    name: str = "tones"
    languages: tuple[str, ...] = ("ja", "en")
    away: bool = False
    spoken: list[Phrase] = field(default_factory=list)
    closed: int = 0
    asked: int = 0
    away_told: int = 0
    free: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.free.set()

    def render(self, phrase: Phrase) -> Sound:
        self.asked += 1
        self.free.wait(SECONDS)
        if self.away:
            self.away_told += 1
            raise VoiceAway("unplugged")
        if phrase.language not in self.languages:
            raise LanguageUnknown(phrase.language)
        self.spoken.append(phrase)
        return tone(len(phrase.text) / 1000)

    def close(self) -> None:
        self.closed += 1


@dataclass
class Ear:
    """A loudspeaker that hears: what was played, how loud, and whether two sounds overlapped.

    While it holds, a sound lasts until it is stopped or released.
    """

    heard: list[tuple[Sound, float]] = field(default_factory=list)
    away: bool = False
    hold: bool = False
    overlapped: bool = False
    stops: int = 0
    refused: int = 0
    _over: threading.Event = field(default_factory=threading.Event)
    _playing: threading.Lock = field(default_factory=threading.Lock)

    def play(self, sound: Sound, volume: float) -> None:
        if self.away:
            self.refused += 1
            raise SpeakerAway("unplugged")
        if not self._playing.acquire(blocking=False):
            self.overlapped = True
            return
        self._over = threading.Event()
        self.heard.append((sound, volume))
        if self.hold:
            self._over.wait(SECONDS)
        self._playing.release()

    def stop(self) -> None:
        self.stops += 1
        self._over.set()

    def release(self) -> None:
        self.hold = False
        self._over.set()
