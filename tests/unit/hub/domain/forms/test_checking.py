"""What is wrong with an answer, kind by kind, and what a page's rules say besides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.domain.forms.answers import Address, Answers, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Check, Event, Field, Kind, Option, Page, Shelf
from hub.domain.forms.checking import LONGEST, Fault, Wrong, notes, offered, wrongs
from hub.domain.forms.conditions import Eq
from hub.domain.forms.walking import Stop, way

TODAY = date(2026, 11, 24)
TARO = Name("待合", "太郎", "まちあい", "たろう")
HOME = Address("1000001", "東京都千代田区千代田", "1-1")
YES, NO = Option("yes", 1, {"ja": "はい"}), Option("no", 2, {"ja": "いいえ"})
LATER = Option("later", 3, {"ja": "あとで"}, when=Eq("other", "yes"))


def book(item: Field, *checks: Check) -> Book:
    other = Field("other", 9, Kind.CHOICE, {"ja": "?"}, options=(YES, NO))
    pages = {
        "first": Page("first", {"ja": "?"}, (other,)),
        "page": Page("page", {"ja": "?"}, (item,), checks=checks),
    }
    return Book(1, {"e": Event("e", 1, Shelf.LIFE, {"ja": "e"}, ("first", "page"), ())}, pages)


def found(made: Book, value: Value | None, other: str = "no") -> tuple[Wrong, ...]:
    answers: dict[Slot, Value] = {Slot("other"): other}
    if value is not None:
        answers[Slot("x")] = value
    return at_page(made, answers)


def at_page(made: Book, answers: Answers) -> tuple[Wrong, ...]:
    the_way = way(made, made.events["e"], answers, TODAY)
    return wrongs(made, Stop("page"), answers, the_way.view)


def faults(kind: Kind, value: Value | None, **more: object) -> list[tuple[str, str]]:
    item = replace(Field("x", 1, kind, {"ja": "x"}, options=(YES, NO, LATER)), **more)  # type: ignore[arg-type]
    return [(wrong.fault.value, wrong.part) for wrong in found(book(item), value)]


GOOD: list[tuple[Kind, Value]] = [
    (Kind.TEXT, "𠮷野家〓"),
    (Kind.KANA, "まちあい　タロウ・ー"),
    (Kind.NAME, TARO),
    (Kind.NAME, Name("サントス", "", "サントス", "")),
    (Kind.ADDRESS, HOME),
    (Kind.ADDRESS, replace(HOME, postal="")),
    (Kind.PHONE, "0312345678"),
    (Kind.PHONE, "09012345678"),
    (Kind.DIGITS, "007"),
    (Kind.CODE, "AB12345678CD"),
    (Kind.DATE, PartialDate(2024, 2, 29)),
    # 明治5年2月30日: a day of the calendar before 1873, as the register has it.
    (Kind.DATE, PartialDate(1872, 2, 30)),
    (Kind.COUNT, 0),
    (Kind.CHOICE, "yes"),
    (Kind.CHOICES, ("yes", "no")),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_a_right_answer_has_no_fault(kind: Kind, value: Value) -> None:
    assert faults(kind, value) == []


@pytest.mark.parametrize("kind", Kind)
def test_any_answer_may_be_left_to_the_counter(kind: Kind) -> None:
    assert faults(kind, Ask.AT_COUNTER) == []


@pytest.mark.parametrize("kind", Kind)
def test_only_an_answer_that_is_not_required_may_be_missing(kind: Kind) -> None:
    assert faults(kind, None) == [("missing", "")]
    assert faults(kind, None, required=False) == []


BAD: list[tuple[Kind, Value, dict[str, object], tuple[str, str]]] = [
    (Kind.TEXT, "あ" * (LONGEST + 1), {}, ("too_long", "")),
    (Kind.TEXT, "あああ", {"most": 2}, ("too_long", "")),
    (Kind.TEXT, "あ", {"least": 2}, ("too_short", "")),
    (Kind.KANA, "漢字", {}, ("not_kana", "")),
    (Kind.KANA, "abc", {}, ("not_kana", "")),
    (Kind.NAME, replace(TARO, family=""), {}, ("missing", "family")),
    (Kind.NAME, replace(TARO, family_kana=""), {}, ("missing", "family_kana")),
    (Kind.NAME, replace(TARO, given_kana=""), {}, ("missing", "given_kana")),
    (Kind.NAME, replace(TARO, given=""), {}, ("missing", "given")),
    (Kind.NAME, replace(TARO, given_kana="太郎"), {}, ("not_kana", "given_kana")),
    (Kind.NAME, TARO, {"most": 3}, ("too_long", "family_kana")),
    (Kind.ADDRESS, replace(HOME, postal="100-0001"), {}, ("not_postal", "postal")),
    (Kind.ADDRESS, replace(HOME, area=""), {}, ("missing", "area")),
    (Kind.ADDRESS, replace(HOME, street=""), {}, ("missing", "street")),
    (Kind.ADDRESS, replace(HOME, building="x" * 101), {}, ("too_long", "building")),
    (Kind.PHONE, "12345678901", {}, ("not_phone", "")),
    (Kind.PHONE, "03-1234-5678", {}, ("not_phone", "")),
    (Kind.PHONE, "０３１２３４５６７８", {}, ("not_phone", "")),
    (Kind.DIGITS, "12a", {}, ("not_digits", "")),
    (Kind.DIGITS, "12", {"least": 12, "most": 12}, ("too_short", "")),
    (Kind.CODE, "ab12", {}, ("not_code", "")),
    (Kind.DATE, PartialDate(2026, 2, 29), {}, ("no_such_date", "")),
    (Kind.DATE, PartialDate(2026, 13, 1), {}, ("no_such_date", "")),
    (Kind.DATE, PartialDate(2026, None, 1), {"partial": True}, ("no_such_date", "")),
    (Kind.DATE, PartialDate(0, 1, 1), {}, ("no_such_date", "")),
    (Kind.DATE, PartialDate(2026, 2), {}, ("date_not_whole", "")),
    (Kind.DATE, PartialDate.of(TODAY + timedelta(days=1)), {"most": 0}, ("too_late", "")),
    (Kind.DATE, PartialDate.of(TODAY - timedelta(days=15)), {"least": -14}, ("too_early", "")),
    (Kind.COUNT, 13, {"most": 12}, ("too_many", "")),
    (Kind.COUNT, 0, {"least": 1}, ("too_few", "")),
    (Kind.CHOICE, "maybe", {}, ("not_an_option", "")),
    (Kind.CHOICE, "later", {}, ("not_an_option", "")),
    (Kind.CHOICES, ("yes", "maybe"), {}, ("not_an_option", "")),
    (Kind.CHOICES, ("yes",), {"least": 2}, ("too_few", "")),
    (Kind.CHOICES, ("yes", "no"), {"most": 1}, ("too_many", "")),
]


@pytest.mark.parametrize(("kind", "value", "rules", "expected"), BAD, ids=str)
def test_what_is_wrong_is_told_with_its_part(
    kind: Kind, value: Value, rules: dict[str, object], expected: tuple[str, str]
) -> None:
    assert expected in faults(kind, value, **rules)


@pytest.mark.parametrize(
    ("days", "rules"),
    [(0, {"most": 0}), (-14, {"least": -14}), (14, {"most": 14}), (0, {"least": 0})],
)
def test_the_bounds_of_a_date_are_days_that_are_allowed(days: int, rules: dict[str, int]) -> None:
    day = PartialDate.of(TODAY + timedelta(days=days))
    assert faults(Kind.DATE, day, **rules) == []


def test_a_date_with_unknown_parts_is_taken_at_the_end_that_does_least_harm() -> None:
    rules = {"partial": True, "least": -14, "most": 0}
    assert faults(Kind.DATE, PartialDate(2026), **rules) == []
    assert faults(Kind.DATE, PartialDate(2026, 11), **rules) == []
    assert faults(Kind.DATE, PartialDate(2026, 12), **rules) == [("too_late", "")]
    assert faults(Kind.DATE, PartialDate(2026, 10), **rules) == [("too_early", "")]


def test_an_option_is_offered_while_its_condition_is_not_known_to_be_false() -> None:
    made = book(Field("x", 1, Kind.CHOICE, {"ja": "x"}, options=(YES, LATER)))
    assert found(made, "later", other="yes") == ()
    assert [wrong.fault for wrong in found(made, "later", other="no")] == [Fault.NOT_AN_OPTION]
    unsure: Answers = {Slot("other"): Ask.AT_COUNTER}
    view = way(made, made.events["e"], unsure, TODAY).view
    assert offered(made.pages["page"].fields[0], view) == (YES, LATER)


def test_rules_are_looked_at_once_the_fields_are_right() -> None:
    item = Field("x", 1, Kind.CHOICE, {"ja": "x"}, options=(YES, NO))
    stop = Check(Eq("x", "yes"), {"ja": "できません"})
    note = Check(Eq("x", "no"), {"ja": "ご注意"}, stop=False)
    made = book(item, stop, note)
    assert found(made, "yes") == (Wrong(Slot("x"), Fault.RULE, say={"ja": "できません"}),)
    assert [wrong.fault for wrong in found(made, "maybe")] == [Fault.NOT_AN_OPTION]
    assert found(made, "no") == ()
    answers: Answers = {Slot("other"): "no", Slot("x"): "no"}
    view = way(made, made.events["e"], answers, TODAY).view
    assert notes(made, Stop("page"), view) == ({"ja": "ご注意"},)
