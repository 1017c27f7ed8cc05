"""Which call is spoken next."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.speech.queue import (
    JOINED,
    KEPT,
    Batch,
    Call,
    Loudness,
    Period,
    Waiting,
    add,
    take,
    withdraw,
)


def _call(n: int, counter: str = "1") -> Call:
    return Call(f"t{n}", f"A{n:03}", counter)


def _all(waiting: Waiting) -> list[Batch]:
    found: list[Batch] = []
    while True:
        batch, waiting = take(waiting)
        if batch is None:
            return found
        found.append(batch)


def _waiting(*calls: Call) -> Waiting:
    waiting = Waiting()
    for call in calls:
        waiting = add(waiting, call)
    return waiting


def test_nobody_waits() -> None:
    assert take(Waiting()) == (None, Waiting())


def test_calls_that_wait_are_joined_in_order() -> None:
    batches = _all(_waiting(*map(_call, range(1, 6))))
    assert [[call.label for call in batch.calls] for batch in batches] == [
        ["A001", "A002", "A003"],
        ["A004", "A005"],
    ]


def test_a_number_called_again_before_its_turn_is_said_once_with_the_last_counter() -> None:
    waiting = _waiting(_call(1), _call(2), _call(1, "7"))
    assert waiting.calls == (_call(1, "7"), _call(2))


def test_a_number_called_again_after_its_turn_goes_to_the_end() -> None:
    _, waiting = take(_waiting(*map(_call, range(1, 5))))
    assert add(waiting, _call(1)).calls == (_call(4), _call(1))


def test_a_number_that_is_served_before_its_turn_is_not_said() -> None:
    assert withdraw(_waiting(_call(1), _call(2)), "t1").calls == (_call(2),)
    assert withdraw(_waiting(_call(1)), "unknown").calls == (_call(1),)


def test_of_a_thousand_calls_in_a_burst_the_last_are_said_in_order_after_a_word_to_all() -> None:
    waiting = _waiting(*map(_call, range(1000)))
    batches = _all(waiting)
    said = [call.ticket for batch in batches for call in batch.calls]
    assert said == [f"t{n}" for n in range(1000 - KEPT, 1000)]
    assert [batch.many for batch in batches] == [True] + [False] * (len(batches) - 1)


events = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.integers(0, 80), st.sampled_from("123")),
        st.tuples(st.just("withdraw"), st.integers(0, 80)),
        st.just(("take",)),
    ),
    max_size=300,
)


@given(events)
def test_whatever_happens_calls_stay_in_order_bounded_and_single(
    happened: list[tuple[Any, ...]],
) -> None:
    waiting = Waiting()
    model: list[Call] = []  # the plain rule, on a list
    for what, *about in happened:
        if what == "call":
            call = _call(about[0], about[1])
            places = [n for n, other in enumerate(model) if other.ticket == call.ticket]
            if places:
                model[places[0]] = call
            else:
                model.append(call)
                del model[:-KEPT]
            waiting = add(waiting, call)
        elif what == "withdraw":
            model = [call for call in model if call.ticket != f"t{about[0]}"]
            waiting = withdraw(waiting, f"t{about[0]}")
        else:
            batch, waiting = take(waiting)
            assert (list(batch.calls) if batch else []) == model[:JOINED]
            del model[:JOINED]
        assert list(waiting.calls) == model
        assert len({call.ticket for call in waiting.calls}) == len(waiting.calls) <= KEPT


LOUDNESS = Loudness(
    0.8,
    (Period(time(12), time(13), 0.3), Period(time(17, 15), time(8, 30), 0.0)),
)


@pytest.mark.parametrize(
    ("at", "volume"),
    [
        (time(8, 29, 59), 0.0),
        (time(8, 30), 0.8),
        (time(11, 59), 0.8),
        (time(12), 0.3),
        (time(13), 0.8),
        (time(17, 15), 0.0),
        (time(0), 0.0),
    ],
)
def test_the_volume_follows_the_day(at: time, volume: float) -> None:
    assert LOUDNESS.at(at) == volume
