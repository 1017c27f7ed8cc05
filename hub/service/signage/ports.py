"""Where contents, media, publications, feeds and plays are kept.

Every call may block, and may raise JournalFault.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from hub.domain.signage.content import Feed, Feeds, Medium
from hub.domain.signage.programme import Generation, Play
from hub.domain.signage.publishing import Piece


@dataclass(frozen=True, slots=True)
class Publication:
    """A line of the publications' history; `who` let it out, `note` says what changed."""

    number: int
    at: datetime
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the library: which, and whose."""

    medium: Medium
    department: str
    added_by: str
    added_at: datetime


class Pieces(Protocol):
    """What staff have made, for reading."""

    def all(self) -> list[Piece]:
        """All pieces, by kind and id."""


class Publications(Protocol):
    """What was let out, for reading."""

    def history(self) -> list[Publication]:
        """The publications that are kept, the latest first."""

    def generation(self, number: int) -> Generation | None:
        """One of them; None where it is not kept (any more)."""

    def media(self) -> frozenset[str]:
        """The digests that any kept publication needs."""


class MediaBook(Protocol):
    """The library's list."""

    def all(self) -> list[Kept]:
        """Every file, the latest first."""

    def find(self, digest: str) -> Kept | None:
        """One file."""

    def add(self, kept: Kept) -> None:
        """Add a file; one that is there already stays as it is."""

    def remove(self, digest: str) -> None:
        """Take a file off the list."""


class MediaStore(Protocol):
    """The files themselves, by digest. Writing raises NoSpace where they do not fit."""

    def path(self, digest: str) -> Path | None:
        """Where a file lies, if it is there."""

    def thumbnail(self, digest: str) -> Path | None:
        """Where its small picture (JPEG) lies, if there is one."""

    def put(self, source: Path, digest: str, thumbnail: bytes) -> None:
        """Move a whole file of that digest, from a folder of `workshop`, into the store."""

    def remove(self, digest: str) -> None:
        """Drop a file and its small picture."""

    def digests(self) -> Iterator[str]:
        """Everything that lies there."""

    def workshop(self) -> AbstractContextManager[Path]:
        """A new folder on the store's disk for files that are not in it yet; dropped at the end."""

    def free(self) -> int:
        """Bytes that may still be stored."""


class NoSpace(Exception):
    """The disk, or what the settings allow, is full."""


class PlayBook(Protocol):
    """Proofs of play."""

    def add(self, plays: Sequence[Play]) -> None:
        """Keep them; one whose id is known already is passed over."""

    def of(self, campaign: str, begins: datetime, ends: datetime) -> list[Play]:
        """A campaign's plays that began in the half-open span, oldest first."""

    def forget(self, before: datetime) -> int:
        """Drop plays of no campaign that began earlier; how many."""


class FeedBook(Protocol):
    """What each source held when it was last read well."""

    def feeds(self) -> Feeds:
        """All of them, by source."""

    def put(self, feed: Feed) -> None:
        """Replace what was known of its source."""

    def keep(self, sources: Collection[str]) -> None:
        """Drop what came from others: they left the settings."""


class Inspector(Protocol):
    """Looks into a file, apart from the hub's own process."""

    def inspect(self, file: Path, name: str) -> "Inspected":
        """What it is; blocks up to a minute."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """`medium` with its small picture (JPEG), or the `reasons`, in Japanese, why not."""

    medium: Medium | None = None
    thumbnail: bytes = b""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """A file on its way here: whole it has `length` bytes, `offset` of them have come."""

    id: str
    length: int
    name: str
    by: str
    department: str
    begun_at: datetime
    offset: int = 0


class UploadStore(Protocol):
    """Files that are not whole yet; they outlast a restart of the hub."""

    def begin(self, sending: Sending) -> None:
        """Take down what is going to come."""

    def find(self, upload: str) -> Sending | None:
        """How far one has come."""

    def all(self) -> list[Sending]:
        """All that are on their way."""

    def append(self, upload: str, chunk: bytes) -> int:
        """Write on; how many bytes are there then. NoSpace."""

    def file(self, upload: str) -> Path:
        """What has come."""

    def drop(self, upload: str) -> None:
        """Forget one."""
