"""What a workbook gets wrong is said at its cell, all at once; other files are told apart."""

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from config.document import parse
from config.excel import opening
from config.excel.exporting import NotWritable, workbook
from config.excel.importing import CellFault, CellFaults, read_workbook
from config.excel.opening import NotAWorkbook
from config.schema.forms import Book
from tests.unit.config.forms.folders import MOVING, OUTCOMES

HEADS = ("type", "name", "wire", "label::ja", "relevant", "required", "pages")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "forms.xlsx"


def sheet_of(*rows: tuple[object, ...], heads: tuple[object, ...] = HEADS) -> Workbook:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (heads, *rows):
        sheet.append(list(row))
    return made


def faults(file: Path, made: Workbook) -> list[tuple[str, str, str | None]]:
    """Cell, column and near name of each fault."""
    return [(fault.cell, fault.head, fault.near) for fault in said(file, made)]


def said(file: Path, made: Workbook) -> tuple[CellFault, ...]:
    made.save(file)
    with pytest.raises(CellFaults) as raised:
        read_workbook(file)
    assert str(raised.value).startswith(f"{file.name} {raised.value.faults[0].cell}")
    return raised.value.faults


PAGE = ("page", "who", None, "だれですか")
FIELD = ("text", "name", 1, "氏名")
CHOICE = ("choice", "who", 1, "届出人")


def test_a_small_sheet_is_read(file: Path) -> None:
    sheet_of(PAGE, FIELD, (), ("document", "card", None, "カード")).save(file)
    book = read_workbook(file)
    assert [page.fields[0].label for page in book.pages] == [{"ja": "氏名"}]
    assert [item.id for item in book.documents] == ["card"]


def test_all_faults_are_said_at_once_row_by_row(file: Path) -> None:
    made = sheet_of(
        PAGE,
        ("txet", "name", 1, "氏名"),
        ("text", "Name", 1, "氏名"),
        ("text", "b", "1", "氏名"),
        ("text", "c", 1.5, "氏名"),
        ("text", 7, 1, "氏名"),
        ("text", "d", 1, None),
        ("text", "e", 1, "氏名", None, "maybe"),
        ("text", "f", 1, "氏名", None, None, "a b"),
        (None, "g"),
        ("page", "h", None, "何", "{eqq: {field: a, value: b}}"),
        ("text", "i", 1, "氏名", "{eq: 1}"),
        ("page", "j", None, "何", "{eq: {field: a"),
        ("text", "k", 1, "氏名"),
        ("page", "l", 3, "何"),
        ("text", "m", 0, "氏名"),
    )
    assert faults(file, made) == [
        ("A3", "type", "text"),
        ("B4", "name", None),
        ("C5", "wire", None),
        ("C6", "wire", None),
        ("B7", "name", None),
        ("D8", "label::ja", None),
        ("F9", "required", None),
        ("G10", "pages", None),
        ("A11", "type", None),
        ("E12", "relevant", "eq"),
        ("E13", "relevant", None),
        ("E14", "relevant", None),
        ("C16", "wire", None),
        ("C17", "wire", None),
    ]


def test_heads_are_checked(file: Path) -> None:
    made = sheet_of(
        PAGE, FIELD, heads=("type", "nmae", "wire", "label::ja", "wire", None, "label::jp")
    )
    assert faults(file, made)[:3] == [
        ("B1", "", "name"),
        ("E1", "", None),
        ("G1", "", "label::pt"),
    ]


def test_a_sheet_without_types_says_so(file: Path) -> None:
    assert "type の列がありません" in said(file, sheet_of(heads=("name",)))[0].message


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([FIELD], "A2"),
        ([PAGE, CHOICE, ("option", "a", 1, "はい"), PAGE, ("option", "b", 1, "はい")], "A6"),
        ([("section", None, None, "届出")], "A2"),
        ([("bring", "card")], "A2"),
        ([("retired", "fields")], "A2"),
    ],
)
def test_what_belongs_to_something_follows_it(
    rows: list[tuple[object, ...]], cell: str, file: Path
) -> None:
    assert cell in [fault.cell for fault in said(file, sheet_of(*rows))]


def test_a_procedure_has_one_deadline(file: Path) -> None:
    made = sheet_of(
        ("procedure", "a", None, "届", None, "moving", "法"),
        ("deadline", None, None, "14日"),
        ("deadline", None, None, "15日"),
        heads=("type", "name", "wire", "label::ja", "relevant", "service", "hint::ja"),
    )
    assert "1つだけ" in said(file, made)[0].message


def test_cells_that_no_reader_can_trust_are_named(file: Path) -> None:
    made = sheet_of(PAGE, FIELD, FIELD, FIELD, FIELD)
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet["D3"] = "=A1"
    sheet["D4"] = "#N/A"
    sheet["B5"] = date(2026, 1, 2)
    sheet.merge_cells("B6:C6")
    messages = {fault.cell: fault.message for fault in said(file, made)}
    assert "数式" in messages["D3"]
    assert "エラー" in messages["D4"]
    assert "日付" in messages["B5"]
    assert "結合" in messages["B6"]


def test_a_truth_in_a_text_is_named(file: Path) -> None:
    made = sheet_of(("page", "a", None, True), FIELD)
    assert "はい・いいえ" in said(file, made)[0].message


def test_the_sheet_is_the_only_one_or_the_one_called_forms(file: Path) -> None:
    made = sheet_of(PAGE, FIELD)
    made.create_sheet("notes")
    made.save(file)
    with pytest.raises(NotAWorkbook, match="forms"):
        read_workbook(file)
    made.worksheets[0].title = "forms"
    made.save(file)
    assert len(read_workbook(file).pages) == 1


def test_an_empty_sheet_is_not_quietly_nothing(file: Path) -> None:
    Workbook().save(file)
    with pytest.raises(CellFaults, match="type"):
        read_workbook(file)


def zipped(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def spoiled(change: Callable[[bytes], bytes]) -> bytes:
    kept = io.BytesIO()
    sheet_of(PAGE, FIELD).save(kept)
    return change(kept.getvalue())


def with_part(name: str, content: bytes) -> bytes:
    kept = io.BytesIO(spoiled(bytes))
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr(name, content)
    return kept.getvalue()


NOT_WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "nothing": bytes,
    "text": lambda: b"type,name\npage,who\n",
    "another archive": lambda: zipped(a=b"b"),
    "cut short": lambda: spoiled(lambda content: content[:3000]),
    "a byte changed": lambda: spoiled(
        lambda content: content[:700] + b"\xff\xff\xff" + content[703:]
    ),
    "a zip bomb": lambda: zipped(**{"xl/a.xml": b"0" * 200_000_000}),
    "very many parts": lambda: zipped(**{f"a{n}": b"" for n in range(600)}),
    "entities": lambda: with_part("xl/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "entities in UTF-16": lambda: with_part(
        "xl/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")
    ),
}


@pytest.mark.parametrize("name", NOT_WORKBOOKS)
def test_what_is_no_workbook_is_said(name: str, file: Path) -> None:
    file.write_bytes(NOT_WORKBOOKS[name]())
    with pytest.raises(NotAWorkbook):
        read_workbook(file)


def test_a_file_that_is_too_large_is_not_read(file: Path) -> None:
    file.write_bytes(b"\0" * (opening.MOST_BYTES + 1))
    with pytest.raises(NotAWorkbook, match="大きすぎます"):
        read_workbook(file)


@pytest.mark.parametrize("cell", ["A20001", "ZZ1"])
def test_a_sheet_that_is_too_wide_is_not_gone_through(cell: str, file: Path) -> None:
    made = sheet_of(PAGE, FIELD)
    made.worksheets[0][cell] = "x"
    made.save(file)
    with pytest.raises(NotAWorkbook, match="広すぎます"):
        read_workbook(file)


def test_a_text_that_no_workbook_holds_is_not_written() -> None:
    book = Book.model_validate({"documents": ({"id": "a", "label": {"ja": "x\uffff"}},)})
    with pytest.raises(NotWritable):
        workbook(book)


def test_a_text_like_a_formula_stays_a_text(file: Path) -> None:
    book = Book.model_validate({"documents": ({"id": "a", "label": {"ja": "=1+1"}},)})
    file.write_bytes(workbook(book))
    sheet = load_workbook(file).worksheets[0]
    assert [cell.data_type for cell in sheet[2] if cell.value is not None] == ["s", "s", "s"]
    assert read_workbook(file) == book


def test_what_an_editor_changes_in_the_sheet_arrives(file: Path) -> None:
    data = parse("x", (MOVING + OUTCOMES).encode()).data
    file.write_bytes(workbook(Book.model_validate(data)))
    opened = load_workbook(file)
    sheet = opened.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    names = [cells[1].value for cells in sheet.iter_rows()]
    place = names.index("country") + 1, heads.index("label::vi") + 1
    sheet.cell(*place, "Quốc gia nào?")
    opened.save(file)
    pages = {page.id: page for page in read_workbook(file).pages}
    assert pages["country"].ask == {"ja": "どの国からですか", "vi": "Quốc gia nào?"}


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_changed_in_a_workbook_is_said_or_harmless(seed: int, file: Path) -> None:
    """Signs changed inside of its parts: read, or refused in words, never a crash."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(spoiled(bytes))) as source:
        parts = {name: bytearray(source.read(name)) for name in source.namelist()}
    content = parts[chance.choice([name for name in parts if name.endswith(".xml")])]
    for _ in range(2):
        content[chance.randrange(len(content))] = chance.choice(b"<&09aAr =/")
    file.write_bytes(zipped(**{name: bytes(part) for name, part in parts.items()}))
    with suppress(CellFaults, NotAWorkbook):
        read_workbook(file)
