"""Where a sentence is best broken: between phrases, as a reader of Japanese expects. Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

import budoux

from devices.printers.lines import units

_BREAK_AFTER = frozenset(" \u3000、。，．・!?！？；;")
_MODELS = {
    "zh-Hans": budoux.load_default_simplified_chinese_parser,
    "zh-Hant": budoux.load_default_traditional_chinese_parser,
}


def phrases(text: str, language: str) -> list[str]:
    """The text in pieces that are good to keep on one line; joined they are the text again."""
    ends = accumulate(len(phrase) for phrase in _parser(language).parse(text))
    wanted = {
        end for end in ends if language in _MODELS or not _inside_compound(text[end - 1 : end + 1])
    }
    found: list[str] = []
    place = 0
    for unit in units(text):
        if found and not (place in wanted or found[-1][-1] in _BREAK_AFTER):
            found[-1] += unit
        else:
            found.append(unit)
        place += len(unit)
    return found


def _inside_compound(pair: str) -> bool:
    """Two kanji in a row: more often one office's name (保険年金課) than the end of a phrase."""
    return len(pair) == 2 and all("\u4e00" <= character <= "\u9fff" for character in pair)


@lru_cache(maxsize=3)
def _parser(language: str) -> budoux.Parser:
    return _MODELS.get(language, budoux.load_default_japanese_parser)()
