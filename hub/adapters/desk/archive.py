"""hub.service.desk.ports.Archive: cases on disk, encrypted, for as long as the city says.

A folder a day with a key of its own, itself encrypted with the hub's secret. Disposal destroys
the key first: what lies in a backup without it can be read by nobody.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import rmtree
from threading import Lock
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hub import files
from hub.service.desk.case import Case
from hub.service.desk.ports import Kept, NotWritten
from hub.service.desk.storing import from_bytes, to_bytes

_KEY, _ENDING = "key", ".case"
_NONCE = 12
_CODE = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(r"(\d{10})_([0-9a-f]{16})\.case")


class EncryptedArchive:
    """`secret`: bytes that the hub keeps elsewhere. Safe to use from several threads."""

    def __init__(self, folder: Path, secret: Callable[[], bytes], zone: ZoneInfo) -> None:
        self._folder = folder
        self._secret = secret
        self._zone = zone
        self._writing = Lock()

    def keep(self, case: Case) -> None:
        with _told(self._folder), self._writing:
            day = self._folder / case.opened.astimezone(self._zone).date().isoformat()
            name = f"{int(case.opened.timestamp()):010}_{case.code}{_ENDING}"
            cipher = self._cipher(day, make=True)
            files.write(day / name, _encrypt(cipher, to_bytes(case), _bound(day.name, name)))

    def kept(self) -> tuple[Kept, ...]:
        with _told(self._folder):
            found = [_NAME.fullmatch(path.name) for path in self._folder.glob(f"*/*{_ENDING}")]
        cases = (Kept(name[2], datetime.fromtimestamp(int(name[1]), UTC)) for name in found if name)
        return tuple(sorted(cases, key=lambda kept: (kept.opened, kept.code), reverse=True))

    def find(self, code: str) -> Case | None:
        if not _CODE.fullmatch(code):
            return None
        with _told(self._folder):
            paths = sorted(self._folder.glob(f"*/*_{code}{_ENDING}"))
            if not paths:
                return None
            path = paths[-1]
            cipher = self._cipher(path.parent)
            plain = _decrypt(cipher, path.read_bytes(), _bound(path.parent.name, path.name))
            return from_bytes(plain)

    def dispose(self, before: date) -> tuple[tuple[date, int], ...]:
        with _told(self._folder):
            days = [path for path in sorted(self._folder.glob("????-??-??")) if path.is_dir()]
            old = [path for path in days if date.fromisoformat(path.name) < before]
            return tuple(_destroy(day) for day in old)

    def _cipher(self, day: Path, *, make: bool = False) -> ChaCha20Poly1305:
        """The day's own cipher; its key is made with the day's first case."""
        outer, path = self._outer(), day / _KEY
        if make and not path.exists():
            day.mkdir(mode=0o700, parents=True, exist_ok=True)
            key = ChaCha20Poly1305.generate_key()
            files.write(path, _encrypt(outer, key, _bound(day.name, _KEY)))
        return ChaCha20Poly1305(_decrypt(outer, path.read_bytes(), _bound(day.name, _KEY)))

    def _outer(self) -> ChaCha20Poly1305:
        derived = HKDF(SHA256(), 32, salt=None, info=b"machiai kept cases")
        return ChaCha20Poly1305(derived.derive(self._secret()))


def _destroy(day: Path) -> tuple[date, int]:
    count = len({path.name[11:] for path in day.glob(f"*{_ENDING}")})
    files.destroy(day / _KEY)
    rmtree(day)
    return date.fromisoformat(day.name), count


def _bound(day: str, name: str) -> bytes:
    """No file can stand in for another."""
    return f"{day}/{name}".encode()


def _encrypt(cipher: ChaCha20Poly1305, plain: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, plain, bound)


def _decrypt(cipher: ChaCha20Poly1305, sealed: bytes, bound: bytes) -> bytes:
    return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Faults of the disk, and files that are damaged or of another key, in words."""
    try:
        yield
    except OSError as error:
        raise NotWritten(
            f"受け取った内容の置き場 {folder}: 読み書きできません（{error.strerror}）。"
            "フォルダーの権限と空きを、管理者に確かめてもらってください。"
        ) from error
    except (InvalidTag, ValueError) as error:
        raise NotWritten(
            f"受け取った内容の置き場 {folder}: 壊れているか、鍵が違うため読めません。"
            "管理者に知らせてください。"
        ) from error
