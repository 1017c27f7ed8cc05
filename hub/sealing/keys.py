"""The desk's public keys: short-lived, published ahead in a bundle that the desk signs.

A kiosk takes the key of the instant. The desk destroys a private key once the last code for it
can have expired; from then on nobody opens old codes, whoever holds the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.sealing import cbor
from hub.sealing.cbor import NotCanonical, Raw
from hub.sealing.envelope import key_id
from hub.sealing.letter import LONGEST

# How far a kiosk's clock may go before or after the desk's.
SLACK = timedelta(minutes=5)

_VERSION = 1
_LABEL = b"machiai key bundle"
_PUBLIC = 32
_MOST_KEYS = 400
# Ed25519's, before what it covers.
_SIGNATURE = 64


class NoKey(Exception):
    """The bundle has no key for this instant: a newer one must be fetched or brought."""


class BadBundle(Exception):
    """These bytes are no bundle, or not one of the desk that is trusted."""


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A raw X25519 public key, for sealing at `begins` <= t < `ends`."""

    public: bytes
    begins: datetime
    ends: datetime

    @property
    def id(self) -> bytes:
        return key_id(self.public)

    @property
    def destroy_at(self) -> datetime:
        """From here on no code for this key can be valid."""
        return self.ends + LONGEST + SLACK


@dataclass(frozen=True, slots=True)
class Bundle:
    """The desk's raw Ed25519 public key, when the bundle was made, and the keys in order."""

    desk: bytes
    made: datetime
    keys: tuple[DeskKey, ...]

    def at(self, now: datetime) -> DeskKey:
        """The key to seal with. Raises NoKey."""
        for key in self.keys:
            if key.begins <= now < key.ends:
                return key
        raise NoKey(now.isoformat())

    @property
    def lasts_until(self) -> datetime:
        """From here on the bundle is of no use."""
        return max((key.ends for key in self.keys), default=self.made)


@dataclass(frozen=True, slots=True)
class Ring:
    """What a desk opens codes with: private keys by id, and when others were destroyed."""

    private: Mapping[bytes, X25519PrivateKey]
    destroyed: Mapping[bytes, datetime]


@dataclass(frozen=True, slots=True)
class KioskKey:
    """A kiosk's raw Ed25519 public key, and the terminal's id to show."""

    public: bytes
    terminal: str

    @property
    def id(self) -> bytes:
        return key_id(self.public)


def sign_bundle(keys: tuple[DeskKey, ...], identity: Ed25519PrivateKey, made: datetime) -> bytes:
    """The bundle as it travels. Instants are cut to seconds."""
    rows: list[Raw] = [[key.public, _seconds(key.begins), _seconds(key.ends)] for key in keys]
    desk = identity.public_key().public_bytes_raw()
    content = cbor.write([_VERSION, desk, _seconds(made), rows])
    return identity.sign(_LABEL + content) + content


def read_bundle(data: bytes, trusted: bytes | None = None) -> Bundle:
    """The bundle; it must be signed by the desk that it names, and by `trusted` if given.

    Raises BadBundle.
    """
    signature, content = data[:_SIGNATURE], data[_SIGNATURE:]
    try:
        bundle = _bundle(cbor.read(content))
        Ed25519PublicKey.from_public_bytes(bundle.desk).verify(signature, _LABEL + content)
    except (NotCanonical, InvalidSignature, ValueError, OverflowError) as error:
        raise BadBundle("not a bundle that its desk signed") from error
    if trusted is not None and bundle.desk != trusted:
        raise BadBundle("of another desk")
    return bundle


def fingerprint(public: bytes) -> str:
    """A public key for people to compare, by telephone too: 16 hex digits of its SHA-256."""
    shown = sha256(public).hexdigest()[:16]
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))


def _bundle(value: Raw) -> Bundle:
    match value:
        case [int(version), bytes(desk), int(made), list(rows)] if version == _VERSION:
            keys = tuple(_key(row) for row in rows)
        case _:
            raise NotCanonical("no bundle")
    ids = {key.id for key in keys}
    if len(keys) > _MOST_KEYS or len(ids) != len(keys):
        raise NotCanonical("too many keys, or two with one id")
    return Bundle(desk, _instant(made), keys)


def _key(row: Raw) -> DeskKey:
    match row:
        case [bytes(public), int(begins), int(ends)] if len(public) == _PUBLIC and begins < ends:
            return DeskKey(public, _instant(begins), _instant(ends))
        case _:
            raise NotCanonical("no key")


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _instant(seconds: int) -> datetime:
    if not 0 <= seconds < 2**32:
        raise NotCanonical("an instant out of bounds")
    return datetime.fromtimestamp(seconds, UTC)
