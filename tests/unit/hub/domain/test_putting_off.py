"""A visitor who will be late lines up later, twice at most, and never earlier."""

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.errors import Refusal, Refused
from hub.domain.events import Kind
from hub.domain.moving import MOST_LATE, put_off, undo
from hub.domain.order import position
from hub.web.rows import signs
from tests.lobbies import MINUTE, World


def waiting(people: int = 6) -> World:
    """People who came every 5 minutes, the first at 9:00."""
    world = World()
    world.open("c2")
    for _ in range(people):
        world.issue("move")
        world.later(5)
    return world


def test_whoever_is_late_lines_up_as_if_come_later() -> None:
    world = waiting()
    first = world.events[2].tickets[0]
    late = world.do(None, lambda act: put_off(act, first.id, 10))
    assert world.events[-1].kind is Kind.PUT_OFF
    assert world.line("move") == ["B-002", "B-001", "B-003", "B-004", "B-005", "B-006"]
    assert late.late_until == world.now + 10 * MINUTE
    assert signs(world.lobby, late) == ("遅れます 09:40ごろ",)
    world.do(None, lambda act: put_off(act, first.id, 30))
    assert world.line("move")[-1] == "B-001"


@given(st.lists(st.sampled_from((5, 10, 20, 30)), max_size=4), st.integers(0, 5))
def test_a_place_never_gets_better_and_changes_twice_at_most(
    minutes: list[int], which: int
) -> None:
    world = waiting()
    key = world.lobby.queues["move"][which][-1]
    for number, late in enumerate(minutes):
        before = world.lobby.tickets[key]
        place = position(world.lobby, before)
        if number >= MOST_LATE:
            with pytest.raises(Refused) as refused:
                put_off(world.act(), key, late)
            assert refused.value.code is Refusal.LATE_TOO_OFTEN
            continue
        after = world.do(None, partial(put_off, ticket_id=key, minutes=late))
        assert after.rank - before.rank == timedelta(minutes=late)
        assert position(world.lobby, after) >= place


def test_only_who_waits_in_turn_can_be_late() -> None:
    world = waiting(1)
    called = world.call("c2")
    with pytest.raises(Refused) as refused:
        put_off(world.act(), called.id, 5)
    assert refused.value.code is Refusal.WRONG_STATE
    paper = world.issue("pickup")
    with pytest.raises(Refused, match="wrong_state"):
        put_off(world.act(), paper.id, 5)
    with pytest.raises(Refused, match="unknown_ticket"):
        put_off(world.act(), "0" * 32, 5)
    with pytest.raises(ValueError, match="worse"):
        put_off(world.act(), paper.id, -5)


def test_an_undone_call_leaves_the_visitor_as_late_as_before() -> None:
    world = waiting(1)
    key = world.lobby.queues["move"][0][-1]
    late = world.do(None, lambda act: put_off(act, key, 5))
    world.call("c2")
    world.do("c2", undo)
    again = world.lobby.tickets[key]
    assert (again.rank, again.late, again.late_until) == (late.rank, 1, late.late_until)
