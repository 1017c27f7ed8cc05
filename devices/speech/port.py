"""What the lobby asks of a voice and of a loudspeaker, whatever stands behind them."""

from dataclasses import dataclass
from typing import Protocol

from devices.speech.sound import Sound


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are spoken in one breath.

    `language` is a tag of the product ("ja", "zh-Hans", ...), `text` what is written. `reading`
    (katakana) is how it must sound in Japanese; empty where the voice is trusted to know.
    """

    language: str
    text: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in one language: spoken whole, with a short breath after each phrase."""

    phrases: tuple[Phrase, ...]


# What is said after one chime, line after line.
Script = tuple[Line, ...]


class SpeechFault(Exception):
    """Something was not spoken. The environment's fault, never a bug."""


class VoiceAway(SpeechFault):
    """The voice is not installed or does not answer; it may do so later."""


class LanguageUnknown(SpeechFault):
    """The voice does not speak this language."""


class SpeakerAway(SpeechFault):
    """There is no loudspeaker, or it was unplugged."""


class Voice(Protocol):
    """The port of a synthesiser. One thread at a time uses a voice."""

    @property
    def name(self) -> str:
        """Says which voice it is, and of which version: rendered phrases are kept under it."""

    def render(self, phrase: Phrase) -> Sound:
        """Speak into samples, at the strength of all voices and without silence at the ends.

        Raises VoiceAway or LanguageUnknown; ends within some seconds in any case.
        """

    def close(self) -> None:
        """Let go of all resources; a later call takes them again."""


class Speaker(Protocol):
    """The port of a loudspeaker."""

    def play(self, sound: Sound, volume: float) -> None:
        """Play a sound, `volume` from 0 to 1; return when it was heard or stopped.

        Raises SpeakerAway.
        """

    def stop(self) -> None:
        """Be silent at once: from any thread, also when nothing plays.

        What was given to `play` before and has not begun is not heard either.
        """
