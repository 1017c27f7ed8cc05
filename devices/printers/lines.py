"""Breaking text into lines, after the rules of Japanese typesetting (JIS X 4051, kinsoku). Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from devices.printers.fonts import clusters

NEVER_FIRST = frozenset(
    "、。，．,.・:;：；?!？！)]}）］｝〕〉》」』】〙〗〟’”ー々ゝゞヽヾ゛゜〜～…‥%％℃°"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NEVER_LAST = frozenset("([{（［｛〔〈《「『【〘〖〝‘“￥＄¥$〒№")
_RANGE = frozenset("〜～-–")


Measure = Callable[[str], float]
Phrases = Callable[[str], list[str]]


def break_lines(text: str, width: float, measure: Measure, phrases: Phrases) -> list[str]:
    """Lines no wider than ``width`` as measured, except a single character that is wider itself.

    Breaks between phrases; a phrase wider than a line where the rules allow it, a word wider
    than a line anywhere. No character but spaces at line ends is lost.
    """
    return [
        line
        for paragraph in text.split("\n")
        for line in _fill(phrases(paragraph), width, measure, (units, clusters, list))
    ]


def _fill(
    pieces: list[str], width: float, measure: Measure, finer: tuple[Phrases, ...]
) -> list[str]:
    """Put pieces on lines, first fit; one wider than a line is split the next finer way."""
    lines = [""]
    for piece in pieces:
        if measure((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        elif finer and measure(piece.rstrip()) > width:
            lines.extend(_fill(finer[0](piece), width, measure, finer[1:]))
        else:
            lines.append(piece)
    return [kept for kept in (line.strip() for line in lines) if kept]


def balance(width: int, count: int, lines_at: Callable[[int], int]) -> int:
    """The least width that takes no more lines, so that no short rest stands alone."""
    narrowest, widest = width // 2, width
    while narrowest < widest:
        middle = (narrowest + widest) // 2
        narrowest, widest = (
            (narrowest, middle) if lines_at(middle) <= count else (middle + 1, widest)
        )
    return widest


def units(text: str) -> list[str]:
    """The pieces of a text between which a line may end; joined they are the text again."""
    found: list[str] = []
    for cluster in clusters(text):
        if found and not _may_break(found[-1][-1], cluster[0]):
            found[-1] += cluster
        else:
            found.append(cluster)
    return found


def _may_break(before: str, after: str) -> bool:
    if after.isspace():
        return False
    if before.isspace():
        return True
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before.isdigit() or (before in _RANGE and after.isdigit()):
        return False  # a figure stays with its counter word: 12人, 15〜25分
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(character: str) -> bool:
    """Japanese and Chinese break between characters; Korean breaks between words."""
    hangul = "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff"
    return not hangul and unicodedata.east_asian_width(character) in ("W", "F")
