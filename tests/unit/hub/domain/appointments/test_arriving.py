"""Visitors with an appointment come to the lobby: one number each, at their time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from hub.domain import day, issuing, moving, serving
from hub.domain.appointments.arriving import (
    arrive,
    check_arrival,
    expect,
    outcome,
    ticket_of,
)
from hub.domain.appointments.booking import book
from hub.domain.appointments.records import Action, Appointment, State
from hub.domain.errors import Refusal, Refused
from hub.domain.issuing import Request
from hub.domain.order import Placement, is_late
from hub.domain.site import Service, Site, day_bounds
from hub.domain.tickets import Ticket
from tests.appointments import HOUR, TEN, Office
from tests.lobbies import MINUTE, NINE, OFFICE, World, service, site


def booked(start: datetime = TEN, **changes: Any) -> Appointment:
    office = Office()
    made = book(office.turn, office.wanted(by_staff=True), TEN)
    return replace(made, start=start, **changes)


def come(world: World, found: Appointment) -> Ticket:
    request = Request(world.new_id(), found.service)
    return world.commit(arrive(world.act(by="kiosk-1"), world, found, request))


@pytest.mark.parametrize(
    ("now", "code", "details"),
    [
        (
            TEN - 15 * MINUTE - timedelta(seconds=1),
            Refusal.TOO_EARLY,
            {"time": "10:00", "opens": "09:45"},
        ),
        (TEN - timedelta(days=1), Refusal.NOT_TODAY, {"day": "2026-11-24"}),
        (TEN + timedelta(days=1), Refusal.NOT_TODAY, {"day": "2026-11-24"}),
        # The day begins at 5:00: by night it is still yesterday's.
        (TEN + 19 * HOUR, Refusal.NOT_TODAY, {"day": "2026-11-24"}),
        (TEN - 15 * MINUTE, None, {}),
        (TEN, None, {}),
        (TEN + 6 * HOUR, None, {}),
    ],
)
def test_check_in_is_open_from_early_on_to_the_end_of_the_day(
    now: datetime, code: Refusal | None, details: dict[str, str]
) -> None:
    if code is None:
        check_arrival(site(), booked(), "kiosk-1", now)
        return
    with pytest.raises(Refused) as raised:
        check_arrival(site(), booked(), "kiosk-1", now)
    assert (raised.value.code, raised.value.details) == (code, details)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": State.CANCELLED}, Refusal.APPOINTMENT_CANCELLED),
        ({"service": "gone"}, Refusal.UNKNOWN_SERVICE),
    ],
)
def test_what_cannot_be_received(changes: dict[str, Any], code: Refusal) -> None:
    with pytest.raises(Refused) as raised:
        check_arrival(site(), booked(**changes), None, TEN)
    assert raised.value.code is code


def test_a_kiosk_receives_for_its_own_services_and_for_those_that_no_kiosk_gives() -> None:
    lobby = site()
    two = replace(lobby.kiosks["kiosk-2"], services=("tax",))
    lobby = site(kiosks={"kiosk-2": two})
    with pytest.raises(Refused) as raised:
        check_arrival(lobby, booked(), "kiosk-2", TEN)
    assert raised.value.code is Refusal.WRONG_PLACE
    check_arrival(lobby, booked(), None, TEN)
    by_appointment = service("cert", "A", at_kiosk=False)
    check_arrival(replaced(lobby, by_appointment), booked(), "kiosk-2", TEN)


def replaced(lobby: Site, item: Service) -> Site:
    return replace(lobby, services={"cert": item})


def test_an_appointment_gets_one_number_whoever_asks_how_often() -> None:
    world = World(now=TEN - 10 * MINUTE)
    first = come(world, booked())
    assert (first.appointment, first.due) == (booked().id, TEN)
    assert come(world, booked()) == first
    assert come(world, replace(booked(), state=State.CHECKED_IN, ticket=first.id)) == first
    assert len(world.lobby.tickets) == 1
    assert ticket_of(world.lobby, booked().id) == first


def test_a_number_that_was_sent_on_is_given_with_its_place_there() -> None:
    world = World(now=TEN)
    come(world, booked())
    world.open("c1", "c2")
    sent = world.transfer(world.call("c1"), "c1", service="move")
    assert (sent.appointment, sent.due) == (booked().id, TEN)
    assert come(world, booked()) == sent


@pytest.mark.parametrize("given_up", [True, False])
def test_who_has_been_served_or_gave_up_needs_another_number(given_up: bool) -> None:
    world = World(now=TEN)
    ticket = come(world, booked())
    world.open("c1")
    if given_up:
        world.do(None, lambda act: moving.cancel(act, ticket.id))
    else:
        world.finish(world.call("c1"))
    with pytest.raises(Refused) as raised:
        come(world, booked())
    assert raised.value.code is Refusal.APPOINTMENT_OVER


def test_the_number_of_an_appointment_is_known_beyond_what_the_lobby_remembers() -> None:
    world = World(now=TEN)
    ticket = come(world, booked())
    del world.lobby.tickets[ticket.id]
    assert come(world, replace(booked(), ticket=ticket.id)) == ticket


def test_who_is_late_gets_a_number_and_lines_up_as_anybody() -> None:
    world = World(now=TEN + 10 * MINUTE)
    assert not is_late(world.site, come(world, booked()))
    world.later(0.1)
    late = come(world, booked(id="e" * 32))
    assert is_late(world.site, late)
    assert late.rank == world.now
    assert not is_late(world.site, world.issue())


@pytest.mark.parametrize(
    ("now", "is_open"),
    [(NINE - 40 * MINUTE, True), (NINE + 9 * HOUR, False)],
    ids=["before the hours", "after the hours"],
)
def test_who_has_an_appointment_need_not_wait_for_the_hours(now: datetime, is_open: bool) -> None:
    lobby = site(services={"cert": service("cert", "A", hours=OFFICE, daily_maximum=1)})
    world = World(replace(lobby, counters={}, kiosks={}), now=now)
    found = booked(now + 10 * MINUTE)
    if is_open:
        assert come(world, found).label == "A-001"
        with pytest.raises(Refused):
            world.issue()
        assert come(world, booked(found.start, id="e" * 32)).label == "A-002", "beyond the maximum"
        return
    with pytest.raises(Refused) as raised:
        come(world, found)
    assert raised.value.code is Refusal.SERVICE_CLOSED


def test_a_service_that_staff_closed_receives_nobody_and_late_ones_are_anybody() -> None:
    world = World(now=TEN)
    world.do(None, lambda act: day.set_service(act, "cert", closed=True))
    with pytest.raises(Refused):
        come(world, booked())
    full = World(site(services={"tax": service("tax", "E", daily_maximum=1)}), now=TEN + HOUR)
    full.issue("tax")
    with pytest.raises(Refused):
        come(full, booked(service="tax"))


def expected(world: World, *found: Appointment) -> set[str]:
    world.commit(expect(world.act(), found))
    return {due.id for due in world.lobby.due.values()}


def test_the_lobby_knows_who_is_still_to_come() -> None:
    world = World()
    one, two = booked(id="1" * 32), booked(TEN + HOUR, id="2" * 32)
    assert expected(world, one, two) == {one.id, two.id}
    before = world.lobby.last_event
    assert expected(world, one, two) == {one.id, two.id}
    assert world.lobby.last_event == before, "nothing new is not told"
    world.now = TEN
    come(world, one)
    assert [*world.lobby.due] == [two.id]
    assert expected(world, one, two) == {two.id}, "though its record may not say so yet"
    moved = replace(two, start=TEN + 2 * HOUR)
    assert expected(world, moved) == {two.id}
    assert world.lobby.due[two.id].at == TEN + 2 * HOUR
    assert expected(world) == set()
    assert expected(world, booked(service="gone")) == set()


def test_a_new_day_begins_without_those_of_yesterday() -> None:
    world = World()
    expected(world, booked())
    world.now += timedelta(days=1)
    world.commit(day.start_day(world.lobby, world.lobby.day + timedelta(days=1), world.now))
    assert not world.lobby.due


def test_what_became_of_a_visitor() -> None:
    world = World(now=TEN)
    world.open("c1")
    ticket = come(world, booked())
    assert outcome([ticket]) is None
    assert outcome([]) is None
    gone = world.transfer(world.call("c1"), "c1", service="move")
    legs = [world.see(ticket), gone]
    assert outcome(legs) is None, "sent on, and still here"
    world.open("c2")
    done = world.finish(world.call("c2"))
    assert outcome([world.see(ticket), done]) is Action.SERVE
    other = come(world, booked(id="e" * 32))
    left = world.do(None, lambda act: moving.cancel(act, other.id))
    assert outcome([left]) is Action.LEAVE


def test_a_day_has_its_bounds() -> None:
    first, last = day_bounds(site(), NINE.date())
    assert (first, last) == (NINE - 4 * HOUR, NINE + 20 * HOUR)


def test_the_next_step_of_a_visit_lines_up_by_arrival_without_the_appointment() -> None:
    world = World(now=TEN)
    world.open("c1")
    come(world, booked())
    following = world.finish(world.call("c1"), onward=True)
    assert following.service == "pay"
    assert (following.appointment, following.due) == (None, None)
    assert following.rank == world.now


def test_who_was_absent_and_comes_back_keeps_the_appointment() -> None:
    world = World(now=TEN)
    world.open("c1")
    ticket = come(world, booked())
    called = world.do("c1", lambda act: serving.call_number(act, ticket.id))
    world.do("c1", lambda act: serving.recall(act, called.id))
    world.later(2)
    world.do("c1", lambda act: serving.absent(act, called.id))
    back = world.do("c1", lambda act: moving.bring_back(act, called.id, Placement.ARRIVAL))
    assert (back.appointment, back.due, back.rank) == (ticket.appointment, TEN, ticket.rank)


def test_the_number_on_paper_of_a_kiosk_that_missed_the_answer_has_the_appointment() -> None:
    world = World(now=TEN)
    ticket = come(world, booked())
    offline = issuing.OfflineTicket(ticket.id, "AX-001", "cert", TEN)
    adopted = world.commit(issuing.adopt(world.act(), world, "kiosk-1", offline))
    assert adopted.label == "AX-001"
    assert (adopted.appointment, adopted.rank) == (ticket.appointment, ticket.rank)
