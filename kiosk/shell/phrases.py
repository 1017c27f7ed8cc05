"""Lines that break between phrases, as a reader of Japanese expects. Pure."""

import re
from functools import lru_cache

import budoux

# U+2060: no line break here. Qt draws nothing for it (Unicode Standard Annex 14, class WJ).
_JOINER = "\u2060"
# A longer phrase might not fit a line by itself.
_LONGEST = 12
_AFTER_DOT = re.compile("(?<=・)")


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=512)
def unbroken(text: str) -> str:
    """The text with its phrases held together; those too long for a line may break anywhere."""
    return "\n".join("".join(map(_held, _phrases(line))) for line in text.split("\n"))


def _phrases(line: str) -> list[str]:
    """The phrases; a middle dot ends one, and never begins a line (JIS X 4051)."""
    found: list[str] = []
    for phrase in _parser().parse(line):
        for piece in _AFTER_DOT.split(phrase):
            if found and piece.startswith("・"):
                found[-1] += piece
            else:
                found.append(piece)
    return found


def _held(phrase: str) -> str:
    words = phrase.split(" ")
    return " ".join(_JOINER.join(word) if len(word) <= _LONGEST else word for word in words)
