"""Which language a notice speaks: Japanese first and longer, then one of the others. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hub.domain.site import Text

# Japanese has this share of a turn, and no language less than so many seconds.
_SHARE = 0.6
_LEAST = timedelta(seconds=5)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language, and when the next one takes its place (at the end of the turn at the latest)."""

    language: str
    until: datetime


def languages(*texts: Text) -> tuple[str, ...]:
    """Those in which all the texts speak, Japanese first; a text without any word does not count.

    Plain Japanese ("ja-easy") is a language of its own here: it is written with readings.
    """
    said = [frozenset(name for name, words in text.items() if words.strip()) for text in texts]
    common = frozenset.intersection(*(names for names in said if names)) if any(said) else {"ja"}
    first = ["ja"] if "ja" in common else []
    return (*first, *sorted(name for name in common if name != "ja"))


def spoken(among: Sequence[str], began: datetime, until: datetime, now: datetime) -> Spoken:
    """The language at `now` within a turn; by the clock alone, so that displays agree.

    A turn that is too short for two has one, and the others come with later turns.
    """
    length = until - began
    first, *others = among or ("ja",)
    if not others:
        return Spoken(first, until)
    count = (began - _EPOCH) // max(length, timedelta(seconds=1))
    if length * (1 - _SHARE) < _LEAST:
        every = [first, *others]
        return Spoken(every[count % len(every)], until)
    change = began + length * _SHARE
    if now < change:
        return Spoken(first, change)
    return Spoken(others[count % len(others)], until)


def first_of(among: Iterable[str]) -> str:
    """What a turn begins with."""
    return next(iter(among), "ja")
