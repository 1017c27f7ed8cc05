"""The printed column of a ticket: its width, its types, and the shapes that text takes in it. Pure.

203 dpi, 8 dots a millimetre: 58 mm paper prints 384 dots, 80 mm paper 576 dots.
No text is set under 3 mm (24 dots): the smallest size is 28, whose kanji are 3.1 mm tall.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.printers import blocks
from devices.printers.blocks import Block
from devices.printers.fonts import Fonts, printable
from devices.printers.logo import dots
from devices.printers.port import DOTS, PaperWidth
from devices.printers.setting import Line, Type, set_fitting, set_lines, type_of

MARGIN: dict[PaperWidth, int] = {58: 12, 80: 24}
SMALL = (30, 28)
CENTRE = 0.5
_RIGHT = 1.0
_TALLEST_LABEL = 230


@dataclass(frozen=True)
class Column:
    """The width that is printed on, with the types of the visitor's language."""

    width: int
    plain: Type
    bold: Type
    figures: Type


def column(width_mm: PaperWidth, language: str, fonts: Fonts) -> Column:
    """The column between the margins of this paper."""
    return Column(
        width=DOTS[width_mm] - 2 * MARGIN[width_mm],
        plain=type_of(fonts, language, 30),
        bold=type_of(fonts, language, 40, bold=True),
        figures=type_of(fonts, "ja", 40, bold=True),
    )


def head(city: str, place: str, logo: bytes, within: Column) -> Block:
    """Where the paper is from, above everything; the mark is a PNG, or nothing."""
    return blocks.stack(
        _mark(logo, within),
        centred(city, within.bold, (40, 34, 30), within, lines=1),
        centred(place, within.plain, SMALL, within, lines=1),
        blocks.rule(within.width, thickness=4),
    )


def _mark(png: bytes, within: Column) -> Block:
    mark = dots(png, within.width) if png else None
    if mark is None:
        return blocks.gap(0)
    return blocks.stack(blocks.picture(mark, within.width), blocks.gap(10))


def people(words: str, count: int | None) -> str | None:
    """So many people ("{count}人"); None where it is not known how many."""
    return None if count is None else words.replace("{count}", str(count))


def label(text: str, within: Column) -> Block:
    """The number, as large as the paper is wide."""
    sizes = tuple(range(_TALLEST_LABEL, 28, -6))
    lines = set_fitting(printable(text), within.figures, sizes, within.width, most_lines=1)
    return blocks.stack(*(blocks.tight(line, within.width) for line in lines))


def pair(name: str, value: str | None, sizes: tuple[int, ...], within: Column) -> Block:
    """A name at the left and its value at the right of a line, or below where both do not fit."""
    if not value:
        return blocks.gap(0)
    names = set_fitting(name, within.plain, SMALL, within.width, most_lines=1)
    left = blocks.text(names, within.width)
    for size in sizes:
        values = set_lines(value, within.bold.at(size), within.width)
        if _fit_beside(names, values, within.width):
            value_block = blocks.text(values, within.width, _RIGHT)
            return blocks.stack(blocks.beside(left, value_block, 0), blocks.gap(8))
    values = set_fitting(value, within.bold, sizes, within.width, most_lines=1)
    return blocks.stack(left, blocks.text(values, within.width, _RIGHT), blocks.gap(8))


def _fit_beside(names: tuple[Line, ...], values: tuple[Line, ...], width: int) -> bool:
    space = 16
    return len(names) == len(values) == 1 and names[0].width + space + values[0].width <= width


def centred(text: str, type_: Type, sizes: tuple[int, ...], within: Column, lines: int) -> Block:
    """Centred text at the largest size that keeps it in so many lines."""
    return blocks.text(set_fitting(text, type_, sizes, within.width, lines), within.width, CENTRE)


def paragraph(text: str, type_: Type, within: Column) -> Block:
    """Text from the left margin in the lines that it needs."""
    return blocks.text(set_lines(text, type_, within.width), within.width)


def framed(text: str | None, type_: Type, within: Column) -> Block:
    """Text in a frame; no paper for none."""
    if not text:
        return blocks.gap(0)
    padding = 14
    inner = within.width - 2 * padding
    lines = set_fitting(text, type_, (38, 34, 30, 28), inner, most_lines=1)
    return blocks.stack(
        blocks.framed(blocks.text(lines, inner, CENTRE), within.width, padding), blocks.gap(14)
    )
