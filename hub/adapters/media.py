"""The library's files in a folder, each under its SHA-256: `ab/abcd…`, its picture `ab/abcd….jpg`.

A file takes its name only when it is whole and on the disk.
"""

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.files import beside, flush, flush_folder
from hub.service.ports import JournalFault
from hub.service.signage.ports import NoSpace

_DIGEST = re.compile(r"[0-9a-f]{64}")
# Bytes of the disk that media leave to everything else: tickets must never find it full.
RESERVE = 1 << 30
# Windows knows no quotas of users.
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class MediaFolder:
    """`quota` in bytes is what all files together may take. Safe to use from several threads."""

    def __init__(self, folder: Path, quota: int, reserve: int = RESERVE) -> None:
        self._folder = folder
        self._quota = quota
        self._reserve = reserve

    def path(self, digest: str) -> Path | None:
        path = self._place(digest)
        return path if path is not None and path.is_file() else None

    def thumbnail(self, digest: str) -> Path | None:
        path = self._place(digest)
        small = path.with_suffix(".jpg") if path else None
        return small if small is not None and small.is_file() else None

    def put(self, source: Path, digest: str, thumbnail: bytes) -> None:
        place = self._place(digest)
        if place is None:
            raise ValueError(digest)
        with told(self._folder):
            place.parent.mkdir(parents=True, exist_ok=True)
            if thumbnail:
                with beside(place.with_suffix(".jpg")) as small:
                    small.write_bytes(thumbnail)
                    small.replace(place.with_suffix(".jpg"))
            flush(source)
            source.replace(place)
            flush_folder(place.parent)

    def remove(self, digest: str) -> None:
        place = self._place(digest)
        if place is not None:
            with told(self._folder):
                place.unlink(missing_ok=True)
                place.with_suffix(".jpg").unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        for path in self._folder.glob("??/*"):
            if _DIGEST.fullmatch(path.name):
                yield path.name

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        folder = self._folder / "work"
        with told(self._folder):
            folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as made:
            yield Path(made)

    def free(self) -> int:
        with told(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            used = sum(path.stat().st_size for path in self._folder.glob("??/*"))
            on_disk = shutil.disk_usage(self._folder).free - self._reserve
        return max(0, min(self._quota - used, on_disk))

    def _place(self, digest: str) -> Path | None:
        """None for what is no digest: it came from outside, and must not lead elsewhere."""
        return self._folder / digest[:2] / digest if _DIGEST.fullmatch(digest) else None


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Faults of the disk in words."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpace from error
        raise JournalFault(
            f"お知らせのファイルのフォルダー {folder}: 読み書きできません（{error.strerror}）。"
            "フォルダーの権限と、ディスクの状態を確かめてください。"
        ) from error
