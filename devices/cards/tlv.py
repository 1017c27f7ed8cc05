"""BER-TLV as a card's files hold it (ISO/IEC 7816-4 section 5.2.2).

Tags of one or two bytes, lengths of up to two. A walk goes along one level at a time and never
down by itself, so that nesting costs nothing; after the objects a file is filled with FF or 00.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from devices.cards.faults import CardGarbled

_LONG_TAG = 0x1F
# Bytes after the length byte, by that byte. 80 (an end without a length) is not used in files.
_LENGTH_BYTES = {0x81: 1, 0x82: 2}


@dataclass(frozen=True, slots=True)
class Header:
    """Where an object's value begins and ends, counted in bytes from the object's first."""

    tag: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tlv:
    """One object."""

    tag: int
    value: bytes = field(repr=False)


def header(data: bytes) -> Header:
    """The head of the object that begins with the data's first byte; its value may be missing.

    Raises:
        CardGarbled: the data end within the head, or it is of a form that no file uses.
    """
    long = data[:1] and data[0] & _LONG_TAG == _LONG_TAG
    at = 2 if long else 1
    if len(data) <= at:
        raise CardGarbled("an object without a length")
    if long and data[1] & 0x80:
        raise CardGarbled("a tag of more than two bytes")
    start, length = _length(data, at)
    return Header(int.from_bytes(data[:at], "big"), start, start + length)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Where the value starts, and how long it says it is."""
    first = data[at]
    if first < 0x80:
        return at + 1, first
    start = at + 1 + _LENGTH_BYTES.get(first, len(data))
    if start > len(data):
        raise CardGarbled("a length that cannot be")
    return start, int.from_bytes(data[at + 1 : start], "big")


def value(data: bytes, tag: int) -> bytes:
    """The value of the object that the data begin with, which must have this tag.

    Raises:
        CardGarbled: it is another object, or its length is a lie.
    """
    head = header(data)
    if head.tag != tag or head.end > len(data):
        raise CardGarbled(f"no whole object {tag:X}")
    return data[head.start : head.end]


def objects(data: bytes) -> Iterator[Tlv]:
    """The objects side by side in the data, up to the filler.

    Raises:
        CardGarbled: an object that is not whole.
    """
    at = 0
    while at < len(data) and not _is_filler(data, at):
        rest = data[at : at + 5]
        head = header(rest)
        if at + head.end > len(data):
            raise CardGarbled("an object longer than what holds it")
        yield Tlv(head.tag, data[at + head.start : at + head.end])
        at += head.end


def _is_filler(data: bytes, at: int) -> bool:
    """00, or FF that begins no tag: FF20 is one, FFFF is none."""
    return data[at] == 0x00 or data[at : at + 2] in {b"\xff", b"\xff\xff"}
