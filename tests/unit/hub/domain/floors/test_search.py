"""A place is found by what people type, however they write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.floors.search import folded, search
from tests.unit.hub.domain.floors.building import HALL, PLACES


def found(typed: str) -> list[str]:
    return [place.id for place in search(HALL, typed)]


@pytest.mark.parametrize(
    "typed",
    ["ぜいむか", "ゼイムカ", "せいむか", "ｾﾞｲﾑｶ", "税務", "ぜい", "TAX", "ぜいきん", "ぜい む"],
)
def test_a_place_is_found_in_any_writing(typed: str) -> None:
    assert found(typed)[0] == "tax"


def test_long_vowels_and_small_kana_make_no_difference() -> None:
    assert found("エレベータ") == ["lift"]
    assert found("しよこ") == ["vault"]


def test_what_people_come_for_leads_to_the_place() -> None:
    assert found("住民") == ["residents"]


def test_names_come_before_other_words() -> None:
    by_counter = {"vault": ("市民課の書類",)}
    assert [place.id for place in search(HALL, "市民課", by_counter)] == ["residents", "vault"]


def test_nothing_typed_or_nothing_there_finds_nothing() -> None:
    assert found("") == found(" ・") == found("プール") == []


@given(st.sampled_from(PLACES), st.data())
def test_any_part_of_a_reading_finds_its_place(place: object, data: st.DataObject) -> None:
    reading = getattr(place, "reading")  # noqa: B009 - the strategy's type is an object
    start = data.draw(st.integers(0, len(reading) - 1))
    part = reading[start : data.draw(st.integers(start + 1, len(reading)))]
    if folded(part):
        assert place in search(HALL, part)


@given(st.text())
def test_folding_twice_changes_nothing(words: str) -> None:
    assert folded(folded(words)) == folded(words)
