"""The envelope: HPKE (RFC 9180) to one key of the desk, single shot, base mode."""

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from hub.sealing.refusals import Damaged, Flaw

VERSION = 1
ID_BYTES = 4
# DHKEM's encapsulated key and the AEAD's tag (RFC 9180, 7.1 and 7.3).
_ENC, _TAG = 32, 16
OVERHEAD = 1 + ID_BYTES + _ENC + _TAG

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

_LABEL = b"machiai sealed code"


def key_id(public: bytes) -> bytes:
    """The short name of a public key, of the desk's or a kiosk's: 4 bytes of its SHA-256."""
    return sha256(public).digest()[:ID_BYTES]


def info(header: bytes) -> bytes:
    """What binds the header (version and key id) into the seal."""
    return _LABEL + header


def seal(letter: bytes, public: bytes) -> bytes:
    """The envelope of a letter for the desk's raw X25519 key.

    Raises ValueError for a key that is none (RFC 7748's low-order points among them).
    """
    header = bytes([VERSION]) + key_id(public)
    key = X25519PublicKey.from_public_bytes(public)
    return header + SUITE.encrypt(letter, key, info(header))


def addressee(envelope: bytes) -> bytes:
    """The id of the key that opens it. Damaged(TAMPERED or NEWER)."""
    if len(envelope) < OVERHEAD:
        raise Damaged(Flaw.TAMPERED)
    if envelope[0] != VERSION:
        raise Damaged(Flaw.NEWER)
    return envelope[1 : 1 + ID_BYTES]


def unseal(envelope: bytes, private: X25519PrivateKey) -> bytes:
    """The letter. Damaged(TAMPERED) where a single bit is not as it was sealed."""
    header, sealed = envelope[: 1 + ID_BYTES], envelope[1 + ID_BYTES :]
    try:
        return SUITE.decrypt(sealed, private, info(header))
    except (InvalidTag, ValueError) as error:
        raise Damaged(Flaw.TAMPERED) from error
