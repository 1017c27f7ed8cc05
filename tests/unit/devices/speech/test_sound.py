"""Sounds as values."""

import math
import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.speech.sound import (
    FULL,
    RATE,
    DamagedSound,
    Sound,
    at_rate,
    fade,
    from_stream,
    from_wav,
    join,
    levelled,
    of,
    samples,
    silence,
    spoken,
    to_wav,
    trim,
)
from tests.unit.devices.speech.talking import tone

values = st.lists(st.integers(-FULL - 1, FULL), max_size=300)
sounds = values.map(lambda found: Sound(array("h", found).tobytes()))


def test_a_sound_knows_its_length_and_its_levels() -> None:
    sound = tone(0.5, peak=FULL / 2)
    assert sound.seconds == 0.5
    assert sound.peak == pytest.approx(0.5, abs=0.001)
    assert sound.strength == pytest.approx(0.5 / math.sqrt(2), abs=0.001)


def test_a_sound_of_nothing() -> None:
    empty = Sound(b"")
    assert (empty.seconds, empty.peak, empty.strength) == (0.0, 0.0, 0.0)
    assert join([]) == trim(empty) == fade(empty) == levelled(empty) == spoken(empty) == empty
    assert spoken(silence(0.5)) == empty


def test_samples_beyond_full_scale_are_held_at_its_edge() -> None:
    assert list(samples(of([40_000.0, -40_000.0, 0.4]))) == [FULL, -FULL, 0]


@given(st.lists(sounds, min_size=1), st.floats(0, 0.01))
def test_joined_sounds_follow_each_other_with_gaps(parts: list[Sound], gap: float) -> None:
    joined = join(parts, gap)
    frames = silence(gap).frames
    assert joined.frames == frames.join(part.frames for part in parts)


def test_sounds_of_different_rates_are_not_joined() -> None:
    with pytest.raises(ValueError, match="8000"):
        join([tone(rate=8000), tone()])


def test_silence_at_the_ends_goes_and_a_little_stays() -> None:
    padded = join([silence(1), tone(0.5), silence(0.7)])
    assert trim(padded, keep=0.02).seconds == pytest.approx(0.54, abs=0.002)
    assert trim(tone(0.5), keep=0.02).seconds == pytest.approx(0.5, abs=0.002)


@given(sounds)
def test_a_faded_sound_begins_in_silence_and_never_grows(sound: Sound) -> None:
    before, after = samples(sound), samples(fade(sound))
    assert len(after) == len(before)
    assert len(after) < 2 or after[0] == after[-1] == 0
    assert all(abs(b) <= abs(a) for a, b in zip(before, after, strict=True))


@given(sounds)
def test_a_levelled_sound_is_never_clipped_nor_too_strong(sound: Sound) -> None:
    found = levelled(sound)
    assert found.peak <= 0.9 + 0.001
    assert found.strength <= 0.12 + 0.001


def test_weak_and_strong_voices_are_brought_to_one_strength() -> None:
    assert levelled(tone(peak=300)).strength == pytest.approx(0.12, abs=0.001)
    assert levelled(tone(peak=30_000)).strength == pytest.approx(0.12, abs=0.001)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_a_tone_keeps_its_length_its_pitch_and_nearly_its_level_at_our_rate(rate: int) -> None:
    found = at_rate(tone(0.5, rate=rate))
    crossings = sum(a < 0 <= b for a, b in zip(samples(found), samples(found)[1:], strict=False))
    assert found.rate == RATE
    assert found.seconds == pytest.approx(0.5, abs=0.001)
    assert crossings == pytest.approx(220, abs=2)
    assert found.peak == pytest.approx(tone().peak, rel=0.03)


@given(sounds)
def test_a_wav_file_keeps_every_sample(sound: Sound) -> None:
    assert from_wav(to_wav(sound)) == sound


@given(st.binary(max_size=80))
def test_other_bytes_are_no_sound(data: bytes) -> None:
    with pytest.raises(DamagedSound):
        from_wav(data)
    with pytest.raises(DamagedSound):
        from_stream(data)


@given(st.integers(0, 43))
def test_a_file_that_ends_within_its_header_is_damaged(length: int) -> None:
    with pytest.raises(DamagedSound):
        from_wav(to_wav(tone())[:length])


def test_a_file_that_ends_too_early_or_is_in_stereo_is_damaged() -> None:
    wav = to_wav(tone())
    with pytest.raises(DamagedSound, match="whole"):
        from_wav(wav[:-2])
    stereo = wav[:22] + struct.pack("<H", 2) + wav[24:32] + struct.pack("<H", 4) + wav[34:]
    with pytest.raises(DamagedSound, match="channels"):
        from_wav(stereo)


def test_a_file_from_a_pipe_claims_a_length_that_it_does_not_have() -> None:
    sound = tone()
    wav = to_wav(sound)
    endless = wav[:4] + b"\x24\xf0\xff\x7f" + wav[8:40] + b"\x00\xf0\xff\x7f" + wav[44:]
    assert from_stream(endless) == sound
    assert from_stream(endless + b"\x00") == sound
