"""The walk through the lines: who is before you at the counters that will take you."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, replace
from datetime import time, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain.acting import Decision
from hub.domain.day import close_counter
from hub.domain.due import Due
from hub.domain.errors import Refused
from hub.domain.estimate.asking import of_all, of_newcomers, of_ticket
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


@settings(max_examples=40)
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


def test_a_clerk_who_pauses_is_waited_for() -> None:
    world = busy("c1", waiting=4)
    before = now(world).middle
    learn(world, Pace(10, 12, 0.7, pause=2))
    # One at the counter, four before: five pauses.
    assert now(world).middle == pytest.approx(before + 5 * 2, abs=0.2)
    for _ in range(5):
        world.finish(world.lobby.tickets[world.lobby.counters["c1"].ticket or ""])
        if world.lobby.queues["cert"]:
            world.call()
    # The last one has just left, and nobody waits: the clerk may still be writing.
    assert now(world).middle == pytest.approx(2)
    world.later(6)
    assert now(world).middle < 0.5
    world.later(6)
    assert now(world) == AT_ONCE


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


def crowd(waiting: int) -> World:
    """So many in the lines of two counters and one that helps."""
    world = busy("c1", "c2", waiting=waiting)
    world.open("c3")
    return world


def quickest(ask: Callable[[], object]) -> float:
    """Seconds of the processor, where others share it."""
    times = []
    for _ in range(9):
        begun = process_time()
        ask()
        times.append(process_time() - begun)
    return min(times)


def test_five_hundred_waiting_are_asked_about_in_a_fraction_of_a_millisecond() -> None:
    world = crowd(500)
    last = world.lobby.tickets[world.lobby.queues["cert"][-1][-1]]
    # Half a millisecond for the first, and 3 for all, where nothing else runs.
    assert quickest(lambda: of(world, last)) < 0.003
    assert quickest(lambda: of_all(world.lobby, world.now)) < 500 * 0.00003


steps = st.tuples(
    st.sampled_from(("cert", "move", "tax", "call", "call", "sent")),
    st.sampled_from((None, "elderly", "pregnant")),
    st.floats(0.01, 9),
)


@settings(max_examples=40)
@given(st.lists(steps, max_size=40), st.booleans(), st.booleans())
def test_everybody_is_told_what_each_would_be_told_alone(
    happened: list[tuple[str, str | None, float]], is_learned: bool, is_booked: bool
) -> None:
    world = World()
    world.open("c1", "c2")
    if is_learned:
        learn(world, Pace(8, 60, 0.6, arrivals=((9, 0.2), (10, 0.3)), preferred=0.3, head_start=9))
    if is_booked:
        expect(world, -5, 4, 40, 90)
    for number, (what, priority, minutes) in enumerate(happened):
        world.later(minutes)
        with suppress(Refused):
            if what == "call":
                world.call(f"c{1 + number % 2}")
            elif what == "sent":
                world.transfer(world.issue("cert"), None, to_counter="c2")
            else:
                world.issue(what, priority)
    told = of_all(world.lobby, world.now)
    waiting = [place[-1] for queue in world.lobby.queues.values() for place in queue]
    assert told.keys() == set(waiting)
    for key in waiting:
        alone = of_ticket(world.lobby, world.lobby.tickets[key], world.now)
        assert ends(told[key]) == pytest.approx(ends(alone), abs=1e-3)


def ends(found: Estimate | None) -> list[float]:
    return list(astuple(found)) if found else []


def expect(world: World, *minutes: float, service: str = "cert") -> None:
    """Appointments so many minutes from now."""
    dues = tuple(
        Due(f"{number:032x}", service, world.now + timedelta(minutes=each))
        for number, each in enumerate(minutes)
    )
    world.commit(Decision((Event(Kind.DUE_CHANGED, world.now, due=dues),)))


def test_appointments_that_are_still_to_come_are_called_before_you() -> None:
    world = busy("c1", waiting=5)
    before = now(world).middle
    expect(world, 20, 40, before + 30)
    # Two of them come before it is your turn, the third does not.
    assert now(world).middle == pytest.approx(before + 2 * 0.95 * 10, abs=0.1)
    first = world.lobby.tickets[world.lobby.queues["cert"][0][-1]]
    assert of(world, first).middle == pytest.approx(10, abs=0.1)


def test_an_appointment_whose_time_has_passed_may_still_come() -> None:
    world = busy("c1", waiting=2)
    before = now(world).middle
    expect(world, -3)
    assert before + 3 < now(world).middle < before + 7


def test_appointments_of_a_service_at_other_counters_hold_up_nobody() -> None:
    world = busy("c1", waiting=2)
    before = now(world)
    expect(world, 1, 2, 3, service="move")
    assert now(world) == before


def test_a_free_counter_waits_for_no_appointment() -> None:
    world = World()
    world.open("c1")
    expect(world, 10, 30)
    assert now(world) == AT_ONCE


def test_thousands_waiting_are_taken_in_groups() -> None:
    world = busy("c1", "c2")
    queue = world.lobby.queues["cert"]
    world.issue()
    rank, queued, label, ticket = queue[0]
    queue[:] = [(rank + n * timedelta(seconds=1), queued, label, ticket) for n in range(4000)]
    assert now(world).middle == pytest.approx(20000, rel=0.02)


def test_who_stands_within_a_group_is_told_a_time_between() -> None:
    world = busy("c1", "c2", waiting=900)
    told = of_all(world.lobby, world.now)
    places = world.lobby.queues["cert"]
    minutes = [found.middle for place in places if (found := told[place[-1]])]
    assert len(minutes) == 900
    assert minutes == sorted(minutes)
    middle = world.lobby.tickets[places[800][-1]]
    assert minutes[800] == pytest.approx(of(world, middle).middle, rel=0.01)


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
