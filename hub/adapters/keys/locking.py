"""The key that encrypts the others: from a passphrase, or made at random beside them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hub.adapters.keys.writing import create, make_folder, read, sweep
from hub.service.ports_keys import KeyFault

# Where the passphrase is given: itself, or the file that holds it.
PASSPHRASE, PASSPHRASE_FILE = "MACHIAI_KEY_PASSPHRASE", "MACHIAI_KEY_PASSPHRASE_FILE"

_NONCE, _SALT, _KEY = 12, 16, 32
# OWASP's password storage cheat sheet, scrypt: N=2^17, r=8, p=1; 0.3 s once a start.
_COST = {"n": 2**17, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True)
class Lock:
    """Encrypts and decrypts secrets. `name` binds each to its place: none can be swapped."""

    key: bytes

    def close(self, secret: bytes, name: str) -> bytes:
        nonce = token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(self.key).encrypt(nonce, secret, name.encode())

    def open(self, closed: bytes, name: str) -> bytes:
        """Raises InvalidTag where the key is another or the bytes were changed."""
        if len(closed) < _NONCE:
            raise InvalidTag
        nonce, rest = closed[:_NONCE], closed[_NONCE:]
        return ChaCha20Poly1305(self.key).decrypt(nonce, rest, name.encode())


def lock(folder: Path, environment: Mapping[str, str] = os.environ) -> Lock:
    """The lock of this folder, made on first use. Raises KeyFault.

    Without a passphrase the key lies beside what it locks, for the hub's user alone: that
    guards a copied file and makes destruction sure, not a copied folder.
    """
    make_folder(folder)
    sweep(folder)
    salt, local = folder / "passphrase.salt", folder / "lock.key"
    passphrase = _passphrase(environment)
    if passphrase is None:
        if salt.exists():
            raise KeyFault(
                f"{folder}: 鍵は合言葉で守られています。環境変数 {PASSPHRASE_FILE} に、"
                "合言葉のファイルを書いてください。"
            )
        return Lock(_kept(local, _KEY))
    if local.exists():
        raise KeyFault(
            f"{folder}: 鍵は合言葉なしで作られています。{PASSPHRASE_FILE} を外すか、"
            "このフォルダーを消して作り直してください（それまでに印刷したコードは読めなくなります）。"
        )
    return Lock(Scrypt(salt=_kept(salt, _SALT), length=_KEY, **_COST).derive(passphrase))


def _kept(path: Path, size: int) -> bytes:
    """The file's bytes, random at first."""
    if not path.exists():
        create(path, token_bytes(size))
    found = read(path)
    if len(found) != size:
        raise KeyFault(f"{path}: 壊れています。フォルダーごと消すと、新しい鍵で始まります。")
    return found


def _passphrase(environment: Mapping[str, str]) -> bytes | None:
    if environment.get(PASSPHRASE_FILE):
        found = read(Path(environment[PASSPHRASE_FILE])).strip()
    else:
        found = environment.get(PASSPHRASE, "").encode()
        if not found:
            return None
    if len(found) < 12:
        raise KeyFault(f"{PASSPHRASE_FILE}: 合言葉は12文字以上にしてください。")
    return found
