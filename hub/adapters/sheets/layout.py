"""From a case to what the template sets: rows of boxes with their texts in runs of one font."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from hub.adapters.sheets.fonts import BREAK, Fonts
from hub.domain.forms import wareki
from hub.domain.forms.answers import Ask
from hub.domain.forms.book import Kind
from hub.domain.site import words
from hub.service.desk import values
from hub.service.desk.view import Mark, Part, Row, Sheet, Shown, View

Data = dict[str, Any]

# More columns than this are too narrow on A4: each member gets a block of boxes of its own.
MOST_COLUMNS = 6
# More options than this would fill the box: then only what was chosen is printed.
MOST_OPTIONS = 8
# Latin words longer than this may be broken anywhere, but not before a combining mark.
_LONG_WORD = re.compile(r"[!-\u036f]{13,}")
_LETTER = re.compile(r".[\u0300-\u036f]*")


@dataclass(slots=True)
class Layout:
    """Makes the template's data; `missing` are the characters that no font had."""

    fonts: Fonts
    zone: ZoneInfo
    missing: dict[str, None] = field(default_factory=dict)

    def data(self, view: View) -> Data:
        """All forms of a case."""
        issued = view.case.issued.astimezone(self.zone).date()
        sheets = [self._sheet(sheet) for sheet in view.sheets]
        return {
            "code": view.case.code,
            "symbol": symbol(view.case.code),
            "date": str(wareki.of(issued)),
            "family": self.fonts.fonts[0].family,
            "sheets": sheets,
            "missing": self._runs("、".join(map(_named, self.missing))),
        }

    def _sheet(self, sheet: Sheet) -> Data:
        noun, closing = _kind(sheet.title)
        return {
            "title": self._runs(sheet.title),
            "dated": self._runs(f"{noun}日"),
            "closing": self._runs(closing),
            "addressee": self._runs(sheet.form.addressee),
            "law": self._runs(sheet.form.law),
            "corrected": any(Mark.CORRECTED in box.marks for box in sheet.boxes),
            "parts": [self._part(part, sheet) for part in sheet.parts],
        }

    def _part(self, part: Part, sheet: Sheet) -> Data:
        is_group = any(
            section.title == part.title and section.group for section in sheet.form.sections
        )
        rows = part.rows
        if not rows:
            return {"title": self._runs(part.title), "none": True}
        if is_group and len(rows[0].boxes) <= MOST_COLUMNS:
            return {"title": self._runs(part.title), "table": self._table(rows)}
        blocks = [
            {"who": self._runs(_who(row) if is_group else ""), "rows": self._lines(row.boxes)}
            for row in rows
        ]
        return {"title": self._runs(part.title), "blocks": blocks}

    def _table(self, rows: Sequence[Row]) -> Data:
        """One row a member. Columns are as wide as their longest text asks for, within limits."""
        labels = [box.label for box in rows[0].boxes]
        widths = [
            max(4, min(16, len(label)), *(min(16, len(row.boxes[at].text)) for row in rows))
            for at, label in enumerate(labels)
        ]
        return {
            "widths": widths,
            "labels": [self._runs(label) for label in labels],
            "rows": [[self._box(box, with_options=False) for box in row.boxes] for row in rows],
        }

    def _lines(self, boxes: Sequence[Shown]) -> list[list[Data]]:
        """Boxes side by side with the one before them."""
        number = 0
        numbered: list[tuple[int, Shown]] = []
        for box in boxes:
            number += not box.aside
            numbered.append((number, box))
        lines = groupby(numbered, key=lambda pair: pair[0])
        return [[self._box(box, with_options=True) for _, box in line] for _, line in lines]

    def _box(self, box: Shown, *, with_options: bool) -> Data:
        return {
            "label": self._runs(box.label),
            "reading": self._runs(box.reading),
            "text": self._runs("" if isinstance(box.value, Ask) else box.text),
            "options": list(self._options(box)) if with_options else [],
            "ask": isinstance(box.value, Ask),
            "corrected": Mark.CORRECTED in box.marks,
        }

    def _options(self, box: Shown) -> Iterator[Data]:
        item = box.field
        if item is None or item.kind not in (Kind.CHOICE, Kind.CHOICES):
            return
        picked = values.chosen(box.value)
        if len(item.options) <= MOST_OPTIONS:
            for option in item.options:
                label = self._runs(words(option.label, "ja"))
                yield {"label": label, "on": option.id in picked}

    def _runs(self, text: str) -> list[list[str]]:
        setting = self.fonts.set(breakable(text))
        self.missing |= dict.fromkeys(setting.missing)
        return [[run.family, run.text] for run in setting.runs]


def breakable(text: str) -> str:
    """With places to break in words that are too long for a box: Latin names, made-up ones."""
    return _LONG_WORD.sub(lambda word: BREAK.join(_LETTER.findall(word[0])), text)


def symbol(code: str) -> str:
    """A QR code with the id of the letter, as SVG."""
    import qrcode  # noqa: PLC0415 - loads Pillow: a hub's start must not wait for it
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - as above
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 - as above

    made = qrcode.QRCode(border=4, error_correction=ERROR_CORRECT_M, image_factory=SvgPathImage)
    made.add_data(code.upper())
    return made.make_image().to_string(encoding="unicode")


def _kind(title: str) -> tuple[str, str]:
    """What the visitor does with this paper: the noun before its date, and the closing words."""
    if "届" in title:
        return "届出", "届け出ます"
    return ("請求", "請求します") if "請求" in title else ("申請", "申請します")


def _who(row: Row) -> str:
    number = "" if row.member is None else f"{row.member + 1}人目"
    return f"{number} {row.who}".strip()


def _named(cluster: str) -> str:
    return "+".join(f"U+{ord(sign):04X}" for sign in cluster)
