"""hub.service.desk.ports.Folder: files for other programs, whole or not at all."""

import os
from pathlib import Path
from threading import Lock

from hub.service.desk.ports import NotWritten


class WatchedFolder:
    """Whoever watches sees finished files alone. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def put(self, stem: str, ending: str, content: bytes) -> str:
        """Names hold the code's id, so no other hub writes the same ones."""
        fresh = self._folder / f".{stem}.{ending}.{os.getpid()}.part"
        try:
            with self._lock:
                try:
                    _write(fresh, content)
                    target = self._free(stem, ending)
                    fresh.rename(target)
                finally:
                    fresh.unlink(missing_ok=True)
        except OSError as error:
            raise NotWritten(
                f"フォルダー {self._folder} に書けません（{error.strerror}）。"
                "フォルダーがあるか、ハブが書けるか、空きがあるかを、管理者に確かめてもらってください。"
            ) from error
        return target.name

    def _free(self, stem: str, ending: str) -> Path:
        """The first name that is not taken: files are never replaced."""
        target, number = self._folder / f"{stem}.{ending}", 2
        while target.exists():
            target = self._folder / f"{stem}_{number}.{ending}"
            number += 1
        return target


def _write(path: Path, content: bytes) -> None:
    """What a visitor typed is for the hub's user and group alone to read."""
    with os.fdopen(os.open(path, _FLAGS, 0o640), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


# O_BINARY is Windows' own: without it line ends would be changed.
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
