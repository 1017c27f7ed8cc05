"""Definitions go to Excel and to YAML and come back as they were."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import TypeAdapter

from config.document import parse
from config.excel.exporting import workbook
from config.excel.importing import read_workbook
from config.forms.writing import yaml_text
from config.schema.forms import Book
from tests.unit.config.forms.books import books

DEMO = Path(__file__).parents[4] / "config" / "demo" / "forms"
BOOK: TypeAdapter[Book] = TypeAdapter(Book)


def read(text: str) -> Book:
    document = parse("x.yaml", text.encode())
    assert document.faults == []
    return BOOK.validate_python({} if document.data is None else document.data)


def through_excel(book: Book, folder: Path) -> Book:
    file = folder / "forms.xlsx"
    file.write_bytes(workbook(book))
    return read_workbook(file)


@pytest.mark.parametrize("file", sorted(DEMO.glob("*.yaml")), ids=lambda file: file.name)
def test_every_file_of_the_demo_city_comes_back(file: Path, tmp_path: Path) -> None:
    book = read(file.read_text(encoding="utf-8"))
    again = through_excel(book, tmp_path)
    assert again == book
    assert read(yaml_text(again)) == book
    assert [page.id for page in again.pages] == [page.id for page in book.pages]


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(book=books)
def test_any_definitions_come_back_from_a_workbook(book: Book, tmp_path: Path) -> None:
    assert through_excel(book, tmp_path) == book


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(book=books)
def test_any_definitions_come_back_from_the_yaml_that_is_written(book: Book) -> None:
    assert read(yaml_text(book)) == book


def test_yaml_is_written_as_a_person_would() -> None:
    text = yaml_text(read((DEMO / "10-moving.yaml").read_text(encoding="utf-8")), "# first line")
    assert text.startswith("# first line\nevents:\n  - id: moving-in\n    wire: 1\n")
    assert "    when: {" in text
    assert max(map(len, text.splitlines())) < 200
