"""Files that are replaced as a whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hub.service.ports import JournalFault


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new file's path beside `target`; at the end flush it and put it in its place.

    An exception leaves `target` as it was. Faults of the disk become JournalFault.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        # What is in the database is nobody else's to read.
        fresh.touch(mode=0o600)
        yield fresh
        _flush(fresh)
        fresh.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise JournalFault(f"{target}: cannot be written ({error.strerror}).") from error
    finally:
        fresh.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power loss. Windows opens no folder, and needs not."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
