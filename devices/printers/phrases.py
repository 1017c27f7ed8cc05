"""Where a sentence is best broken: between phrases, as a reader of Japanese expects. Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

import budoux

from devices.printers.lines import units

_BREAK_AFTER = frozenset(" \u3000、。，．・!?！？；;")
_SHORT = 6  # characters; one item of a list (戸籍・), too little for the models to judge
_MODELS = {
    "zh-Hans": budoux.load_default_simplified_chinese_parser,
    "zh-Hant": budoux.load_default_traditional_chinese_parser,
}


def phrases(text: str, language: str) -> list[str]:
    """The text in pieces that are good to keep on one line; joined they are the text again."""
    return [phrase for part in _parts(text) for phrase in _phrases(part, language)]


def _parts(text: str) -> list[str]:
    """The text after each of whose parts a sign or a space allows a break."""
    found: list[str] = []
    for unit in units(text):
        if found and found[-1][-1] not in _BREAK_AFTER:
            found[-1] += unit
        else:
            found.append(unit)
    return found


def _phrases(part: str, language: str) -> list[str]:
    if len(part) <= _SHORT:
        return [part]
    ends = accumulate(len(phrase) for phrase in _parser(language).parse(part))
    wanted = {end for end in ends if not _inside_compound(part[end - 1 : end + 1], language)}
    found: list[str] = []
    place = 0
    for unit in units(part):
        if not found or place in wanted:
            found.append(unit)
        else:
            found[-1] += unit
        place += len(unit)
    return found


def _inside_compound(pair: str, language: str) -> bool:
    """Two kanji in a row: in Japanese rather one office's name (保険年金課) than two phrases."""
    return (
        len(pair) == 2
        and language not in _MODELS
        and all("\u4e00" <= character <= "\u9fff" for character in pair)
    )


@lru_cache(maxsize=3)
def _parser(language: str) -> budoux.Parser:
    return _MODELS.get(language, budoux.load_default_japanese_parser)()
