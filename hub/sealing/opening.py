"""Open: from scanned text to the letter, at the desk. Every check, in one order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from hub.sealing import body, envelope, letter, packing
from hub.sealing.keys import SLACK, KioskKey, Ring
from hub.sealing.letter import Meta, Unverified
from hub.sealing.opened import Opened
from hub.sealing.parts import joined
from hub.sealing.refusals import Expired, Replayed, UnknownKey, UnknownKiosk


class Seen(Protocol):
    """The letters that were opened, remembered until they expire; shared by all of the desk."""

    def first(self, letter: str, now: datetime, until: datetime) -> datetime | None:
        """None for a letter that was not opened yet, which now it is; else when it was first.

        Atomic: of several who open the same letter at once, one gets None.
        """


def open_code(
    texts: tuple[str, ...],
    ring: Ring,
    kiosks: Mapping[bytes, KioskKey],
    seen: Seen,
    now: datetime,
) -> Opened:
    """The letter in the texts of its parts, in any order, alone or several in one text.

    Raises one of the refusals of `hub.sealing.refusals`, checked in this order: Damaged
    characters, Incomplete, UnknownKey, Damaged seal, UnknownKiosk, Expired, Damaged content,
    Replayed. A code that is refused does not count as opened.
    """
    sealed = joined(texts)
    unverified = _unsealed(sealed, ring)
    kiosk = _sender(unverified, kiosks)
    meta = unverified.meta
    _check_time(meta, kiosk, now)
    answers = body.decode(packing.unpack(unverified.packed, meta.dictionary))
    opened = Opened(
        meta.id.hex(), kiosk.terminal, meta.issued, meta.expires, meta.event, meta.book, answers
    )
    # Remembered as long as a clock that is late may still take it for valid.
    before = seen.first(f"{meta.kiosk.hex()}{opened.id}", now, meta.expires + SLACK)
    if before is not None:
        raise Replayed(opened, before)
    return opened


def _unsealed(sealed: bytes, ring: Ring) -> Unverified:
    key = envelope.addressee(sealed)
    private = ring.private.get(key)
    if private is None:
        raise UnknownKey(key, ring.destroyed.get(key))
    plain = envelope.unseal(sealed, private)
    return letter.take_apart(plain, private.public_key().public_bytes_raw())


def _sender(unverified: Unverified, kiosks: Mapping[bytes, KioskKey]) -> KioskKey:
    kiosk = kiosks.get(unverified.meta.kiosk)
    if kiosk is None:
        raise UnknownKiosk(unverified.meta.kiosk)
    if not letter.is_signed_by(unverified, kiosk.public):
        raise UnknownKiosk(unverified.meta.kiosk, forged=True)
    return kiosk


def _check_time(meta: Meta, kiosk: KioskKey, now: datetime) -> None:
    early = now < meta.issued - SLACK
    if early or now >= meta.expires:
        raise Expired(kiosk.terminal, meta.issued, meta.expires, early=early)
