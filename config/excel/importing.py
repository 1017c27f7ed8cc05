"""From a workbook to definitions, or to everything that is wrong with it, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from pydantic import TypeAdapter, ValidationError

from config.document import Document, Plain
from config.excel.gathering import Gathering
from config.excel.opening import open_sheet
from config.faults import Fault
from config.schema.forms import Book
from config.words import shape_faults

_BOOK: TypeAdapter[Book] = TypeAdapter(Book)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell (`B12`) in the column `head`, and the name that was meant."""

    cell: str
    head: str
    message: str
    near: str | None = None

    def __str__(self) -> str:
        column = f"（{self.head}）" if self.head else ""
        hint = f"（もしかして: {self.near}）" if self.near else ""
        return f"{self.cell}{column}: {self.message}{hint}"


class CellFaults(Exception):
    """Every mistake of a sheet, row by row."""

    def __init__(self, file: str, faults: tuple[CellFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{file} {fault}" for fault in faults))


def read_workbook(file: Path) -> Book:
    """The definitions in a workbook. Raises CellFaults, NotAWorkbook or OSError."""
    sheet = Gathering(Document(file.name))
    sheet.read(open_sheet(file))
    faults = list(sheet.document.faults)
    book = None
    sheet.document.data = _settled(sheet.document.data)
    try:
        book = _BOOK.validate_python(sheet.document.data)
    except ValidationError as error:
        faults += shape_faults(sheet.document, Book, error)
    if book is None or faults:
        raise CellFaults(file.name, tuple(_in_cells(faults, sheet.heads)))
    return book


def _in_cells(faults: list[Fault], heads: dict[int, str]) -> Iterator[CellFault]:
    """In reading order, in the words of cells."""
    for fault in sorted(set(faults), key=lambda fault: (fault.line, fault.column, fault.message)):
        head = heads.get(fault.column, "") if fault.line > 1 else ""
        cell = f"{get_column_letter(fault.column)}{fault.line}"
        yield CellFault(cell, head, fault.message, fault.near)


def _settled(value: Any) -> Plain:
    """Lists as the tuples that the schema takes."""
    if isinstance(value, dict):
        return {key: _settled(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_settled, value))
    known: Plain = value
    return known
