"""Notices take turns, each in its own time and never outside it."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from signage.rotation.notices import Notice, Turn, active, next_change, take_turn
from tests.lobbies import NINE

SECOND = timedelta(seconds=1)


def notice(name: str, **more: object) -> Notice:
    return Notice(name, {"ja": name}, {"ja": ""}, **more)  # type: ignore[arg-type] # as given


def names(notices: list[Notice], now: datetime) -> list[str]:
    return [item.id for item in active(notices, now)]


def test_from_is_inclusive_and_until_is_not() -> None:
    item = notice("a", begins=NINE, ends=NINE + 10 * SECOND)
    assert names([item], NINE - timedelta(microseconds=1)) == []
    assert names([item], NINE) == ["a"]
    assert names([item], NINE + 10 * SECOND) == []


def test_a_notice_until_midnight_ends_with_the_day() -> None:
    midnight = datetime.fromisoformat("2026-11-25T00:00:00+09:00")
    item = notice("a", ends=midnight)
    assert names([item], midnight - timedelta(microseconds=1)) == ["a"]
    assert names([item], midnight) == []


def test_none_is_no_turn_and_nothing_to_wait_for() -> None:
    assert take_turn(Turn(), [], NINE) == Turn()
    assert next_change(Turn(), [], NINE) is None


def test_a_single_notice_stays() -> None:
    notices = [notice("a", seconds=5)]
    turn = take_turn(Turn(), notices, NINE)
    assert take_turn(turn, notices, NINE + 5 * SECOND).notice == "a"


def test_each_is_up_for_its_own_seconds_then_the_next() -> None:
    notices = [notice("a", seconds=5), notice("b", seconds=9)]
    turn = take_turn(Turn(), notices, NINE)
    seen = []
    for second in range(28):
        turn = take_turn(turn, notices, NINE + second * SECOND)
        seen.append(turn.notice)
    assert "".join(name or "" for name in seen) == "aaaaabbbbbbbbbaaaaabbbbbbbbb"


def test_a_notice_that_is_deleted_or_ends_goes_at_once() -> None:
    notices = [notice("a"), notice("b", ends=NINE + 2 * SECOND), notice("c")]
    turn = Turn("b", NINE)
    assert take_turn(turn, notices, NINE + SECOND).notice == "b"
    assert take_turn(turn, notices, NINE + 2 * SECOND).notice == "c"
    assert take_turn(turn, [notices[0]], NINE + SECOND).notice == "a"


def test_the_next_change_is_an_edge_or_the_end_of_the_turn() -> None:
    notices = [notice("a", seconds=15), notice("b", begins=NINE + 4 * SECOND)]
    turn = take_turn(Turn(), notices, NINE)
    assert next_change(turn, notices, NINE) == NINE + 4 * SECOND
    assert next_change(turn, notices, NINE + 4 * SECOND) == NINE + 15 * SECOND


TIMES = st.one_of(st.none(), st.integers(-100, 100).map(lambda second: NINE + second * SECOND))
NOTICES = st.lists(st.tuples(TIMES, TIMES, st.integers(5, 60)), max_size=6).map(
    lambda made: [
        notice(str(index), begins=begins, ends=ends, seconds=seconds)
        for index, (begins, ends, seconds) in enumerate(made)
    ]
)


@given(NOTICES, st.lists(st.integers(-90, 90), max_size=30))
def test_whatever_the_clock_does_only_active_notices_are_up(
    notices: list[Notice], jumps: list[int]
) -> None:
    turn, now = Turn(), NINE
    for jump in jumps:
        now += jump * SECOND
        turn = take_turn(turn, notices, now)
        running = names(notices, now)
        assert turn.notice in running if running else turn == Turn()
        due = next_change(turn, notices, now)
        assert due is None or due > now


@given(NOTICES)
def test_every_active_notice_gets_its_turn(notices: list[Notice]) -> None:
    eternal = [item for item in notices if item.begins is None and item.ends is None]
    turn, seen = Turn(), set()
    for second in range(0, 400, 5):
        turn = take_turn(turn, eternal, NINE + second * SECOND)
        seen.add(turn.notice)
    assert seen - {None} == {item.id for item in eternal}
