"""Checks and conversions of kana, widths and telephone numbers."""

import re

import jaconv

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_PHONE = re.compile(r"0\d{9,10}")


def is_kana(text: str) -> bool:
    """Is the text kana alone (with ー, ・ and spaces)?"""
    return bool(_KANA.fullmatch(text))


def hiragana(text: str) -> str:
    """Half-width or full-width katakana as hiragana: ﾀｶﾊｼ and タカハシ are たかはし."""
    return str(jaconv.kata2hira(jaconv.h2z(text)))


def katakana(text: str) -> str:
    """Any kana as full-width katakana."""
    return str(jaconv.hira2kata(jaconv.h2z(text)))


def half(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; kana stay full-width."""
    return str(jaconv.z2h(text, kana=False, digit=True, ascii=True))


def phone(text: str) -> str | None:
    """Return the digits of a Japanese telephone number: 10 or 11 with a leading 0; else None.

    A country code +81 becomes the leading 0.
    """
    digits = re.sub(r"[^\d+]", "", half(text))
    national = re.sub(r"^\+81\(?0?", "0", digits)
    return national if _PHONE.fullmatch(national) else None
