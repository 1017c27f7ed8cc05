"""The 五十音 board as data, and the key that makes か into が, は into ぱ, つ into っ. Pure."""

# From the right to the left of the board, as on a wall chart; a space is a gap.
COLUMNS = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "や ゆ よ",
    "らりるれろ",
    "わ を ん",
)
LONG = "ー"
SPACE = "\N{IDEOGRAPHIC SPACE}"

# Each kana becomes the next of its string, the last one the first. ゐ and ゑ are in the names of
# people born before the war.
_CYCLES = (
    *("あぁ", "いぃゐ", "うぅゔ", "えぇゑ", "おぉ"),
    *("かが", "きぎ", "くぐ", "けげ", "こご"),
    *("さざ", "しじ", "すず", "せぜ", "そぞ"),
    *("ただ", "ちぢ", "つっづ", "てで", "とど"),
    *("はばぱ", "ひびぴ", "ふぶぷ", "へべぺ", "ほぼぽ"),
    *("やゃ", "ゆゅ", "よょ", "わゎ"),
)
# Small カ and ケ are only written in katakana: 霞ヶ関.
_KATAKANA_CYCLES = {"カ": "カガヵ", "ケ": "ケゲヶ"}
# Hiragana U+3041-3096 and katakana U+30A1-30F6 stand in the same order.
_SHIFT = ord("ァ") - ord("ぁ")
_TO_KATAKANA = {code: code + _SHIFT for code in range(ord("ぁ"), ord("ゖ") + 1)}
_TO_HIRAGANA = {code + _SHIFT: code for code in _TO_KATAKANA}


def to_katakana(text: str) -> str:
    """Return the text with its hiragana as katakana."""
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """Return the text with its katakana as hiragana."""
    return text.translate(_TO_HIRAGANA)


def rows(*, katakana: bool) -> tuple[tuple[str, ...], ...]:
    """Return the board's five rows, each from left (わ) to right (あ); "" is a gap."""
    columns = [to_katakana(column) if katakana else column for column in reversed(COLUMNS)]
    return tuple(tuple(column[row].strip() for column in columns) for row in range(5))


def _steps() -> dict[str, str]:
    katakana = {to_katakana(cycle[0]): to_katakana(cycle) for cycle in _CYCLES}
    cycles = (*_CYCLES, *(katakana | _KATAKANA_CYCLES).values())
    pairs = ((cycle, cycle[1:] + cycle[0]) for cycle in cycles)
    return {kana: later for cycle, moved in pairs for kana, later in zip(cycle, moved, strict=True)}


_NEXT = _steps()


def modified(kana: str) -> str:
    """Return what 「゛゜小」 makes of a kana: the next of its cycle, or itself if it has none."""
    return _NEXT.get(kana, kana)
