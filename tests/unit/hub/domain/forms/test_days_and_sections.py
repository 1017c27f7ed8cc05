"""Days from a date until today, and sections of a sheet that show only some members."""

from datetime import date

import pytest

from hub.domain.forms.answers import Answers, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Cell, Event, Field, Form, Group, Kind, Page, Section, Shelf
from hub.domain.forms.conditions import AgeAt, DaysSince, Missing, View, holds
from hub.domain.forms.filling import Sheet, fill
from hub.domain.forms.walking import way

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("found", "least", "below", "expected"),
    [
        (PartialDate(2026, 11, 25), -1_000_000, 0, True),
        (PartialDate(2026, 11, 24), -1_000_000, 0, False),
        (PartialDate(2026, 11, 10), 14, 15, True),
        (PartialDate(2026, 11, 10), 15, 1_000_000, False),
        (PartialDate(2026, 11), 0, 30, None),
        (PartialDate(2026, 2, 30), 0, 30, None),
        (Ask.AT_COUNTER, 0, 30, None),
        (Missing.OPEN, 0, 30, None),
        (Missing.NOT_ASKED, 0, 30, False),
    ],
)
def test_days_since(found: Value | Missing, least: int, below: int, expected: bool | None) -> None:
    view = View(lambda _: found, lambda _: None, TODAY)
    assert holds(DaysSince("day", least, below), view) is expected


def _page(field: str, kind: Kind, wire: int) -> Page:
    return Page(field, {"ja": "?"}, (Field(field, wire, kind, {"ja": field}),))


CHILDREN = AgeAt("birth", below=18)
FORM = Form(
    "form",
    1,
    1,
    {"ja": "届"},
    ("many", "people"),
    (
        Section("届出人", (Cell("氏名", ("proxy", "name")),)),
        Section("児童", (Cell("氏名", ("name",)),), "people", CHILDREN),
        Section("なし", (Cell("人数", ("many",)),), when=DaysSince("birth")),
    ),
)
EVENT = Event("event", 1, Shelf.LIFE, {"ja": "用件"}, ("many", "people"), ())
BOOK = Book(
    1,
    pages={
        page.id: page
        for page in (
            _page("many", Kind.COUNT, 1),
            _page("name", Kind.NAME, 1),
            _page("birth", Kind.DATE, 2),
        )
    },
    groups={"people": Group("people", 2, {"ja": "人"}, "many", ("name", "birth"))},
)


def _sheet(*births: int) -> Sheet:
    answers: dict[Slot, Value] = {Slot("many"): len(births)}
    for number, year in enumerate(births):
        answers[Slot("name", number)] = Name(str(year))
        answers[Slot("birth", number)] = PartialDate(year)
    frozen: Answers = answers
    return fill(BOOK, FORM, way(BOOK, EVENT, frozen, TODAY), frozen)


def test_a_table_shows_only_the_members_that_its_condition_may_hold_for() -> None:
    names = [row[0].value for row in _sheet(1980, 2015, 2008).sections[1].rows]
    assert names == [Name("2015"), Name("2008")]


def test_outside_a_table_a_member_s_field_stands_for_the_first_member() -> None:
    assert _sheet(1980, 2015).sections[0].rows[0][0].value == Name("1980")


def test_a_section_whose_condition_does_not_hold_has_no_row() -> None:
    assert _sheet(1980).sections[2].rows == ()
