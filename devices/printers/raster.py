"""A ticket as ESC/POS bytes, in bands that even a small receive buffer takes. Pure.

Source: Epson ESC/POS command reference: ESC @, GS v 0 (obsolete there, yet what every make and
clone knows), GS V 66 (feed just as far as the cutter is away, and cut).
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

BAND_ROWS = 24  # 3 mm; two bands of 72 bytes a row stay under a 4 KB receive buffer
INITIALIZE = b"\x1b@"
CUT = b"\x1dVB\x00"
_HEAD_BYTES = 8  # of a band


def bands(image: Image.Image) -> Iterator[bytes]:
    """The rows of a mode "1" image from top to bottom, each band a command of its own."""
    for top in range(0, image.height, BAND_ROWS):
        yield _band(image.crop((0, top, image.width, min(top + BAND_ROWS, image.height))))


def _band(rows: Image.Image) -> bytes:
    row_bytes = (rows.width + 7) // 8
    head = row_bytes.to_bytes(2, "little") + rows.height.to_bytes(2, "little")
    return b"\x1dv0\x00" + head + rows.tobytes("raw", "1;I")


def ending(dots: int) -> bytes:
    """Ends a ticket that was broken off anywhere: its last band is filled up, then it is cut.

    The printer takes zeros for white dots as long as it waits for dots, then passes over them.
    """
    return bytes(_HEAD_BYTES + BAND_ROWS * ((dots + 7) // 8)) + INITIALIZE + CUT
