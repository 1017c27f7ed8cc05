"""The hall in figures: nothing is lost however it is grouped, percentiles are near the truth."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.day import close_counter
from hub.domain.figures import scale
from hub.domain.figures.counting import Row, margins, of_ticket, rows
from hub.domain.figures.facts import HOUR, Count, Facts, Measure, timed, unit
from hub.domain.figures.grouping import Groups, grouped
from hub.domain.figures.seats import Change, Seat, Seats, Spell, hourly, seen
from hub.domain.tickets import PHONE, State, Ticket
from tests.lobbies import MINUTE, NINE, World, site

DAY = NINE.date()
SITE = site()
TOKYO = ZoneInfo("Asia/Tokyo")

minutes = st.floats(0, 300, allow_nan=False)
cells = st.builds(
    lambda day, service, counter, first, hours: Row(
        DAY + timedelta(days=day),
        service,
        counter,
        first,
        sum(packed << (at * HOUR) for at, packed in enumerate(hours)),
    ),
    st.integers(0, 20),
    st.sampled_from(["cert", "move", ""]),
    st.sampled_from(["c1", "c2", ""]),
    st.integers(7, 12),
    st.lists(
        st.builds(
            lambda came, waits: (
                unit(Count.ARRIVED, came) + sum(timed(Measure.WAIT, wait) for wait in waits)
            ),
            st.integers(1, 200),
            st.lists(minutes, max_size=5),
        ),
        min_size=1,
        max_size=4,
    ),
)


def days_of(found: list[Row]) -> list[Row]:
    """Their margins, day by day."""
    days = {row.day for row in found}
    return [each for day in days for each in margins(day, [row for row in found if row.day == day])]


@given(st.lists(cells, max_size=12, unique_by=lambda row: (row.day, row.service, row.counter)))
def test_sums_agree_however_they_are_grouped(found: list[Row]) -> None:
    groups = grouped(found)
    for parts in (groups.days, groups.weekdays, groups.hours, groups.services, groups.counters):
        assert sum(parts.values(), Facts()) == groups.total
    assert grouped(days_of(found)) == groups


@given(st.lists(minutes, min_size=1, max_size=60), st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_a_percentile_is_wrong_by_less_than_one_class(waits: list[float], share: float) -> None:
    facts = Facts(sum(timed(Measure.WAIT, wait) for wait in waits))
    true = sorted(waits)[ceil(share * len(waits) - 1e-9) - 1]
    found = facts.quantile(Measure.WAIT, share)
    assert found is not None
    if true >= scale.EDGES[-1]:
        assert found == scale.EDGES[-1]
    else:
        assert abs(found - true) <= scale.width(true)


@given(st.lists(minutes, max_size=30), st.lists(minutes, max_size=30))
def test_merged_histograms_are_those_of_all_visits(some: list[float], others: list[float]) -> None:
    for measure in Measure:
        one, two = (Facts(sum(timed(measure, wait) for wait in each)) for each in (some, others))
        both = Facts(sum(timed(measure, wait) for wait in some + others))
        assert one + two == both
        assert sum(both.classes(measure)) == len(some + others)
        for goal in (5, 20, 60):
            exact = sum(wait < goal for wait in some + others)
            share = both.within(measure, goal) if measure is Measure.WAIT else None
            assert share is None or abs(share * len(some + others) - exact) < 1e-6


def test_of_nobody_there_is_no_time() -> None:
    nobody = Facts()
    assert nobody.quantile(Measure.WAIT, 0.5) is None
    assert nobody.mean(Measure.SERVE) is None
    assert nobody.within(Measure.WAIT, 20) is None
    assert grouped([]) == Groups(Facts(), {}, {}, {}, {}, {})


def counted(world: World) -> Groups:
    """What the figures say of a world's day."""
    changes = (
        Change(
            event.at,
            tuple(Seat(each.id, each.is_open, each.ticket) for each in event.counters),
            starts=event.day is not None,
        )
        for event in world.events
    )
    return grouped(rows(world.site, world.lobby.day, world.records.values(), seen(changes)))


def test_a_visit_is_told_by_the_hour_in_which_it_began() -> None:
    world = World(now=NINE + 50 * MINUTE)
    world.open("c1")
    ticket = world.issue()
    world.later(12)
    called = world.call()
    assert called.id == ticket.id
    world.later(8)
    world.finish(called)
    world.later(10)
    world.do("c1", lambda act: close_counter(act, "c1"))
    found = counted(world)
    ten = found.hours[9]
    assert [ten.count(each) for each in (Count.ARRIVED, Count.CALLED, Count.FINISHED)] == [1, 1, 1]
    assert ten.mean(Measure.WAIT) == 12
    assert ten.mean(Measure.SERVE) == 8
    whole = found.counters["c1"]
    assert whole.minutes(Count.OPEN) == 30
    assert whole.minutes(Count.IDLE) == 22
    assert found.services[""].minutes(Count.IDLE) == 22


def test_who_did_not_come_who_gave_up_and_who_walked() -> None:
    called = NINE + 5 * MINUTE
    plain = ticket(first_called_at=called, called_at=called, counter="c1")
    absent = Facts(of_ticket(SITE, replace(plain, state=State.CANCELLED, ended_at=called)))
    assert (absent.count(Count.ABSENT), absent.count(Count.CANCELLED)) == (1, 0)
    gone = Facts(of_ticket(SITE, ticket(state=State.CANCELLED, ended_at=called)))
    assert (gone.count(Count.ABSENT), gone.count(Count.CANCELLED)) == (0, 1)
    served = replace(
        plain, state=State.DONE, served_at=called + MINUTE, ended_at=called + 11 * MINUTE
    )
    done = Facts(of_ticket(SITE, served))
    assert (done.mean(Measure.WALK), done.mean(Measure.SERVE)) == (1, 10)
    forgotten = Facts(of_ticket(SITE, replace(served, ended_at=called + 600 * MINUTE)))
    assert forgotten.mean(Measure.SERVE) is None


def test_how_a_visit_began() -> None:
    kinds = {
        "kiosk-1": Count.KIOSK,
        PHONE: Count.PHONE,
        "sato": Count.STAFF,
    }
    for source, kind in kinds.items():
        facts = Facts(of_ticket(SITE, ticket(source=source)))
        assert facts.count(kind) == facts.count(Count.VISITS) == 1
        assert facts.count(Count.PAPERLESS) == (source == PHONE)
    appointed = Facts(of_ticket(SITE, ticket(source="kiosk-1", appointment="a" * 32)))
    assert (appointed.count(Count.APPOINTED), appointed.count(Count.KIOSK)) == (1, 0)
    assert Facts(of_ticket(SITE, ticket(origin="0" * 32))).count(Count.VISITS) == 0


def test_a_number_by_phone_is_given_back_before_the_call_and_within_its_day() -> None:
    gone = ticket(source=PHONE, state=State.CANCELLED, ended_at=NINE + MINUTE)
    others = (
        replace(gone, source="kiosk-1"),
        replace(gone, first_called_at=NINE),
        replace(gone, ended_at=NINE + 24 * 60 * MINUTE),
        replace(gone, appointment="a" * 32),
        replace(gone, state=State.DONE),
    )
    told = [Facts(of_ticket(SITE, each)).count(Count.GIVEN_BACK) for each in (gone, *others)]
    assert told == [1, 0, 0, 0, 0, 0]


def test_a_service_that_is_not_there_any_more_is_passed_over() -> None:
    assert rows(SITE, DAY, [ticket(service="gone")], []) == ()


def test_a_counter_left_open_was_open_until_the_last_deed_of_the_day() -> None:
    seats = Seats()
    for change in (
        Change(NINE, starts=True),
        Change(NINE, (Seat("c1", is_open=True), Seat("c2", is_open=True))),
        Change(NINE + 30 * MINUTE, (Seat("c2", is_open=True, ticket="x"),)),
        Change(NINE + 40 * MINUTE, (Seat("c2"),)),
    ):
        seats.see(change)
    assert [spell.until for spell in seats.spells() if spell.counter == "c1"] == [
        NINE + 40 * MINUTE
    ]
    assert seats.spells(NINE + 60 * MINUTE)[-1].until == NINE + 60 * MINUTE
    seats.see(Change(NINE + 24 * 60 * MINUTE, starts=True))
    assert seats.spells() == ()


def test_a_spell_is_cut_at_full_hours() -> None:
    spell = Spell("c1", NINE + 50 * MINUTE, NINE + 130 * MINUTE, idle=True)
    found = [(hour, Facts(packed).minutes(Count.IDLE)) for hour, packed in hourly(spell, TOKYO)]
    assert found == [(9, 10), (10, 60), (11, 10)]


def ticket(**changes: Any) -> Ticket:
    plain: dict[str, Any] = {
        "id": "1" * 32,
        "visit": "1" * 32,
        "label": "A-001",
        "service": "cert",
        "day": date(2026, 11, 24),
        "issued_at": NINE.astimezone(UTC),
        "queued_at": NINE,
        "rank": NINE,
    }
    return Ticket(**plain | changes)
