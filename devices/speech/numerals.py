"""Numbers as they must be written so that a voice of the language says them rightly. Pure.

Measured with espeak-ng 1.51: in Nepali it says 12 in English but १२ in Nepali; in Mandarin it
says 103 without its zero ("one hundred three" is what people say for 130), 一百零三 rightly.
"""

import re

_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_HAN = "零一二三四五六七八九"
_HAN_UNITS = ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"))


def written(number: int, language: str) -> str:
    """The number (0 to 99,999) for a voice of this language."""
    if language in ("zh-Hans", "zh-Hant"):
        return _han(number)
    return str(number).translate(_DEVANAGARI) if language == "ne" else str(number)


def sign(text: str, language: str) -> str:
    """What stands on a counter's sign (3, 12A) for a voice of this language."""
    return re.sub("[0-9]+", lambda found: written(int(found[0]), language), text)


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    found, zero = "", False
    for unit, name in _HAN_UNITS:
        digit, number = divmod(number, unit)
        if digit:
            found += (_HAN[0] if zero else "") + _HAN[digit] + name
        zero = bool(found) and not digit
    if number:
        found += (_HAN[0] if zero else "") + _HAN[number]
    return found.removeprefix("一") if found.startswith("一十") else found
