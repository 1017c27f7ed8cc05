"""The pictures of a virtual card: a drawn face, and lines where its name would be."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

PHOTO_SIZE = (240, 300)
PAPER, INK, HAIR, SKIN = 235, 30, 50, 190


@cache
def photo() -> bytes:
    """A face that is nobody's: JPEG 2000 in a JP2 container, greyscale."""
    picture = Image.new("L", PHOTO_SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 30, 180, 150), fill=HAIR)
    draw.rounded_rectangle((20, 230, 220, 340), 60, fill=HAIR)
    draw.rectangle((100, 180, 140, 250), fill=SKIN)
    draw.ellipse((70, 60, 170, 210), fill=SKIN)
    for left in (95, 133):
        draw.ellipse((left, 120, left + 12, 132), fill=INK)
    draw.arc((95, 135, 145, 185), 30, 150, fill=INK, width=4)
    return _saved(picture, "JPEG2000", quality_mode="rates", quality_layers=[20])


@cache
def words(width: int = 400, height: int = 40) -> bytes:
    """A strip with strokes, black on white, PNG of one bit: a printed line seen from afar."""
    picture = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(picture)
    for left in range(10, width - 20, 30):
        draw.rectangle((left, 10, left + 20, height - 10), outline=0, width=2)
    return _saved(picture, "PNG")


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()
