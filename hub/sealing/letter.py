"""What lies in the envelope: the kiosk's signature, who and when (meta), the packed body."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hub.sealing import cbor
from hub.sealing.cbor import NotCanonical, Raw
from hub.sealing.envelope import ID_BYTES, VERSION
from hub.sealing.refusals import Damaged, Flaw

SIGNATURE = 64
LETTER_ID = 8
# A code may be valid no longer: then the desk knows when it can destroy the key.
LONGEST = timedelta(days=7)
# The largest meta: kiosk and letter id, 3-byte minutes, and four numbers of 5 bytes.
META_BYTES = 1 + (1 + ID_BYTES) + 5 + 3 + (1 + LETTER_ID) + 5 + 5 + 5
_MOST = 0xFFFFFFFF

_LABEL = b"machiai letter"


@dataclass(frozen=True, slots=True)
class Meta:
    """`issued` in whole seconds, `valid` in whole minutes. `kiosk` and `id`: 4 and 8 bytes.

    `event` is the wire number of what the visitor came for, `book` the version of the
    definitions, `dictionary` what the body was packed with.
    """

    kiosk: bytes
    issued: datetime
    valid: timedelta
    id: bytes
    event: int
    book: int
    dictionary: int

    @property
    def expires(self) -> datetime:
        return self.issued + self.valid


@dataclass(frozen=True, slots=True)
class Unverified:
    """A letter taken apart; `signed` is what the signature must cover."""

    meta: Meta
    signature: bytes
    signed: bytes
    packed: bytes


def write(meta: Meta, packed: bytes, kiosk: Ed25519PrivateKey, desk: bytes) -> bytes:
    """The letter, signed for the desk's public key `desk` and no other.

    Raises ValueError for a meta outside the format's bounds.
    """
    content = _meta_bytes(meta) + packed
    return kiosk.sign(_signed(desk, content)) + content


def take_apart(letter: bytes, desk: bytes) -> Unverified:
    """The parts of a letter that came sealed for `desk`. Damaged(CONTENT)."""
    signature, content = letter[:SIGNATURE], letter[SIGNATURE:]
    try:
        value, length = cbor.read_first(content)
        meta = _meta(value)
    except NotCanonical as error:
        raise Damaged(Flaw.CONTENT) from error
    return Unverified(meta, signature, _signed(desk, content), content[length:])


def is_signed_by(letter: Unverified, public: bytes) -> bool:
    """Did the kiosk with this raw Ed25519 key sign it, for this desk?"""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(letter.signature, letter.signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(desk: bytes, content: bytes) -> bytes:
    """A desk that opens a letter cannot seal it anew for another as if the kiosk had."""
    return _LABEL + bytes([VERSION]) + desk + content


def _meta_bytes(meta: Meta) -> bytes:
    seconds, minutes = round(meta.issued.timestamp()), meta.valid // timedelta(minutes=1)
    numbers: list[Raw] = [meta.event, meta.book, meta.dictionary]
    written = cbor.write([meta.kiosk, seconds, minutes, meta.id, *numbers])
    if _meta(cbor.read(written)) != meta:
        raise ValueError("seconds and minutes must be whole")
    return written


def _meta(value: Raw) -> Meta:
    match value:
        case [bytes(kiosk), int(seconds), int(minutes), bytes(key), int(event), int(book), int(d)]:
            pass
        case _:
            raise NotCanonical("no meta")
    numbers = (seconds, minutes, event, book, d)
    if bool in map(type, numbers) or (len(kiosk), len(key)) != (ID_BYTES, LETTER_ID):
        raise NotCanonical("no meta")
    longest = LONGEST // timedelta(minutes=1)
    if not 0 < minutes <= longest or not all(0 <= number <= _MOST for number in numbers):
        raise NotCanonical("a number out of bounds")
    issued = datetime.fromtimestamp(seconds, UTC)
    return Meta(kiosk, issued, timedelta(minutes=minutes), key, event, book, d)
