"""What the answers lead to: in order, without repeats, better one paper too many."""

from datetime import date

import pytest

from hub.domain.forms.answers import Ask, PartialDate, Slot, Value
from hub.domain.forms.book import (
    Book,
    Bring,
    Deadline,
    Document,
    Event,
    Form,
    Page,
    Procedure,
    Shelf,
)
from hub.domain.forms.conditions import Condition, Eq
from hub.domain.forms.deciding import Advice, advise
from hub.domain.forms.walking import way
from tests.unit.hub.domain.forms.random_books import TODAY, field_of

DEADLINE = Deadline({"ja": "14日以内"}, "d0", 14)


def procedure(
    name: str, service: str, when: Condition | None = None, form: str | None = None
) -> Procedure:
    bring = (Bring("card"), Bring("passport", Eq("c0", "x")))
    return Procedure(name, {"ja": name}, service, {"ja": name}, when, form, bring, DEADLINE)


def advice(**answers: Value) -> Advice:
    procedures = (
        procedure("a", "moving", form="f"),
        procedure("b", "tax", Eq("c0", "x"), "g"),
        procedure("c", "moving", form="f"),
    )
    pages = {name: Page(name, {"ja": "?"}, (field_of(name),)) for name in ("c0", "d0")}
    event = Event("e", 1, Shelf.LIFE, {"ja": "e"}, tuple(pages), ("a", "b", "c"))
    book = Book(
        1,
        {"e": event},
        pages,
        procedures={item.id: item for item in procedures},
        documents={name: Document(name, {"ja": name}) for name in ("card", "passport")},
        forms={name: Form(name, 1, 1, {"ja": name}, (), ()) for name in ("f", "g")},
    )
    known = {Slot(name): value for name, value in answers.items()}
    return advise(book, way(book, event, known, TODAY))


def told(found: Advice) -> tuple[list[str], list[str], list[str]]:
    return (
        list(found.services),
        [document.id for document in found.documents],
        [form.id for form in found.forms],
    )


def test_counters_papers_and_forms_come_once_in_order() -> None:
    assert told(advice(c0="x")) == (["moving", "tax"], ["card", "passport"], ["f", "g"])
    assert told(advice(c0="y")) == (["moving"], ["card"], ["f"])


def test_what_is_uncertain_is_brought_and_gone_to_but_its_form_is_not_filled() -> None:
    found = advice(c0=Ask.AT_COUNTER)
    assert [(task.procedure.id, task.sure) for task in found.tasks] == [
        ("a", True),
        ("b", False),
        ("c", True),
    ]
    assert told(found) == (["moving", "tax"], ["card", "passport"], ["f"])


@pytest.mark.parametrize(
    ("moved", "due", "late"),
    [
        (PartialDate(2026, 11, 10), date(2026, 11, 24), False),
        (PartialDate(2026, 11, 9), date(2026, 11, 23), True),
        (PartialDate(2026, 11), None, False),
        (PartialDate(2026, 2, 30), None, False),
        (PartialDate(9999, 12, 31), None, False),
        (Ask.AT_COUNTER, None, False),
    ],
)
def test_a_deadline_is_reckoned_where_its_day_is_known(
    moved: Value, due: date | None, late: bool
) -> None:
    task = advice(c0="y", d0=moved).tasks[0]
    assert (task.due, task.late) == (due, late)
