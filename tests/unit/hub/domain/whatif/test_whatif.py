"""What would have been: the lobby's own rule calls, and two plans differ by nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain import issuing
from hub.domain.day import open_counter
from hub.domain.due import Due
from hub.domain.site import Span
from hub.domain.whatif.comparing import Day, Waits, added, planned, what_if
from hub.domain.whatif.lobby_day import Arrival, Outcome, Plan, Turn, simulate
from tests.lobbies import NINE, OFFICE, World, counter, service, site

HERE = site()
COUNTERS = ("c1", "c2", "c3", "c9")


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def turns(*counters: str, start: float = 0, end: float = 480) -> dict[str, Sequence[Turn]]:
    return {key: [(at(start), at(end))] for key in counters}


def came(*minutes: float, takes: float = 10) -> list[Arrival]:
    return [Arrival(at(minute), "cert", takes) for minute in minutes]


def waited(arrivals: Sequence[Arrival], plan: Plan) -> list[float | None]:
    return [outcome.wait for outcome in simulate(HERE, arrivals, plan)]


def test_one_counter_takes_one_after_another() -> None:
    assert waited(came(0, 0, 15), turns("c1")) == [0, 10, 5]


def test_two_counters_take_two() -> None:
    assert waited(came(0, 0, 15), turns("c1", "c2")) == [0, 0, 0]


def test_a_clerk_finishes_before_lunch_and_stays_in_the_evening() -> None:
    day: Plan = {"c1": [(at(0), at(25)), (at(60), at(100))]}
    assert waited(came(20, 26, 90, 91, 92), day) == [0, 34, 0, 9, 18]


def test_who_comes_after_all_turns_keeps_the_last_clerk_there() -> None:
    day = {**turns("c1", end=20), **turns("c2", end=30)}
    assert waited(came(0, 0, 25, 26, 40), day) == [0, 0, 0, 9, 5]


def test_whom_nobody_calls_has_no_wait() -> None:
    (outcome,) = simulate(HERE, came(0), {})
    assert (outcome.called_at, outcome.wait, outcome.counter) == (None, None, None)
    assert waited(came(30, 40), turns("c1", end=20) | turns("c4", end=60)) == [None, None]
    assert simulate(HERE, [], turns("c1")) == ()


def test_what_the_lobby_does_not_have_is_passed_over() -> None:
    strange = [
        Arrival(at(0), "gone", 5),
        Arrival(at(0), "pickup", 5),
        Arrival(at(1), "cert", 5, priority="gone", then=(("pickup", 1), ("pay", 2))),
    ]
    found = simulate(HERE, strange, {**turns("c1", "c9"), **turns("gone")})
    assert [(each.visitor, each.service, each.wait) for each in found] == [
        (2, "cert", 0),
        (2, "pay", 0),
    ]


def test_unknown_minutes_are_drawn_alike_for_both_plans() -> None:
    arrivals = [Arrival(at(0), "cert") for _ in range(2000)]
    found = simulate(HERE, arrivals, turns("c1"), "seed")
    assert found == simulate(HERE, arrivals, turns("c1"), "seed")
    assert found != simulate(HERE, arrivals, turns("c1"), "other")
    last = found[-1].wait
    assert last is not None
    assert last / 1999 == pytest.approx(10, rel=0.05)
    two = what_if(HERE, [Day(arrivals[:1], turns("c1"), turns("c2"))])
    assert two.whole.before == two.whole.after


visitors = st.builds(
    Arrival,
    st.integers(0, 60).map(at),
    st.sampled_from(("cert", "move")),
    st.floats(0.5, 20),
    st.sampled_from((None, "elderly", "pregnant")),
    st.one_of(st.none(), st.integers(0, 60).map(at)),
)


@settings(max_examples=40)
@given(st.lists(visitors, min_size=1, max_size=25, unique_by=lambda each: each.at))
def test_every_call_is_the_one_that_the_lobby_itself_would_make(arrivals: list[Arrival]) -> None:
    outcomes = simulate(HERE, arrivals, turns("c1", "c2", "c3"))
    world, names = World(), dict[int, str]()
    for counter_id in COUNTERS:
        world.do(counter_id, lambda act: open_counter(act, act.counter or "", ""))
    for when, is_call, outcome in sorted(_happenings(outcomes), key=lambda each: each[:2]):
        world.now = when
        if is_call:
            called = world.call(outcome.counter or "")
            assert called.id == names[outcome.visitor]
        else:
            names[outcome.visitor] = _issue(world, arrivals[outcome.visitor])
    assert len(names) == len(arrivals)


def _happenings(outcomes: Sequence[Outcome]) -> list[tuple[datetime, bool, Outcome]]:
    """All come and are called, to the last; whoever comes at the instant of a call has come."""
    calls = [(each.called_at, True, each) for each in outcomes if each.called_at]
    assert len(calls) == len(outcomes)
    return [*((each.queued_at, False, each) for each in outcomes), *calls]


def _issue(world: World, arrival: Arrival) -> str:
    request = issuing.Request(world.new_id(), arrival.service, priority=arrival.priority)
    due = Due("d" * 32, arrival.service, arrival.due) if arrival.due else None
    return world.commit(issuing.issue(world.act(), world, request, due)).id


def test_one_more_counter_at_noon() -> None:
    noon = came(*range(120, 240, 4))
    plan = turns("c1")
    found = what_if(HERE, [Day(noon, plan, added(plan, "c2", at(120), at(240)))])
    assert found.whole.before.called == found.whole.after.called == 30
    assert found.whole.after.mean < found.whole.before.mean / 2
    assert found.whole.after.median <= found.whole.after.p90 < found.whole.before.p90
    assert found.of_services == {"cert": found.whole}
    assert list(found.of_hour) == [11, 12]
    assert sum(each.before.called for each in found.of_hour.values()) == 30


def test_nobody_came_and_nobody_called() -> None:
    assert what_if(HERE, []).whole.before == Waits()
    found = what_if(HERE, [Day(came(0, 1), {}, turns("c1"))]).whole
    assert (found.before, found.after.called) == (Waits(uncalled=2), 2)


def test_turns_that_overlap_join() -> None:
    plan = turns("c1", start=0, end=60)
    assert added(plan, "c1", at(30), at(90)) == {"c1": [(at(0), at(90))]}
    assert added(plan, "c1", at(90), at(120))["c1"] == [(at(0), at(60)), (at(90), at(120))]
    assert added(plan, "c2", at(90), at(90))["c2"] == []


def test_the_plan_of_the_settings() -> None:
    morning = (Span(time(9), time(12)),)
    services = (service("cert", "A", hours=OFFICE), service("tax", "E", hours={1: morning}))
    counters = (replace(counter(1, cert=0), hours={1: morning}), counter(2, cert=0, tax=0))
    here = site(
        services={each.id: each for each in services}, counters={each.id: each for each in counters}
    )
    tuesday = NINE.date()
    nine, noon = NINE, NINE + timedelta(hours=3)
    office = [(NINE - timedelta(minutes=30), NINE + timedelta(hours=8, minutes=15))]
    assert planned(here, tuesday) == {"c1": [(nine, noon)], "c2": office}
    assert "c1" not in planned(here, tuesday + timedelta(days=1))
    assert planned(here, tuesday + timedelta(days=4)) == {}
    assert planned(replace(here, closed_days={tuesday: {"ja": ""}}), tuesday) == {}


def test_a_day_of_five_hundred_is_quick() -> None:
    arrivals = [
        Arrival(at(number), ("cert", "move")[number % 2], then=(("pay", 1),))
        for number in range(500)
    ]
    begun = process_time()
    assert len(simulate(HERE, arrivals, turns(*COUNTERS))) == 1000
    # A sixth of this where nothing else runs.
    assert process_time() - begun < 0.1
