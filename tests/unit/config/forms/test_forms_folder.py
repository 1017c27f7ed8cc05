"""Reading the folder of forms: absent, broken, hostile."""

import time
from pathlib import Path

import pytest

from config.forms import folder as reading
from config.schema.forms import Forms
from hub.domain.forms.book import CardItem
from hub.service.forms import domain_book
from tests.unit.config.forms.folders import MOVING, OTHERS, Folder


def test_no_folder_means_no_forms(tmp_path: Path) -> None:
    assert (
        reading.read_forms(tmp_path, {**OTHERS, "terminals.yaml": OTHERS["services.yaml"]}, [])
        == Forms()
    )


def test_an_empty_folder_means_no_forms_either(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "README.txt").write_text("not read", encoding="utf-8")
    (tmp_path / "forms" / ".moving.yaml").write_text("an editor's: [", encoding="utf-8")
    faults = [
        *reading.read_forms(
            tmp_path, {**OTHERS, "terminals.yaml": OTHERS["services.yaml"]}, []
        ).events
    ]
    assert faults == []


def test_a_file_instead_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "forms").write_text("", encoding="utf-8")
    faults: list[object] = []
    reading.read_forms(tmp_path, OTHERS, faults)  # type: ignore[arg-type] # any list takes faults
    assert "フォルダーを読めません" in str(faults)


def test_files_are_named_yaml(folder: Folder) -> None:
    folder.write("tax.yml", "")
    fault = folder.only_fault()
    assert (fault.file, fault.near) == ("forms/tax.yml", "tax.yaml")


def test_book_yaml_must_be_there(folder: Folder) -> None:
    (folder.directory / "forms" / "book.yaml").unlink()
    fault = folder.only_fault()
    assert (fault.file, fault.line) == ("forms/book.yaml", 1)
    assert "version: 1" in fault.message


def test_what_an_unreadable_file_defines_is_not_called_unknown(folder: Folder) -> None:
    folder.write("moving.yaml", "pages: [")
    fault = folder.only_fault()
    assert fault.file == "forms/moving.yaml"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_file_defines_nothing(text: str, folder: Folder) -> None:
    folder.write("later.yaml", text)
    assert folder.faults() == []


@pytest.mark.parametrize(
    "text", ["- a list", "text", "pages: 3", "pages: [text, 4, null]", "pages: {a: 1}"]
)
def test_other_shapes_are_faults(text: str, folder: Folder) -> None:
    folder.write("odd.yaml", text)
    assert {fault.file for fault in folder.faults()} == {"forms/odd.yaml"}


BOMB = "l0: &l0 [x]\n" + "".join(
    f"l{level + 1}: &l{level + 1} [{', '.join([f'*l{level}'] * 9)}]\n" for level in range(9)
)
DEEP_CONDITION = "{not: " * 9 + "{eq: {field: reason, value: inside}}" + "}" * 9
HOSTILE = {
    "anchors that multiply": BOMB,
    "an anchor in itself": "pages: &p [*p]\n",
    "brackets without end": "[" * 100_000,
    "mappings without end": "".join(f"{' ' * depth}a:\n" for depth in range(600)),
    "a long text": f"pages: [{{id: {'x' * 100_000}}}]",
    "conditions in conditions": MOVING.replace(
        "{eq: {field: reason, value: abroad}}", "{not: " * 200 + "{}" + "}" * 200
    ),
    "a group of itself": MOVING.replace("pages: [who]", "pages: [people]"),
    "groups in a circle": MOVING
    + "  - {id: others, wire: 6, title: 人, count: how-many, pages: [people, others]}\n",
    "numbers without end": f"pages: [{{id: a, ask: b, fields: [{{id: a, wire: {'9' * 5000}}}]}}]",
    "too many pages": "pages:\n"
    + "".join(
        f"  - {{id: p{n}, ask: a, fields: [{{id: q{n}, wire: {n + 100}, type: text, label: a}}]}}\n"
        for n in range(400)
    ),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_files_are_faults_within_seconds(attack: str, folder: Folder) -> None:
    folder.write("moving.yaml", HOSTILE[attack])
    started = time.process_time()
    faults = folder.faults()
    assert time.process_time() - started < 15
    assert "forms/moving.yaml" in {fault.file for fault in faults}
    assert all(len(fault.message) < 300 for fault in faults)


@pytest.mark.parametrize(("depth", "right"), [(7, True), (8, False)])
def test_conditions_are_at_most_eight_deep(depth: int, right: bool, folder: Folder) -> None:
    nested = "{not: " * depth + "{eq: {field: reason, value: abroad}}" + "}" * depth
    folder.change("when: {eq: {field: reason, value: abroad}}\n", f"when: {nested}\n")
    assert [fault.message for fault in folder.faults()] == (
        [] if right else ["条件の入れ子が深すぎます（8段まで）。"]
    )


def test_too_large_a_folder_is_not_read(folder: Folder) -> None:
    folder.write("zzz.yaml", "#" * reading.MOST_BYTES)
    fault = folder.only_fault()
    assert fault.file == "forms/zzz.yaml"
    assert "大きすぎます" in fault.message


def test_too_many_files_are_not_read(folder: Folder) -> None:
    for number in range(reading.MOST_FILES):
        folder.write(f"x{number:03}.yaml", "")
    assert len(folder.faults()) == 3


def test_one_condition_says_one_thing(folder: Folder) -> None:
    folder.change(
        "{eq: {field: reason, value: abroad}}\n",
        "{eq: {field: reason, value: abroad}, not: {eq: {field: reason, value: inside}}}\n",
    )
    fault = folder.only_fault()
    assert fault.key == "pages[2].when"
    assert "どれか1つ" in fault.message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (
            "type: date, label: 引っこした日",
            "type: date, partial: 1, label: 日",
            "pages[0].fields[0].partial",
        ),
        (
            "type: text, label: 国",
            "type: text, options: [{id: a, wire: 1, label: a}], label: 国",
            "pages[2].fields[0]",
        ),
        (
            "type: text, label: 国, required: false, most: 40",
            "type: choice, label: 国",
            "pages[2].fields[0]",
        ),
        ("most: 40", "most: -1", "pages[2].fields[0]"),
        ("most: 40", "least: 50, most: 40", "pages[2].fields[0]"),
        ("least: 120", "least: 120, below: 120", "pages[4].checks[0].when.age_at"),
        ("most: 40", "partial: true", "pages[2].fields[0]"),
        ("most: 40", "card: name", "pages[2].fields[0]"),
        ("most: 40", "card: 1", "pages[2].fields[0].card"),
        ("label: 国内}", "label: 国内, card: 1}", "pages[1].fields[0]"),
        ("label: 国内}", "label: 国内, card: 3}", "pages[1].fields[0].options[0].card"),
        ("label: 前の住所", "label: 前の住所\n        card: sex", "pages[1].fields[0]"),
        ("{eq: {field", "{eqq: {field", "pages[2].when.eqq"),
        (
            "{id: inside, wire: 1, label: 国内}",
            "{id: yes, wire: 1, label: {en: Inside}}",
            "pages[1].fields[0].options[0].label",
        ),
        ("{id: inside,", "{id: true,", "pages[1].fields[0].options[0].id"),
        ("wire: 1\n", "wire: 0\n", "events[0].wire"),
    ],
)
def test_what_a_single_entry_gets_wrong(old: str, new: str, key: str, folder: Folder) -> None:
    folder.change(old, new)
    assert key in {fault.key for fault in folder.faults()}


def test_a_city_marks_what_of_a_card_goes_where(folder: Folder) -> None:
    folder.change("type: name, label: 氏名", "type: name, card: name, label: 氏名")
    folder.change("type: date, label: 生年月日", "type: date, card: birth, label: 生年月日")
    forms, faults = folder.read()
    assert faults == []
    marks = {
        item.id: item.card for page in domain_book(forms).pages.values() for item in page.fields
    }
    assert {name: mark for name, mark in marks.items() if mark} == {
        "name": CardItem.NAME,
        "born": CardItem.BIRTH,
    }


def test_a_mark_that_is_misspelt_is_understood(folder: Folder) -> None:
    folder.change("type: name, label: 氏名", "type: name, card: nam, label: 氏名")
    fault = folder.only_fault()
    assert (fault.key, fault.near) == ("pages[4].fields[0].card", "name")


@pytest.mark.parametrize("codes", [(), (1,), (1, 1), (2, 2, 1)])
def test_sex_takes_one_option_for_each_code(codes: tuple[int, ...], folder: Folder) -> None:
    options = "".join(
        f"          - {{id: o{wire}, wire: {wire}, label: x{card}}}\n"
        for wire, card in enumerate((*(f", card: {code}" for code in codes), ""), 1)
    )
    folder.change(
        "- {id: country, wire: 3, type: text, label: 国, required: false, most: 40}",
        f"- id: country\n        wire: 3\n        type: choice\n        label: 性別\n"
        f"        card: sex\n        options:\n{options}",
    )
    assert "card: 1 と card: 2 の選択肢" in folder.only_fault().message
