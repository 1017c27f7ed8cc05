"""What visitors carry: a number to type, and a link to scan.

A number has 7 random digits and a check digit by ISO/IEC 7064 MOD 11,10, which finds every
wrong digit and nearly every pair of digits that changed places.
"""

import re
import unicodedata

DIGITS = 8

# 192 bits in the letters of base64url: cannot be guessed.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_LINK = re.compile(rf"/a/({_TOKEN.pattern})/?(?:[?#].*)?$")


def with_check(digits: str) -> str:
    """The number of 7 digits."""
    return digits + _check_digit(digits)


def is_number(text: str) -> bool:
    """8 digits, of which the last is right."""
    digits = len(text) == DIGITS and text.isascii() and text.isdigit()
    return digits and _check_digit(text[:-1]) == text[-1]


def is_token(text: str) -> bool:
    """Could this be an appointment's token?"""
    return _TOKEN.fullmatch(text) is not None


def shown(number: str) -> str:
    """The number as it is printed and read aloud: "1234 5678"."""
    return f"{number[:4]} {number[4:]}"


def carried(code: str) -> str | None:
    """The number or the token in what was typed or scanned; None where it is neither.

    Numbers may be typed with spaces, hyphens and full-width digits; a link is known by its last
    part after "/a/".
    """
    text = code.strip()
    if "/" in text:
        link = _LINK.search(text)
        return link[1] if link else None
    if is_token(text):
        return text
    number = digits(text)
    return number if is_number(number) else None


def digits(text: str) -> str:
    """What was typed, without spaces and hyphens, in ASCII where it can be."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))


def _check_digit(digits: str) -> str:
    """ISO/IEC 7064:2003, 9.2: hybrid system MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
