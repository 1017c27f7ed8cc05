"""Long lists turn their pages by the clock alone."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from signage.rotation.pages import TURN, next_turn, page
from tests.lobbies import NINE

MOMENTS = st.integers(-(10**9), 10**9).map(lambda seconds: NINE + timedelta(seconds=seconds))


def test_nothing_is_one_empty_page() -> None:
    assert page([], 4, NINE).items == ()
    assert page([], 4, NINE).count == 1


def test_twelve_in_fours_are_three_pages() -> None:
    seen = [page(range(12), 4, NINE + turn * TURN) for turn in range(3)]
    assert sorted(item for turn in seen for item in turn.items) == list(range(12))
    assert {turn.count for turn in seen} == {3}


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_one_round_shows_everything_and_no_page_is_too_long(items: list[int], most: int) -> None:
    count = page(items, most, NINE).count
    turns = [page(items, most, NINE + turn * TURN) for turn in range(count)]
    assert sorted(item for turn in turns for item in turn.items) == sorted(items)
    assert all(len(turn.items) <= most for turn in turns)


@given(MOMENTS)
def test_a_page_stays_until_its_turn_is_over(now: datetime) -> None:
    due = next_turn(now)
    assert now < due <= now + TURN
    last = due - timedelta(microseconds=1)
    assert page(range(9), 2, now) == page(range(9), 2, last)
    assert page(range(9), 2, now) != page(range(9), 2, due)
