"""A case as a clerk sees it: the official forms filled, and on top what is left to ask. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from hub.domain.forms.answers import UNLISTED, Answers, Ask, Name, Slot, Value
from hub.domain.forms.book import Book, Event, Field, Form, Shelf
from hub.domain.forms.deciding import Task, advise
from hub.domain.forms.filling import Box, FilledSection, fill
from hub.domain.forms.places import Place, places
from hub.domain.forms.walking import Way, asked, way
from hub.domain.site import words
from hub.sealing.answers import Unknown
from hub.service.desk import values
from hub.service.desk.case import Case, event_of


class Mark(StrEnum):
    """What a clerk must see about a box or an answer."""

    ASK = "ask"  # the visitor wants to ask at the counter
    UNLISTED = "unlisted"  # a character could not be found: 〓
    EMPTY = "empty"  # asked, needed, and left empty
    NOT_ASKED = "not_asked"  # the form has a box that nobody asked for
    CORRECTED = "corrected"
    NO_BOX = "no_box"  # answered, and no form has a box for it


# Stands for what a visitor came for where the book does not have it (any more): nothing is asked.
_NOTHING = Event("", 0, Shelf.LIFE, {"ja": ""}, (), ())

# These wait for the clerk; the others only inform.
OPEN = frozenset({Mark.ASK, Mark.UNLISTED, Mark.EMPTY})


@dataclass(frozen=True, slots=True)
class Shown:
    """A box of a form, or an answer beside it. `original` is what the visitor had answered."""

    label: str
    slot: Slot | None
    field: Field | None
    value: Value | None
    original: Value | None
    marks: frozenset[Mark]
    aside: bool = False

    @property
    def text(self) -> str:
        return values.text(self.field, self.value) if self.field else ""

    @property
    def reading(self) -> str:
        return values.reading(self.value)

    @property
    def was(self) -> str:
        """The visitor's own answer where it was corrected."""
        return values.text(self.field, self.original) if self.field else ""


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes of a section for one member, from 0, by the name `who`; or for the visit."""

    boxes: tuple[Shown, ...]
    member: int | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a form."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form with all its boxes."""

    form: Form
    title: str
    parts: tuple[Part, ...]

    @property
    def boxes(self) -> Iterator[Shown]:
        return (box for part in self.parts for row in part.rows for box in row.boxes)

    @property
    def to_do(self) -> int:
        """How many boxes wait for the clerk."""
        return sum(bool(box.marks & OPEN) for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Said:
    """What a visitor answered for the visit, or for one member (`who`)."""

    who: str
    answers: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class View:
    """`to_do`: the answers that wait for the clerk. `tasks` are the procedures of the visit.

    `other_book` says that the kiosk asked by other definitions than this hub has.
    """

    case: Case
    title: str
    sheets: tuple[Sheet, ...]
    said: tuple[Said, ...]
    to_do: tuple[Shown, ...]
    tasks: tuple[Task, ...]
    unknown: tuple[Unknown, ...]
    other_book: bool


def look(book: Book, case: Case, zone: ZoneInfo) -> View:
    """The case by this book. The day that counts is the one on which the visitor answered."""
    event, current = event_of(case, book), case.current
    the_way = way(book, event or _NOTHING, current, case.issued.astimezone(zone).date())
    advice = advise(book, the_way)
    look_at = _Look(book, case, current, asked(book, the_way), _names(book, current), places(book))
    sheets = tuple(_sheet(look_at, form, the_way) for form in advice.forms)
    placed = {box.slot for sheet in sheets for box in sheet.boxes if box.slot}
    said = tuple(_said(look_at, placed))
    return View(
        case=case,
        title=words(event.title, "ja") if event else "",
        sheets=sheets,
        said=said,
        to_do=_to_do(sheets, said),
        tasks=advice.tasks,
        unknown=case.unknown,
        other_book=case.book != book.version,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    book: Book
    case: Case
    current: Answers
    asked: Mapping[Slot, Field]
    names: Mapping[tuple[str, int], str]
    places: Mapping[str, Place]


def _names(book: Book, current: Answers) -> Mapping[tuple[str, int], str]:
    """How each member of a group is called, by the group's id."""
    found: dict[tuple[str, int], str] = {}
    for group in book.groups.values():
        for slot, value in current.items():
            if slot.field == group.called and slot.member is not None and isinstance(value, Name):
                found[group.id, slot.member] = value.written
    return found


def _sheet(look_at: _Look, form: Form, the_way: Way) -> Sheet:
    filled = fill(look_at.book, form, the_way, look_at.current)
    parts = tuple(_part(look_at, section) for section in filled.sections)
    return Sheet(form, words(form.title, "ja"), parts)


def _part(look_at: _Look, filled: FilledSection) -> Part:
    group = filled.section.group
    rows = tuple(_row(look_at, boxes, group) for boxes in filled.rows)
    return Part(filled.section.title, rows)


def _row(look_at: _Look, boxes: tuple[Box, ...], group: str | None) -> Row:
    members = (box.slot.member for box in boxes if box.slot and box.slot.member is not None)
    member = next(members, None) if group else None
    who = look_at.names.get((group, member), "") if group and member is not None else ""
    return Row(tuple(_shown_box(look_at, box, member) for box in boxes), member, who)


def _shown_box(look_at: _Look, box: Box, member: int | None) -> Shown:
    """A box that nobody asked for can still be filled by the clerk: then it is its first field."""
    if box.slot is not None and box.field is not None:
        return _shown(look_at, box.cell.label, box.slot, box.field, aside=box.cell.aside)
    not_asked = frozenset({Mark.NOT_ASKED})
    place = look_at.places.get(box.cell.fields[0]) if box.cell.fields else None
    if place is None:
        return Shown(box.cell.label, None, None, None, None, not_asked, box.cell.aside)
    slot = Slot(place.field.id, (member or 0) if place.group else None)
    found = _shown(look_at, box.cell.label, slot, place.field, aside=box.cell.aside)
    if found.value is not None or Mark.CORRECTED in found.marks:
        return found
    return replace(found, marks=not_asked)


def _shown(
    look_at: _Look,
    label: str,
    slot: Slot,
    item: Field,
    *,
    aside: bool = False,
    has_box: bool = True,
) -> Shown:
    value, original = look_at.current.get(slot), look_at.case.answers.get(slot)
    marks = set(_marks(item, value, is_asked=slot in look_at.asked))
    if slot in look_at.case.corrections:
        marks.add(Mark.CORRECTED)
    if not has_box:
        marks.add(Mark.NO_BOX)
    return Shown(label, slot, item, value, original, frozenset(marks), aside)


def _marks(item: Field, value: Value | None, *, is_asked: bool) -> Iterator[Mark]:
    if isinstance(value, Ask):
        yield Mark.ASK
    elif value is None and item.required and is_asked:
        yield Mark.EMPTY
    elif any(UNLISTED in text for text in values.texts(value)):
        yield Mark.UNLISTED


def _said(look_at: _Look, placed: set[Slot]) -> Iterator[Said]:
    """Every answer in the order of the questions; first the visit's, then each member's."""
    by_member: dict[tuple[str, int | None], list[Shown]] = {}
    for slot, place in _answered(look_at):
        label = words(place.field.label, "ja")
        shown = _shown(look_at, label, slot, place.field, has_box=slot in placed)
        group = place.group.id if place.group else ""
        by_member.setdefault((group, slot.member), []).append(shown)
    for (group, member), answers in by_member.items():
        name = look_at.names.get((group, member), "") if member is not None else ""
        who = "" if member is None else f"{member + 1}人目 {name}".strip()
        yield Said(who, tuple(answers))


def _answered(look_at: _Look) -> Iterator[tuple[Slot, Place]]:
    slots = {*look_at.case.answers, *look_at.case.corrections, *look_at.asked}
    known = [slot for slot in slots if slot.field in look_at.places]
    asked_as = {slot: number for number, slot in enumerate(look_at.asked)}
    in_book = {name: number for number, name in enumerate(look_at.places)}

    def order(slot: Slot) -> tuple[int, int, int]:
        member = -1 if slot.member is None else slot.member
        return member, asked_as.get(slot, len(asked_as)), in_book[slot.field]

    for slot in sorted(known, key=order):
        yield slot, look_at.places[slot.field]


def _to_do(sheets: tuple[Sheet, ...], said: tuple[Said, ...]) -> tuple[Shown, ...]:
    """Each answer once, by the label of its box where it has one."""
    found: dict[Slot, Shown] = {}
    boxes = (box for sheet in sheets for box in sheet.boxes)
    answers = (shown for one in said for shown in one.answers)
    for shown in (*boxes, *answers):
        if shown.slot is not None and shown.marks & OPEN:
            found.setdefault(shown.slot, shown)
    return tuple(found.values())
