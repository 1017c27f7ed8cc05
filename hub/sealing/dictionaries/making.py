"""How dictionary 1 was made from words.txt: pieces of bodies, the most frequent last.

Deflate writes near matches shorter, and what ends a dictionary is nearest.
"""

import re
from collections.abc import Mapping
from importlib.resources import files

from hub.sealing import cbor
from hub.sealing.body import written

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
# How the numbers of Japanese telephones begin, and dates of the living.
_TELEPHONES = ("03", "06", "011", "022", "045", "052", "092", "096", "070", "080", "090")
_DATES = range(19350101, 20270101, 30000)


def make() -> bytes:
    """The dictionary's bytes; the same on every machine."""
    words = _words((files(__package__) / "words.txt").read_text(encoding="utf-8"))
    surnames, given = (
        [(name, kana) for name, kana in map(str.split, words[part])]
        for part in ("surnames", "given names")
    )
    pieces = [_named(name, kana.translate(_TO_KATAKANA)) for name, kana in (*surnames, *given)]
    pieces += [part.encode("utf-16-be") for part in (*words["areas"], *words["places"])]
    pieces += [_named(name, kana) for name, kana in (*given, *surnames)]
    pieces += [_telephone(start) for start in _TELEPHONES]
    pieces += [cbor.write(date)[:3] for date in _DATES]
    return b"".join(pieces)


def _words(text: str) -> Mapping[str, list[str]]:
    _, *parts = re.split(r"^\[(.*)\]\n", text, flags=re.MULTILINE)
    return {
        name: re.split(r"[;\n]", entries.strip())
        for name, entries in zip(parts[::2], parts[1::2], strict=True)
    }


def _named(name: str, kana: str) -> bytes:
    """As a name's list holds them, one behind the other (see hub.sealing.answers)."""
    return cbor.write(written(name)) + cbor.write(written(kana))


def _telephone(start: str) -> bytes:
    """The head of a text of 10 digits, or of 11 for mobile ones, and how they begin."""
    digits = 11 if start in ("070", "080", "090") else 10
    return cbor.write(start.ljust(digits, "0"))[: 1 + len(start)]
