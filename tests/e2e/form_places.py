"""A city with a kiosk that fills forms; all that both ever write is in one folder."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from tests.live import City
from tests.waiting import eventually

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "shift_jis", "unicode_escape")


@dataclass
class Place:
    """A city whose kiosk is at home in one folder: its data, its logs, its temporary files."""

    city: City
    home: Path

    def papers(self) -> list[Path]:
        return sorted(self.city.folder.glob("kiosk-1/receipts/*.png"))

    def codes(self) -> tuple[str, ...]:
        """What a scanner reads on the last paper."""
        eventually(lambda: bool(self.papers()), "the paper")
        with Image.open(self.papers()[-1]) as paper:
            return tuple(found.text for found in zxingcpp.read_barcodes(paper.convert("L")))

    def files(self) -> Iterator[Path]:
        """Every file that kiosk or hub wrote."""
        for folder in (self.city.folder, self.home):
            yield from (path for path in folder.rglob("*") if path.is_file())

    def holding(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """Names of files in which a word is found, in any encoding, with the word."""
        spellings = {spelling: word for word in words for spelling in _spellings(word)}
        return [
            (path.name, word)
            for path in self.files()
            for content in [path.read_bytes()]
            for spelling, word in spellings.items()
            if spelling in content
        ]


def _spellings(word: str) -> Iterator[bytes]:
    """The word in every encoding that has all of its characters."""
    for encoding in ENCODINGS:
        with suppress(UnicodeEncodeError):
            yield word.encode(encoding)
