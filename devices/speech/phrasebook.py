"""Every phrase as a sound: from the store at once, else rendered. One thread; knows no Qt.

What the configuration can call is rendered ahead, in the background (`plan`). A phrase that is
wanted now and not there yet goes before all that. What is private is rendered and never kept.
A voice that is away is asked again after a while; until then the next voice speaks, and what it
said is not kept.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from time import monotonic

from devices.speech.port import LanguageUnknown, Phrase, SpeechFault, Voice, VoiceAway
from devices.speech.sound import Sound
from devices.speech.store import Store, key

_log = logging.getLogger(__name__)
_WANTED = 200  # phrases that may wait: more than the longest line of calls has


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: until a voice that was away is asked again, and until idle voices are let go."""

    retry: float = 30.0
    idle: float = 60.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the planned phrases are there; `away` says which voice is not."""

    done: int
    planned: int
    away: str = ""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A phrase that somebody waits for. Not `kept`: it is nobody else's, and goes on no disk."""

    phrase: Phrase
    answer: "Future[Sound]"
    kept: bool


class Phrasebook:
    """Voices, best first, and a store, from `start` to `stop`."""

    def __init__(
        self,
        store: Store,
        voices: Sequence[Voice],
        pace: Pace | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._store = store
        self._voices = tuple(voices)
        self._pace = pace or Pace()
        self._clock = clock
        self._wishes: deque[_Wish] = deque()
        self._planned: deque[Phrase] = deque()
        self._later: list[Phrase] = []  # planned, but their voice was away
        self._total = 0
        self._away: dict[str, float] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="speech phrasebook", daemon=True)

    def start(self) -> None:
        """Begin rendering."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """End after the phrase at hand; wishes that wait fail. False: a voice still hangs."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def progress(self) -> Progress:
        """How far rendering ahead has come."""
        with self._changed:
            now = self._clock()
            away = [name for name, until in self._away.items() if until > now]
            missing = len(self._planned) + len(self._later)
            return Progress(self._total - missing, self._total, ", ".join(away))

    def plan(self, phrases: Iterable[Phrase]) -> None:
        """Render these ahead, in this order, in place of what was planned before."""
        with self._changed:
            self._planned = deque(phrase for phrase in phrases if not self._kept(phrase))
            self._later = []
            self._total = len(self._planned)
            self._changed.notify_all()

    def sound(self, phrase: Phrase, *, kept: bool = True) -> "Future[Sound]":
        """The phrase as a sound: done already where it is stored. Fails with a SpeechFault.

        Whoever does not want it any more cancels it. `kept` for the next time, or forgotten.
        """
        answer: Future[Sound] = Future()
        found = self._stored(phrase)
        if found is not None:
            answer.set_result(found)
            return answer
        with self._changed:
            if self._stopping or len(self._wishes) >= _WANTED:
                answer.set_exception(VoiceAway("too much is to be spoken, or nothing any more"))
            else:
                self._wishes.append(_Wish(phrase, answer, kept))
                self._changed.notify_all()
        return answer

    def _stored(self, phrase: Phrase) -> Sound | None:
        kept = (self._store.get(key(voice.name, phrase)) for voice in self._voices)
        return next((sound for sound in kept if sound is not None), None)

    def _kept(self, phrase: Phrase) -> bool:
        return any(key(voice.name, phrase) in self._store for voice in self._voices)

    def _run(self) -> None:
        while not self._stopping:
            self._turn()
        for wish in self._wishes:
            if wish.answer.set_running_or_notify_cancel():
                wish.answer.set_exception(VoiceAway("the terminal is being switched off"))
        self._let_go()

    def _turn(self) -> None:
        """One step of the thread: a wish, else a planned phrase, else a rest."""
        with self._changed:
            wish = self._wishes.popleft() if self._wishes else None
            planned = self._planned.popleft() if self._planned and not wish else None
            if wish is None and planned is None and not self._stopping:
                self._rest()
        if wish is not None:
            self._fulfil(wish)
        elif planned is not None and isinstance(self._answer(planned, fallback=False), VoiceAway):
            with self._changed:
                self._later.append(planned)

    def _fulfil(self, wish: _Wish) -> None:
        if not wish.answer.set_running_or_notify_cancel():
            return
        found = self._answer(wish.phrase, fallback=True, kept=wish.kept)
        if isinstance(found, Sound):
            wish.answer.set_result(found)
        else:
            wish.answer.set_exception(found)

    def _rest(self) -> None:
        """Wait for something to do. When a rest is over, what could not be prepared is tried."""
        if self._changed.wait(self._pace.retry if self._later else self._pace.idle):
            return
        if self._later:
            self._planned, self._later = deque(self._later), []
        else:
            self._let_go()

    def _answer(self, phrase: Phrase, *, fallback: bool, kept: bool = True) -> Sound | SpeechFault:
        try:
            return self._stored(phrase) or self._render(phrase, fallback=fallback, kept=kept)
        except SpeechFault as fault:
            return fault
        except Exception as bug:  # noqa: BLE001 - thread boundary: one bad phrase must not end it
            _log.exception("a bug in rendering speech")
            return VoiceAway(f"a bug: {type(bug).__name__}")

    def _render(self, phrase: Phrase, *, fallback: bool, kept: bool) -> Sound:
        """The phrase by the first voice that can; `kept` if no better one was away.

        Without `fallback`, by the voice that it is meant for or not at all.
        """
        away: VoiceAway | None = None
        for voice in self._voices:
            try:
                sound = self._spoken(voice, phrase)
            except LanguageUnknown:
                continue
            except VoiceAway as fault:
                if not fallback:
                    raise
                away = fault
                continue
            if kept and away is None:
                self._store.put(key(voice.name, phrase), sound)
            return sound
        raise away or LanguageUnknown(f"no voice speaks {phrase.language!r}")

    def _spoken(self, voice: Voice, phrase: Phrase) -> Sound:
        if not self._available(voice):
            raise VoiceAway(f"{voice.name} was away a moment ago")
        try:
            return voice.render(phrase)
        except VoiceAway as fault:
            _log.warning("voice away: %s", fault)
            self._away[voice.name] = self._clock() + self._pace.retry
            raise

    def _available(self, voice: Voice) -> bool:
        return self._away.get(voice.name, 0.0) <= self._clock()

    def _let_go(self) -> None:
        for voice in self._voices:
            voice.close()
