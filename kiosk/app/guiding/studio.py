"""Where the kiosk's sentences become sound: loaded with the first word that anybody wants."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devices.health import Stage
from devices.speech.narrator import Narrator, Speech
from devices.speech.phrasebook import Phrasebook
from devices.speech.phrases import sentence
from devices.speech.port import Line, Speaker, Voice
from devices.speech.store import Store
from kiosk.flow.guidance import Utterance


class Studio:
    """Voices and a narrator, from the making to `close`.

    Public sentences are kept in `folder`; private ones are rendered each time. `readings` are the
    city's words in kana. `became` is called in a thread of its own.
    """

    def __init__(
        self,
        folder: Path,
        voices: Sequence[Voice],
        readings: Mapping[str, str],
        became: Callable[[Stage], None],
    ) -> None:
        self._readings = readings
        self._book = Phrasebook(Store(folder), voices)
        self._narrator = Narrator(self._book, became)
        self._book.start()
        self._narrator.start()

    def say(
        self,
        utterance: Utterance,
        language: str,
        speaker: Speaker,
        volume: float,
        otherwise: Sequence[str],
    ) -> None:
        """Say it instead of what was being said; `otherwise`, in English, where no voice can."""
        lines = self._lines(utterance.sentences, language)
        instead = self._lines(otherwise, "en")
        self._narrator.say(Speech(lines, speaker, volume, utterance.private, instead))

    def hush(self) -> None:
        """Be silent at once."""
        self._narrator.hush()

    def close(self) -> None:
        """Be silent and end."""
        self._narrator.stop()
        self._book.stop()

    def _lines(self, sentences: Sequence[str], language: str) -> list[Line]:
        return [sentence(text, language, self._readings) for text in sentences]
