"""The envelope as text that survives scanners, keyboards and input methods.

    MC1 | part 1-4 | parts 1-4 | set (7) | Base32 of a piece of the envelope | check (7)

Capital letters and digits alone: QR codes hold them in 5.5 bits, every keyboard layout has them
in one place, and Caps Lock does no harm. `set` is the CRC-32 of the whole envelope, the same in
all its parts; `check` that of the characters before it. A CRC tells accidents; against malice
stand the seal and the signature inside.
"""

import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from hub.sealing.refusals import Damaged, Flaw

PREFIX = "MC"
FORMAT = "1"
MOST_PARTS = 4
# Base32 (RFC 4648, 6) as the digits that Python reads numbers of that base in.
_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHIJKLMNOPQRSTUV")
# A CRC-32 in Base32, without the padding.
_CRC = 7
HEAD = len(PREFIX + FORMAT) + 2 + _CRC
FRAME = HEAD + _CRC
# Characters that are looked at: four full parts, each a full QR code, with spaces between them.
LONGEST = 8192

# A digit 1 is in no Base32, so a prefix is found nowhere but at the start of a part.
_START = re.compile(r"(?=MC1[1-4][1-4])")
_PART = re.compile(r"MC1([1-4])([1-4])([A-Z2-7]{7})([A-Z2-7]+)([A-Z2-7]{7})")
_OTHER_FORMAT = re.compile(r"MC[02-9]")

# What a keyboard in kana mode (JIS X 6002) types for the keys of a code, shifted or not.
_KEYS = "1234567QWERTYUIOPASDFGHJKLZXCVBNM" + "3456" + "7EZ"
_KANA = "ぬふあうえおやたていすかんなにらせちとしはきくまのりつさそひこみも" + "ぁぅぇぉ" + "ゃぃっ"
_KATAKANA = "".join(chr(ord(kana) + 0x60) for kana in _KANA)
_SMALL, _CAPITAL = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TYPED = str.maketrans(_KANA + _KATAKANA + _SMALL, _KEYS + _KEYS + _CAPITAL)

# Signs without a shape: what scanners send around a code, and editors hide in pasted text.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Part:
    """Part `number` of `count`, from 1. `group` tells the parts of different codes apart."""

    number: int
    count: int
    group: bytes
    piece: bytes


def write(part: Part) -> str:
    """The text of one part."""
    numbers = f"{part.number}{part.count}"
    text = f"{PREFIX}{FORMAT}{numbers}{_base32(part.group)}{_base32(part.piece)}"
    return text + _check(text)


def read(typed: str) -> Iterator[Part]:
    """The parts in what was scanned, typed or pasted. Damaged(FOREIGN, NEWER or CHARACTERS)."""
    if len(typed) > LONGEST:
        raise Damaged(Flaw.FOREIGN)
    before, *texts = _START.split(cleaned(typed))
    if before or not texts:
        raise Damaged(_flaw(before))
    for text in texts:
        yield _part(text)


def cleaned(typed: str) -> str:
    """The characters of a code as they were printed.

    Undoes spaces, small letters, full width and kana keys (NFKC: on codes alone, never on what
    is inside them).
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", typed)).translate(_TYPED)


def crc(data: bytes) -> bytes:
    """The CRC-32 (ISO 3309) of `data`, most significant byte first."""
    return crc32(data).to_bytes(4, "big")


def _part(text: str) -> Part:
    found = _PART.fullmatch(text)
    if found is None or _check(text[:-_CRC]) != found[5]:
        raise Damaged(Flaw.CHARACTERS)
    number, count, group, piece = int(found[1]), int(found[2]), _bytes(found[3]), _bytes(found[4])
    if number > count or len(group) != 4:
        raise Damaged(Flaw.CHARACTERS)
    return Part(number, count, group, piece)


def _flaw(text: str) -> Flaw:
    if _OTHER_FORMAT.match(text):
        return Flaw.NEWER
    # A beginning that was lost, or nothing but a beginning: the characters are ours.
    ours = re.fullmatch(r"[A-Z1-7]{20,}", text) or text.startswith(PREFIX)
    return Flaw.CHARACTERS if ours else Flaw.FOREIGN


def _check(text: str) -> str:
    return _base32(crc(text.encode("ascii")))


def _base32(data: bytes) -> str:
    return b32encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    """Damaged where no bytes are written so. `text` has characters of Base32 alone."""
    bits = len(text) * 5
    # Bits of the last character that belong to no byte: fewer than a character has, and all 0.
    spare = bits % 8
    number = int(text.translate(_DIGITS), 32)
    if spare >= 5 or number & ((1 << spare) - 1):
        raise Damaged(Flaw.CHARACTERS)
    # base64.b32decode takes 0.1 ms for this, a tenth of all that opening a code takes.
    return (number >> spare).to_bytes(bits // 8, "big")
