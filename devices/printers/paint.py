"""Turning a composed sheet into black and white dots."""

from __future__ import annotations

from PIL import Image, ImageDraw

from devices.printers.blocks import Bar, Block, Code, Frame, Picture, Text
from devices.printers.fonts import load

# Thermal dots grow as they print: a dot less than about half covered is better left white.
_BLACK_BELOW = 140
_WHITE, _BLACK = 255, 0


def paint(sheet: Block, width: int) -> Image.Image:
    """A mode "1" image of the block, ``width`` dots wide."""
    image = Image.new("L", (width, max(1, sheet.height)), _WHITE)
    draw = ImageDraw.Draw(image)
    for item in sheet.items:
        if isinstance(item, Picture):
            image.paste(item.dots, (item.x, item.y))
        else:
            _paint(draw, item)
    return image.point([_BLACK] * _BLACK_BELOW + [_WHITE] * (256 - _BLACK_BELOW), mode="1")


def _paint(draw: ImageDraw.ImageDraw, item: Text | Bar | Frame | Code) -> None:
    match item:
        case Text():
            _paint_text(draw, item)
        case Bar(x, y, width, height):
            draw.rectangle((x, y, x + width - 1, y + height - 1), fill=_BLACK)
        case Frame(x, y, width, height, stroke, radius):
            box = (x, y, x + width - 1, y + height - 1)
            draw.rounded_rectangle(box, radius, outline=_BLACK, width=stroke)
        case Code():
            _paint_code(draw, item)


def _paint_text(draw: ImageDraw.ImageDraw, item: Text) -> None:
    pen = float(item.x)
    for run in item.line.runs:
        font = load(run.face, item.line.size)
        draw.text((pen, item.y), run.text, fill=_BLACK, font=font, anchor="ls")
        pen += font.getlength(run.text)


def _paint_code(draw: ImageDraw.ImageDraw, code: Code) -> None:
    last = code.module - 1
    for row, modules in enumerate(code.matrix):
        for column, black in enumerate(modules):
            if black:
                x, y = code.x + column * code.module, code.y + row * code.module
                draw.rectangle((x, y, x + last, y + last), fill=_BLACK)
