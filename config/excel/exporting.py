"""From definitions to a workbook."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from config.excel.rows import COLUMNS, FIELD, RETIRED, ROWS, TOP, TYPES, Sort, columns_of
from config.schema.forms import Book

SHEET = "forms"
Line = Mapping[str, str | int]

# Characters wide; columns that are not named here are narrow.
WIDE = {"relevant": 40, "asks": 40, "procedures": 40, "pages": 30, "fields": 30, "law": 30}
_HEAD, _PAGE = PatternFill("solid", "00D9E2EC"), PatternFill("solid", "00EEF3F8")
_WRAP = Alignment(vertical="top", wrap_text=True)


class NotWritable(Exception):
    """A text has a character that no workbook can hold."""


def workbook(book: Book) -> bytes:
    """The definitions of one file as an Excel file. Raises NotWritable."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has a sheet
    sheet.title = SHEET
    found = list(lines(book))
    used = {column for line in found for column in line}
    # A translator looks for the columns of all languages, a writer for those of all settings.
    _write(sheet, 1, {column: column for column in COLUMNS})
    for number, line in enumerate(found, 2):
        _write(sheet, number, line)
    _dress(sheet, used)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def lines(book: Book) -> Iterator[Line]:
    """The rows of the sheet: column -> what is written there."""
    plain = book.model_dump(by_alias=True, exclude_defaults=True)
    if book.version is not None:
        yield {"type": "version", "version": book.version}
    yield from _retired(plain.get("retired", {}))
    for name, row in ROWS.items():
        if row.parent == TOP and not row.alone:
            for item in plain.get(row.into, ()) if name != RETIRED else ():
                yield from _thing(name, item)


def _retired(plain: Mapping[str, Any]) -> Iterator[Line]:
    for name, numbers in plain.items():
        inner = numbers.items() if isinstance(numbers, dict) else [(None, numbers)]
        for key, listed in inner:
            path = f"{name}/{key}" if key else name
            if listed:
                yield {"type": RETIRED, "name": path, "numbers": " ".join(map(str, listed))}


def _thing(name: str, item: Mapping[str, Any]) -> Iterator[Line]:
    """The row of one thing, then those of the things in it."""
    line: dict[str, str | int] = {"type": item["type"] if name == FIELD else name}
    for column, (key, sort) in ROWS[name].cells.items():
        if key in item:
            line.update(_cells(column, item[key], sort))
    yield line
    for inner, row in ROWS.items():
        if row.parent == name and row.into in item:
            for thing in (item[row.into],) if row.alone else item[row.into]:
                yield from _thing(inner, thing)


def _cells(column: str, value: Any, sort: Sort) -> Line:
    if sort is Sort.WORDS:
        return {f"{column}::{language}": words for language, words in value.items()}
    (name,) = columns_of(column, sort)
    if sort is Sort.FLAG:
        value = "yes" if value else "no"
    elif sort is Sort.NAMES:
        value = " ".join(value)
    elif sort is Sort.CONDITION:
        value = flow(value)
    return {name: value} if value != "" else {}


def flow(value: Any) -> str:
    """YAML in one line: `{eq: {field: reason, value: abroad}}`."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment] # typed as None
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    kept = io.StringIO()
    yaml.dump(value, kept)
    return kept.getvalue().strip().removesuffix("...").strip()


def _write(sheet: Worksheet, number: int, line: Line) -> None:
    for place, column in enumerate(COLUMNS, 1):
        value = line.get(column)
        if value is None:
            continue
        if isinstance(value, str) and not _can_hold(value):
            raise NotWritable(f"{value!r}")
        cell = sheet.cell(number, place)
        assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged
        cell.value = value
        if isinstance(value, str):
            # A text that begins with "=" is no formula, and digits stay text when typed anew.
            cell.data_type, cell.number_format = "s", "@"


def _can_hold(text: str) -> bool:
    """Is every character allowed in XML 1.0?"""
    return not ILLEGAL_CHARACTERS_RE.search(text) and not {"\ufffe", "\uffff"} & set(text)


def _dress(sheet: Worksheet, used: set[str]) -> None:
    """Bold heads that stay, readable widths, pages that stand out, types to choose from."""
    sheet.freeze_panes = "C2"
    for place, column in enumerate(COLUMNS, 1):
        head = sheet.cell(1, place)
        head.font, head.fill = Font(bold=True), _HEAD
        words = 36 if "::" in column and column in used else 12
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(column, words)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = _WRAP
            if ROWS.get(str(cells[0].value), ROWS["cell"]).parent == TOP:
                cell.fill = _PAGE
    choice = DataValidation(type="list", formula1=f'"{",".join(TYPES)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add("A2:A5000")
