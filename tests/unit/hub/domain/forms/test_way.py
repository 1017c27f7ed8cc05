"""The way through any book: it ends, asks nothing twice, and follows from the answers alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.domain.forms.answers import Ask, Slot, Value
from hub.domain.forms.book import Book, Event, Group, Page, Procedure, Shelf
from hub.domain.forms.checking import wrongs
from hub.domain.forms.conditions import Condition, Count, Eq
from hub.domain.forms.deciding import advise
from hub.domain.forms.filling import fill
from hub.domain.forms.walking import MOST_MEMBERS, Way, asked, slots, view_at, way
from tests.unit.hub.domain.forms.random_books import (
    FIELDS,
    TODAY,
    Visit,
    field_of,
    tidy_visits,
    values,
    visits,
)

# Books are large to make up.
few = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


def walked(visit: Visit, answers: Mapping[Slot, Value] | None = None) -> Way:
    known = visit.answers if answers is None else answers
    return way(visit.book, visit.book.events["e"], known, TODAY)


@few
@given(visits)
def test_the_way_ends_and_asks_no_page_twice_of_the_same_person(visit: Visit) -> None:
    stops = walked(visit).stops
    assert len(stops) <= len(visit.book.pages) * (MOST_MEMBERS + 1)
    # A page that two groups hold, which no checked book has, is asked by both.
    shared = Counter(page for group in visit.book.groups.values() for page in set(group.pages))
    twice = [stop for stop, times in Counter(stops).items() if times > 1]
    own = [
        page
        for group in visit.book.groups.values()
        for page, n in Counter(group.pages).items()
        if n > 1
    ]
    assert all(shared[stop.page] > 1 or stop.page in own for stop in twice)


@few
@given(visits)
def test_the_same_answers_give_the_same_way(visit: Visit) -> None:
    first, second = walked(visit), walked(visit)
    assert (first.stops, first.needs) == (second.stops, second.needs)


@few
@given(visits, st.data())
def test_an_answer_changes_nothing_up_to_its_own_page(visit: Visit, data: st.DataObject) -> None:
    before = walked(visit)
    if not before.stops:
        return
    place = data.draw(st.integers(0, len(before.stops) - 1))
    stop = before.stops[place]
    ((slot, item),) = slots(visit.book, stop)
    after = walked(visit, {**visit.answers, slot: data.draw(values(item.id))})
    first = before.stops.index(stop) + 1
    assert after.stops[:first] == before.stops[:first]


@few
@given(visits, st.data())
def test_back_and_forth_loses_nothing(visit: Visit, data: st.DataObject) -> None:
    """Changing an answer and changing it back gives the very same way, sheets and advice."""
    name = data.draw(st.sampled_from(FIELDS))
    slot = Slot(name, data.draw(st.sampled_from((None, 0, 1))))
    walked(visit, {**visit.answers, slot: data.draw(values(name))})
    again = walked(visit, dict(visit.answers))
    first = walked(visit)
    assert again.stops == first.stops
    assert advise(visit.book, again) == advise(visit.book, first)
    for form in visit.book.forms.values():
        sheets = [fill(visit.book, form, found, visit.answers) for found in (again, first)]
        assert sheets[0] == sheets[1]


@few
@given(visits, st.data())
def test_answers_to_what_is_not_asked_decide_nothing(visit: Visit, data: st.DataObject) -> None:
    first = walked(visit)
    fields = asked(visit.book, first)
    name = data.draw(st.sampled_from(FIELDS))
    slot = Slot(name, data.draw(st.sampled_from((None, 0, 3))))
    if slot not in fields:
        second = walked(visit, {**visit.answers, slot: data.draw(values(name))})
        assert second.stops == first.stops
        assert [need.procedure.id for need in second.needs] == [
            need.procedure.id for need in first.needs
        ]


@few
@given(visits)
def test_everything_that_follows_from_a_way_can_be_computed(visit: Visit) -> None:
    """Faults, advice and sheets of any book and answers: no crash, and only what was asked."""
    the_way = walked(visit)
    fields = asked(visit.book, the_way)
    for stop in the_way.stops:
        wrongs(visit.book, stop, visit.answers, view_at(visit.book, the_way, stop))
    advice = advise(visit.book, the_way)
    assert [task.procedure for task in advice.tasks] == [need.procedure for need in the_way.needs]
    assert len(advice.services) == len(set(advice.services))
    for form in visit.book.forms.values():
        for section in fill(visit.book, form, the_way, visit.answers).sections:
            for box in (box for row in section.rows for box in row):
                assert (box.slot is None) == (box.field is None)
                if box.slot is not None:
                    assert fields[box.slot] == box.field
                    assert box.value == visit.answers.get(box.slot)


@few
@given(tidy_visits(), st.data())
def test_leaving_answers_to_the_counter_passes_over_nothing(
    visit: Visit, data: st.DataObject
) -> None:
    """What is sure in spite of open answers is so, and what is needed is at least listed."""
    left = data.draw(st.sets(st.sampled_from(sorted(visit.answers, key=str))))
    really = {need.procedure.id for need in walked(visit).needs}
    unsure = walked(visit, {**visit.answers, **dict.fromkeys(left, Ask.AT_COUNTER)}).needs
    assert {need.procedure.id for need in unsure if need.sure} <= really
    assert really <= {need.procedure.id for need in unsure}


# --- what hangs on an answer that is left to the counter ----------------------------------------


def small(*, second: Condition, needed: Condition) -> Book:
    """Page c0; page c1 asked on a condition; a procedure that depends on c1."""
    pages = {
        "p-c0": Page("p-c0", {"ja": "?"}, (field_of("c0"),)),
        "p-c1": Page("p-c1", {"ja": "?"}, (field_of("c1"),), when=second),
    }
    event = Event("e", 1, Shelf.LIFE, {"ja": "e"}, ("p-c0", "p-c1"), ("q",))
    procedure = Procedure("q", {"ja": "q"}, "move", {"ja": "q"}, needed)
    return Book(1, {"e": event}, pages, procedures={"q": procedure})


def needs(book: Book, first: Value) -> list[bool]:
    the_way = way(book, book.events["e"], {Slot("c0"): first}, TODAY)
    return [need.sure for need in the_way.needs]


def test_what_hangs_on_an_answer_for_the_counter_is_for_the_counter_too() -> None:
    book = small(second=Eq("c0", "x"), needed=Eq("c1", "y"))
    assert needs(book, "z") == []  # c1 is not asked, so it is not y
    assert needs(book, Ask.AT_COUNTER) == [False]  # it might be


def test_a_group_of_which_it_is_unknown_whether_it_is_asked_is_counted_as_unknown() -> None:
    book = small(second=Eq("c0", "x"), needed=Count("g", Eq("c2", "x")))
    event = replace(book.events["e"], asks=("p-c0", "p-n0", "g"))
    pages = {
        **book.pages,
        "p-n0": Page("p-n0", {"ja": "?"}, (field_of("n0"),)),
        "p-c2": Page("p-c2", {"ja": "?"}, (field_of("c2"),)),
    }
    group = Group("g", 1, {"ja": "g"}, "n0", ("p-c2",), when=Eq("c0", "x"))
    book = replace(book, events={"e": event}, pages=pages, groups={"g": group})
    answers: dict[Slot, Value] = {Slot("n0"): 1, Slot("c2", 0): "x"}
    for first, expected in (("x", [True]), ("y", []), (Ask.AT_COUNTER, [False])):
        the_way = way(book, event, {**answers, Slot("c0"): first}, TODAY)
        assert [need.sure for need in the_way.needs] == expected
