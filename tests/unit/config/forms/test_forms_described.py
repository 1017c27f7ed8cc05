"""The reference, the published schema and the guide say what the loader does."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from config.document import parse
from config.forms.describe import TITLES, reference, schema, schema_file
from config.schema.forms import KINDS, Book
from config.schema.forms.questions import CARD_TYPES
from hub.domain.forms.book import CardItem, Kind
from tests.tools.references import FORMS, ROOT
from tests.unit.config.forms.folders import FILES, Folder

MADE = schema()
DEFINITIONS: dict[str, Any] = {**MADE["$defs"], "Book": MADE}
GUIDE = FORMS.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
validator = Draft202012Validator(MADE)


def plain(text: str) -> Any:
    """A file as an editor sees it."""
    return json.loads(json.dumps(parse("x.yaml", text.encode()).data))


def test_every_mapping_has_a_title_and_every_setting_a_row() -> None:
    assert set(TITLES) == set(DEFINITIONS)
    tables = reference()
    for definition in DEFINITIONS.values():
        for name, field in definition["properties"].items():
            assert f"| `{name}` |" in tables
            assert field["description"].endswith("。")
            assert "|" not in field["description"]


def test_every_link_of_the_reference_leads_to_a_heading() -> None:
    headings = {
        heading.casefold().translate(str.maketrans(" ", "-", "（）"))
        for heading in re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    }
    linked = set(re.findall(r"\]\(#([^)]+)\)", GUIDE))
    assert linked
    assert linked <= headings


def test_the_kinds_are_those_of_the_domain() -> None:
    assert set(KINDS) == set(Kind)
    assert set(CARD_TYPES) == set(CardItem)


def test_the_guide_s_example_is_right(folder: Folder) -> None:
    example, _ = EXAMPLES
    for name in FILES:
        (folder.directory / "forms" / name).unlink()
    folder.write("book.yaml", "version: 1\n")
    folder.write("dog.yaml", example)
    forms, faults = folder.read(terminals=parse("terminals.yaml", b"{}"))
    assert faults == []
    assert [event.id for event in forms.events] == ["dog"]
    validator.validate(plain(example))


def test_the_guide_s_marks_for_a_card_are_right() -> None:
    _, marks = EXAMPLES
    fields = "".join(f"    {line}\n" for line in marks.splitlines())
    page = parse("x.yaml", f"pages:\n  - id: me\n    ask: あなたは\n{fields}".encode())
    book = Book.model_validate(page.data)
    assert [item.card for item in book.pages[0].fields] == ["name", "address", "birth", "sex"]


def test_the_schema_is_one_and_takes_right_files() -> None:
    Draft202012Validator.check_schema(json.loads(schema_file()))
    for text in FILES.values():
        validator.validate(plain(text))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "config" / "demo" / "forms").glob("*.yaml")), ids=lambda file: file.name
)
def test_the_schema_takes_the_demo_city_s_files(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    validator.validate(plain(text))
    assert text.startswith("# yaml-language-server: $schema=../../forms.schema.json\n")


@pytest.mark.parametrize(
    "text",
    [
        "pagse: []",
        "pages: [{id: A, ask: b, fields: [{id: a, wire: 1, type: text, label: a}]}]",
        "pages: [{id: a, ask: b, fields: []}]",
        "pages: [{id: a, ask: b, when: {}, fields: [{id: a, wire: 1, type: text, label: a}]}]",
        "pages: [{id: a, ask: {jp: b}, fields: [{id: a, wire: 1, type: text, label: a}]}]",
        "pages: [{id: a, ask: b, fields: [{id: a, wire: 0, type: text, label: a}]}]",
        "pages: [{id: a, ask: b, fields: [{id: a, wire: 1, type: txt, label: a}]}]",
        "pages: [{id: a, ask: b, fields: [{id: a, wire: 1, type: text, label: a, card: number}]}]",
    ],
)
def test_an_editor_marks_what_the_loader_would_not_take(text: str, folder: Folder) -> None:
    assert not validator.is_valid(plain(text))
    folder.write("wrong.yaml", text)
    assert "forms/wrong.yaml" in {fault.file for fault in folder.faults()}
