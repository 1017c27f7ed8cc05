"""How long will it take: the same range on every screen, and honest about what it knows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.opening import Reason
from hub.domain.site import Rules
from hub.domain.waiting import Level, Phrase, Wait, congestion, estimate, level, phrase, waited
from tests.lobbies import MINUTE, World


def test_no_open_counter_no_promise() -> None:
    world = World()
    world.issue()
    assert estimate(world.lobby, "cert", 1) is None
    assert congestion(world.lobby, world.now)[0].level is None


def test_a_free_counter_calls_at_once() -> None:
    world = World()
    world.open("c1")
    assert estimate(world.lobby, "cert", 0) == Wait(0, 0)
    world.issue()
    world.call()
    busy = estimate(world.lobby, "cert", 0)
    assert busy is not None
    assert busy.high > 0


@given(ahead=st.integers(0, 300))
def test_more_people_never_wait_less(ahead: int) -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.call()
    less, more = (estimate(world.lobby, "cert", count) for count in (ahead, ahead + 1))
    assert less is not None
    assert more is not None
    assert less.high <= more.high
    assert less.low < less.high
    assert less.low % 5 == less.high % 5 == 0
    middle = 10 * (ahead + 1)
    assert less.low <= middle <= less.high


def test_a_second_counter_makes_it_shorter() -> None:
    world = World()
    world.open("c1")
    for _ in range(12):
        world.issue()
    one = estimate(world.lobby, "cert", 11)
    world.open("c2")
    two = estimate(world.lobby, "cert", 11)
    assert one is not None
    assert two is not None
    assert two.high < one.high


def test_a_counter_is_shared_out_by_who_waits() -> None:
    world = World()
    world.open("c2")
    for _ in range(6):
        world.issue("cert")
    alone = estimate(world.lobby, "cert", 5)
    for _ in range(18):
        world.issue("move")
    shared = estimate(world.lobby, "cert", 5)
    assert alone is not None
    assert shared is not None
    assert shared.high > alone.high


def test_a_counter_that_only_helps_is_not_promised() -> None:
    world = World()
    world.open("c3")
    assert estimate(world.lobby, "cert", 0) is None


def test_the_mean_moves_slowly_from_the_configured_one_to_todays() -> None:
    world = World()
    world.open("c1")
    before = estimate(world.lobby, "cert", 9)
    for _ in range(40):
        world.issue()
        called = world.call()
        world.later(2)
        world.finish(called)
    after = estimate(world.lobby, "cert", 9)
    assert before is not None
    assert after is not None
    # (20 x 10 + 40 x 2) / 60 = 4.7 minutes each, from 10.
    assert after.high < before.high * 0.6


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        (Wait(0, 0), Level.QUIET),
        (Wait(0, 5), Level.QUIET),
        (Wait(10, 20), Level.MODERATE),
        (Wait(15, 25), Level.MODERATE),
        (Wait(30, 50), Level.BUSY),
    ],
)
def test_levels_follow_the_middle_of_the_range(wait: Wait, expected: Level) -> None:
    assert level(Rules(), wait) is expected


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        (Wait(0, 0), Phrase.NOW),
        (Wait(0, 5), Phrase.ABOUT),
        (Wait(0, 20), Phrase.WITHIN),
        (Wait(5, 20), Phrase.RANGE),
    ],
)
def test_a_range_is_said_in_one_of_four_ways(wait: Wait, expected: Phrase) -> None:
    assert phrase(wait) is expected


def test_congestion_shows_every_service_in_the_configured_order() -> None:
    world = World()
    world.open("c1")
    for _ in range(3):
        world.issue("tax")
    shown = congestion(world.lobby, world.now)
    assert [item.service.id for item in shown] == list(world.site.services)
    tax = shown[2]
    assert (tax.waiting, tax.opening.reason, tax.wait) == (3, Reason.FULL, None)


def test_time_waited_stops_at_the_call() -> None:
    world = World()
    world.open("c1")
    ticket = world.issue()
    world.later(7)
    assert waited(ticket, world.now) == 7 * MINUTE
    called = world.call()
    world.later(9)
    assert waited(called, world.now) == 7 * MINUTE
    early = replace(ticket, queued_at=world.now + MINUTE)
    assert waited(early, world.now) == timedelta()
