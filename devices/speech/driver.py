"""A driver for pyttsx3 that speaks with Open JTalk: pyttsx3 has none for Japanese on Linux.

pyttsx3 looks its drivers up as modules named pyttsx3.drivers.NAME; `register` puts this one
there. It is used as any other: `Engine("openjtalk")`, `save_to_file`, `runAndWait`. Its
properties are "voices", "voice", "rate" (words a minute; 200 is natural), "volume" (0 to 1),
"reading" (katakana that the text after it must sound like) and "player" (a function that plays
a Sound: what `say` speaks through, for a phrasebook has no loudspeaker).

The names in camelCase are pyttsx3's.
"""

import sys
from pathlib import Path
from typing import Any

from pyttsx3.voice import Voice

from devices.speech import openjtalk
from devices.speech.port import Phrase
from devices.speech.sound import Sound, of, samples, to_wav

NATURAL = 200.0  # words a minute, by pyttsx3's count
_MEI = Voice(id="mei", name="Mei", languages=["ja-JP"], gender="Female", age="Adult")


def register() -> None:
    """Make the driver known to pyttsx3."""
    sys.modules[f"pyttsx3.drivers.{openjtalk.NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> "Driver":  # noqa: N802 - pyttsx3 calls it
    """The driver for one engine."""
    return Driver(proxy)


class Driver:
    """What pyttsx3 wants of a driver. One phrase at a time, in the calling thread."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._properties: dict[str, Any] = {
            "voices": [_MEI],
            "voice": _MEI.id,
            "rate": NATURAL,
            "volume": 1.0,
            "reading": "",
            "player": None,
        }

    def destroy(self) -> None:
        """The engine goes; there is nothing to let go of."""

    def say(self, text: str) -> None:
        """Speak through the player; without one, nothing is heard."""
        self._proxy.setBusy(True)
        self._proxy.notify("started-utterance")
        player = self._properties["player"]
        if player is not None:
            player(self._spoken(text))
        self._proxy.notify("finished-utterance", completed=player is not None)
        self._proxy.setBusy(False)

    def save_to_file(self, text: str, filename: str) -> None:
        """Speak into a WAV file."""
        Path(filename).write_bytes(to_wav(self._spoken(text)))

    def stop(self) -> None:
        """Nothing to stop: a phrase is rendered before it is heard."""

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3 calls it
        """The value; KeyError for an unknown name."""
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3 calls it
        """Set one; KeyError for an unknown name."""
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3 calls it
        """Do all that is queued; all of it is done in this very call."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3 calls it
        """The queue is empty."""

    def _spoken(self, text: str) -> Sound:
        found = self._properties
        phrase = Phrase("ja", text, found["reading"])
        sound = openjtalk.render(phrase, speed=found["rate"] / NATURAL)
        volume = min(1.0, max(0.0, found["volume"]))
        if volume == 1.0:
            return sound
        return of([value * volume for value in samples(sound)], sound.rate)
