"""The folder for data, and files that are replaced as a whole or not at all."""

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
        flush_folder(target.parent)
    except OSError as error:
        raise JournalFault(
            f"控え {target}: 書けません（{error.strerror}）。"
            "フォルダーに書く権限と、ディスクの空きを確かめてください。"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """The hub's folder for its data, where it does not stand yet. Raises JournalFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JournalFault(
            f"データのフォルダー {folder}: 作れません（{error.strerror}）。"
            "hub.yaml の data_directory に、ハブの利用者が書ける場所を書いてください。"
        ) from error


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make the new name survive a power loss. Windows opens no folder, and needs not."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
