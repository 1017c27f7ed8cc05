"""The process that renders: `python -m devices.speech.child DRIVER`, a driver of pyttsx3.

A request is a line of JSON (language, text, reading). An answer is one byte and, for RENDERED, a
length of four bytes (big-endian) and a WAV file. It ends with its standard input.

It is a process of its own because pyttsx3 hangs on some machines (its issues 131, 194 and 224),
since a native voice that crashes must not take the display with it, and because the memory of a
voice goes with its process.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import IO

import psutil

from devices.speech import driver, openjtalk
from devices.speech.port import LanguageUnknown, Phrase, VoiceAway
from devices.speech.sound import Sound, from_wav, spoken, to_wav

RENDERED, UNKNOWN, FAILED = b"r", b"u", b"f"
# The languages of the product as the voices of Windows name them.
_LOCALES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "fil": "fil", "ja-easy": "ja"}


def main(name: str) -> None:
    """Answer requests until there are no more."""
    answers = _own_standard_output()
    _be_modest()
    driver.register()
    for line in sys.stdin.buffer:
        answers.write(answer(name, line))
        answers.flush()


def answer(name: str, request: bytes) -> bytes:
    """The answer to one request."""
    try:
        wav = to_wav(render(name, Phrase(**json.loads(request))))
    except LanguageUnknown:
        return UNKNOWN
    except Exception:  # noqa: BLE001 - process boundary: the parent tries another voice
        return FAILED
    return RENDERED + len(wav).to_bytes(4, "big") + wav


def render(name: str, phrase: Phrase) -> Sound:
    """Speak by an engine of its own: the second runAndWait of an engine of 2.99 never ends."""
    from pyttsx3.engine import Engine  # noqa: PLC0415 - loads what Windows speaks with

    engine = Engine(name)
    engine.setProperty("voice", _voice(engine, phrase.language))
    faults: list[Exception] = []
    engine.connect("error", lambda **told: faults.append(told["exception"]))
    text = _prepared(engine, name, phrase)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "voice.wav"
        engine.save_to_file(text, str(file))
        engine.runAndWait()
        if faults or not file.exists():
            raise VoiceAway(f"{name} did not speak: {faults}")
        return spoken(from_wav(file.read_bytes()))


def _prepared(engine: object, name: str, phrase: Phrase) -> str:
    """The text for this driver: ours holds it to the reading, others get the reading itself."""
    if name != openjtalk.NAME:
        return phrase.reading or phrase.text
    engine.setProperty("reading", phrase.reading)  # type: ignore[attr-defined]
    return phrase.text


def _voice(engine: object, language: str) -> str:
    wanted = _LOCALES.get(language, language).lower()
    for voice in engine.getProperty("voices"):  # type: ignore[attr-defined]
        if any(str(tag).lower().startswith(wanted) for tag in voice.languages):
            return str(voice.id)
    raise LanguageUnknown(f"no voice for {language!r} is installed")


def _own_standard_output() -> IO[bytes]:
    """Answers alone go to the parent; whatever libraries print goes with the errors."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _be_modest() -> None:
    """Rendering ahead never takes the processor from the screen."""
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        psutil.Process().nice(10)


if __name__ == "__main__":
    main(sys.argv[1])
