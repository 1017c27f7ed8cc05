"""Figures as files: CSV here, Excel through the workbook that the page is given."""

import csv
from io import StringIO

from hub.service.figures.tables import SPLITS, Column, Table

# Signs with which a cell must not begin: spreadsheets take them for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(words: str) -> str:
    """Words that a spreadsheet takes for words."""
    return f"'{words}" if words.startswith(FORMULA) else words


def heads(table: Table) -> tuple[str, ...]:
    """The names of a table's columns, each with its unit."""
    return (SPLITS[table.split], *map(_head, table.columns))


def _head(column: Column) -> str:
    return f"{column.name}（{column.unit}）"


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark, as spreadsheets need it; an empty cell where nothing is told."""
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(map(safe, heads(table)))
    for line in table.lines:
        numbers = zip(table.columns, line.values, strict=True)
        lines.writerow(
            [
                safe(line.name),
                *("" if value is None else f"{value:.{of.digits}f}" for of, value in numbers),
            ]
        )
    return "\N{BYTE ORDER MARK}".encode() + out.getvalue().encode()
