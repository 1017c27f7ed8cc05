"""The official forms, filled from one set of answers: what stands in which box."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hub.domain.forms.answers import Answers, Slot, Value
from hub.domain.forms.book import Book, Cell, Field, Form, Section
from hub.domain.forms.conditions import View, may_hold
from hub.domain.forms.walking import Way, asked


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the form: the field that fills it, where the answer is, and the answer.

    `field` is None where none of the box's fields was asked; `value` where it was left empty.
    """

    cell: Cell
    slot: Slot | None = None
    field: Field | None = None
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section with its rows: one, or one for each member of its group."""

    section: Section
    rows: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form with all its boxes."""

    form: Form
    sections: tuple[FilledSection, ...]


def fill(book: Book, form: Form, the_way: Way, answers: Answers) -> Sheet:
    """The form's boxes for these answers; answers of pages not asked are left out."""
    fields = asked(book, the_way)
    return Sheet(
        form,
        tuple(
            FilledSection(section, tuple(_rows(section, the_way.view, fields, answers)))
            for section in form.sections
        ),
    )


def _rows(
    section: Section, view: View, fields: Mapping[Slot, Field], answers: Answers
) -> Iterator[tuple[Box, ...]]:
    for member, seen in _members(section, view):
        if may_hold(section.when, seen):
            yield tuple(_box(cell, member, fields, answers) for cell in section.cells)


def _members(section: Section, view: View) -> Iterator[tuple[int | None, View]]:
    if section.group is None:
        yield None, view
    else:
        yield from enumerate(view.members(section.group) or ())


def _box(cell: Cell, member: int | None, fields: Mapping[Slot, Field], answers: Answers) -> Box:
    for name in cell.fields:
        for slot in (Slot(name, member), Slot(name, None if member is not None else 0)):
            if slot in fields:
                return Box(cell, slot, fields[slot], answers.get(slot))
    return Box(cell)
