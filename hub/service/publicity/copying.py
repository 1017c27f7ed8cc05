"""Copies of everything that is published, as files for other web servers to give out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from hub.domain.publicity import Situation
from hub.service.publicity.press import Edition
from hub.service.publicity.sheets import (
    LASTING_AGE,
    PASSING_AGE,
    Content,
    Sheet,
    file_name,
)

# After this everything is written again: somebody may have tidied the place up.
AGAIN = timedelta(hours=1)


class CopyFault(Exception):
    """A file cannot be put there; the message says why, for the log and the equipment page."""


@dataclass(frozen=True, slots=True)
class File:
    """`name` is its path in the copy, with slashes; `age` the seconds a cache may keep it."""

    name: str
    media_type: str
    body: bytes
    age: int


class Place(Protocol):
    """Where a copy goes. Blocking."""

    @property
    def name(self) -> str:
        """What the equipment page calls it."""

    def put(self, file: File) -> None:
        """Make the file this, whole or not at all; CopyFault."""


class Printing(Protocol):
    """As hub.web.publicity.printing.Printer."""

    def make(self, sheet: Sheet, found: Situation) -> Content:
        """One sheet."""


class Files:
    """Everything that is published, as files; sheets that have not changed are made once."""

    def __init__(self, printer: Printing, sheets: Iterable[Sheet], usual: str) -> None:
        self._printer = printer
        self._names = {sheet: file_name(sheet, usual) for sheet in sheets}
        self._lasting: dict[Sheet, tuple[int, File]] = {}

    def of(self, edition: Edition) -> Iterator[File]:
        """The files of an edition."""
        for sheet in self._names:
            yield self._passing(sheet, edition) if sheet.is_passing else self._known(sheet, edition)

    def _known(self, sheet: Sheet, edition: Edition) -> File:
        stamp, file = self._lasting.get(sheet, (0, None))
        if file is None or stamp != edition.lasting:
            file = self._file(sheet, edition, LASTING_AGE)
            self._lasting[sheet] = edition.lasting, file
        return file

    def _passing(self, sheet: Sheet, edition: Edition) -> File:
        return self._file(sheet, edition, PASSING_AGE)

    def _file(self, sheet: Sheet, edition: Edition, age: int) -> File:
        made = self._printer.make(sheet, edition.situation)
        return File(self._names[sheet], made.media_type, made.body, age)


class Copy:
    """One copy, kept the same as what is published. Belongs to one thread at a time."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._there: dict[str, bytes] = {}
        self._begun: datetime | None = None

    def renew(self, files: Iterable[File], now: datetime) -> None:
        """Put there what has changed; CopyFault, after which the rest is still to be put."""
        if self._begun is None or now - self._begun >= AGAIN:
            self._there, self._begun = {}, now
        for file in files:
            digest = sha256(file.body).digest()
            if self._there.get(file.name) != digest:
                self.place.put(file)
                self._there[file.name] = digest
