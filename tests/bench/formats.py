"""The same form as other programs would write it: plain, deflated, and as JOSE."""

import json
import zlib
from base64 import urlsafe_b64encode
from dataclasses import asdict, is_dataclass
from secrets import token_bytes
from typing import Any

import qrcode
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from hub.domain.forms.answers import Answers

# As wide as no symbol is: the text fits into none.
NO_SYMBOL = 41


def plain(answers: Answers) -> bytes:
    """JSON with the names of the definitions."""
    members: dict[int, dict[str, Any]] = {}
    found: dict[str, Any] = {}
    for slot, value in answers.items():
        shown = asdict(value) if is_dataclass(value) else value
        where = found if slot.member is None else members.setdefault(slot.member, {})
        where[slot.field] = shown
    return json.dumps(
        found | {"members": list(members.values())}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def deflated(answers: Answers) -> bytes:
    """The JSON, deflated: neither secret nor signed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(plain(answers)) + packer.flush()


def jose(answers: Answers, kiosk: Ed25519PrivateKey, desk: X25519PublicKey) -> bytes:
    """A compact JWE (RFC 7516: ECDH-ES, A256GCM, deflated) around a compact JWS (RFC 8037)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    signed = _jws(plain(answers), kiosk)
    content = packer.compress(signed) + packer.flush()
    ephemeral = X25519PrivateKey.generate()
    key = {"kty": "OKP", "crv": "X25519", "x": _b64(ephemeral.public_key().public_bytes_raw())}
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "zip": "DEF", "cty": "JWT", "kid": "1f3a9c04"}
    protected = _b64(json.dumps(header | {"epk": key}, separators=(",", ":")).encode())
    shared, iv = _agreed(ephemeral.exchange(desk)), token_bytes(12)
    sealed = AESGCM(shared).encrypt(iv, content, protected.encode())
    return ".".join((protected, "", _b64(iv), _b64(sealed[:-16]), _b64(sealed[-16:]))).encode()


def version(text: str | bytes) -> int:
    """The QR version at error correction M; NO_SYMBOL where even 40 is too small."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    try:
        return int(code.best_fit())
    except (DataOverflowError, ValueError):
        return NO_SYMBOL


def _jws(payload: bytes, kiosk: Ed25519PrivateKey) -> bytes:
    header = _b64(b'{"alg":"EdDSA","kid":"9c041f3a"}')
    signing = f"{header}.{_b64(payload)}".encode()
    return signing + b"." + _b64(kiosk.sign(signing)).encode()


def _agreed(secret: bytes) -> bytes:
    """RFC 7518, 4.6.2."""
    info = b"".join(
        (
            len(b"A256GCM").to_bytes(4, "big") + b"A256GCM",
            bytes(4),
            bytes(4),
            (256).to_bytes(4, "big"),
        )
    )
    return ConcatKDFHash(SHA256(), 32, info).derive(secret)


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
