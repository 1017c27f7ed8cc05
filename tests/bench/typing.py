"""Typing: from a key to its candidates, thread and all, as the screens get them."""

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from kiosk.app.lookup import Lookup, open_mozc
from kiosk.app.typing import Typing
from tests.bench.figures import Figure, percentile

# The most frequent family names, given names of every age, and lines of addresses.
NAMES = """
さとう すずき たかはし たなか いとう わたなべ やまもと なかむら こばやし かとう よしだ やまだ ささき
やまぐち まつもと いのうえ きむら はやし しみず さいとう やまざき もり いけだ はしもと あべ いしかわ
ひろし まさる ゆうこ はなこ けんじ みさき しょうた かずひろ ゆうき えみこ あおい れん ひなた
"""
ADDRESSES = """
ほんちょう にしまち くまもとけんくまもとしちゅうおうくてとりほんちょう さくらがおかはいつ
"""


def keys(_folder: Path) -> Iterator[Figure]:
    """Every key of the names and addresses, the dictionary just opened."""
    app = QCoreApplication.instance() or QCoreApplication([])
    lookup = Lookup(open_mozc)
    try:
        typing = Typing(lookup)
        _wait(app, typing, "name", "あ")
        times = [
            _wait(app, typing, kind, word[:end])
            for kind, words in (("name", NAMES), ("address", ADDRESSES))
            for word in words.split()
            for end in range(1, len(word) + 1)
        ]
    finally:
        lookup.close()
    yield Figure("candidates for a key, p50", percentile(times, 0.5) * 1000, "ms")
    yield Figure("candidates for a key, p99", percentile(times, 0.99) * 1000, "ms", 30)


def _wait(app: QCoreApplication, typing: Typing, kind: str, reading: str) -> float:
    """Seconds from the last key of a reading to its candidates."""
    typing.begin(kind, "", 0, "ja")
    for kana in reading[:-1]:
        typing.press(kana)
    if reading[:-1]:
        _offered(app, typing)
    began = time.perf_counter()
    typing.press(reading[-1])
    _offered(app, typing)
    return time.perf_counter() - began


def _offered(app: QCoreApplication, typing: Typing) -> None:
    """Sleep as the kiosk does until the worker answers."""
    while not typing.property("candidates"):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
