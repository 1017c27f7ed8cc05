"""BER-TLV as cards write it, with the filler that follows in a file."""

from __future__ import annotations


def tlv(tag: int, *values: bytes) -> bytes:
    """An object: tag of one or two bytes, shortest form of its length, the values in a row."""
    value = b"".join(values)
    return _number(tag) + _length(len(value)) + value


def filled(content: bytes, size: int = 0) -> bytes:
    """A file of ``size`` bytes at least: what is not used is FF, two bytes or more."""
    return content.ljust(max(size, len(content) + 2), b"\xff")


def _length(length: int) -> bytes:
    if length < 0x80:
        return bytes((length,))
    number = _number(length)
    return bytes((0x80 | len(number),)) + number


def _number(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8)
