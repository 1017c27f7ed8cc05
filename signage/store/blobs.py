"""Files that are named by what is in them, whole or not there at all.

A file arrives beside its place, is flushed, checked against its SHA-256, and only then renamed.
What arrived of it is kept over outages and restarts, and the rest is asked for.
"""

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from hub import files
from hub.domain.signage.content import Medium

# Bytes of the disk that no medium may use: the lobby's news and proofs of play come first.
RESERVE = 64 * 1024 * 1024
_READ = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")

# The bytes of a file from an offset on.
Pieces = Callable[[int], Iterable[bytes]]


class Broken(Exception):
    """What is offered under this name is not what the name says; asking again is no use."""


class Interrupted(Exception):
    """Some bytes came, and then no more: the rest is worth asking for."""


class NoRoom(Exception):
    """The disk has no room for this file."""


class Blobs:
    """A folder of such files. For one thread at a time."""

    def __init__(self, folder: Path, reserve: int = RESERVE) -> None:
        self._folder = folder
        self._reserve = reserve

    def path(self, digest: str) -> Path:
        """Where the file of this name is, or would be. Raises Broken for what is no name."""
        if not _DIGEST.fullmatch(digest):
            raise Broken(f"{digest[:80]!r} is no SHA-256")
        return self._folder / digest[:2] / digest

    def holds(self, medium: Medium) -> bool:
        """Is it here, in its full size? Quick; `is_whole` is sure."""
        with suppress(Broken, OSError):
            return self.path(medium.digest).stat().st_size == medium.size
        return False

    def is_whole(self, medium: Medium) -> bool:
        """Is it here, and every byte of it right? Reads all of it."""
        with suppress(Broken, OSError), self.path(medium.digest).open("rb") as file:
            return sha256_of(file) == medium.digest
        return False

    def receive(self, medium: Medium, pieces: Pieces) -> None:
        """Fetch the file, going on where an earlier try stopped.

        Raises Broken, Interrupted, NoRoom, OSError, and whatever `pieces` raises; what arrived
        until then is kept, unless it is broken.
        """
        target = self.path(medium.digest)
        part = _part(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        before = _size(part)
        if shutil.disk_usage(target.parent).free < medium.size - before + self._reserve:
            raise NoRoom(f"{medium.digest}: {medium.size} bytes")
        arrived = _complete(part, medium.size, pieces)
        if arrived == (medium.size, medium.digest):
            part.replace(target)
            files.flush_folder(target.parent)
            return
        size, _ = arrived
        if before < size < medium.size:
            raise Interrupted(f"{medium.digest}: {size} of {medium.size} bytes")
        part.unlink()
        if not before or size < medium.size:
            raise Broken(f"{medium.digest}: other content than its name says")
        # What a power cut left of a half file need not be what was written to it.
        self.receive(medium, pieces)

    def drop(self, digest: str) -> None:
        """Remove the file, and what arrived of it."""
        with suppress(Broken):
            _remove(self.path(digest))
            _remove(_part(self.path(digest)))

    def keep_only(self, digests: Collection[str]) -> None:
        """Remove all others. What Windows holds because it is in use goes the next time."""
        for path in list(self._files()):
            if path.name.removeprefix(".").removesuffix(files.HALF) not in digests:
                _remove(path)

    def _files(self) -> Iterator[Path]:
        for folder in self._folder.glob("[0-9a-f][0-9a-f]"):
            yield from folder.iterdir()


def _complete(part: Path, most: int, pieces: Pieces) -> tuple[int, str]:
    """Add to the file what is still to come, up to `most` bytes; its size and digest, on disk."""
    with part.open("a+b") as file:
        file.seek(0)
        digest = sha256()
        for piece in _read(file):
            digest.update(piece)
        size = file.tell()
        for piece in pieces(size) if size < most else ():
            file.write(piece)
            digest.update(piece)
            size += len(piece)
            if size > most:
                break
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def sha256_of(file: BinaryIO) -> str:
    """The digest of the rest of an open file, in lower-case hexadecimal."""
    digest = sha256()
    for piece in _read(file):
        digest.update(piece)
    return digest.hexdigest()


def _read(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_READ):
        yield piece


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}{files.HALF}")


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _remove(path: Path) -> None:
    # Gone already, in use (Windows), or on a disk that takes nothing: never a reason to stop.
    with suppress(OSError):
        path.unlink()
