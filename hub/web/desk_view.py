"""A case as its page shows it, and what the page's forms send back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from hub.domain.forms import wareki
from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.site import words
from hub.service.desk import values
from hub.service.desk.view import Shown, View


@dataclass(frozen=True, slots=True)
class Input:
    """A text input of a correction."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Editing:
    """The box that is being corrected, by its slot's name. Without `inputs` it has `options`."""

    slot: str
    label: str
    inputs: tuple[Input, ...]
    options: tuple[tuple[str, str, bool], ...]
    many: bool
    eras: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """`shown` is the number of the form on the screen; `at` the slot that takes the focus."""

    view: View
    key: str
    shown: int
    form: str
    editing: Editing | None
    at: str
    issued: datetime
    opened: datetime
    tasks: tuple[tuple[str, str], ...]

    def name(self, shown: Shown) -> str:
        """A box's slot in addresses and ids; empty for a box without one."""
        return slot_name(shown.slot) if shown.slot else ""

    def home(self, shown: Shown) -> str:
        """The form that has the box for an answer: the one on the screen, if it has it."""
        forms = [
            sheet.form.id
            for sheet in self.view.sheets
            if any(box.slot == shown.slot for box in sheet.boxes)
        ]
        return self.form if not forms or self.form in forms else forms[0]


def case_page(view: View, key: str, asked: Mapping[str, str], now: datetime) -> Page:
    """The page that an address asks for; what it asks wrongly is left out."""
    forms = [sheet.form.id for sheet in view.sheets]
    shown = forms.index(asked["form"]) if asked.get("form") in forms else 0
    edit = _find(view, asked.get("edit", ""))
    return Page(
        view=view,
        key=key,
        shown=shown,
        form=forms[shown] if forms else "",
        editing=editing(edit) if edit else None,
        at=asked.get("at", ""),
        issued=view.case.issued.astimezone(now.tzinfo),
        opened=view.case.opened.astimezone(now.tzinfo),
        tasks=tuple(_tasks(view)),
    )


def slot_name(slot: Slot) -> str:
    """In addresses: "born.2" is the field born of member 2, from 0."""
    return slot.field if slot.member is None else f"{slot.field}.{slot.member}"


def edited(
    view: View, form: Mapping[str, str], options: tuple[str, ...]
) -> tuple[Slot, Value | None]:
    """The slot and the value that a correction sends. Raises ValueError."""
    found = _find(view, form.get("slot", ""))
    if found is None or found.slot is None or found.field is None:
        raise ValueError("no such box")
    if form.get("restore"):
        return found.slot, view.case.answers.get(found.slot)
    chosen = {"value": options[0]} if options else {}
    return found.slot, values.from_form(found.field, {**form, **chosen}, options)


def _find(view: View, name: str) -> Shown | None:
    return next(
        (one for one in _everything(view) if one.slot and slot_name(one.slot) == name), None
    )


def _everything(view: View) -> Iterator[Shown]:
    for sheet in view.sheets:
        yield from sheet.boxes
    for said in view.said:
        yield from said.answers


def editing(shown: Shown) -> Editing | None:
    """The inputs for a box; None for one that no field fills."""
    item, slot = shown.field, shown.slot
    if item is None or slot is None:
        return None
    picked = values.chosen(shown.value)
    options = tuple(
        (option.id, words(option.label, "ja"), option.id in picked) for option in item.options
    )
    is_date = item.kind == "date"
    return Editing(
        slot=slot_name(slot),
        label=shown.label,
        inputs=() if options else tuple(_inputs(item.kind, shown.value)),
        options=options,
        many=item.kind == "choices",
        eras=tuple(_eras(shown.value)) if is_date else (),
    )


def _inputs(kind: str, value: Value | None) -> Iterator[Input]:
    if kind == "name":
        name = value if isinstance(value, Name) else Name()
        for part, label in values.NAME_PARTS.items():
            yield Input(part, label, getattr(name, part))
    elif kind == "address":
        address = value if isinstance(value, Address) else Address()
        for part, label in values.ADDRESS_PARTS.items():
            yield Input(part, label, getattr(address, part))
    elif kind == "date":
        yield from _date_inputs(value)
    else:
        is_plain = isinstance(value, str | int) and not isinstance(value, Ask)
        yield Input("value", "", str(value) if is_plain else "")


def _date_inputs(value: Value | None) -> Iterator[Input]:
    date = value if isinstance(value, PartialDate) else None
    year = ""
    if date is not None:
        found = wareki.eras(date)
        year = str(found[0].year if found else date.year)
    yield Input("year", "年", year)
    yield Input("month", "月", str(date.month or "") if date else "")
    yield Input("day", "日", str(date.day or "") if date else "")


def _eras(value: Value | None) -> Iterator[tuple[str, bool]]:
    """Each era, and which the date is in; the empty one is the Gregorian calendar."""
    found = wareki.eras(value) if isinstance(value, PartialDate) else ()
    current = found[0].era if found else (wareki.Era.REIWA if value is None else None)
    for era in wareki.Era:
        yield era.value, era is current
    yield "", current is None


def _tasks(view: View) -> Iterator[tuple[str, str]]:
    """What the visitor came for, and what a clerk must see about it."""
    for task in view.tasks:
        notes = []
        if not task.sure:
            notes.append("必要かどうか窓口で確認")
        if task.due is not None:
            due = wareki.of(task.due)
            notes.append(f"期限 {due} を過ぎています" if task.late else f"期限 {due}")
        yield words(task.procedure.title, "ja"), "、".join(notes)
