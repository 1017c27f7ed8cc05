"""The city's mark, as dots. Pure."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image

_BLACK_BELOW = 128
_TALLEST = 120  # dots: 15 mm
_WIDEST = 0.7  # of the column


@lru_cache(maxsize=8)
def dots(png: bytes, width: int) -> Image.Image | None:
    """The mark in mode "1" for a column so wide; None where the bytes are no picture.

    It is made smaller, never larger; what is transparent is white, and so is what is light.
    """
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as opened:
            mark = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return None
    paper = Image.new("RGBA", mark.size, "white")
    paper.alpha_composite(mark)
    grey = paper.convert("L")
    grey.thumbnail((round(width * _WIDEST), _TALLEST), Image.Resampling.LANCZOS)
    return grey.point([0] * _BLACK_BELOW + [255] * (256 - _BLACK_BELOW), mode="1")
