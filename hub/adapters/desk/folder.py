"""hub.service.desk.ports.Folder: files for other programs, whole or not at all."""

from pathlib import Path
from threading import Lock

from hub import files
from hub.service.desk.ports import NotWritten

# What a visitor typed is for the hub's user and group alone to read.
_OWNER_AND_GROUP = 0o640


class WatchedFolder:
    """Whoever watches sees finished files alone. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def put(self, stem: str, ending: str, content: bytes) -> str:
        """Names hold the code's id, so no other hub writes the same ones."""
        named = self._folder / f"{stem}.{ending}"
        try:
            with self._lock, files.beside(named, _OWNER_AND_GROUP) as fresh:
                fresh.write_bytes(content)
                files.flush(fresh)
                target = self._free(stem, ending)
                fresh.rename(target)
                files.flush_folder(self._folder)
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
