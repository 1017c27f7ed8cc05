"""Sounds as values: samples of 16 bits, one channel, little-endian. Pure.

Levels are shares of full scale (1.0 = 32,767); lengths are seconds.
"""

import io
import math
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

FULL = 32_767
RATE = 24_000  # samples a second of all that is spoken: twice what speech reaches (12 kHz)
_SILENT = 0.003  # of full scale: what a voice leaves before its first and after its last word


class DamagedSound(ValueError):
    """These bytes are no WAV file of 16 bits, one channel."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples (int16, mono) and how many of them are a second."""

    frames: bytes
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.frames) / 2 / self.rate

    @property
    def peak(self) -> float:
        """Its strongest sample."""
        values = samples(self)
        return max(max(values, default=0), -min(values, default=0)) / FULL

    @property
    def strength(self) -> float:
        """Its root mean square."""
        values = samples(self)
        return math.sqrt(math.fsum(v * v for v in values) / len(values)) / FULL if values else 0.0


def samples(sound: Sound) -> "array[int]":
    """The samples as numbers."""
    return array("h", sound.frames)


def of(values: Sequence[float], rate: int = RATE) -> Sound:
    """A sound of samples from -FULL to FULL; what is beyond is held at the edge."""
    held = (max(-FULL, min(FULL, round(value))) for value in values)
    return Sound(array("h", held).tobytes(), rate)


def silence(seconds: float, rate: int = RATE) -> Sound:
    """Nothing, for so long."""
    return Sound(bytes(2 * round(seconds * rate)), rate)


def join(sounds: Sequence[Sound], gap: float = 0.0) -> Sound:
    """One after the other, `gap` seconds between them. ValueError for different rates."""
    if not sounds:
        return Sound(b"")
    rates = {sound.rate for sound in sounds}
    if len(rates) > 1:
        raise ValueError(f"sounds of different rates cannot be joined: {sorted(rates)}")
    rate = rates.pop()
    return Sound(silence(gap, rate).frames.join(sound.frames for sound in sounds), rate)


def trim(sound: Sound, keep: float = 0.02) -> Sound:
    """Without the silence at both ends, but for `keep` seconds of it."""
    values = samples(sound)
    loud = _SILENT * FULL
    first = next((n for n, value in enumerate(values) if abs(value) > loud), None)
    if first is None:
        return Sound(b"", sound.rate)
    last = next(n for n in range(len(values) - 1, -1, -1) if abs(values[n]) > loud)
    kept = round(keep * sound.rate)
    return Sound(sound.frames[2 * max(0, first - kept) : 2 * (last + 1 + kept)], sound.rate)


def fade(sound: Sound, seconds: float = 0.01) -> Sound:
    """Rising from and falling to silence, so that no cut is heard as a click."""
    values = samples(sound)
    length = min(round(seconds * sound.rate), len(values) // 2)
    for n in range(length):
        values[n] = values[n] * n // length
        values[-1 - n] = values[-1 - n] * n // length
    return Sound(values.tobytes(), sound.rate)


def levelled(sound: Sound, strength: float = 0.12, peak: float = 0.9) -> Sound:
    """At this strength, or as near to it as no sample passes `peak`: nothing is clipped."""
    if not sound.peak:
        return sound
    gain = min(strength / sound.strength, peak / sound.peak)
    return of([value * gain for value in samples(sound)], sound.rate)


def spoken(raw: Sound) -> Sound:
    """What a voice rendered, as all phrases are kept: one rate, one strength, no clicks."""
    return fade(levelled(trim(at_rate(raw))))


def at_rate(sound: Sound, rate: int = RATE) -> Sound:
    """The same sound with so many samples a second, on straight lines between the given ones.

    Going down it takes the mean of the samples that one new sample stands for: enough of a
    filter for speech and chimes, which have little above 8 kHz.
    """
    values = samples(sound)
    if sound.rate == rate or not values:
        return Sound(sound.frames, rate)
    step = sound.rate / rate
    width = max(1, round(step))
    last = len(values) - width
    places = (n * step for n in range(round(len(values) / step)))
    return of([_between(values, min(place, last), width) for place in places], rate)


def _between(values: Sequence[int], place: float, width: int) -> float:
    if width > 1:
        start = int(place)
        return sum(values[start : start + width]) / width
    start = min(int(place), len(values) - 1)
    after = values[min(start + 1, len(values) - 1)]
    return values[start] + (after - values[start]) * (place - start)


def to_wav(sound: Sound) -> bytes:
    """The sound as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.frames)
    return out.getvalue()


def from_wav(data: bytes) -> Sound:
    """The sound of a WAV file. Raises DamagedSound, also for one that ends too early."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            form = (file.getnchannels(), file.getsampwidth())
            frames = file.readframes(file.getnframes())
            whole = len(frames) == 2 * file.getnframes()
            rate = file.getframerate()
    except (wave.Error, EOFError) as fault:
        raise DamagedSound(f"no WAV file: {fault}") from fault
    if form != (1, 2) or not whole:
        raise DamagedSound(f"{form[0]} channels of {form[1]} bytes, whole: {whole}")
    return Sound(frames, rate)


def from_stream(data: bytes) -> Sound:
    """The sound of a WAV file that was written into a pipe, where no length could be told yet.

    Raises DamagedSound.
    """
    start = data.find(b"data") + 8
    if not data.startswith(b"RIFF") or start < 8 + 12:
        raise DamagedSound("no WAV file")
    frames = data[start : len(data) - (len(data) - start) % 2]
    header = data[:4] + (start - 8 + len(frames)).to_bytes(4, "little") + data[8 : start - 4]
    return from_wav(header + len(frames).to_bytes(4, "little") + frames)
