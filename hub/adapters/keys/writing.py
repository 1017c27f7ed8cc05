"""Small secret files: written whole, for the hub's user alone, and destroyed so that it counts."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes

from hub.adapters.database.files import flush_folder
from hub.service.ports_keys import KeyFault

# Windows takes the folder's rights instead.
_OWNER_ONLY, _OWNER_FOLDER = 0o600, 0o700
# Of Windows alone: without it a byte 10 becomes two.
_BINARY = getattr(os, "O_BINARY", 0)
_FRESH = ".new"
# Seconds; writing takes milliseconds.
_ABANDONED = 60


def make_folder(folder: Path) -> None:
    """Raises KeyFault."""
    with _faults(folder, "作れません"):
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)


def read(path: Path) -> bytes:
    """Raises KeyFault."""
    with _faults(path, "読めません"):
        return path.read_bytes()


def create(path: Path, content: bytes) -> None:
    """A new file, whole; nothing happens where another process was first. Raises KeyFault."""
    with _faults(path, "書けません"), _fresh(path, content) as fresh:
        try:
            os.link(fresh, path)
        except FileExistsError:
            return
        except OSError:
            # A disk without hard links (exFAT): who comes first is then not sure to the moment.
            if not path.exists():
                fresh.replace(path)
        flush_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """The file as a whole, or as it was. Raises KeyFault."""
    with _faults(path, "書けません"), _fresh(path, content) as fresh:
        fresh.replace(path)
        flush_folder(path.parent)


def sweep(folder: Path) -> None:
    """Destroy what a process that was killed left half done. Raises KeyFault."""
    with _faults(folder, "読めません"):
        left = [
            path
            for path in folder.glob(f"*{_FRESH}")
            if time.time() - path.stat().st_mtime > _ABANDONED
        ]
    for path in left:
        destroy(path)


def destroy(path: Path) -> None:
    """Overwrite, flush, remove. Raises KeyFault.

    A disk that keeps old blocks (SSD, snapshots) keeps what was encrypted anyway.
    """
    with _faults(path, "消せません"):
        try:
            with path.open("rb+") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                file.write(token_bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            return


@contextmanager
def _fresh(path: Path, content: bytes) -> Iterator[Path]:
    """A flushed file beside `path`, removed at the end unless it was renamed."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}{_FRESH}")
    fresh.unlink(missing_ok=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
        with os.fdopen(os.open(fresh, flags, _OWNER_ONLY), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _faults(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyFault(
            f"{path}: {what}（{error.strerror}）。ハブの利用者の権限と、ディスクの空きを"
            "確かめてください。"
        ) from error
