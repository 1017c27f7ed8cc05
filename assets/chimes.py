"""Make the sounds of the lobby: run `python -m assets.chimes` to write assets/sounds again.

A call is two soft tones, C#6 and half a second later A5, each with a few quiet overtones that
die sooner than the ground tone, as in a bell: heard in a busy lobby, and startling nobody.
"""

import math
import struct
import wave
from collections.abc import Iterable
from pathlib import Path

from assets import path

RATE = 48_000  # samples a second, mono, 16 bits
PEAK = 0.5  # of full scale: 6 dB of head-room
# (times the ground tone's frequency, strength, times its decay)
_OVERTONES = ((1.0, 1.0, 1.0), (2.0, 0.35, 1.8), (3.0, 0.12, 2.6), (4.2, 0.05, 4.0))


def chime() -> bytes:
    """Return the samples of a call, 2.4 seconds."""
    first, second = _tone(1108.73, 2.4, 2.6), _tone(880.0, 1.9, 2.2)
    late = int(0.5 * RATE)
    return _samples(a + (second[i - late] if i >= late else 0.0) for i, a in enumerate(first))


def touch() -> bytes:
    """Return the samples of a touched button, 0.08 seconds, a third as strong as a call."""
    return _samples(_tone(660.0, 0.08, 60.0), peak=PEAK / 3, fade=0.02)


def _tone(frequency: float, seconds: float, decay: float) -> list[float]:
    return [_bell(frequency, decay, n / RATE) for n in range(int(seconds * RATE))]


def _bell(frequency: float, decay: float, t: float) -> float:
    attack = min(1.0, t / 0.008)
    partials = (
        strength * math.exp(-decay * times_decay * t) * math.sin(math.tau * frequency * times * t)
        for times, strength, times_decay in _OVERTONES
    )
    return attack * sum(partials)


def _samples(values: Iterable[float], peak: float = PEAK, fade: float = 0.2) -> bytes:
    found = list(values)
    tail = int(fade * RATE)
    faded = [v * min(1.0, (len(found) - 1 - i) / tail) for i, v in enumerate(found)]
    full = 32767 * peak / max(abs(v) for v in faded)
    return struct.pack(f"<{len(faded)}h", *(round(full * v) for v in faded))


def write(file: Path, samples: bytes) -> None:
    """Write mono samples of 16 bits, little-endian, as a WAV file."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples)


if __name__ == "__main__":
    write(path("sounds", "chime.wav"), chime())
    write(path("sounds", "touch.wav"), touch())
