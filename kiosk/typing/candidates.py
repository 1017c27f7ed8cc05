"""What a reading may be written as: words first, then rare forms, kana and single kanji.

A dictionary that is missing or fails costs the kanji, never the visit: kana are always offered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.typing.board import to_hiragana, to_katakana
from kiosk.typing.variants import variants

# What one row shows comes first: the likely words, then the rare forms of the likeliest.
LIKELY = 6
VARIANTS = 6
MOST = 120


@dataclass(frozen=True, slots=True)
class Word:
    """A writing that the dictionary gives. `person`: every part of it is a person's name."""

    text: str
    person: bool = False
    parts: int = 1


class Dictionary(Protocol):
    """Kana to kanji."""

    def words(self, reading: str) -> Sequence[Word]:
        """The writings of a reading in hiragana, likeliest first; nothing if it cannot tell."""


def candidates(reading: str, dictionary: Dictionary, *, names: bool) -> tuple[str, ...]:
    """Return all writings without doubles; for names, those of people first."""
    plain = to_hiragana(reading)
    found = sorted(dictionary.words(plain), key=_order) if names else dictionary.words(plain)
    words = [word.text for word in found]
    rare = [form for word in words[:LIKELY] if names for form in variants(word, VARIANTS)]
    kana = [plain, to_katakana(plain)]
    return _once([*words[:LIKELY], *rare[:VARIANTS], *kana, *words[LIKELY:], *rare[VARIANTS:]])


def _order(word: Word) -> tuple[bool, int]:
    """People's names before other words, whole words before those of many parts."""
    return not word.person, word.parts


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MOST]
