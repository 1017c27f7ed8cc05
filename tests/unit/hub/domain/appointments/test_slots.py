"""Which times there are: by the plan, by the clerks' hours, by the calendar, and by the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.appointments.slots import (
    instant,
    is_bookable,
    is_open,
    local_day,
    slot_at,
    slots_of,
)
from hub.domain.site import Counter, Site, Span
from tests.appointments import HOUR, TEN, plan
from tests.lobbies import MINUTE, NINE, counter, service, site

TUESDAY = date(2026, 11, 24)
HALF = timedelta(minutes=30)


def times(lobby: Site, day: date = TUESDAY, **changes: Any) -> list[tuple[str, int]]:
    """Beginning by the site's clock, and seats."""
    zone = ZoneInfo(lobby.timezone)
    found = slots_of(plan(**changes), lobby, day)
    return [(f"{slot.start.astimezone(zone):%H:%M}", slot.seats) for slot in found]


def hours(*spans: tuple[int, int]) -> dict[int, tuple[Span, ...]]:
    return dict.fromkeys(range(7), tuple(Span(time(first), time(last)) for first, last in spans))


def test_slots_follow_each_other_within_the_hours() -> None:
    assert times(site()) == [("09:00", 2), ("10:00", 2), ("11:00", 2)]
    assert times(site(), length=timedelta(minutes=50)) == [("09:00", 2), ("09:50", 2), ("10:40", 2)]
    assert times(site(), hours=hours((13, 15), (9, 11)), length=2 * HOUR) == [
        ("09:00", 2),
        ("13:00", 2),
    ]
    assert times(site(), date(2026, 11, 28)) == [], "a Saturday"


def test_closed_days_have_no_slots() -> None:
    holiday = {TUESDAY: {"ja": "休み"}}
    assert times(site(closed_days=holiday)) == []
    lobby = site(services={"cert": service("cert", "A", closed_days=holiday)})
    assert times(lobby) == []
    assert times(site(), without=frozenset({TUESDAY})) == []


def test_the_clerks_who_are_there_all_through_a_slot_are_its_seats() -> None:
    early = counter(1, cert=0)
    late = counter(2, cert=0)
    lobby = site(
        counters={
            "c1": replaced(early, (8, 12)),
            "c2": replaced(late, (10, 11), (13, 17)),
            "c3": counter(3, cert=0),
        }
    )
    found = times(lobby, seats=None, counters=("c1", "c2"), length=HALF, hours=hours((9, 14)))
    seats = [seats for _, seats in found]
    assert seats == [1, 1, 2, 2, 1, 1, 0, 0, 1, 1]
    assert times(lobby, seats=None, counters=("c1",), length=2 * HOUR) == [("09:00", 1)]
    assert [seats for _, seats in times(lobby, seats=None, counters=("c3",))] == [0, 0, 0]


def replaced(item: Counter, *spans: tuple[int, int]) -> Counter:

    return replace(item, hours=hours(*spans))


def test_staff_block_a_slot_and_add_seats_and_slots() -> None:
    lobby = site()
    changed = {TEN: 0, TEN + HOUR: 5, TEN + 4 * HOUR: 1, TEN + timedelta(days=1): 9}
    found = slots_of(plan(), lobby, TUESDAY, changed)
    assert [(slot.start - NINE, slot.seats) for slot in found] == [
        (0 * HOUR, 2),
        (HOUR, 0),
        (2 * HOUR, 5),
        (5 * HOUR, 1),
    ]
    assert slot_at(plan(), lobby, TEN + 4 * HOUR, None) is None
    added = slot_at(plan(), lobby, TEN + 4 * HOUR, 1)
    assert added is not None
    assert added.end == TEN + 5 * HOUR


def test_a_slot_can_be_added_only_while_the_service_is_open() -> None:
    office = {1: (Span(time(8, 30), time(17)),)}
    lobby = site(services={"cert": service("cert", "A", hours=office)})
    assert is_open(plan(), lobby, NINE + 7 * HOUR)
    assert not is_open(plan(), lobby, NINE + 7 * HOUR + MINUTE)
    assert not is_open(plan(), lobby, NINE - HOUR)
    assert not is_open(plan(without=frozenset({TUESDAY})), lobby, NINE)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (NINE + HOUR, True),
        (NINE + HOUR - timedelta(microseconds=1), False),
        (NINE - HOUR, False),
        # A week ahead is the last day, to its end.
        (NINE + timedelta(days=7, hours=14), True),
        (NINE + timedelta(days=7, hours=15), False),
    ],
)
def test_a_slot_is_bookable_from_days_before_to_an_hour_before(
    start: datetime, expected: bool
) -> None:
    assert is_bookable(plan(), site(), start, NINE) is expected


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 240))
def test_slots_never_overlap_and_never_leave_the_hours_even_when_clocks_change(
    day: date, minutes: int
) -> None:
    lobby, length = site(timezone="Europe/Berlin"), timedelta(minutes=minutes)
    spans = hours((1, 4), (5, 6))
    found = slots_of(plan(length=length, hours=spans), lobby, day)
    for before, after in pairwise(found):
        assert before.end <= after.start
    bounds = [(instant(lobby, day, span.start), instant(lobby, day, span.end)) for span in spans[0]]
    for slot in found:
        assert slot.end - slot.start == length
        assert any(opens <= slot.start and slot.end <= closes for opens, closes in bounds)
        assert local_day(lobby, slot.start) == day


def test_the_night_of_the_change_is_an_hour_shorter_or_longer() -> None:
    lobby = site(timezone="Europe/Berlin")
    night = hours((1, 4))
    assert len(slots_of(plan(hours=night), lobby, date(2026, 3, 28))) == 3
    assert times(lobby, date(2026, 3, 29), hours=night) == [("01:00", 2), ("03:00", 2)]
    longer = times(lobby, date(2026, 10, 25), hours=night)
    assert [at for at, _ in longer] == ["01:00", "02:00", "02:00", "03:00"]


def test_instants_are_in_utc() -> None:
    assert instant(site(), TUESDAY, time(9)) == NINE
    assert instant(site(), TUESDAY, time(9)).tzinfo is UTC
