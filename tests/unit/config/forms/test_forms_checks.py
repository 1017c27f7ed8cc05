"""What `machiai check` says of forms: each mistake at its place, with the name that was meant."""

from dataclasses import dataclass

import pytest

from config.document import parse
from config.forms.references import MOST_PEOPLE
from hub.domain.forms.walking import MOST_MEMBERS
from tests.unit.config.forms.folders import FILES, Folder


def test_a_right_folder_has_no_faults(folder: Folder) -> None:
    forms, faults = folder.read()
    assert faults == []
    assert forms.version == 3
    assert [page.id for page in forms.pages] == ["moved", "reason", "country", "how-many", "who"]
    assert forms.files == {"book.yaml": (), "moving.yaml": ("moving-in",), "outcomes.yaml": ()}


def test_the_most_people_are_those_of_the_way() -> None:
    assert MOST_PEOPLE == MOST_MEMBERS


@dataclass(frozen=True)
class Slip:
    """A text exchanged, and the only fault that comes of it."""

    old: str
    new: str
    key: str
    message: str
    near: str | None = None

    def __str__(self) -> str:
        return f"{self.key}: {self.message}, {self.new}"


SLIPS = [
    # Names that mean nothing.
    Slip("[moved, reason]", "[moved, reeson]", "events[0].asks[1]", "ページやグループは", "reason"),
    Slip(
        "[notify, allowance]",
        "[notify, allowanc]",
        "events[0].procedures[1]",
        "手続きは",
        "allowance",
    ),
    Slip("pages: [who]", "pages: [whom]", "groups[0].pages[0]", "ページは", "who"),
    Slip("count: how-many", "count: how-manny", "groups[0].count", "項目は", "how-many"),
    Slip("called: name", "called: nam", "groups[0].called", "項目は", "name"),
    Slip("service: moving", "service: movin", "procedures[0].service", "業務は", "moving"),
    Slip("form: moving-in", "form: moving", "procedures[0].form", "様式は", "moving-in"),
    Slip("bring: [card,", "bring: [cart,", "procedures[0].bring[0]", "持ち物は", "card"),
    Slip(
        "document: passport",
        "document: pass",
        "procedures[0].bring[1].document",
        "持ち物は",
        "passport",
    ),
    Slip("after: moved-on", "after: moved", "procedures[0].deadline.after", "項目は", "moved-on"),
    Slip(
        "group: people\n        when",
        "group: peeple\n        when",
        "procedures[1].when.count.group",
        "グループは",
        "people",
    ),
    Slip(
        "on: moved-on",
        "on: movedon",
        "procedures[1].when.count.when.age_at.on",
        "項目は",
        "moved-on",
    ),
    Slip(
        "fields: [moved-on]}",
        "fields: [moved]}",
        "forms[0].sections[0].cells[0].fields[0]",
        "項目は",
        "moved-on",
    ),
    Slip(
        "group: people\n        cells",
        "group: peopel\n        cells",
        "forms[0].sections[1].group",
        "グループは",
        "people",
    ),
    Slip(
        "value: abroad}}\n    fields",
        "value: abrod}}\n    fields",
        "pages[2].when.eq.value",
        "reason の選択肢は",
        "abroad",
    ),
    # Names that mean something else.
    Slip("count: how-many", "count: country", "groups[0].count", "type: count"),
    Slip("called: name", "called: born", "groups[0].called", "type: name"),
    Slip("after: moved-on", "after: reason", "procedures[0].deadline.after", "type: date"),
    Slip(
        "{age_at: {field: born, on",
        "{age_at: {field: name, on",
        "procedures[1].when.count.when.age_at.field",
        "type: date",
    ),
    Slip(
        "eq: {field: reason, value: abroad}}\n    f",
        "eq: {field: moved-on, value: abroad}}\n    f",
        "pages[2].when.eq.field",
        "選ぶ項目と人数",
    ),
    Slip(
        "value: abroad}}\n    fields",
        "value: 2}}\n    fields",
        "pages[2].when.eq.value",
        "選択肢の id",
    ),
    Slip(
        "eq: {field: reason, value: abroad}}}]",
        "in: {field: how-many, values: [1, two]}}}]",
        "procedures[0].bring[1].when.in.values[1]",
        "整数",
    ),
    # Answers that may be left open.
    Slip(
        "label: 前の住所",
        "label: 前の住所\n        required: false",
        "pages[2].when.eq.field",
        "required: false",
    ),
    Slip("least: 1, most: 8", "most: 13", "groups[0].count", "most（12 まで）"),
    Slip("least: 1, most: 8", "least: 1", "groups[0].count", "most（12 まで）"),
    Slip("most: 8", "most: 8, required: false", "groups[0].count", "required: false"),
    # Numbers.
    Slip(
        "id: country, wire: 3",
        "id: country, wire: 2",
        "pages[2].fields[0].wire",
        "グループの外の項目とグループの番号",
    ),
    Slip("id: people, wire: 5", "id: people, wire: 4", "groups[0].wire", "もうあります"),
    Slip(
        "id: born, wire: 2",
        "id: born, wire: 1",
        "pages[4].fields[1].wire",
        "グループ people の項目の番号",
    ),
    Slip(
        "id: abroad, wire: 2",
        "id: abroad, wire: 1",
        "pages[1].fields[0].options[1].wire",
        "選択肢の番号",
    ),
    Slip("wire: 2\n    title: 児童", "wire: 1\n    title: 児童", "forms[1].wire", "様式の番号"),
    Slip("wire: 3,", "wire: 90,", "pages[2].fields[0].wire", "retired"),
    Slip("id: born, wire: 2", "id: born, wire: 91", "pages[4].fields[1].wire", "retired"),
    Slip(
        "id: abroad, wire: 2",
        "id: abroad, wire: 92",
        "pages[1].fields[0].options[1].wire",
        "retired",
    ),
    Slip("wire: 1\n    shelf", "wire: 93\n    shelf", "events[0].wire", "retired"),
    Slip("wire: 2\n    title: 児童", "wire: 94\n    title: 児童", "forms[1].wire", "retired"),
    # Names given twice.
    Slip("id: country, wire", "id: reason, wire", "pages[2].fields[0].id", "同じ項目の id"),
    Slip(
        "id: abroad, wire",
        "id: inside, wire",
        "pages[1].fields[0].options[1].id",
        "同じ選択肢の id",
    ),
    Slip("{id: passport,", "{id: card,", "documents[1].id", "同じ持ち物の id"),
    Slip("[moved, reason]", "[moved, reason, moved]", "events[0].asks[2]", "この一覧にもう"),
    # What is seen from where.
    Slip(
        "asks: [moved, country, how-many",
        "asks: [moved, country, who, how-many",
        "forms[0].asks[2]",
        "グループの id で",
    ),
    Slip(
        "asks: [moved, reason]",
        "asks: [moved, country, reason]",
        "pages[2].when.eq.field",
        "まだ聞いていない",
    ),
    Slip(
        "field: reason, value: abroad}}\n    fields",
        "field: how-many, value: 1}}\n    fields",
        "pages[2].when.eq.field",
        "まだ聞いていない",
    ),
    Slip(
        "asks: [moved, country, how-many, people]",
        "asks: [moved, country, people, how-many]",
        "groups[0].count",
        "まだ聞いていない",
    ),
    Slip(
        "when: {age_at: {field: born, on: moved-on, below: 18}}",
        "when: {eq: {field: how-many, value: 1}}",
        "",
        "",
    ),
    Slip(
        "when: {eq: {field: reason, value: abroad}}}]",
        "when: {age_at: {field: born, least: 1}}}]",
        "procedures[0].bring[1].when.age_at.field",
        "count で",
    ),
    Slip(
        "    when: {eq: {field: reason, value: abroad}}\n",
        "    checks: [{when: {eq: {field: how-many, value: 2}}, say: あ}]\n",
        "pages[2].checks[0].when.eq.field",
        "まだ聞いていない",
    ),
    Slip(
        "ask: だれですか\n",
        "ask: だれですか\n    when: {age_at: {field: born, least: 1}}\n",
        "pages[4].when.age_at.field",
        "より前の項目だけ",
    ),
    Slip(
        "    ask: どこから来ましたか\n",
        "    ask: どこから来ましたか\n    when: {eq: {field: reason, value: abroad}}\n",
        "pages[1].when.eq.field",
        "より前の項目だけ",
    ),
    Slip("after: moved-on", "after: born", "procedures[0].deadline.after", "期限に使えません"),
    # What nobody is asked, or nobody can come to.
    Slip(
        "asks: [moved, country, how-many, people]",
        "asks: [moved, how-many, people]",
        "forms[0].sections[0].cells[1].fields",
        "聞きません",
    ),
    Slip(
        "procedures: [notify, allowance]",
        "procedures: [notify]",
        "procedures[1].id",
        "使われていません",
    ),
    Slip("    form: allowance\n", "", "forms[1].id", "使われていません"),
]


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip.key], ids=str)
def test_one_mistake_is_one_fault_at_its_place(slip: Slip, folder: Folder) -> None:
    folder.change(slip.old, slip.new)
    found = [fault for fault in folder.faults() if fault.key == slip.key]
    assert found, folder.faults()
    assert slip.message in found[0].message
    assert found[0].near == slip.near


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if not slip.key], ids=str)
def test_what_is_allowed_is_no_fault(slip: Slip, folder: Folder) -> None:
    folder.change(slip.old, slip.new)
    assert folder.faults() == []


def test_all_mistakes_are_said_at_once_in_the_order_of_the_files(folder: Folder) -> None:
    folder.change("version: 3", "versoin: 3")
    folder.change("type: date, label: 引っこした日", "type: dat, label: 引っこした日")
    folder.change("service: moving", "service: movin")
    folder.change("    title: 住民異動届\n", "")
    assert [(fault.file, fault.key, fault.near) for fault in folder.faults()] == [
        ("forms/book.yaml", "version", None),
        ("forms/book.yaml", "versoin", "version"),
        ("forms/moving.yaml", "pages[0].fields[0].type", "date"),
        ("forms/outcomes.yaml", "procedures[0].service", "moving"),
        ("forms/outcomes.yaml", "forms[0].title", None),
    ]


def test_a_form_of_a_procedure_that_is_always_needed_comes_before_the_next_procedure(
    folder: Folder,
) -> None:
    """The count of allowance looks at people, which the form of notify asks of everybody."""
    folder.change(
        "    form: moving-in\n",
        "    form: moving-in\n    when: {eq: {field: reason, value: inside}}\n",
    )
    fault = folder.only_fault()
    assert fault.key == "procedures[1].when.count.group"
    assert "まだ聞いていない" in fault.message


def test_what_a_question_looks_at_must_be_asked_in_some_event(folder: Folder) -> None:
    folder.change("asks: [moved, reason]", "asks: [moved]")
    folder.change(
        "procedures: [notify, allowance]\n",
        """\
procedures: [notify, allowance]
  - {id: other, wire: 2, shelf: papers, title: 別, asks: [reason], procedures: [free]}
""",
    )
    folder.change(
        "procedures:\n  - id: notify",
        """\
procedures:
  - {id: free, title: 別, service: moving, why: 別}
  - id: notify""",
    )
    fault = folder.only_fault()
    assert (fault.key, fault.message) == (
        "pages[2].when.eq.field",
        "この項目は、ここより前に聞かれることがありません。",
    )


def test_a_kiosk_can_only_offer_events_that_there_are(folder: Folder) -> None:
    terminals = parse("terminals.yaml", b"kiosks: [{id: kiosk-1, forms: [movin-in]}]")
    _, (fault,) = folder.read(terminals=terminals)
    assert (fault.file, fault.key, fault.near) == (
        "terminals.yaml",
        "kiosks[0].forms[0]",
        "moving-in",
    )


def test_version_and_retired_stand_in_one_file(folder: Folder) -> None:
    folder.write("moving.yaml", "version: 4\nretired: {events: [7]}\n" + FILES["moving.yaml"])
    keys = [fault.key for fault in folder.faults()]
    assert keys == ["version", "retired"]
