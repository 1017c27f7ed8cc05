"""Any book and any answers, for hypothesis: conditions look anywhere, groups hold any pages."""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from hub.domain.forms.answers import Answers, Ask, PartialDate, Slot, Value
from hub.domain.forms.book import (
    Book,
    Bring,
    Cell,
    Document,
    Event,
    Field,
    Form,
    Group,
    Kind,
    Option,
    Page,
    Procedure,
    Section,
    Shelf,
)
from hub.domain.forms.conditions import (
    AgeAt,
    AllOf,
    AnyOf,
    Condition,
    Count,
    DaysSince,
    Eq,
    In,
    Not,
)

TODAY = date(2026, 11, 24)
CHOICES, DATES, COUNTS = ("c0", "c1", "c2", "c3", "c4"), ("d0", "d1"), ("n0", "n1")
FIELDS = (*CHOICES, *DATES, *COUNTS)
OPTIONS = ("x", "y", "z")
GROUPS = ("g0", "g1")
PAGES = tuple(f"p-{name}" for name in FIELDS)

_options = tuple(Option(name, wire, {"ja": name}) for wire, name in enumerate(OPTIONS, 1))
_KINDS = dict.fromkeys(CHOICES, Kind.CHOICE) | dict.fromkeys(DATES, Kind.DATE)


def field_of(name: str, wire: int = 1) -> Field:
    options = _options if name in CHOICES else ()
    return Field(name, wire, _KINDS.get(name, Kind.COUNT), {"ja": name}, options=options)


_least = st.integers(0, 3)
tests = st.one_of(
    st.builds(Eq, st.sampled_from(CHOICES), st.sampled_from(OPTIONS)),
    st.builds(
        In, st.sampled_from(CHOICES), st.lists(st.sampled_from(OPTIONS), max_size=3).map(tuple)
    ),
    st.builds(Eq, st.sampled_from(COUNTS), st.integers(0, 3)),
    st.builds(
        AgeAt,
        st.sampled_from(DATES),
        st.none() | st.sampled_from(DATES),
        st.just(0),
        st.integers(1, 99),
    ),
    st.builds(DaysSince, st.sampled_from(DATES), st.just(0), st.integers(1, 9999)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Count, st.sampled_from(GROUPS), inner, _least, st.integers(1, 4)),
    ),
    max_leaves=5,
)
maybe = st.none() | conditions


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A book with the event `e`."""
    pages = {
        f"p-{name}": Page(f"p-{name}", {"ja": name}, (field_of(name, wire),), when=draw(maybe))
        for wire, name in enumerate(FIELDS, 1)
    }
    some_pages = st.lists(st.sampled_from(PAGES), max_size=4).map(tuple)
    asks = st.lists(st.sampled_from((*PAGES, *GROUPS)), max_size=8).map(tuple)
    groups = {
        name: Group(
            name, 1, {"ja": name}, draw(st.sampled_from(COUNTS)), draw(some_pages), when=draw(maybe)
        )
        for name in GROUPS
    }
    forms = {
        name: Form(
            name, wire, 1, {"ja": name}, draw(asks), tuple(draw(st.lists(_sections, max_size=2)))
        )
        for wire, name in enumerate(("f0", "f1", "f2"), 1)
    }
    procedures = {
        f"q{number}": Procedure(
            f"q{number}",
            {"ja": "q"},
            draw(st.sampled_from(("move", "tax"))),
            {"ja": "q"},
            draw(maybe),
            draw(st.none() | st.sampled_from(tuple(forms))),
            tuple(
                draw(st.lists(st.builds(Bring, st.sampled_from(("k0", "k1")), maybe), max_size=2))
            ),
        )
        for number in range(4)
    }
    documents = {name: Document(name, {"ja": name}) for name in ("k0", "k1")}
    event = Event("e", 1, Shelf.LIFE, {"ja": "e"}, draw(asks), tuple(procedures))
    return Book(1, {"e": event}, pages, groups, procedures, documents, forms)


_cells = st.builds(
    Cell, st.just("欄"), st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3).map(tuple)
)
_sections = st.builds(
    Section,
    st.just("部"),
    st.lists(_cells, min_size=1, max_size=3).map(tuple),
    st.none() | st.sampled_from(GROUPS),
    maybe,
)

days = st.dates(date(1930, 1, 1), date(2027, 12, 31)).map(PartialDate.of)
partial_days = st.one_of(
    days,
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)


def values(name: str) -> st.SearchStrategy[Value]:
    """Any answer to a field, or that the counter shall ask."""
    ask = st.just(Ask.AT_COUNTER)
    if name in CHOICES:
        return ask | st.sampled_from(OPTIONS)
    return ask | (partial_days if name in DATES else st.integers(0, 4))


_given = st.sampled_from(FIELDS).flatmap(
    lambda name: st.tuples(
        st.builds(Slot, st.just(name), st.sampled_from((None, 0, 1, 2))), values(name)
    )
)
some_answers: st.SearchStrategy[Answers] = st.lists(_given, max_size=20).map(dict)


@dataclass(frozen=True)
class Visit:
    """A book, and answers to it."""

    book: Book
    answers: Answers


visits = st.builds(Visit, books(), some_answers)


@st.composite
def tidy_visits(draw: st.DrawFn) -> Visit:
    """A book whose conditions look at earlier pages alone, as checked ones do, fully answered."""
    before = {"c0": (), "c1": ("c0",), "c2": ("c0", "c1"), "c3": ("c0", "c1", "c2")}
    pages = {
        f"p-{name}": Page(f"p-{name}", {"ja": name}, (field_of(name),), when=draw(_looking(names)))
        for name, names in before.items()
    }
    pages["p-n0"] = Page("p-n0", {"ja": "n0"}, (field_of("n0"),))
    asks = ("p-c0", "p-c1", "p-n0", "g0", "p-c2")
    group = Group("g0", 1, {"ja": "g0"}, "n0", ("p-c3",), when=draw(_looking(("c0", "c1"))))
    pages["p-c3"] = replace(pages["p-c3"], when=draw(_looking(("c0", "c1"))))
    needed = draw(_looking(("c0", "c1", "c2"))), Count("g0", Eq("c3", "x"), draw(_least), 4)
    procedures = {
        f"q{number}": Procedure(f"q{number}", {"ja": "q"}, "move", {"ja": "q"}, when)
        for number, when in enumerate(needed)
    }
    event = Event("e", 1, Shelf.LIFE, {"ja": "e"}, asks, tuple(procedures))
    book = Book(1, {"e": event}, pages, {"g0": group}, procedures)
    answers: dict[Slot, Value] = {Slot("n0"): draw(st.integers(0, 3))}
    for slot in (Slot("c0"), Slot("c1"), Slot("c2"), *(Slot("c3", member) for member in range(3))):
        answers[slot] = draw(st.sampled_from(OPTIONS))
    return Visit(book, answers)


def _looking(names: tuple[str, ...]) -> st.SearchStrategy[Condition | None]:
    """A condition on some of these fields, or none."""
    if not names:
        return st.none()
    test = st.builds(Eq, st.sampled_from(names), st.sampled_from(OPTIONS))
    both = st.builds(lambda one, two: AllOf((one, Not(two))), test, test)
    either = st.builds(lambda one, two: AnyOf((one, two)), test, test)
    return st.none() | test | test.map(Not) | both | either
