"""Small secret files: written whole, for the hub's user alone, and destroyed so that it counts."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub import files
from hub.service.ports_keys import KeyFault

# Windows takes the rights of the folder around it instead.
_OWNER_FOLDER = 0o700
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
    with _faults(path, "書けません"), files.beside(path) as fresh:
        fresh.write_bytes(content)
        files.flush(fresh)
        try:
            os.link(fresh, path)
        except FileExistsError:
            return
        except OSError:
            # A disk without hard links (exFAT): who comes first is then not sure to the moment.
            if not path.exists():
                fresh.replace(path)
        files.flush_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """The file as a whole, or as it was. Raises KeyFault."""
    with _faults(path, "書けません"):
        files.write(path, content)


def sweep(folder: Path) -> None:
    """Destroy what a process that was killed left half done. Raises KeyFault."""
    with _faults(folder, "読めません"):
        left = [
            path
            for path in folder.glob(f".*{files.HALF}")
            if time.time() - path.stat().st_mtime > _ABANDONED
        ]
    for path in left:
        destroy(path)


def destroy(path: Path) -> None:
    """As hub.files.destroy. Raises KeyFault."""
    with _faults(path, "消せません"):
        files.destroy(path)


@contextmanager
def _faults(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyFault(
            f"{path}: {what}（{error.strerror}）。ハブの利用者の権限と、ディスクの空きを"
            "確かめてください。"
        ) from error
