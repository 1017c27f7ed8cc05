"""The paper after guided forms: number, counters in order, what to bring, sealed code. Pure.

Nothing that the visitor typed is on it in clear, so a lost paper tells nobody anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from devices.printers import blocks
from devices.printers.blocks import Block
from devices.printers.code import sealed_block
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
from devices.printers.setting import Type, set_lines

_INDENT = 44
# Between two codes, besides their quiet zones: a scanner must see one at a time.
_BETWEEN_CODES = 64


@dataclass(frozen=True)
class GuideWords:
    """The fixed words of the paper in the visitor's language."""

    number: str = "受付番号"
    ahead: str = "前にお待ちの方"
    people: str = "{count}人"
    wait: str = "お呼びするまで"
    issued: str = "受付時刻"
    counters: str = "まわる窓口（この順です）"
    ask: str = "窓口でおたずねします"
    bring: str = "お持ちいただくもの"
    code: str = "窓口で、このコードをお見せください"
    part: str = "コード {number}/{count}"
    reissue: str = "再発行"
    offline: str = "番号はそのまま有効です。"


@dataclass(frozen=True)
class Errand:
    """A procedure at a counter. `asks`: the counter finds out whether it is needed."""

    title: str
    notes: tuple[str, ...] = ()
    asks: bool = False


@dataclass(frozen=True)
class Counter:
    """A counter to visit, and what is done there."""

    name: str
    errands: tuple[Errand, ...]


@dataclass(frozen=True)
class GuideSheet:
    """What is printed at the end of a form. Empty texts and None are left out.

    ``label`` is the number for the first counter; ``codes`` the parts of the sealed code in
    order; ``notes`` sentences that belong to the number, ``advice`` those that belong to the code.
    """

    city: str
    title: str
    issued_at: str
    place: str = ""
    label: str = ""
    service: str = ""
    priority: str | None = None
    ahead: int | None = None
    wait: str | None = None
    notes: tuple[str, ...] = ()
    counters: tuple[Counter, ...] = ()
    bring: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    logo: bytes = b""
    offline: bool = False
    reissue: bool = False
    language: str = "ja"
    words: GuideWords = GuideWords()


def render(sheet: GuideSheet, width_mm: PaperWidth, fonts: Fonts) -> Image.Image:
    """The paper as a mode "1" image, 384 or 576 dots wide. Raises CodeTooWide."""
    return paint(compose(sheet, width_mm, fonts), DOTS[width_mm])


def compose(sheet: GuideSheet, width_mm: PaperWidth, fonts: Fonts) -> Block:
    """Everything on the paper with its place. Raises CodeTooWide."""
    within = column(width_mm, sheet.language, fonts)
    above = blocks.stack(
        _head(sheet, within),
        _number(sheet, within),
        _counters(sheet, within),
        _bring(sheet, within),
    )
    margin = MARGIN[width_mm]
    return blocks.stack(
        blocks.inset(above, margin, margin),
        *_codes(sheet, width_mm, within),
        blocks.inset(_advice(sheet, within), margin, margin),
    )


def _head(sheet: GuideSheet, within: Column) -> Block:
    return blocks.stack(
        head(sheet.city, sheet.place, sheet.logo, within),
        framed(sheet.words.reissue if sheet.reissue else None, within.bold, within),
        centred(sheet.title, within.bold, (40, 36, 32), within, lines=2),
        blocks.gap(10),
    )


def _number(sheet: GuideSheet, within: Column) -> Block:
    words = sheet.words
    issued = pair(words.issued, sheet.issued_at, SMALL, within)
    if not sheet.label:
        return blocks.stack(*_sentences(sheet.notes, within), issued)
    return blocks.stack(
        blocks.rule(within.width),
        centred(sheet.service, within.plain.at(34), (34, 30, 28), within, lines=1),
        centred(words.number, within.plain, SMALL, within, lines=1),
        blocks.gap(12),
        label(sheet.label, within),
        blocks.gap(22),
        framed(sheet.priority, within.bold, within),
        pair(words.ahead, people(words.people, sheet.ahead), (40, 34), within),
        pair(words.wait, sheet.wait, (40, 34), within),
        issued,
        *_sentences(sheet.notes, within),
        framed(words.offline if sheet.offline else None, within.plain, within),
    )


def _sentences(texts: tuple[str, ...], within: Column) -> tuple[Block, ...]:
    return tuple(
        blocks.stack(paragraph(text, within.plain, within), blocks.gap(8)) for text in texts
    )


def _counters(sheet: GuideSheet, within: Column) -> Block:
    if not sheet.counters:
        return blocks.gap(0)
    return blocks.stack(
        _heading(sheet.words.counters, within),
        *(
            _counter(number, counter, sheet.words, within)
            for number, counter in enumerate(sheet.counters, 1)
        ),
    )


def _heading(text: str, within: Column) -> Block:
    return blocks.stack(
        blocks.rule(within.width),
        paragraph(text, within.bold.at(34), within),
        blocks.gap(10),
    )


def _counter(number: int, counter: Counter, words: GuideWords, within: Column) -> Block:
    return blocks.stack(
        _hanging(str(number), counter.name, within.bold.at(34), within),
        *(_errand(errand, words, within) for errand in counter.errands),
        blocks.gap(12),
    )


def _errand(errand: Errand, words: GuideWords, within: Column) -> Block:
    asked = (_hanging("", words.ask, within.bold.at(28), within),) if errand.asks else ()
    return blocks.stack(
        _hanging("・", errand.title, within.plain, within),
        *asked,
        *(_hanging("", note, within.plain.at(28), within) for note in errand.notes),
    )


def _hanging(mark: str, text: str, type_: Type, within: Column) -> Block:
    """A mark in the margin of a paragraph."""
    room = within.width - _INDENT
    body = blocks.text(set_lines(text, type_, room), room)
    head = blocks.text(set_lines(mark, type_, _INDENT), _INDENT)
    return Block(max(head.height, body.height), head.items + body.moved(_INDENT, 0))


def _bring(sheet: GuideSheet, within: Column) -> Block:
    if not sheet.bring:
        return blocks.gap(0)
    return blocks.stack(
        _heading(sheet.words.bring, within),
        *(_hanging("□", item, within.plain, within) for item in sheet.bring),
    )


def _codes(sheet: GuideSheet, width_mm: PaperWidth, within: Column) -> tuple[Block, ...]:
    """Each code on paper of its own width, so that its modules are as large as can be."""
    if not sheet.codes:
        return ()
    margin = MARGIN[width_mm]
    count = len(sheet.codes)
    parts = (
        blocks.stack(
            blocks.inset(_part(sheet.words.part, number, count, within), margin, 0),
            sealed_block(text, width_mm),
            blocks.gap(_BETWEEN_CODES if number < count else 0),
        )
        for number, text in enumerate(sheet.codes, 1)
    )
    heading = blocks.stack(
        blocks.rule(within.width),
        centred(sheet.words.code, within.bold, (38, 34, 30), within, lines=2),
    )
    return blocks.inset(heading, margin, 0), *parts


def _part(words: str, number: int, count: int, within: Column) -> Block:
    if count == 1:
        return blocks.gap(0)
    text = words.replace("{number}", str(number)).replace("{count}", str(count))
    return centred(text, within.bold, (40, 34), within, lines=1)


def _advice(sheet: GuideSheet, within: Column) -> Block:
    return blocks.stack(*_sentences(sheet.advice, within))
