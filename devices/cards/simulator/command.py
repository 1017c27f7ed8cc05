"""A command as a card hears it (ISO/IEC 7816-4, section 5): short or extended."""

from __future__ import annotations

from dataclasses import dataclass

SHORT_MOST, EXTENDED_MOST = 256, 65536


class Unintelligible(ValueError):
    """The bytes are no command APDU."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A command APDU. ``expected`` is the most bytes wanted (Ne); None: no answer is asked for."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    expected: int | None = None

    @property
    def p1p2(self) -> int:
        """Both parameters as one number."""
        return self.p1 << 8 | self.p2


def hear(apdu: bytes) -> Heard:
    """Take a command APDU apart. Raises Unintelligible if its lengths do not fit."""
    if len(apdu) < 4:
        raise Unintelligible("shorter than a header")
    body = apdu[4:]
    data, expected = _extended(body) if len(body) > 2 and body[0] == 0 else _short(body)
    return Heard(apdu[0], apdu[1], apdu[2], apdu[3], data, expected)


def _short(body: bytes) -> tuple[bytes, int | None]:
    if not body:
        return b"", None
    if len(body) == 1:
        return b"", body[0] or SHORT_MOST
    length, rest = body[0], body[1:]
    data, tail = rest[:length], rest[length:]
    if length == 0 or len(data) < length or len(tail) > 1:
        raise Unintelligible("its length does not fit")
    return data, (tail[0] or SHORT_MOST) if tail else None


def _extended(body: bytes) -> tuple[bytes, int | None]:
    length, rest = int.from_bytes(body[1:3]), body[3:]
    if not rest:
        return b"", length or EXTENDED_MOST
    data, tail = rest[:length], rest[length:]
    if length == 0 or len(data) < length or len(tail) not in (0, 2):
        raise Unintelligible("its length does not fit")
    return data, (int.from_bytes(tail) or EXTENDED_MOST) if tail else None
