"""Cutting a stream of bytes into the ESC/POS commands that a ticket uses. Pure.

Source: Epson ESC/POS command reference: ESC @, ESC d, ESC J, LF, GS v 0, GS V, GS r, GS a, DLE EOT.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

LINE_DOTS = 34  # ESC d and LF: 1/6 inch, a printer's standard line, at 203 dpi

_NUL = 0x00
_LINE_FEED = 0x0A
_PREFIXES = b"\x10\x1b\x1d"  # DLE, ESC, GS


@dataclass(frozen=True)
class Initialize:
    """ESC @."""


@dataclass(frozen=True)
class Nothing:
    """NUL, which printers pass over, and DLE EOT, which is answered as it comes in."""


@dataclass(frozen=True)
class Feed:
    """Move the paper on by so many dots."""

    dots: int


@dataclass(frozen=True)
class Raster:
    """GS v 0: black dots to print, mode "1", black on white."""

    image: Image.Image


@dataclass(frozen=True)
class Cut:
    """GS V."""


@dataclass(frozen=True)
class AskDone:
    """GS r: answer when all before it is printed."""


@dataclass(frozen=True)
class AskToTell:
    """GS a: tell the state by itself from now on, or (0) no more."""

    watched: int


@dataclass(frozen=True)
class Unknown:
    """A byte that starts no command a ticket needs: a fault of whoever sent it."""

    byte: int


Command = Initialize | Nothing | Feed | Raster | Cut | AskDone | AskToTell | Unknown


def take(data: memoryview) -> tuple[Command, int] | None:
    """The first command in the data and its length in bytes; None while it is incomplete."""
    if not data:
        return None
    if data[0] == _LINE_FEED:
        return Feed(LINE_DOTS), 1
    if data[0] == _NUL:
        return Nothing(), 1
    if data[0] not in _PREFIXES:
        return Unknown(data[0]), 1
    return _take_long(data) if len(data) > 1 else None


def _take_long(data: memoryview) -> tuple[Command, int] | None:
    match bytes(data[:2]):
        case b"\x1b@":
            return Initialize(), 2
        case b"\x1dv":
            return _take_raster(data)
        case b"\x1dV":
            return _take_cut(data)
        case b"\x1bd" | b"\x1bJ" | b"\x1dr" | b"\x1da" | b"\x10\x04":
            return (_with_argument(bytes(data[:2]), data[2]), 3) if len(data) >= 3 else None
    return Unknown(data[0]), 1


def _with_argument(name: bytes, argument: int) -> Command:
    match name:
        case b"\x1bd":
            return Feed(argument * LINE_DOTS)
        case b"\x1bJ":
            return Feed(argument)
        case b"\x1dr":
            return AskDone()
        case b"\x1da":
            return AskToTell(argument)
    return Nothing()


def _take_cut(data: memoryview) -> tuple[Command, int] | None:
    """GS V m, or GS V m n where m is 65 or 66: feed to the cutter first."""
    if len(data) < 3:
        return None
    length = 4 if data[2] in (65, 66) else 3
    return (Cut(), length) if len(data) >= length else None


def _take_raster(data: memoryview) -> tuple[Command, int] | None:
    """GS v 0 m xL xH yL yH, then yL+yH rows of xL+xH bytes, one bit a dot, 1 is black."""
    if len(data) < 8:
        return None
    row_bytes = int.from_bytes(data[4:6], "little")
    rows = int.from_bytes(data[6:8], "little")
    length = 8 + row_bytes * rows
    if bytes(data[2:4]) != b"0\x00" or not row_bytes * rows:
        return Unknown(data[0]), 1
    if len(data) < length:
        return None
    image = Image.frombytes("1", (row_bytes * 8, rows), data[8:length], "raw", "1;I")
    return Raster(image), length
