"""「カードをお取りください」: a chime and a voice, again and again until the card is taken."""

from collections.abc import Callable
from pathlib import Path

import assets

# Long enough to turn round and come back, short enough to be heard on the way to the door.
REPEAT_SECONDS = 8.0
# Whoever is still not back then is told by staff; the lobby shall not ring all evening.
PATIENT_SECONDS = 60.0
# Plain Japanese is spoken like Japanese; other languages have no voice yet, and get the chime.
_VOICES = {"ja": "ja", "ja-easy": "ja", "en": "en"}


class Reminder:
    """`play` gets the sounds, in order; none means silence."""

    def __init__(self, play: Callable[..., None]) -> None:
        self._play = play
        self._began: float | None = None
        self._next = 0.0

    def remind(self, *, wanted: bool, language: str, at: float) -> None:
        """Say it, if it is time at the instant `at` (seconds of a steady clock)."""
        if not wanted:
            if self._began is not None:
                self._play()
            self._began = None
            return
        if self._began is None:
            self._began = self._next = at
        if at >= self._next:
            early = at - self._began < PATIENT_SECONDS
            self._next = at + (REPEAT_SECONDS if early else PATIENT_SECONDS)
            self._play(*sounds(language))


def sounds(language: str) -> tuple[Path, ...]:
    """What is heard in a language."""
    chime = assets.path("sounds", "chime.wav")
    spoken = _VOICES.get(language)
    return (chime, assets.path("voices", f"take-card.{spoken}.wav")) if spoken else (chime,)
