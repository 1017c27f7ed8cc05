"""The voices that a terminal plays were spoken by tests.tools.voices."""

import wave
from pathlib import Path

import pytest

import assets
from tests.tools.voices import PEAK, RATE, SENTENCES, SILENCE, levelled

FILES = sorted(assets.path("voices").glob("*.wav"))


def test_every_sentence_was_spoken() -> None:
    spoken = {f"{name}.{tag}.wav" for name, texts in SENTENCES.items() for tag in texts}
    assert {file.name for file in FILES} == spoken, "run python -m tests.tools.voices"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_voice_is_short_strong_and_begins_and_ends_in_silence(file: Path) -> None:
    with wave.open(str(file)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
    assert 1 < len(samples) / RATE < 4
    assert max(abs(sample) for sample in samples) == pytest.approx(32767 * PEAK, abs=1)
    edge = int(SILENCE * RATE)
    assert not any(samples[:edge])
    assert not any(samples[-edge:])


def test_all_sentences_are_equally_strong() -> None:
    quiet = memoryview(levelled([0.0, 0.5, -1.0])).cast("h")
    assert min(quiet) == round(-32767 * PEAK)
