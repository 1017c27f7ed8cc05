"""How long will it take: the same range on every screen, and honest about what it knows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.domain.estimate.spread import Estimate
from hub.domain.lobby import restore, snapshot
from hub.domain.opening import Reason
from hub.domain.site import Rules
from hub.domain.waiting import (
    Level,
    Phrase,
    Wait,
    congestion,
    estimate,
    level,
    phrase,
    rounded,
    waited,
)
from tests.lobbies import MINUTE, World


def test_no_open_counter_no_promise() -> None:
    world = World()
    ticket = world.issue()
    assert estimate(world.lobby, ticket, world.now) is None
    shown = congestion(world.lobby, world.now)[0]
    assert (shown.wait, shown.level) == (None, None)


def test_a_free_counter_calls_at_once() -> None:
    world = World()
    world.open("c1")
    assert congestion(world.lobby, world.now)[0].wait == Wait(0, 0)
    first = world.issue()
    assert first.promised == (0, 0)
    world.call()
    second = world.issue()
    assert second.promised is not None
    assert second.promised[1] > 0


def test_every_screen_says_what_the_next_visitor_is_promised() -> None:
    world = World()
    world.open("c1", "c2", "c3")
    for _ in range(9):
        world.issue("cert")
        world.issue("move")
    shown = congestion(world.lobby, world.now)[0].wait
    ticket = world.issue("cert")
    assert shown == estimate(world.lobby, ticket, world.now) == Wait(*ticket.promised or ())
    kiosk = restore(snapshot(world.lobby))
    assert estimate(kiosk, ticket, world.now) == shown


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (None, None),
        (Estimate(0, 0, 0), Wait(0, 0)),
        (Estimate(1, 0.2, 2), Wait(0, 5)),
        (Estimate(8, 2.4, 12.4), Wait(0, 10)),
        (Estimate(20, 12.5, 27.5), Wait(15, 30)),
    ],
)
def test_a_range_is_shown_in_the_nearest_steps(found: Estimate | None, shown: Wait | None) -> None:
    assert rounded(found) == shown


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
