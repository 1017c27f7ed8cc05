"""Counters, services and days begin and end; clocks jump."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain import day, serving
from hub.domain.errors import Refusal, Refused
from hub.domain.events import CounterState, Kind
from hub.domain.site import Numbers, Rules, business_day
from hub.domain.tickets import State
from tests.lobbies import NINE, World, site

CARRY_OVER = site(rules=Rules(numbers=Numbers.CARRY_OVER))


def next_day(world: World) -> None:
    world.later(24 * 60)
    world.commit(day.start_day(world.lobby, business_day(world.site, world.now), world.now))


def busy_evening(world: World) -> dict[str, str]:
    """One visitor in every live state; returns the ids by state."""
    world.open("c1", "c2", "c3")
    keys = {}
    keys["absent"] = world.issue().id
    world.call()
    world.later(2)
    world.do("c1", lambda act: serving.recall(act, keys["absent"]))
    world.do("c1", lambda act: serving.absent(act, keys["absent"]))
    keys["on_hold"] = world.issue().id
    world.call()
    world.do("c1", lambda act: serving.hold(act, keys["on_hold"]))
    keys["called"] = world.issue().id
    world.call()
    keys["serving"] = world.issue("move").id
    world.call("c2")
    world.do("c2", lambda act: serving.begin(act, keys["serving"]))
    keys["waiting"] = world.issue().id
    return keys


def test_with_daily_numbers_the_day_ends_for_everyone() -> None:
    world = World()
    keys = busy_evening(world)
    next_day(world)
    after = {name: world.records[key].state for name, key in keys.items()}
    assert after == {
        "absent": State.CANCELLED,
        "on_hold": State.CANCELLED,
        "waiting": State.CANCELLED,
        "called": State.DONE,
        "serving": State.DONE,
    }
    assert world.lobby.tickets == {} == world.lobby.labels
    assert not any(state.is_open for state in world.lobby.counters.values())
    assert world.issue().label == "A-001"


def test_with_carry_over_the_waiting_wait_on_and_numbers_continue() -> None:
    world = World(site=CARRY_OVER)
    keys = busy_evening(world)
    next_day(world)
    kept = {name for name, key in keys.items() if key in world.lobby.tickets}
    assert kept == {"absent", "on_hold", "waiting"}
    assert world.line("cert") == ["A-004"]
    assert world.issue().label == "A-005"


def test_the_fold_may_begin_at_the_days_start() -> None:
    world = World(site=CARRY_OVER)
    busy_evening(world)
    next_day(world)
    last = world.events[-1]
    assert (last.kind, len(last.tickets)) == (Kind.DAY_STARTED, 3)


def test_an_empty_lobby_starts_a_day_with_one_event() -> None:
    world = World()
    next_day(world)
    assert [event.kind for event in world.events] == [Kind.DAY_STARTED] * 2


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-24T04:59:59+09:00", date(2026, 11, 23)),
        ("2026-11-24T05:00:00+09:00", date(2026, 11, 24)),
        ("2026-11-24T23:59:59+09:00", date(2026, 11, 24)),
        ("2027-01-01T00:00:00+09:00", date(2026, 12, 31)),
        ("2028-02-29T12:00:00+09:00", date(2028, 2, 29)),
    ],
)
def test_hours_before_the_start_belong_to_the_day_before(local: str, expected: date) -> None:
    assert business_day(site(), datetime.fromisoformat(local)) == expected


# Hypothesis takes naive bounds.
@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - see timezones
def test_a_business_day_lasts_24_hours(instant: datetime) -> None:
    here = site()
    today = business_day(here, instant)
    assert business_day(here, instant + timedelta(days=1)) == today + timedelta(days=1)


def test_a_counter_opens_with_its_clerk_and_closes_without() -> None:
    world = World()
    world.open("c1")
    assert world.lobby.counters["c1"] == CounterState("c1", is_open=True, staff="佐藤")
    world.do(None, lambda act: day.close_counter(act, "c1"))
    assert world.lobby.counters["c1"] == CounterState("c1")


def test_a_counter_with_a_visitor_stays_open() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.call()
    with pytest.raises(Refused) as refused:
        world.do(None, lambda act: day.close_counter(act, "c1"))
    assert (refused.value.code, refused.value.details["number"]) == (
        Refusal.COUNTER_BUSY,
        "A-001",
    )


def test_opening_twice_is_no_event() -> None:
    world = World()
    world.open("c1")
    before = world.lobby.last_event
    world.open("c1")
    world.do(None, lambda act: day.set_service(act, "cert", closed=False))
    assert world.lobby.last_event == before


@pytest.mark.parametrize("name", ["c77", ""])
def test_unknown_counters_and_services_are_refused(name: str) -> None:
    world = World()
    with pytest.raises(Refused):
        world.do(None, lambda act: day.open_counter(act, name, "佐藤"))
    with pytest.raises(Refused):
        world.do(None, lambda act: day.set_service(act, name, closed=True))


def test_a_closed_service_opens_again_the_next_day() -> None:
    world = World()
    world.do(None, lambda act: day.set_service(act, "cert", closed=True))
    next_day(world)
    assert not world.lobby.services["cert"].closed
    assert world.now - NINE == timedelta(days=1)
