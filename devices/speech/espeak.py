"""Languages other than Japanese by espeak-ng, a program of its own. Absent: they are not spoken.

Chosen by listening and by the phonemes that version 1.51 (Debian 12, 13) says it makes: its voice
"cmn" reads most Chinese words as English letters, "cmn-latn-pinyin" all of them rightly. It has no
Filipino. Its Japanese knows kana alone, and serves where Open JTalk is away.
"""

import html
import re
import shutil
import subprocess

from devices.speech.port import LanguageUnknown, Phrase, VoiceAway
from devices.speech.processes import FLAGS
from devices.speech.sound import DamagedSound, Sound, from_stream, spoken

VOICES = {
    "ja": "ja",
    "en": "en-us",
    "zh-Hans": "cmn-latn-pinyin",
    "zh-Hant": "cmn-latn-pinyin",
    "ko": "ko",
    "vi": "vi",
    "pt": "pt-br",
    "ne": "ne",
}
_PROGRAM = "espeak-ng"
_PATIENCE = 5.0  # seconds; a sentence takes 0.1 to 0.4 on two busy cores
_SPEED = "150"  # words a minute; its own 175 is too fast for a hall
# Capitals beside a number are the letters of a label or a sign: A 12, 12A.
_LETTERS = re.compile(r"\b[A-Z]{1,3}(?= ?\d)|(?<=\d)[A-Z]{1,3}\b")


class Espeak:
    """espeak-ng, one run a phrase."""

    def __init__(self, program: str = _PROGRAM, patience: float = _PATIENCE) -> None:
        self._program = program
        self._patience = patience

    @property
    def name(self) -> str:
        """The program and how it is told to speak."""
        return f"{_PROGRAM} {_SPEED}"

    def render(self, phrase: Phrase) -> Sound:
        """Speak. Raises VoiceAway, LanguageUnknown."""
        voice = VOICES.get(phrase.language)
        text = phrase.reading if phrase.language == "ja" else phrase.text
        if voice is None or not text:
            raise LanguageUnknown(f"{_PROGRAM} does not speak {phrase.language!r}")
        return _sound(self._run(voice, marked(text)))

    def close(self) -> None:
        """Nothing stays open between phrases."""

    def _run(self, voice: str, ssml: str) -> bytes:
        program = shutil.which(self._program)
        if program is None:
            raise LanguageUnknown(f"{self._program} is not installed")
        # -b 1: the text is UTF-8; -m: it is SSML
        options = ["-v", voice, "-s", _SPEED, "-b", "1", "-m", "--stdin", "--stdout"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program, text by its standard input
                [program, *options],
                input=ssml.encode(),
                capture_output=True,
                timeout=self._patience,
                check=True,
                creationflags=FLAGS,
            )
        except (OSError, subprocess.SubprocessError) as fault:
            raise VoiceAway(f"{self._program} did not speak: {fault}") from fault
        return done.stdout


def marked(text: str) -> str:
    """The text as SSML, labels spelled: English would say the A of "A 12" as in "a number"."""
    letters = r'<say-as interpret-as="characters">\g<0></say-as>'
    return _LETTERS.sub(letters, html.escape(text, quote=False))


def _sound(data: bytes) -> Sound:
    try:
        return spoken(from_stream(data))
    except DamagedSound as fault:
        raise VoiceAway(f"{_PROGRAM} broke off: {fault}") from fault
