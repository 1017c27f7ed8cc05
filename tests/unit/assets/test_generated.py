"""What code writes into assets/ is what is committed, and every asset has its licence."""

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

import assets
from assets import chimes, generate


@pytest.mark.parametrize("file", generate.outputs(), ids=lambda file: file.name)
def test_theme_and_style_sheet_are_those_of_the_tokens(file: Path) -> None:
    expected = generate.outputs()[file]
    assert file.read_text(encoding="utf-8") == expected, "run python -m assets.generate"


@pytest.mark.parametrize("make", [chimes.chime, chimes.touch])
def test_sounds_are_those_of_their_code(make: Callable[[], bytes]) -> None:
    with wave.open(str(assets.path("sounds", f"{make.__name__}.wav"))) as sound:
        assert sound.readframes(sound.getnframes()) == make(), "run python -m assets.chimes"
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (48_000, 1, 2)


@pytest.mark.parametrize("make", [chimes.chime, chimes.touch])
def test_sounds_have_head_room_and_begin_and_end_in_silence(make: Callable[[], bytes]) -> None:
    samples = memoryview(make()).cast("h")
    assert max(abs(sample) for sample in samples) <= 32767 * 0.51
    assert samples[0] == samples[-1] == 0


def test_the_bundled_things_carry_their_licences() -> None:
    licences = {file.name for file in assets.path("licences").iterdir()}
    assert licences == {
        "bizud-gothic-OFL.txt",
        "digital-go-jp-design-tokens-MIT.txt",
        "flite-CMU.txt",
        "material-symbols-Apache-2.0.txt",
        "mei-voice-CC-BY-3.0.txt",
        "noto-OFL.txt",
    }
