"""Japanese by Open JTalk with the voice Mei, which comes with pyopenjtalk-plus: no network.

The library takes 1.6 s to load and 190 MB while it is used (measured, Python 3.11), so it lives
in a process of its own (devices.speech.child) that ends when there is nothing to render.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from devices.speech.port import LanguageUnknown, Phrase
from devices.speech.sound import FULL, RATE, Sound

if TYPE_CHECKING:  # numpy comes with the voice and is loaded with it
    from numpy import float64
    from numpy.typing import NDArray

NAME = "openjtalk"


def render(phrase: Phrase, speed: float = 1.0) -> Sound:
    """Speak a phrase as strongly as the voice does; `speed` 1.0 is some 7 morae a second.

    Raises LanguageUnknown.
    """
    if phrase.language != "ja":
        raise LanguageUnknown(f"Open JTalk does not speak {phrase.language!r}")
    import pyopenjtalk  # noqa: PLC0415 - see above

    text = as_it_must_sound(phrase, pyopenjtalk.g2p)
    return _sound(*pyopenjtalk.tts(text, speed=speed))


def _sound(wave: "NDArray[float64]", rate: int) -> Sound:
    """The mean of every two samples is filter enough from 48 to 24 kHz: speech has little there."""
    step = max(1, rate // RATE)
    means = wave[: len(wave) // step * step].reshape(-1, step).mean(axis=1)
    loudest = max(1.0, float(abs(means).max(initial=0.0)))
    return Sound((means * (FULL / loudest)).astype("<i2").tobytes(), rate // step)


def as_it_must_sound(phrase: Phrase, read: Callable[..., Any]) -> str:
    """The text where the voice reads it as the phrase's reading says, else the reading.

    Words have their accent only where they are written as words; kana alone is spoken flat.
    """
    if not phrase.reading or read(phrase.text, kana=True) == phrase.reading:
        return phrase.text
    return phrase.reading
