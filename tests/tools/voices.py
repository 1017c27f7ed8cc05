"""Speak the sentences that a terminal says by itself, and write them to assets/voices.

    apt-get install flite
    uv run python -m tests.tools.voices

Japanese by Open JTalk with the voice Mei (CC BY 3.0), English by Flite with the voice of the CMU
ARCTIC recordings "slt" (see assets/licences). Both are made here once, so that a terminal needs
neither. A language without a free voice has no file: there the chime alone is heard.
"""

import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import assets

RATE = 16_000  # samples a second, mono, 16 bits: speech needs no more
PEAK = 0.7  # of full scale; a voice is spoken over the noise of a lobby
SILENCE = 0.15  # seconds before the first and after the last word

SENTENCES = {
    "take-card": {"ja": "カードを、お取りください。", "en": "Please take your card."},
}


def japanese(text: str) -> list[float]:
    """The samples of a Japanese sentence."""
    import pyopenjtalk  # noqa: PLC0415 - only where voices are made

    samples, rate = pyopenjtalk.tts(text)
    # A mean of three is filter enough from 48 to 16 kHz: speech has little above 8 kHz.
    step = rate // RATE
    return [sum(samples[n : n + step]) / step for n in range(0, len(samples) - step, step)]


def english(text: str) -> list[float]:
    """The samples of an English sentence."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "voice.wav"
        command = ["flite", "-voice", "slt", "-t", text, "-o", str(file)]
        subprocess.run(command, check=True)
        with wave.open(str(file)) as sound:
            return list(map(float, memoryview(sound.readframes(sound.getnframes())).cast("h")))


SPEAKERS: Mapping[str, Callable[[str], list[float]]] = {"ja": japanese, "en": english}


def levelled(samples: Sequence[float]) -> bytes:
    """The samples at the strength of all sentences, with silence on both sides."""
    full = 32767 * PEAK / max(abs(sample) for sample in samples)
    silence = [0.0] * int(SILENCE * RATE)
    values = [round(sample * full) for sample in (*silence, *samples, *silence)]
    return b"".join(value.to_bytes(2, "little", signed=True) for value in values)


def write(file: Path, samples: bytes) -> None:
    """Write mono samples of 16 bits as a WAV file."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples)


def main() -> int:
    """Write every sentence."""
    for name, texts in SENTENCES.items():
        for language, text in texts.items():
            samples = levelled(SPEAKERS[language](text))
            write(assets.path("voices", f"{name}.{language}.wav"), samples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
