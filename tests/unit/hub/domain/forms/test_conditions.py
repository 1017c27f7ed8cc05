"""Three-valued logic: what is known stays known, and is what every way of knowing more gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import Ask, PartialDate, Value
from hub.domain.forms.conditions import (
    AgeAt,
    AllOf,
    AnyOf,
    Condition,
    Count,
    Eq,
    In,
    Missing,
    Not,
    View,
    holds,
)

TODAY = date(2026, 11, 24)
FIELDS, OPTIONS = ("a", "b", "c"), ("x", "y")
State = Value | Missing


def view(found: Mapping[str, State], members: tuple[View, ...] | None = ()) -> View:
    return View(lambda name: found.get(name, Missing.NOT_ASKED), lambda _: members, TODAY)


tests = st.builds(Eq, st.sampled_from(FIELDS), st.sampled_from(OPTIONS)) | st.builds(
    In, st.sampled_from(FIELDS), st.lists(st.sampled_from(OPTIONS), max_size=2).map(tuple)
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)
states = st.fixed_dictionaries(
    dict.fromkeys(
        FIELDS, st.sampled_from((*OPTIONS, Ask.AT_COUNTER, Missing.OPEN, Missing.NOT_ASKED))
    )
)


def plainly(condition: Condition, answers: Mapping[str, State]) -> bool:
    """Two-valued, written down as one says it."""
    match condition:
        case Eq(name, value):
            return answers[name] == value
        case In(name, values):
            return answers[name] in values
        case AllOf(parts):
            return all(plainly(part, answers) for part in parts)
        case AnyOf(parts):
            return any(plainly(part, answers) for part in parts)
        case Not(part):
            return not plainly(part, answers)
    raise AssertionError(condition)


def completed(found: Mapping[str, State]) -> Iterator[dict[str, State]]:
    """Every way in which the open answers may turn out, "w" standing for all other options."""
    sure = [
        (*OPTIONS, "w") if state in (Ask.AT_COUNTER, Missing.OPEN) else (state,)
        for state in found.values()
    ]
    for values in product(*sure):
        yield dict(zip(found, values, strict=True))


def looks_at(condition: Condition) -> list[str]:
    match condition:
        case Eq(name) | In(name):
            return [name]
        case AllOf(parts) | AnyOf(parts):
            return [name for part in parts for name in looks_at(part)]
        case Not(part):
            return looks_at(part)
    raise AssertionError(condition)


@given(conditions, states)
def test_what_is_known_is_what_every_completion_gives(
    condition: Condition, found: dict[str, State]
) -> None:
    known = holds(condition, view(found))
    turned_out = {plainly(condition, answers) for answers in completed(found)}
    if known is not None:
        assert turned_out == {known}


@given(conditions, states)
def test_with_each_field_looked_at_once_all_that_can_be_known_is_known(
    condition: Condition, found: dict[str, State]
) -> None:
    names = looks_at(condition)
    constant = any(len(set(test.values)) == 0 for test in _ins(condition))
    if len(names) == len(set(names)) and not constant:
        turned_out = {plainly(condition, answers) for answers in completed(found)}
        assert holds(condition, view(found)) is (turned_out.pop() if len(turned_out) == 1 else None)


def _ins(condition: Condition) -> Iterator[In]:
    match condition:
        case In():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _ins(part)
        case Not(part):
            yield from _ins(part)


@given(conditions, states, st.sampled_from(FIELDS), st.sampled_from(OPTIONS))
def test_another_answer_makes_nothing_unknown_or_untrue(
    condition: Condition, found: dict[str, State], name: str, value: str
) -> None:
    before = holds(condition, view(found))
    if found[name] in (Ask.AT_COUNTER, Missing.OPEN) and before is not None:
        assert holds(condition, view({**found, name: value})) is before


@given(conditions, states)
def test_de_morgan(condition: Condition, found: dict[str, State]) -> None:
    seen = view(found)
    both = AllOf((condition, Eq("a", "x")))
    either = Not(AnyOf((Not(condition), Not(Eq("a", "x")))))
    assert holds(both, seen) is holds(either, seen)
    assert holds(Not(Not(condition)), seen) is holds(condition, seen)


@pytest.mark.parametrize(
    ("found", "expected"),
    [(("x", "y"), True), (("y",), False), ((), False), (Ask.AT_COUNTER, None)],
)
def test_of_several_options_one_is_enough(found: Value, expected: bool | None) -> None:
    assert holds(Eq("a", "x"), view({"a": found})) is expected


# --- ages ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """A day as it is and as the visitor remembers it."""

    real: date
    said: PartialDate


def remembered(real: date, parts: int) -> Day:
    said = PartialDate.of(real)
    return Day(real, (replace(said, month=None, day=None), replace(said, day=None), said)[parts])


def day(first: date, last: date) -> st.SearchStrategy[Day]:
    return st.builds(remembered, st.dates(first, last), st.integers(0, 2))


def age(born: date, on: date) -> int:
    """By counting birthdays."""
    birthdays = 0
    for year in range(born.year + 1, on.year + 1):
        try:
            birthday = born.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        birthdays += birthday <= on
    return birthdays


@given(
    day(date(1920, 1, 1), date(2010, 12, 31)),
    day(date(2011, 1, 1), date(2030, 12, 31)),
    st.integers(0, 110),
    st.integers(1, 120),
)
def test_an_age_that_is_known_is_the_real_one(born: Day, on: Day, least: int, more: int) -> None:
    condition = AgeAt("born", "on", least, least + more)
    known = holds(condition, view({"born": born.said, "on": on.said}))
    really = least <= age(born.real, on.real) < least + more
    assert known in (None, really)
    if born.said.day and on.said.day:
        assert known is really


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ((2008, 11, 24), (2026, 11, 23), 17),
        ((2008, 11, 24), (2026, 11, 24), 18),
        ((2008, 2, 29), (2026, 2, 28), 17),
        ((2008, 2, 29), (2026, 3, 1), 18),
        ((2027, 1, 1), (2026, 11, 24), 0),
    ],
)
def test_a_year_older_on_the_birthday(
    born: tuple[int, int, int], on: tuple[int, int, int], years: int
) -> None:
    seen = view({"born": PartialDate(*born), "on": PartialDate(*on)})
    assert holds(AgeAt("born", "on", years, years + 1), seen) is True


def test_without_a_day_the_age_is_that_of_today() -> None:
    seen = view({"born": PartialDate(2008, 11, 24)})
    assert holds(AgeAt("born", least=18, below=19), seen) is True
    assert holds(AgeAt("unasked", least=18), seen) is False
    assert holds(AgeAt("born", "unasked", 18), seen) is False
    assert (
        holds(AgeAt("born", "open", 18), view({"born": PartialDate(2008), "open": Missing.OPEN}))
        is None
    )


# --- counting -----------------------------------------------------------------------------------

member_states = st.lists(st.sampled_from((*OPTIONS, Ask.AT_COUNTER, Missing.OPEN)), max_size=5)


@given(member_states, st.integers(0, 5), st.integers(1, 5))
def test_a_count_is_known_when_every_completion_agrees(
    found: list[State], least: int, more: int
) -> None:
    members = tuple(view({"a": state}) for state in found)
    condition = Count("people", Eq("a", "x"), least, least + more)
    known = holds(condition, view({}, members))
    possible = [
        ("x", "y") if state in (Ask.AT_COUNTER, Missing.OPEN) else (state,) for state in found
    ]
    turned_out = {
        least <= sum(state == "x" for state in states) < least + more
        for states in product(*possible)
    }
    assert known is (turned_out.pop() if len(turned_out) == 1 else None)


def test_of_an_open_number_of_people_nothing_is_known() -> None:
    assert holds(Count("people", Eq("a", "x")), view({}, None)) is None
