"""hub.service.ports_keys.PrivateKeys in files."""

import json
from datetime import datetime
from pathlib import Path
from threading import Lock as Mutex
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.adapters.keys import writing
from hub.adapters.keys.locking import Lock, lock
from hub.sealing.keys import DeskKey
from hub.service.ports_keys import KeyFault, KeyPair

# In the hub's data directory.
FOLDER = "keys"

_IDENTITY = "identity.key"
_PAIRS = "desk-*.key"


class KeyFiles:
    """A folder of encrypted files, made on first use. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mutex = Mutex()
        self._lock: Lock | None = None

    def identity(self) -> Ed25519PrivateKey:
        path = self._folder / _IDENTITY
        with self._mutex:
            locked = self._opened()
            if not path.exists():
                made = Ed25519PrivateKey.generate().private_bytes_raw()
                writing.create(path, locked.close(made, _IDENTITY))
            secret = _unlocked(locked, writing.read(path), _IDENTITY, path)
            return Ed25519PrivateKey.from_private_bytes(secret)

    def pairs(self) -> list[KeyPair]:
        with self._mutex:
            locked = self._opened()
            found = [_pair(locked, path) for path in self._folder.glob(_PAIRS)]
        return sorted(found, key=lambda pair: (pair.key.begins, pair.key.id))

    def put(self, pair: KeyPair) -> None:
        about = [pair.key.begins.isoformat(), pair.key.ends.isoformat()]
        with self._mutex:
            closed = self._opened().close(pair.private.private_bytes_raw(), json.dumps(about))
            content = json.dumps({"valid": about, "sealed": closed.hex()})
            writing.replace(self._path(pair.key), content.encode("ascii"))

    def destroy(self, key: DeskKey) -> None:
        with self._mutex:
            writing.destroy(self._path(key))

    def _path(self, key: DeskKey) -> Path:
        return self._folder / f"desk-{key.id.hex()}.key"

    def _opened(self) -> Lock:
        """Derived once: a passphrase takes its time on purpose."""
        if self._lock is None:
            self._lock = lock(self._folder)
        return self._lock


def _pair(locked: Lock, path: Path) -> KeyPair:
    try:
        content: Any = json.loads(writing.read(path))
        begins, ends = map(datetime.fromisoformat, content["valid"])
        sealed = bytes.fromhex(content["sealed"])
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(path) from error
    secret = _unlocked(locked, sealed, json.dumps(content["valid"]), path)
    private = X25519PrivateKey.from_private_bytes(secret)
    return KeyPair(DeskKey(private.public_key().public_bytes_raw(), begins, ends), private)


def _unlocked(locked: Lock, closed: bytes, name: str, path: Path) -> bytes:
    try:
        secret = locked.open(closed, name)
    except InvalidTag as error:
        raise _damaged(path) from error
    if len(secret) != 32:
        raise _damaged(path)
    return secret


def _damaged(path: Path) -> KeyFault:
    return KeyFault(
        f"{path}: 鍵を開けません。合言葉がちがうか、ファイルが壊れています。"
        "合言葉を確かめてください。壊れているときは、このファイルを消してください。"
    )
