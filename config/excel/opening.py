"""Open a workbook that anybody may have made: bounded, and with words for what is wrong with it."""

import io
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from config.excel.exporting import SHEET

# A city's largest sheet has some 2,000 rows and is 200 kB, 2 MB unpacked.
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 30_000_000, 500
MOST_ROWS, MOST_COLUMNS = 20_000, 100


class NotAWorkbook(Exception):
    """Words for a person: why this file is not read."""


Content = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with something in it. `odd` says why its content can't be used as it is."""

    row: int
    column: int
    value: Content
    odd: str = ""


def open_sheet(file: Path) -> tuple[Found, ...]:
    """All cells of the sheet, row by row. Raises NotAWorkbook or OSError."""
    if file.stat().st_size > MOST_BYTES:
        raise NotAWorkbook(f"大きすぎます（{MOST_BYTES // 1_000_000} MB まで）。")
    content = file.read_bytes()
    _unpacks_within_bounds(content)
    sheet = _sheet(content)
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise NotAWorkbook(f"シートが広すぎます（{MOST_ROWS} 行、{MOST_COLUMNS} 列まで）。")
    merged = {area.bounds[:2]: area.coord for area in sheet.merged_cells.ranges}
    return tuple(
        _found(row, column, cell.value, cell.data_type, merged)
        for row, cells in enumerate(sheet.iter_rows(min_row=1, min_col=1), 1)
        for column, cell in enumerate(cells, 1)
        if cell.value is not None or (column, row) in merged
    )


def _unpacks_within_bounds(content: bytes) -> None:
    """What the archive says of its sizes may be a lie, so it is unpacked here once, in pieces."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise NotAWorkbook("ファイルの中の部品が多すぎます。")
            left = MOST_UNPACKED
            for part in parts:
                with archive.open(part) as opened:
                    unpacked = opened.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    raise NotAWorkbook("開くと大きくなりすぎるファイルです。")
                if b"<!DOCTYPE" in unpacked.replace(b"\0", b"").upper():
                    raise NotAWorkbook("使えない宣言（DOCTYPE）があるファイルです。")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        # RuntimeError: encrypted, or packed in a way that is not known here.
        raise NotAWorkbook("Excel（.xlsx）のファイルではないか、こわれています。") from None


def _sheet(content: bytes) -> Worksheet:
    try:
        with warnings.catch_warnings():
            # Of parts that the library leaves out: pictures, extensions.
            warnings.simplefilter("ignore")
            opened = load_workbook(io.BytesIO(content), keep_links=False)
    except Exception:  # noqa: BLE001 - whatever a library does with a file that anybody may make
        raise NotAWorkbook("Excel（.xlsx）のファイルとして読めません。") from None
    named = [sheet for sheet in opened.worksheets if sheet.title == SHEET] or opened.worksheets
    if len(named) != 1:
        message = f"どのシートを読むかわかりません。シートの名前を {SHEET} にしてください。"
        raise NotAWorkbook(message)
    return named[0]


def _found(
    row: int, column: int, value: object, kind: str, merged: dict[tuple[int, int], str]
) -> Found:
    odd = ""
    if (column, row) in merged:
        odd = f"セルが結合されています（{merged[column, row]}）。結合をやめてください。"
    elif kind == "f":
        odd = "数式は使えません。値を書いてください。"
    elif kind == "e":
        odd = "エラーの値（#N/A など）です。値を書いてください。"
    elif not isinstance(value, str | int | float | bool):
        odd = "日付になっています。セルの書式を「文字列」にして、打ち直してください。"
    known = value if isinstance(value, str | int | float | bool) else None
    return Found(row, column, known, odd)
