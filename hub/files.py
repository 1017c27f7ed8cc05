"""Files that are written whole or not at all, on the disk when that is said, and destroyed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_bytes

# For the hub's or the terminal's own user; Windows takes the folder's rights instead.
OWNER_ONLY = 0o600
# How the names of files end that are not whole yet.
HALF = ".part"


@contextmanager
def beside(target: Path, mode: int = OWNER_ONLY) -> Iterator[Path]:
    """A new, empty file to write what `target` will be; removed at the end if not renamed."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}{HALF}")
    fresh.unlink(missing_ok=True)
    try:
        fresh.touch(mode, exist_ok=False)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """As `beside`; at the end the file takes the place of `target`. An exception leaves that."""
    with beside(target) as fresh:
        yield fresh
        flush(fresh)
        fresh.replace(target)
        flush_folder(target.parent)


def write(target: Path, content: bytes) -> None:
    """Make `target` this content, for the own user alone."""
    with replacing(target) as fresh:
        fresh.write_bytes(content)


def destroy(path: Path) -> None:
    """Overwrite, flush, remove; one that is gone already does no harm.

    A disk that keeps old blocks (SSD, snapshots) keeps what was encrypted anyway.
    """
    with suppress(FileNotFoundError):
        with path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            file.write(token_bytes(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def flush(path: Path) -> None:
    """Return when the file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a new name survive a power loss. Windows opens no folder, and needs not."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
