"""Forms come back exactly as they were typed, whatever was typed."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book
from hub.sealing import answers, body, packing
from hub.sealing.answers import NotInBook, Reading, Unknown
from hub.sealing.cbor import Raw
from tests.forms_people import VISITORS, book
from tests.sealed import BOOK, by_chance

FORMS = 10_000


def test_ten_thousand_random_forms_come_back_exactly() -> None:
    chance = Random(1)
    for _ in range(FORMS):
        typed = by_chance(chance)
        packed = packing.pack(answers.write(BOOK, typed), 1)
        reading = answers.read(BOOK, body.decode(packing.unpack(packed, 1)))
        assert reading.answers == typed
        assert reading.unknown == ()


def test_shift_jis_never_comes_in() -> None:
    """Texts are UTF-16 or ASCII: what no Japanese code page has comes back all the same."""
    rare = "\U00020bb7\ufa19\u8fbb\U000e0100👍"
    with pytest.raises(UnicodeEncodeError):
        rare.encode("cp932")
    typed: dict[Slot, Value] = {Slot("remarks"): rare}
    written = answers.write(BOOK, typed)
    assert rare.encode("utf-16-be") in written
    assert answers.read(BOOK, body.decode(written)).answers == typed


def test_the_numbers_are_the_documented_ones() -> None:
    typed: dict[Slot, Value] = {
        Slot("moved"): PartialDate(2026, 11, 24),
        Slot("applicant"): Name("佐藤", "", "さとう", ""),
        Slot("applicant-is"): "世帯主",
        Slot("new-address"): Address("8600001", "", "1-2", ""),
        Slot("old-address"): Ask.AT_COUNTER,
        Slot("papers"): ("税証明", "住民票"),
        Slot("born", 0): PartialDate(1931),
        Slot("born", 2): PartialDate(1958, 3),
    }
    assert body.decode(answers.write(BOOK, typed)) == {
        -1: [{22: 19310000}, {}, {22: 19580300}],
        2: 20261124,
        3: ["佐藤", "さとう"],
        4: 2,
        6: ["8600001", "", "1-2"],
        8: None,
        16: [4, 1],
    }


def test_empty_values_are_answers() -> None:
    typed: dict[Slot, Value] = {
        Slot("applicant"): Name(),
        Slot("papers"): (),
        Slot("remarks"): "",
        Slot("people"): 0,
    }
    assert answers.read(BOOK, body.decode(answers.write(BOOK, typed))).answers == typed


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        (Slot("nothing"), "x"),
        (Slot("applicant-is"), "someone"),
        (Slot("applicant"), "佐藤"),
        (Slot("papers"), ("住民票", "x")),
        (Slot("moved", 0), PartialDate(2026)),
        (Slot("born"), PartialDate(2026)),
    ],
)
def test_what_the_book_does_not_have_cannot_be_written(slot: Slot, value: object) -> None:
    with pytest.raises(NotInBook):
        answers.write(BOOK, {slot: value})  # type: ignore[dict-item]


def _without(field: str) -> Book:
    pages = {
        key: replace(page, fields=tuple(item for item in page.fields if item.id != field))
        for key, page in BOOK.pages.items()
    }
    return replace(BOOK, pages=pages)


def test_numbers_that_a_book_does_not_know_are_reported_and_stop_nothing() -> None:
    typed: dict[Slot, Value] = {
        Slot("people"): 2,
        Slot("remarks"): "急ぎ",
        Slot("sex", 1): "女",
        Slot("care", 1): "はい",
    }
    written = body.decode(answers.write(BOOK, typed))
    assert answers.read(_without("remarks"), written).unknown == (Unknown(14, "急ぎ"),)
    reading = answers.read(_without("sex"), written)
    assert reading.unknown == (Unknown(23, 2, group=1, member=1),)
    assert set(reading.answers) == set(typed) - {Slot("sex", 1)}
    reading = answers.read(Book(), written)
    assert reading.answers == {}
    assert len(reading.unknown) == 4


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (2, "2026"),
        (2, -20261124),
        (2, True),
        (3, ["a", "b", "c", "d", "e"]),
        (3, ["a", 1]),
        (3, "佐藤"),
        (4, 99),
        (4, "世帯主"),
        (12, "4"),
        (12, True),
        (14, 5),
        (16, [1, 99]),
        (16, 1),
        (-1, 5),
        (-1, [{}, 5]),
        (-7, [{1: 2}]),
        (0, 1),
    ],
)
def test_values_of_another_kind_are_reported_not_believed(number: int, value: object) -> None:
    reading = answers.read(BOOK, {number: value, 5: "09012345678"})  # type: ignore[dict-item]
    assert reading.answers == {Slot("phone"): "09012345678"}
    assert len(reading.unknown) == 1


def test_fields_of_a_group_are_numbered_by_themselves() -> None:
    """The city's first field outside groups and the first of a group both have number 1."""
    renumbered = {
        key: replace(
            page,
            fields=tuple(replace(item, wire=number) for number, item in enumerate(page.fields)),
        )
        for key, page in BOOK.pages.items()
    }
    other = replace(BOOK, pages=renumbered)
    typed = by_chance(Random(5))
    assert answers.read(other, body.decode(answers.write(other, typed))) == Reading(typed)


@pytest.mark.parametrize("event", VISITORS)
def test_the_demo_city_s_visitors_come_back(event: str) -> None:
    typed = dict(VISITORS[event].answers)
    found = body.decode(answers.write(book(), typed))
    assert answers.read(book(), found) == Reading(typed)


@given(
    st.dictionaries(
        st.integers(-3, 30),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=3),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.integers(0, 30), inner, max_size=3)
            ),
        ),
        max_size=6,
    )
)
def test_any_body_is_read(found: dict[int, Raw]) -> None:
    answers.read(BOOK, found)
