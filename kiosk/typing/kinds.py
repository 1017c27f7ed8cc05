"""What each kind of text field takes, and with which boards. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from hub.domain.forms.answers import UNLISTED
from kiosk.typing.board import SPACE, to_hiragana, to_katakana


class Kind(StrEnum):
    """What is typed into a field."""

    KANA = "kana"
    KATAKANA = "katakana"
    NAME = "name"
    TEXT = "text"
    ADDRESS = "address"
    DIGITS = "digits"
    POSTAL = "postal"
    PHONE = "phone"
    CODE = "code"
    LATIN = "latin"
    EMAIL = "email"


class Layout(StrEnum):
    """A board to type with. LETTERS types the letters themselves, ROMAJI makes kana of them."""

    KANA = "kana"
    ROMAJI = "romaji"
    LETTERS = "letters"
    DIGITS = "digits"


_QWERTY = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_NUMBERS = "1234567890"


@dataclass(frozen=True, slots=True)
class Rule:
    """`accepts` matches one character; `most` counts characters as Python's len does."""

    accepts: re.Pattern[str]
    most: int
    layouts: tuple[Layout, ...]
    composes: bool = False


_JAPANESE = (Layout.KANA, Layout.ROMAJI, Layout.LETTERS, Layout.DIGITS)
_DIGITS = re.compile(r"[0-9]")
# No control characters, no line breaks; kana, kanji, letters and signs of any language.
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME = re.compile(r"[^\x00-\x1f0-9\x7f-\x9f\u2028\u2029]")

RULES = {
    Kind.KANA: Rule(re.compile(r"[ぁ-ゖー・　]"), 60, _JAPANESE[:2]),
    Kind.KATAKANA: Rule(re.compile(r"[ァ-ヶー・　]"), 60, _JAPANESE[:2]),
    Kind.NAME: Rule(_NAME, 40, _JAPANESE[:2], composes=True),
    Kind.TEXT: Rule(_TEXT, 200, _JAPANESE, composes=True),
    Kind.ADDRESS: Rule(_TEXT, 120, _JAPANESE, composes=True),
    Kind.DIGITS: Rule(_DIGITS, 20, (Layout.DIGITS,)),
    Kind.POSTAL: Rule(_DIGITS, 7, (Layout.DIGITS,)),
    Kind.PHONE: Rule(_DIGITS, 11, (Layout.DIGITS,)),
    Kind.CODE: Rule(re.compile(r"[A-Z0-9]"), 20, (Layout.LETTERS,)),
    Kind.LATIN: Rule(re.compile(r"[A-Z .,'\-]"), 60, (Layout.LETTERS,)),
    Kind.EMAIL: Rule(re.compile(r"[A-Za-z0-9@._+\-]"), 100, (Layout.LETTERS,)),
}


def fitting(kind: Kind, text: str) -> str:
    """Return the text as the field takes it, without the characters that it does not take."""
    return "".join(char for char in _written(kind, text) if RULES[kind].accepts.match(char))


def _written(kind: Kind, text: str) -> str:
    """Kana in their full width and script, letters and digits in half width; kanji untouched."""
    if RULES[kind].composes:
        return text
    plain = unicodedata.normalize("NFKC", text)
    if kind is Kind.KANA:
        return to_hiragana(plain).replace(" ", SPACE)
    if kind is Kind.KATAKANA:
        return to_katakana(plain).replace(" ", SPACE)
    return plain.upper() if kind in (Kind.CODE, Kind.LATIN) else plain


def letter_rows(kind: Kind, layout: Layout) -> tuple[str, ...]:
    """Return the rows of the board of letters, in capitals; e-mail addresses are in small ones."""
    top, middle, low = _QWERTY
    if layout is Layout.ROMAJI:
        return top, f"{middle}-", f"{low}'"
    if kind is Kind.EMAIL:
        return _NUMBERS, top.lower(), f"{middle.lower()}_", f"{low.lower()}-.@"
    if kind is Kind.LATIN:
        return top, f"{middle}-", f"{low}',."
    return _NUMBERS, top, middle, low if kind is Kind.CODE else f"{low}-."


def takes_unlisted(kind: Kind) -> bool:
    """May 〓 stand for a character that was not found?"""
    return RULES[kind].composes and bool(RULES[kind].accepts.match(UNLISTED))
