"""Every call is large for its least time, and none is lost, however many come."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.lobby import Call
from signage.rotation.stage import LEAST, News, Stage, advance, arrive, next_entry
from tests.lobbies import NINE

TODAY = date(2026, 11, 24)
SLOTS = 3
SECOND = timedelta(seconds=1)


def call(number: int, seconds: float = 0, again: int = 0) -> Call:
    label = f"A-{number:03}"
    return Call(f"t{number}", label, "cert", "c1", NINE + timedelta(seconds=seconds), again)


def opened() -> Stage:
    """The stage of a display that watches a lobby in which nobody was called yet."""
    return arrive(Stage(), News(TODAY), SLOTS, NINE)


def heard(stage: Stage, *calls: Call, at: float = 0) -> Stage:
    news = News(TODAY, tuple(reversed(calls[-20:])), calls)
    return arrive(stage, news, SLOTS, NINE + timedelta(seconds=at))


def labels(stage: Stage) -> list[str]:
    return [item.call.label for item in stage.shown]


def test_one_call_has_the_panel_for_itself() -> None:
    stage = heard(heard(opened(), call(1)), call(2, 10), at=10)
    assert labels(stage) == ["A-002"]
    assert stage.shown[0].fresh


def test_calls_within_a_second_share_the_panel() -> None:
    stage = heard(opened(), call(1), call(2, 0.3), call(3, 0.9))
    assert labels(stage) == ["A-003", "A-002", "A-001"]


def test_a_call_waits_for_a_place_and_takes_the_first_that_is_free() -> None:
    stage = heard(opened(), *(call(number) for number in range(1, 6)))
    assert labels(stage) == ["A-003", "A-002", "A-001"]
    assert next_entry(stage) == NINE + LEAST
    early = advance(stage, SLOTS, NINE + LEAST - SECOND)
    assert labels(early) == ["A-003", "A-002", "A-001"]
    later = advance(stage, SLOTS, NINE + LEAST)
    assert labels(later) == ["A-005", "A-004"]
    assert next_entry(later) is None


def test_the_newest_call_stays_until_another_comes() -> None:
    stage = advance(heard(opened(), call(1)), SLOTS, NINE + 600 * SECOND)
    assert labels(stage) == ["A-001"]


def test_a_call_repeated_on_the_panel_gets_a_new_cue_in_its_place() -> None:
    stage = heard(opened(), call(1), call(2))
    stage = heard(stage, call(1, 4, again=1), at=4)
    assert labels(stage) == ["A-002", "A-001"]
    assert stage.shown[1].since == NINE + 4 * SECOND


def test_a_call_repeated_before_it_was_large_is_large_once() -> None:
    stage = heard(opened(), *(call(number) for number in range(1, 5)), call(4, 1, again=1))
    assert [item.again for item in stage.queue] == [1]


def test_a_call_taken_back_leaves_the_panel_and_the_queue() -> None:
    stage = heard(opened(), *(call(number) for number in range(1, 6)))
    gone = News(TODAY, waiting=frozenset({"t2", "t4"}))
    stage = arrive(stage, gone, SLOTS, NINE + SECOND)
    assert labels(stage) == ["A-005", "A-003", "A-001"]
    assert stage.queue == ()


def test_a_display_that_starts_shows_the_last_call_without_a_cue() -> None:
    news = News(TODAY, (call(2, 1), call(1)))
    stage = arrive(Stage(), news, SLOTS, NINE + 600 * SECOND)
    assert labels(stage) == ["A-002"]
    assert not stage.shown[0].fresh


def test_the_day_that_starts_clears_the_panel_and_shows_its_own_calls() -> None:
    stage = heard(opened(), call(1))
    stage = arrive(stage, News(date(2026, 11, 25)), SLOTS, NINE + timedelta(days=1))
    assert stage.shown == ()
    first = replace(call(1), at=NINE + timedelta(days=1))
    news = News(date(2026, 11, 26), (first,), (first,))
    stage = arrive(stage, news, SLOTS, NINE + timedelta(days=2))
    assert [item.fresh for item in stage.shown] == [True]


def test_after_an_outage_calls_long_answered_go_to_the_list_only() -> None:
    calls = tuple(call(number, number * 60) for number in range(1, 11))
    stage = arrive(opened(), News(TODAY, tuple(reversed(calls))), SLOTS, NINE + 660 * SECOND)
    assert labels(stage) == ["A-010", "A-009"]


BURSTS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 40)), min_size=1, max_size=12
)  # (seconds after the last burst, calls in it)


@given(BURSTS)
def test_every_call_is_large_for_its_least_time(bursts: list[tuple[int, int]]) -> None:
    stage, now, number = opened(), NINE, 0
    up: dict[str, list[float]] = {}
    arrivals: dict[float, list[Call]] = {}
    at = 0.0
    for pause, count in bursts:
        at += pause
        arrivals.setdefault(at, []).extend(call(number + item, at) for item in range(count))
        number += count
    second = 0.0
    while second <= at or stage.queue:
        now = NINE + second * SECOND
        if second in arrivals:
            stage = heard(stage, *arrivals[second], at=second)
        stage = advance(stage, SLOTS, now)
        assert len(stage.shown) <= SLOTS
        for item in stage.shown:
            up.setdefault(item.call.label, []).append(second)
        second += 1
    for item in stage.shown:
        up[item.call.label].append(float("inf"))
    assert len(up) == number
    least = LEAST.total_seconds()
    assert all(times[-1] - times[0] >= least - 1 for times in up.values())


@given(st.lists(st.integers(-7200, 7200), max_size=30), st.integers(1, 30))
def test_a_clock_that_jumps_loses_no_call_and_blocks_none(jumps: list[int], count: int) -> None:
    stage = heard(opened(), *(call(number) for number in range(count)))
    seen = set(labels(stage))
    now = NINE
    for jump in jumps:
        now += jump * SECOND
        stage = advance(stage, SLOTS, now)
        assert (next_entry(stage) or now) <= now + LEAST
        seen.update(labels(stage))
    while stage.queue:
        now += LEAST
        stage = advance(stage, SLOTS, now)
        seen.update(labels(stage))
    assert len(seen) == count


def test_five_thousand_calls_leave_no_trace() -> None:
    stage = opened()
    for number in range(5000):
        at = number * 10
        stage = heard(stage, call(number, at), at=at)
    assert len(stage.shown) == 1
    assert len(stage.seen) <= 20
    assert stage.queue == ()
