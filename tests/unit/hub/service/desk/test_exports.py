"""What other programs get: every answer, exactly, by a published schema."""

import csv
import io
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hub.domain.forms.answers import Address, Name, PartialDate, Slot
from hub.service.desk import exports
from hub.service.desk.case import Case, corrected, from_letter
from hub.service.desk.exports import COLUMNS, EXPORT, schema, to_csv, to_json
from hub.service.desk.view import View, look
from tests.desks import FAMILY, IVS, PLANTED, STREET, Keys, answers, book
from tests.lobbies import NINE

TOKYO = ZoneInfo("Asia/Tokyo")
HERE = Path(exports.__file__).parent


def case() -> Case:
    keys = Keys()
    return from_letter(keys.open_code(keys.seal().texts, NINE), book(), NINE, "sato")


def seen(*corrections: tuple[Slot, str]) -> View:
    found = case()
    for slot, value in corrections:
        found = corrected(found, slot, value)
    return look(book(), found, TOKYO)


def rows(view: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(view).decode("utf-8-sig"))))


def test_json_holds_every_answer_exactly() -> None:
    """Field by field against what was planted."""
    made = json.loads(to_json(seen()))
    found = {(one["field"], one["member"]): one for one in made["answers"]}
    assert set(found) == {(slot.field, slot.member) for slot in answers()}
    assert found["who", 0]["value"] == {
        "family": FAMILY,
        "given": f"{IVS}子",
        "family_kana": "よしたか",
        "given_kana": PLANTED,
    }
    assert found["new-home", None]["value"]["street"] == STREET
    assert found["born", 1]["value"] == {"year": 1955, "month": 3, "day": None}
    assert (found["role", 2]["state"], found["role", 2]["value"]) == ("ask", None)
    assert found["who", 1]["unlisted"]
    for slot, value in answers().items():
        exported = found[slot.field, slot.member]
        if isinstance(value, str | int) and exported["state"] == "answered":
            assert exported["value"] == value


def test_json_is_what_its_schema_says() -> None:
    EXPORT.validate_json(to_json(seen()))
    published = json.loads((HERE / "export.schema.json").read_text(encoding="utf-8"))
    assert published == schema(), "write export.schema.json anew from exports.schema()"


def test_the_document_names_every_column_and_the_format() -> None:
    told = (HERE / "EXPORT.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in told for column in COLUMNS)
    assert exports.FORMAT in told


def test_csv_is_for_excel_and_has_a_row_for_each_part() -> None:
    raw = to_csv(seen())
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    found = {(row["field"], row["member"], row["part"]): row for row in rows(seen())}
    assert found["who", "1", "family"]["value"] == FAMILY
    assert found["new-home", "", "postal"]["value"] == "8600001"
    assert found["born", "2", "day"]["value"] == ""
    assert found["phone", "", ""]["text"] == "09012345678"
    assert found["role", "3", ""]["state"] == "ask"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
def test_no_cell_of_csv_is_a_formula(start: str) -> None:
    view = seen((Slot("notice"), f"{start}1+1"))
    cell = next(row["value"] for row in rows(view) if row["field"] == "notice")
    assert cell == f"'{start}1+1"
    exact = json.loads(to_json(view))["answers"]
    assert f"{start}1+1" in [one["value"] for one in exact]


def test_a_correction_comes_with_what_the_visitor_said() -> None:
    view = seen((Slot("phone"), "0312345678"))
    row = next(row for row in rows(view) if row["field"] == "phone")
    assert (row["value"], row["original"]) == ("0312345678", "09012345678")
    assert row["state"] == "answered corrected"
    exported = next(one for one in json.loads(to_json(view))["answers"] if one["field"] == "phone")
    assert (exported["corrected"], exported["original"]) == (True, "09012345678")


def test_the_planted_answers_have_every_kind_of_value() -> None:
    kinds = {type(value) for value in answers().values()}
    assert {Name, Address, PartialDate, str, int} <= kinds
