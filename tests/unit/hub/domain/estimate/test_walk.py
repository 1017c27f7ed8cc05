"""The walk through the lines: who is before you at the counters that will take you."""

from dataclasses import replace
from datetime import time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.acting import Decision
from hub.domain.day import close_counter
from hub.domain.estimate.asking import of_newcomers, of_ticket
from hub.domain.estimate.spread import AT_ONCE, Estimate, estimate
from hub.domain.events import Event, Kind
from hub.domain.learned import Learned, Pace
from hub.domain.lobby import apply
from hub.domain.site import Span
from hub.domain.tickets import Ticket
from tests.lobbies import World, counter, site

EARLY = (Span(time(8, 30), time(9, 30)), Span(time(10, 30), time(17)))


def busy(*counters: str, waiting: int = 0, service: str = "cert") -> World:
    """Counters that have just called, and so many people in line."""
    world = World()
    world.open(*counters)
    for name in counters:
        world.issue(service)
        world.call(name)
    for _ in range(waiting):
        world.issue(service)
    return world


def now(world: World, service: str = "cert") -> Estimate:
    found = of_newcomers(world.lobby, world.now)[service]
    assert found is not None
    return found


def of(world: World, ticket: Ticket) -> Estimate:
    found = of_ticket(world.lobby, ticket, world.now)
    assert found is not None
    return found


@given(st.integers(0, 120), st.integers(0, 9))
def test_more_people_ahead_never_make_it_shorter(ahead: int, minutes: int) -> None:
    world = busy("c1", "c2", waiting=ahead)
    world.later(minutes)
    less = now(world)
    world.issue()
    more = now(world)
    assert 0 <= less.low <= less.middle <= less.high
    assert less.middle <= more.middle
    assert less.high <= more.high


@given(st.integers(0, 60))
def test_another_counter_never_makes_it_longer(ahead: int) -> None:
    world = busy("c1", waiting=ahead)
    one = now(world)
    world.open("c2")
    assert now(world).middle <= one.middle


def test_one_counter_takes_one_after_another() -> None:
    world = busy("c1", waiting=5)
    # The one at the counter has just been called: 10 minutes each.
    assert now(world).middle == pytest.approx(60, rel=0.01)


def test_who_stays_longer_than_usual_does_not_leave_at_once() -> None:
    world = busy("c1")
    world.later(12)
    assert 3 < now(world).middle < 15


def test_what_counts_is_who_is_before_you_at_your_own_counters() -> None:
    world = busy("c1", "c2", waiting=7)
    world.later()
    alone = now(world)
    last = world.lobby.tickets[world.lobby.queues["cert"][-1][-1]]
    before = of(world, last)
    for _ in range(12):
        world.issue("move")
    # The second counter takes those for moving as they came: newcomers stand behind them.
    assert now(world).middle > alone.middle
    assert of(world, last) == before


def test_a_head_start_passes_and_is_told_so() -> None:
    world = busy("c1", waiting=5)
    plain = now(world)
    ticket = world.issue(priority="pregnant")
    assert of(world, ticket).middle < plain.middle


def test_those_with_a_head_start_who_are_still_to_come_are_reckoned_with() -> None:
    world = busy("c1", waiting=5)
    before = now(world)
    pace = Pace(10, 12, 0.7, arrivals=((9, 0.2),), preferred=0.5, head_start=15)
    learn(world, pace)
    assert now(world).middle >= before.middle + 10


def learn(world: World, pace: Pace) -> None:
    learned = Learned(world.lobby.day, (("cert", pace),))
    world.commit(Decision((Event(Kind.LEARNED, world.now, learned=learned),)))


def test_a_counter_that_helps_takes_those_who_wait_long() -> None:
    world = World()
    world.open("c3")
    world.issue("cert")
    assert now(world).middle < 15


def test_a_number_kept_for_one_counter_waits_for_that_one() -> None:
    world = busy("c1", "c2")
    ticket = world.issue()
    world.later()
    world.issue()
    sent = world.transfer(ticket, None, to_counter="c2")
    assert of(world, sent).middle < 15
    world.finish(world.lobby.tickets[world.lobby.counters["c2"].ticket or ""])
    world.do(None, lambda act: close_counter(act, "c2"))
    assert of_ticket(world.lobby, sent, world.now) is None


def planned(*hours: tuple[Span, ...]) -> World:
    counters = [
        replace(counter(number, cert=0), hours=dict.fromkeys(range(7), spans))
        for number, spans in enumerate(hours, 1)
    ]
    return World(site(counters={item.id: item for item in counters}))


def test_a_break_in_the_staffing_plan_is_waited_out() -> None:
    world = planned(EARLY)
    world.open("c1")
    for _ in range(4):
        world.issue()
    # Three are called before 9:30, the fourth at 10:30.
    assert now(world).middle == pytest.approx(100, abs=2)


def test_a_counter_that_will_open_by_plan_is_counted_from_then() -> None:
    world = planned((Span(time(9, 20), time(17)),))
    assert now(world).middle == pytest.approx(20)
    world.later(25)
    assert 0 < now(world).middle < 5
    world.later(20)
    # The clerk has not come: nobody knows when.
    assert of_newcomers(world.lobby, world.now)["cert"] is None


def test_who_works_through_the_break_is_counted() -> None:
    world = planned(EARLY)
    world.open("c1")
    world.later(35)
    assert now(world).middle == pytest.approx(55)
    world.later(10)
    assert now(world) == AT_ONCE


def test_what_a_kiosk_folds_gives_the_same() -> None:
    world = busy("c1", waiting=4)
    learn(world, Pace(7, 60, 0.6))
    assert world.lobby.learned is not None
    world.later(60 * 24)
    assert now(world).middle > 20


def test_a_service_that_has_left_the_configuration_stops_nothing() -> None:
    world = busy("c1", "c2", waiting=2)
    ghost = replace(
        world.lobby.tickets[world.lobby.counters["c1"].ticket or ""], service="gone", version=9
    )
    apply(world.lobby, Event(Kind.SERVING, world.now, id=99, tickets=(ghost,)))
    assert now(world).middle > 0
    assert of_ticket(world.lobby, ghost, world.now) is None


def test_five_hundred_waiting_are_asked_about_in_a_millisecond_each() -> None:
    world = busy("c1", "c2", waiting=500)
    world.open("c3")
    last = world.lobby.tickets[world.lobby.queues["cert"][-1][-1]]
    times = []
    for _ in range(9):
        begun = process_time()
        of(world, last)
        times.append(process_time() - begun)
    # A tenth of this where nothing else runs; here others share the processor.
    assert min(times) < 0.005


def test_thousands_waiting_are_taken_in_groups() -> None:
    world = busy("c1", "c2")
    queue = world.lobby.queues["cert"]
    world.issue()
    rank, queued, label, ticket = queue[0]
    queue[:] = [(rank + n * timedelta(seconds=1), queued, label, ticket) for n in range(4000)]
    assert now(world).middle == pytest.approx(20000, rel=0.02)


@given(st.floats(0.01, 1000), st.floats(0, 100000))
def test_a_range_holds_its_middle_and_is_never_negative(mean: float, variance: float) -> None:
    found = estimate(mean, variance)
    assert 0 <= found.low <= found.middle <= found.high
    assert found.middle == mean


def test_the_range_is_that_of_a_gamma_distribution() -> None:
    # Mean and variance 5: the 10th and 90th percentile of Gamma(5, 1), from tables.
    found = estimate(5, 5)
    assert found.low == pytest.approx(2.4326, abs=0.02)
    assert found.high == pytest.approx(7.9936, abs=0.02)
