"""The one ticket of the lobby, as an image for every printer. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from devices.printers import blocks
from devices.printers.blocks import Block
from devices.printers.code import code_block, side
from devices.printers.column import (
    MARGIN,
    SMALL,
    Column,
    centred,
    column,
    framed,
    head,
    label,
    pair,
    paragraph,
    people,
)
from devices.printers.fonts import Fonts
from devices.printers.paint import paint
from devices.printers.port import DOTS, PaperWidth
from devices.printers.setting import set_lines

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
    reissue: str = "再発行"
    offline: str = "通信が切れているあいだに受け付けました。番号はそのまま有効です。"


@dataclass(frozen=True)
class TicketSheet:
    """What is printed on one ticket. Empty texts and None are left out.

    ``issued_at`` is text (令和8年11月24日(火) 9:42), ``priority`` the name of the class,
    ``ahead`` people waiting before this one, ``url`` what the QR code opens; ``logo`` a PNG;
    ``reissue`` where there is or may be another paper with this number.
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
    logo: bytes = b""
    offline: bool = False
    reissue: bool = False
    language: str = "ja"
    words: SheetWords = SheetWords()


def render(sheet: TicketSheet, width_mm: PaperWidth, fonts: Fonts) -> Image.Image:
    """The ticket as a mode "1" image, black on white, 384 or 576 dots wide, as tall as it needs."""
    return paint(compose(sheet, width_mm, fonts), DOTS[width_mm])


def compose(sheet: TicketSheet, width_mm: PaperWidth, fonts: Fonts) -> Block:
    """Everything on the ticket with its place; nothing overlaps or leaves the margins."""
    within = column(width_mm, sheet.language, fonts)
    parts = (
        head(sheet.city, sheet.place, sheet.logo, within),
        _number(sheet, within),
        _waiting(sheet, within),
        _advice(sheet, within),
    )
    return blocks.inset(blocks.stack(*parts), MARGIN[width_mm], MARGIN[width_mm])


def _number(sheet: TicketSheet, within: Column) -> Block:
    return blocks.stack(
        framed(sheet.words.reissue if sheet.reissue else None, within.bold, within),
        centred(sheet.service, within.bold, (46, 40, 34), within, lines=2),
        blocks.gap(10),
        centred(sheet.words.number, within.plain, SMALL, within, lines=1),
        blocks.gap(12),
        label(sheet.label, within),
        blocks.gap(22),
        framed(sheet.priority, within.bold, within),
    )


def _waiting(sheet: TicketSheet, within: Column) -> Block:
    words = sheet.words
    pairs = (
        pair(words.ahead, people(words.people, sheet.ahead), (46, 40, 34), within),
        pair(words.wait, sheet.wait, (46, 40, 34), within),
        pair(words.issued, sheet.issued_at, SMALL, within),
    )
    return blocks.stack(blocks.rule(within.width), *pairs, blocks.rule(within.width))


def _advice(sheet: TicketSheet, within: Column) -> Block:
    return blocks.stack(
        *(_instruction(line, within) for line in sheet.instructions),
        _code(sheet, within),
        framed(sheet.words.offline if sheet.offline else None, within.plain, within),
    )


def _instruction(line: str, within: Column) -> Block:
    return blocks.stack(paragraph(line, within.plain, within), blocks.gap(8))


def _code(sheet: TicketSheet, within: Column) -> Block:
    code = code_block(sheet.url, within.width, within.width * 2 // 5) if sheet.url else None
    if code is None:
        return blocks.gap(0)
    room = within.width - side(code)
    if room < _CAPTION_WIDTH:
        caption = centred(sheet.words.code, within.plain, SMALL, within, lines=1)
        return blocks.stack(blocks.inset(code, room // 2, 0), caption, blocks.gap(12))
    caption = blocks.text(set_lines(sheet.words.code, within.plain, room), room)
    return blocks.beside(code, caption, side(code))
