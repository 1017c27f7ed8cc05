"""Small secret files: written whole, for the hub's user alone, and destroyed so that it counts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes

from hub.service.ports_keys import KeyFault

# Windows takes the folder's rights instead.
_OWNER_ONLY, _OWNER_FOLDER = 0o600, 0o700
# Of Windows alone: without it a byte 10 becomes two.
_BINARY = getattr(os, "O_BINARY", 0)


def make_folder(folder: Path) -> None:
    """Raises KeyFault."""
    with _faults(folder, "作れません"):
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)


def read(path: Path) -> bytes:
    """Raises KeyFault."""
    with _faults(path, "読めません"):
        return path.read_bytes()


def create(path: Path, content: bytes) -> None:
    """A new file; nothing happens where another process was first. Raises KeyFault."""
    with _faults(path, "書けません"):
        try:
            _write(path, content)
        except FileExistsError:
            return


def replace(path: Path, content: bytes) -> None:
    """The file as a whole, or as it was. Raises KeyFault."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with _faults(path, "書けません"):
        fresh.unlink(missing_ok=True)
        _write(fresh, content)
        fresh.replace(path)


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


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _faults(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyFault(
            f"{path}: {what}（{error.strerror}）。ハブの利用者の権限と、ディスクの空きを"
            "確かめてください。"
        ) from error
