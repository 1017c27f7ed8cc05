"""Seal: from answers to the texts of the codes, at the kiosk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.sealing import envelope, letter, packing, parts
from hub.sealing.dictionaries import CURRENT
from hub.sealing.keys import DeskKey
from hub.sealing.letter import LETTER_ID, Meta


@dataclass(frozen=True, slots=True)
class Topic:
    """What the answers are about: the event's wire number and the version of the book."""

    event: int
    book: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """The texts to print, one QR code each; the letter's id is fit for logs and counters."""

    id: str
    texts: tuple[str, ...]
    expires: datetime


def parts_for(body: bytes, characters: int = parts.QR_CHARACTERS) -> int:
    """How many codes a body will take: ask while the visitor still types. Raises TooLarge."""
    return parts.parts_needed(len(packing.pack(body, CURRENT)), characters)


def seal(
    body: bytes,
    topic: Topic,
    kiosk: Ed25519PrivateKey,
    desk: DeskKey,
    now: datetime,
    valid: timedelta,
    *,
    characters: int = parts.QR_CHARACTERS,
) -> Sealed:
    """The codes of a body, readable by the desk alone, for `valid` (whole minutes, 7 days most).

    `characters` is what one symbol on the kiosk's paper holds.
    Raises TooLarge, and ValueError where an argument is out of the format's bounds.
    """
    meta = Meta(
        kiosk=envelope.key_id(kiosk.public_key().public_bytes_raw()),
        issued=now.replace(microsecond=0),
        valid=valid,
        id=token_bytes(LETTER_ID),
        event=topic.event,
        book=topic.book,
        dictionary=CURRENT,
    )
    packed = packing.pack(body, CURRENT)
    plain = letter.write(meta, packed, kiosk, desk.public)
    texts = parts.split(envelope.seal(plain, desk.public), characters)
    return Sealed(meta.id.hex(), texts, meta.expires)
