"""How numbers, letters, labels and counters are read in Japanese. Pure.

Readings are katakana as spoken: ー for a long vowel (ジュー, キュー), エ for the particle へ. They
follow the counting rules of any grammar of modern Japanese, with the readings that cannot be
misheard over a loudspeaker: 4 ヨン, 7 ナナ, 9 キュー.
"""

import re
from collections.abc import Mapping

_DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
# Where a digit and the unit after it change each other's sounds, or the digit is not said.
_TENS = {1: "ジュー"}
_HUNDREDS = {1: "ヒャク", 3: "サンビャク", 6: "ロッピャク", 8: "ハッピャク"}
_THOUSANDS = {1: "セン", 3: "サンゼン", 8: "ハッセン"}
_UNITS: tuple[tuple[int, str, Mapping[int, str]], ...] = (
    (10_000, "マン", {}),
    (1000, "セン", _THOUSANDS),
    (100, "ヒャク", _HUNDREDS),
    (10, "ジュー", _TENS),
)
_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *("エー", "ビー", "シー", "ディー", "イー", "エフ", "ジー", "エイチ", "アイ", "ジェー"),
            *("ケー", "エル", "エム", "エヌ", "オー", "ピー", "キュー", "アール", "エス", "ティー"),
            *("ユー", "ブイ", "ダブリュー", "エックス", "ワイ", "ゼット"),
        ),
        strict=True,
    )
)
_LABEL = re.compile(r"([A-Z]*)-?([0-9]{1,5})")
# A ticket's label in a sentence: A012, AX-001.
SPOKEN_LABEL = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,3})-?([0-9]{2,5})(?![0-9A-Za-z])")
_CLOCK = re.compile(r"(?<![0-9])([0-9]{1,2}):([0-9]{2})(?![0-9])")
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{1,4}(?![A-Za-z])")
# What stands between commas by itself.
_SIGNS = {
    "は": "ハ",
    "へ": "ヘェ",
    "ヘ": "ヘェ",
    "ー": "ノバスオト",
    "-": "ハイフン",
    ".": "テン",
    "_": "アンダーバー",
    "〓": "ミツカラナイジ",
}
_ALONE = re.compile(f"(?:^|(?<=、))[{re.escape(''.join(_SIGNS))}](?=、|$)")
_PIECE = re.compile(r"[0-9]{1,4}|[A-Z]")


def number(n: int) -> str:
    """The reading of 0 to 99,999; ValueError beyond."""
    if not 0 <= n <= 99_999:
        raise ValueError(f"{n} is no number of a ticket or a counter")
    if n == 0:
        return _DIGITS[0]
    found = ""
    for unit, name, special in _UNITS:
        digit, n = divmod(n, unit)
        if digit:
            found += special.get(digit, _DIGITS[digit] + name)
    return found + (_DIGITS[n] if n else "")


def letters(text: str) -> str:
    """The reading of capital letters, one after the other."""
    return "".join(_LETTERS[letter] for letter in text)


def spelled(sign: str) -> str:
    """The reading of what stands on a counter's sign: 3, 12A, B."""
    return "".join(
        number(int(piece)) if piece.isdecimal() else letters(piece)
        for piece in _PIECE.findall(sign)
    )


def split(label: str) -> tuple[str, int]:
    """The letters and the number of a ticket's label: A012 -> A, 12; AX-001 -> AX, 1.

    ValueError for what is no label.
    """
    found = _LABEL.fullmatch(label)
    if not found:
        raise ValueError(f"{label!r} is not the label of a ticket (A012, AX-001)")
    return found[1], int(found[2])


def katakana(text: str) -> str:
    """A reading in katakana."""
    return "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in text)


def for_the_voice(text: str) -> str:
    """A sentence of a screen as Open JTalk reads it rightly (measured, pyopenjtalk-plus 0.4).

    It says は and へ alone as the particles ワ and エ, 8:30 as two numbers, and of - nothing.
    """
    text = SPOKEN_LABEL.sub(lambda found: f"{letters(found[1])}、{int(found[2])}", text)
    text = _CLOCK.sub(_time, text)
    text = _CAPITALS.sub(lambda found: letters(found[0]), text)
    text = text.replace(", ", "、")
    return _ALONE.sub(lambda found: _SIGNS[found[0]], text)


def _time(found: re.Match[str]) -> str:
    hours, minutes = int(found[1]), int(found[2])
    return f"{hours}時{minutes}分" if minutes else f"{hours}時"


def with_readings(text: str, dictionary: Mapping[str, str]) -> str:
    """The text with every word of the dictionary (place names) put as it is read.

    Where words overlap, the longest counts.
    """
    words = sorted(filter(None, dictionary), key=len, reverse=True)
    if not words:
        return text
    pattern = "|".join(map(re.escape, words))
    return re.sub(pattern, lambda found: katakana(dictionary[found[0]]), text)
