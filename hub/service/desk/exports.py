"""A case for other programs: JSON by export.schema.json, CSV by EXPORT.md. Pure."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Value
from hub.domain.forms.book import Kind
from hub.service.desk.view import Mark, Shown, View
from hub.shape import Shape

FORMAT: Literal["machiai-form/1"] = "machiai-form/1"

# Excel takes a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

COLUMNS = (
    "code",
    "event",
    "issued_at",
    "member",
    "field",
    "part",
    "label",
    "value",
    "text",
    "original",
    "state",
)


@dataclass(frozen=True, slots=True)
class ExportedForm:
    """An official form that the answers fill."""

    id: str
    version: int
    title: str


@dataclass(frozen=True, slots=True)
class ExportedAnswer:
    """One answer. `value` by the field's `kind`; `text` as it stands in the form's box.

    text, kana, phone, digits, code, choice: a string; choices: a list of option ids; count: an
    integer; date: {year, month, day}; name: {family, given, family_kana, given_kana};
    address: {postal, area, street, building}. `value` is null where `state` is "ask" (the
    visitor asks at the counter) or "empty". `original` is the visitor's own answer where a clerk
    has corrected it. `unlisted`: a character that the visitor could not find stands as 〓.
    """

    field: str
    member: int | None
    label: str
    kind: Kind
    value: str | int | list[str] | dict[str, str | int | None] | None
    text: str
    state: Literal["answered", "ask", "empty"]
    unlisted: bool
    corrected: bool
    original: str | int | list[str] | dict[str, str | int | None] | None


@dataclass(frozen=True, slots=True)
class ExportedUnknown:
    """An answer by its wire number, which this hub's definitions do not have."""

    wire: int
    group: int | None
    member: int | None


@dataclass(frozen=True, slots=True)
class Export:
    """A whole case. `code` is unique; instants are ISO 8601 with offset."""

    format: Literal["machiai-form/1"]
    code: str
    event: str | None
    title: str
    book: int
    terminal: str
    issued_at: datetime
    opened_at: datetime
    forms: list[ExportedForm]
    answers: list[ExportedAnswer]
    unknown: list[ExportedUnknown]


EXPORT = Shape(Export)


def schema() -> dict[str, Any]:
    """The JSON Schema of an export, as published in export.schema.json."""
    made = EXPORT.adapter.json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def export(view: View) -> Export:
    """The case as data: each answer once, in the order of the questions."""
    case = view.case
    return Export(
        format=FORMAT,
        code=case.code,
        event=case.event,
        title=view.title,
        book=case.book,
        terminal=case.terminal,
        issued_at=case.issued,
        opened_at=case.opened,
        forms=[
            ExportedForm(sheet.form.id, sheet.form.version, sheet.title) for sheet in view.sheets
        ],
        answers=[_answer(shown) for said in view.said for shown in said.answers if shown.slot],
        unknown=[ExportedUnknown(one.wire, one.group, one.member) for one in view.unknown],
    )


def to_json(view: View) -> bytes:
    """UTF-8, without a byte order mark."""
    shown = EXPORT.dump_python(export(view), mode="json")
    return json.dumps(shown, ensure_ascii=False, indent=2).encode() + b"\n"


def to_csv(view: View) -> bytes:
    """UTF-8 with a byte order mark, so that Excel takes it for that; lines end with CR LF."""
    made = export(view)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for answer in made.answers:
        writer.writerows(_rows(made, answer))
    return out.getvalue().encode("utf-8-sig")


def _rows(made: Export, answer: ExportedAnswer) -> Iterator[list[str]]:
    """A row for each part of a name, address or date; else one."""
    before = [made.code, made.event or "", made.issued_at.isoformat()]
    before.append("" if answer.member is None else str(answer.member + 1))
    for part, value in _parts(answer.value):
        original = dict(_parts(answer.original)).get(part, "") if answer.corrected else ""
        cells = [answer.field, part, answer.label, value, answer.text, original, _state(answer)]
        yield [_harmless(cell) for cell in (*before, *cells)]


def _parts(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [(part, "" if one is None else str(one)) for part, one in value.items()]
    if isinstance(value, list):
        return [("", "|".join(value))]
    return [("", "" if value is None else str(value))]


def _state(answer: ExportedAnswer) -> str:
    """The words are those of the JSON export, joined by a space."""
    flags = {"unlisted": answer.unlisted, "corrected": answer.corrected}
    return " ".join([answer.state, *(name for name, holds in flags.items() if holds)])


def _harmless(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _answer(shown: Shown) -> ExportedAnswer:
    assert shown.slot is not None and shown.field is not None  # noqa: S101, PT018 - see export
    is_ask = isinstance(shown.value, Ask)
    return ExportedAnswer(
        field=shown.slot.field,
        member=shown.slot.member,
        label=shown.label,
        kind=shown.field.kind,
        value=_plain(shown.value),
        text="" if is_ask else shown.text,
        state="ask" if is_ask else "empty" if shown.value is None else "answered",
        unlisted=Mark.UNLISTED in shown.marks,
        corrected=Mark.CORRECTED in shown.marks,
        original=_plain(shown.original) if Mark.CORRECTED in shown.marks else None,
    )


def _plain(value: Value | None) -> str | int | list[str] | dict[str, str | int | None] | None:
    match value:
        case Ask():
            return None
        case Name() | Address() | PartialDate():
            return asdict(value)
        case tuple():
            return list(value)
        case _:
            return value
