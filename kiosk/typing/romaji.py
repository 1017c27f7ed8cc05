"""Roman letters to kana, letter by letter: Hepburn (shi, chi, tsu) and Kunrei (si, ti, tu).

As Japanese input methods do it: a doubled consonant is っ, `nn` and `n'` are ん, and so are `n`
and Hepburn's `m` before another consonant (Namba, Homma); `x` or `l` makes a kana small. Pure.
"""

from collections.abc import Mapping, Sequence

_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "x": "ぁぃぅぇぉ",
    "l": "ぁぃぅぇぉ",
}
# Consonants and the kana that ゃ ぃ ゅ ぇ ょ follow.
_GLIDES = dict(
    zip(
        ["ky", "sy", "ty", "ny", "hy", "my", "ry", "gy", "zy", "jy", "dy", "by", "py", "cy"],
        "きしちにひみりぎじじぢびぴち",
        strict=True,
    )
)
# Consonants whose own vowel is in the kana: sha is しゃ, shi is し.
_HEPBURN = {"sh": "し", "ch": "ち", "j": "じ"}
_OTHERS = """
ya や yu ゆ yo よ ye いぇ wa わ wo を wi うぃ we うぇ wyi ゐ wye ゑ nn ん n' ん - ー
tsu つ tsa つぁ tse つぇ tso つぉ thi てぃ dhi でぃ twu とぅ dwu どぅ
fu ふ fa ふぁ fi ふぃ fe ふぇ fo ふぉ vu ゔ va ゔぁ vi ゔぃ ve ゔぇ vo ゔぉ
xya ゃ xyu ゅ xyo ょ xtu っ xtsu っ xwa ゎ xka ゕ xke ゖ
lya ゃ lyu ゅ lyo ょ ltu っ ltsu っ lwa ゎ lka ゕ lke ゖ
"""


def _table() -> dict[str, str]:
    plain = {
        head + vowel: kana
        for head, row in _ROWS.items()
        for vowel, kana in zip(_VOWELS, row, strict=True)
    }
    pairs = _OTHERS.split()
    others = dict(zip(pairs[::2], pairs[1::2], strict=True))
    glides = _with_vowels(_GLIDES, ("ゃ", "ぃ", "ゅ", "ぇ", "ょ"))
    return plain | glides | _with_vowels(_HEPBURN, ("ゃ", "", "ゅ", "ぇ", "ょ")) | others


def _with_vowels(heads: Mapping[str, str], tails: Sequence[str]) -> dict[str, str]:
    return {
        head + vowel: kana + tail
        for head, kana in heads.items()
        for vowel, tail in zip(_VOWELS, tails, strict=True)
    }


TABLE = _table()
_BEGINNINGS = {spelling[:end] for spelling in TABLE for end in range(1, len(spelling))}


def feed(letters: str, letter: str) -> tuple[str, str]:
    """Return the kana that `letter` completes, and the letters that still wait for more.

    `letters` is what waited before. Letters that can become no kana are dropped.
    """
    letter = letter.lower()
    spelling = letters + letter
    if spelling in TABLE:
        return TABLE[spelling], ""
    if spelling in _BEGINNINGS:
        return "", spelling
    head, waiting = _head(letters, letter), letter if letter in _BEGINNINGS else ""
    return (head + TABLE[letter], "") if letter in TABLE else (head, waiting)


def flush(letters: str) -> str:
    """Return the kana for letters that nothing follows: `n` is ん, the rest is dropped."""
    return "ん" if letters == "n" else ""


def _head(letters: str, letter: str) -> str:
    """What the waiting letters are worth before a letter that does not belong to them."""
    if letters == "n" or (letters == "m" and letter in "bpm"):
        return "ん"
    doubled = letters == letter or (letters, letter) == ("t", "c")
    return "っ" if doubled and letter not in _VOWELS else ""
