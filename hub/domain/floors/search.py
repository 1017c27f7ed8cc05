"""Finding a place by what a person types: kana or kanji, whole words or their beginnings."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.domain.floors.places import Building, Place

# Small kana are typed as large ones by many, and long vowels are left out or written otherwise.
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_DROPPED = "ー・･-‐‑–—、。,.「」()[]'’ "
_KATAKANA, _HIRAGANA = range(0x30A1, 0x30F7), 0x60


@dataclass(frozen=True, slots=True)
class Found:
    """A place, and how well it fits: 0 is its own name, more is less sure."""

    place: Place
    distance: int


def folded(words: str) -> str:
    """`words` as they are compared: no matter of width, case, accents, kana or voicing marks."""
    wide = unicodedata.normalize("NFKC", words).casefold()
    hiragana = "".join(
        chr(ord(each) - _HIRAGANA) if ord(each) in _KATAKANA else each for each in wide
    )
    apart = unicodedata.normalize("NFD", hiragana)
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return "".join(each for each in bare.translate(_SMALL) if each not in _DROPPED)


def search(
    building: Building, typed: str, extra: Mapping[str, Iterable[str]] | None = None
) -> tuple[Place, ...]:
    """The places for what was typed, the surest first; nothing typed finds nothing.

    `extra` are more words for a place, by its id: the names of the services at its counter.
    """
    asked = folded(typed)
    if not asked:
        return ()
    found = [
        Found(place, distance)
        for place in building.places.values()
        if (distance := _distance(asked, place, (extra or {}).get(place.id, ()))) is not None
    ]
    return tuple(each.place for each in sorted(found, key=lambda each: each.distance))


def _distance(asked: str, place: Place, extra: Iterable[str]) -> int | None:
    """Names before other words; within each the whole, then the beginning, then the middle."""
    names = [*place.name.values(), place.reading]
    fits = [_fit(asked, folded(name)) for name in names]
    fits += [_fit(asked, folded(word), 3) for word in (*place.words, *extra)]
    return min((fit for fit in fits if fit is not None), default=None)


def _fit(asked: str, name: str, later: int = 0) -> int | None:
    if asked not in name:
        return None
    return later + (0 if asked == name else 1 if name.startswith(asked) else 2)
