"""Figures as an Excel file: hub.web.hall.tools.FigureTools.workbook."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hub.service.figures.tables import SPLITS, SUBJECTS, Split, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMATS = ("#,##0", "#,##0.0")


def workbook(tables: Sequence[Table]) -> bytes:
    """One sheet for each split, its subjects side by side. Blocks."""
    # 0.2 s of a hub's start, and few ask for it.
    from openpyxl import Workbook  # noqa: PLC0415 - see above

    made = Workbook()
    made.remove(made.worksheets[0])
    for split in Split:
        own = [table for table in tables if table.split is split]
        if own or split is Split.DAY:
            _fill(made.create_sheet(f"{SPLITS[split]}べつ"), split, own)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _fill(sheet: "Worksheet", split: Split, tables: Sequence[Table]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above

    _words(sheet, 1, 1, SPLITS[split])
    names = list(dict.fromkeys(line.name for table in tables for line in table.lines))
    for number, name in enumerate(names, 2):
        _words(sheet, number, 1, name)
    place = 2
    for table in tables:
        lines = {line.name: line.values for line in table.lines}
        for at, column in enumerate(table.columns):
            _words(sheet, 1, place, f"{SUBJECTS[table.subject]} {column.name}（{column.unit}）")
            for number, name in enumerate(names, 2):
                if (value := lines.get(name, ())[at : at + 1]) and value[0] is not None:
                    cell = sheet.cell(number, place, round(value[0], column.digits))
                    cell.number_format = _FORMATS[column.digits]
            place += 1
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 24
    sheet.row_dimensions[1].height = 48
    for head in sheet[1]:
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")


def _words(sheet: "Worksheet", row: int, column: int, text: str) -> None:
    """Words, though they begin as a formula does."""
    cell = sheet.cell(row, column)
    cell.value = text  # type: ignore[assignment,misc,unused-ignore] # nothing is merged
    cell.data_type, cell.number_format = "s", "@"
