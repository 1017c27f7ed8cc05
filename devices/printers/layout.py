"""The one ticket of the lobby, as an image for every printer. Pure.

203 dpi, 8 dots a millimetre: 58 mm paper prints 384 dots, 80 mm paper 576 dots.
No text is set under 3 mm (24 dots): the smallest size is 28, whose kanji are 3.1 mm tall.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from devices.printers import blocks
from devices.printers.blocks import Block
from devices.printers.code import code_block, side
from devices.printers.fonts import Fonts, printable
from devices.printers.paint import paint
from devices.printers.port import DOTS, PaperWidth
from devices.printers.setting import Line, Type, set_fitting, set_lines, type_of

_MARGIN: dict[PaperWidth, int] = {58: 12, 80: 24}

_TALLEST_LABEL = 230
_SMALL = (30, 28)
_CENTRE = 0.5
_RIGHT = 1.0
_CAPTION_WIDTH = 220  # a caption narrower than this goes below its code


@dataclass(frozen=True)
class SheetWords:
    """The fixed words of a ticket in the visitor's language."""

    number: str = "受付番号"
    ahead: str = "前にお待ちの方"
    people: str = "{count}人"
    wait: str = "お呼びするまで"
    issued: str = "受付時刻"
    code: str = "スマートフォンで待ち状況をご覧いただけます"
    offline: str = "通信が切れているあいだに受け付けました。番号はそのまま有効です。"


@dataclass(frozen=True)
class TicketSheet:
    """What is printed on one ticket. Empty texts and None are left out.

    ``issued_at`` is text (令和8年11月24日(火) 9:42), ``priority`` the name of the class,
    ``ahead`` people waiting before this one, ``url`` what the QR code opens.
    """

    city: str
    label: str
    service: str
    issued_at: str
    place: str = ""
    priority: str | None = None
    ahead: int | None = None
    wait: str | None = None
    instructions: tuple[str, ...] = ()
    url: str | None = None
    footer: str = ""
    offline: bool = False
    language: str = "ja"
    words: SheetWords = SheetWords()


@dataclass(frozen=True)
class _Column:
    """The width that is printed on, with the types of the visitor's language."""

    width: int
    plain: Type
    bold: Type
    figures: Type


def render(sheet: TicketSheet, width_mm: PaperWidth, fonts: Fonts) -> Image.Image:
    """The ticket as a mode "1" image, black on white, 384 or 576 dots wide, as tall as it needs."""
    return paint(compose(sheet, width_mm, fonts), DOTS[width_mm])


def compose(sheet: TicketSheet, width_mm: PaperWidth, fonts: Fonts) -> Block:
    """Everything on the ticket with its place; nothing overlaps or leaves the margins."""
    margin = _MARGIN[width_mm]
    column = _Column(
        width=DOTS[width_mm] - 2 * margin,
        plain=type_of(fonts, sheet.language, 30),
        bold=type_of(fonts, sheet.language, 40, bold=True),
        figures=type_of(fonts, "ja", 40, bold=True),
    )
    parts = (
        _head(sheet, column),
        _number(sheet, column),
        _waiting(sheet, column),
        _advice(sheet, column),
    )
    return blocks.inset(blocks.stack(*parts), margin, margin)


def _head(sheet: TicketSheet, column: _Column) -> Block:
    return blocks.stack(
        _text(sheet.city, column.bold, (40, 34, 30), column, lines=1),
        _text(sheet.place, column.plain, _SMALL, column, lines=1),
        blocks.rule(column.width, thickness=4),
    )


def _number(sheet: TicketSheet, column: _Column) -> Block:
    return blocks.stack(
        _text(sheet.service, column.bold, (46, 40, 34), column, lines=2),
        blocks.gap(10),
        _text(sheet.words.number, column.plain, _SMALL, column, lines=1),
        blocks.gap(12),
        _label(sheet.label, column),
        blocks.gap(22),
        _framed(sheet.priority, column.bold, column),
    )


def _label(label: str, column: _Column) -> Block:
    """The number, as large as the paper is wide."""
    sizes = tuple(range(_TALLEST_LABEL, 28, -6))
    lines = set_fitting(printable(label), column.figures, sizes, column.width, most_lines=1)
    return blocks.stack(*(blocks.tight(line, column.width) for line in lines))


def _waiting(sheet: TicketSheet, column: _Column) -> Block:
    words = sheet.words
    ahead = None if sheet.ahead is None else words.people.replace("{count}", str(sheet.ahead))
    pairs = (
        _pair(words.ahead, ahead, (46, 40, 34), column),
        _pair(words.wait, sheet.wait, (46, 40, 34), column),
        _pair(words.issued, sheet.issued_at, _SMALL, column),
    )
    return blocks.stack(blocks.rule(column.width), *pairs, blocks.rule(column.width))


def _pair(name: str, value: str | None, sizes: tuple[int, ...], column: _Column) -> Block:
    """A name at the left and its value at the right of a line, or below where both do not fit."""
    if not value:
        return blocks.gap(0)
    names = set_fitting(name, column.plain, _SMALL, column.width, most_lines=1)
    left = blocks.text(names, column.width)
    for size in sizes:
        values = set_lines(value, column.bold.at(size), column.width)
        if _fit_beside(names, values, column.width):
            value_block = blocks.text(values, column.width, _RIGHT)
            return blocks.stack(blocks.beside(left, value_block, 0), blocks.gap(8))
    values = set_fitting(value, column.bold, sizes, column.width, most_lines=1)
    return blocks.stack(left, blocks.text(values, column.width, _RIGHT), blocks.gap(8))


def _fit_beside(names: tuple[Line, ...], values: tuple[Line, ...], width: int) -> bool:
    space = 16
    return len(names) == len(values) == 1 and names[0].width + space + values[0].width <= width


def _advice(sheet: TicketSheet, column: _Column) -> Block:
    return blocks.stack(
        *(_instruction(line, column) for line in sheet.instructions),
        _code(sheet, column),
        _framed(sheet.words.offline if sheet.offline else None, column.plain, column),
        _text(sheet.footer, column.plain, (28,), column, lines=1),
    )


def _instruction(line: str, column: _Column) -> Block:
    return blocks.stack(
        blocks.text(set_lines(line, column.plain, column.width), column.width), blocks.gap(8)
    )


def _code(sheet: TicketSheet, column: _Column) -> Block:
    code = code_block(sheet.url, column.width, column.width * 2 // 5) if sheet.url else None
    if code is None:
        return blocks.gap(0)
    room = column.width - side(code)
    if room < _CAPTION_WIDTH:
        caption = _text(sheet.words.code, column.plain, _SMALL, column, lines=1)
        return blocks.stack(blocks.inset(code, room // 2, 0), caption, blocks.gap(12))
    caption = blocks.text(set_lines(sheet.words.code, column.plain, room), room)
    return blocks.beside(code, caption, side(code))


def _text(text: str, type_: Type, sizes: tuple[int, ...], column: _Column, *, lines: int) -> Block:
    """Centred text at the largest size that keeps it in so many lines."""
    return blocks.text(set_fitting(text, type_, sizes, column.width, lines), column.width, _CENTRE)


def _framed(text: str | None, type_: Type, column: _Column) -> Block:
    if not text:
        return blocks.gap(0)
    padding = 14
    inner = column.width - 2 * padding
    lines = set_fitting(text, type_, (38, 34, 30, 28), inner, most_lines=1)
    return blocks.stack(
        blocks.framed(blocks.text(lines, inner, _CENTRE), column.width, padding), blocks.gap(14)
    )
