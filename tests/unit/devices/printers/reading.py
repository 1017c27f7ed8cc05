"""Reading a printed ticket as a person or a telephone does: from its dots alone."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps, ImageStat

from devices.printers.fonts import Face

CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-"
_TALL = 52  # dots: nothing else above the code is set so tall, even on 58 mm paper
_SIDE = 48


def read_code(ticket: Image.Image) -> str | None:
    """What the QR code says."""
    found = zxingcpp.read_barcodes(ticket.convert("L"))
    return found[0].text if found else None


def read_label(ticket: Image.Image, face: Face) -> str:
    """The large number: the first tall band of ink, each figure compared with all figures."""
    ink = ImageOps.invert(ticket.convert("L"))
    top, bottom = next(band for band in _bands(ink, axis=0) if band[1] - band[0] > _TALL)
    line = ink.crop((0, top, ink.width, bottom))
    figures = [line.crop((left, 0, right, line.height)) for left, right in _bands(line, axis=1)]
    return "".join(_most_like(figure, face) for figure in figures)


def ink_box(ticket: Image.Image) -> tuple[int, int, int, int] | None:
    """The smallest box with all black dots."""
    return ImageOps.invert(ticket.convert("L")).getbbox()


def _bands(ink: Image.Image, axis: int) -> list[tuple[int, int]]:
    """Stretches of rows (axis 0) or columns (axis 1) with ink, as half-open intervals."""
    length = ink.height if axis == 0 else ink.width
    inked = [place for place in range(length) if _strip(ink, axis, place).getbbox()]
    groups = groupby(enumerate(inked), key=lambda pair: pair[1] - pair[0])
    runs = [[place for _, place in group] for _, group in groups]
    return [(run[0], run[-1] + 1) for run in runs]


def _strip(ink: Image.Image, axis: int, place: int) -> Image.Image:
    box = (0, place, ink.width, place + 1) if axis == 0 else (place, 0, place + 1, ink.height)
    return ink.crop(box)


def _most_like(figure: Image.Image, face: Face) -> str:
    shape = _normal(figure)
    return min(CHARACTERS, key=lambda character: _distance(shape, _template(face, character)))


def _distance(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


@lru_cache(maxsize=64)
def _template(face: Face, character: str) -> Image.Image:
    image = Image.new("L", (400, 400))
    font = ImageFont.truetype(str(face.path), 200, index=face.index)
    ImageDraw.Draw(image).text((100, 300), character, fill=255, font=font, anchor="ls")
    return _normal(image)


def _normal(figure: Image.Image) -> Image.Image:
    """The ink alone, its longer side made the same, its proportions kept."""
    tight = figure.crop(figure.getbbox())
    return ImageOps.pad(tight, (_SIDE, _SIDE))
