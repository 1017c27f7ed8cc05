"""A visitor takes a number; a kiosk that was alone hands its numbers over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hub.domain import day, moving, serving
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Kind
from hub.domain.issuing import OfflineTicket, Request, adopt, issue, issued
from hub.domain.site import Numbers, Rules
from hub.domain.tickets import State, Ticket
from tests.lobbies import NINE, World, service, site


def refusal(world: World, request: Request) -> Refused:
    with pytest.raises(Refused) as refused:
        issue(world.act(), world, request)
    return refused.value


def test_numbers_of_each_service_count_up_from_the_first() -> None:
    world = World()
    assert [world.issue(key).label for key in ("cert", "cert", "move")] == [
        "A-001",
        "A-002",
        "B-001",
    ]


def test_a_number_carries_what_the_visitor_chose() -> None:
    ticket = World().issue("cert", priority="pregnant", language="en", remarks="杖")
    assert (ticket.language, ticket.priority, ticket.remarks) == ("en", "pregnant", "杖")
    assert (ticket.state, ticket.source, ticket.visit) == (State.WAITING, "kiosk-1", ticket.id)


def test_asking_twice_with_one_id_gives_one_number() -> None:
    world = World()
    first = world.issue()
    again = issue(world.act(), world, Request(first.id, "cert"))
    assert (again.events, again.ticket) == ((), first)


def test_an_id_of_another_day_is_still_known() -> None:
    world = World()
    first = world.issue()
    world.later(24 * 60)
    world.commit(day.start_day(world.lobby, NINE.date() + timedelta(1), world.now))
    again = issue(world.act(), world, Request(first.id, "cert"))
    assert again.events == ()


def test_the_promise_is_what_the_visitor_was_told() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.call()
    answers = [issued(world.lobby, world.issue()) for _ in range(3)]
    assert [answer.ahead for answer in answers] == [0, 1, 2]
    assert all(answer.wait and answer.ticket.promised for answer in answers)
    assert [answer.wait.high for answer in answers if answer.wait] == sorted(
        answer.wait.high for answer in answers if answer.wait
    )


def test_nothing_is_promised_while_no_counter_is_open() -> None:
    world = World()
    assert issued(world.lobby, world.issue()).wait is None


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (Request("0" * 32, "dogs"), Refusal.UNKNOWN_SERVICE),
        (Request("0" * 32, "cert", priority="vip"), Refusal.UNKNOWN_CLASS),
    ],
)
def test_unknown_things_are_refused(request_: Request, code: Refusal) -> None:
    assert refusal(World(), request_).code is code


def test_a_service_that_staff_closed_gives_no_number() -> None:
    world = World()
    world.do(None, lambda act: day.set_service(act, "move", closed=True))
    refused = refusal(world, Request("f" * 32, "move"))
    assert (refused.code, refused.details["reason"]) == (Refusal.SERVICE_CLOSED, "by_staff")
    world.do(None, lambda act: day.set_service(act, "move", closed=False))
    assert world.issue("move").label == "B-001"


def test_the_daily_maximum_ends_the_day() -> None:
    world = World()
    for _ in range(3):
        world.issue("tax")
    assert refusal(world, Request("f" * 32, "tax")).details["reason"] == "full"


def test_a_range_that_wraps_passes_over_numbers_still_held() -> None:
    short = replace(site(), services={"cert": service("cert", "A", first=1, last=3)})
    world = World(site=replace(short, counters={}))
    held = [world.issue() for _ in range(2)]
    third = world.issue()
    world.do(None, lambda act: moving.cancel(act, held[1].id))
    assert (third.label, world.issue().label) == ("A-003", "A-002")
    assert refusal(world, Request("f" * 32, "cert")).code is Refusal.NO_NUMBERS_LEFT


# --- kiosks that were alone --------------------------------------------------------------------


def offline(world: World, label: str = "AX-001", minutes: float = 10, **more: Any) -> OfflineTicket:
    key = more.pop("id", "") or world.new_id()
    issued_at = world.now - timedelta(minutes=minutes)
    return OfflineTicket(key, label, more.pop("service", "cert"), issued_at, **more)


def taken_over(world: World, ticket: OfflineTicket, kiosk: str = "kiosk-1") -> Ticket:
    return world.commit(adopt(world.act(), world, kiosk, ticket))


def test_an_offline_number_lines_up_at_its_time_of_issue() -> None:
    world = World()
    world.issue()
    world.later(20)
    world.issue()
    adopted = taken_over(world, offline(world))
    assert world.line("cert") == ["A-001", "AX-001", "A-002"]
    assert (adopted.source, world.events[-1].kind) == ("kiosk-1", Kind.ADOPTED)


def test_an_offline_number_with_a_class_has_its_head_start() -> None:
    world = World()
    world.later(60)
    taken_over(world, offline(world, "AX-001", 10))
    taken_over(world, offline(world, "AX-002", 1, priority="pregnant"))
    assert world.line("cert") == ["AX-002", "AX-001"]


def test_handing_over_twice_changes_nothing() -> None:
    world = World()
    ticket = offline(world)
    taken_over(world, ticket)
    assert adopt(world.act(), world, "kiosk-1", ticket).events == ()


def test_a_number_already_served_is_not_woken_up() -> None:
    world = World()
    world.open("c1")
    ticket = offline(world)
    taken_over(world, ticket)
    called = world.call()
    world.do("c1", lambda act: serving.finish(act, called.id, onward=False))
    assert adopt(world.act(), world, "kiosk-1", ticket).events == ()


@pytest.mark.parametrize("called", [False, True])
def test_a_missed_answer_leaves_the_number_on_the_paper(called: bool) -> None:
    world = World()
    world.open("c1")
    asked = world.issue()
    if called:
        world.call()
    printed = offline(world, "AX-001", id=asked.id)
    taken_over(world, printed)
    assert world.line("cert") == ["AX-001"]
    assert [ticket.label for ticket in world.lobby.tickets.values()] == ["AX-001"]


def test_yesterdays_offline_number_is_recorded_as_over() -> None:
    world = World()
    ticket = taken_over(world, offline(world, minutes=24 * 60))
    assert (ticket.state, ticket.ended_at) == (State.CANCELLED, world.now)
    assert world.line("cert") == []


def test_with_carry_over_yesterdays_offline_number_still_waits() -> None:
    world = World(site=site(rules=Rules(numbers=Numbers.CARRY_OVER)))
    assert taken_over(world, offline(world, minutes=24 * 60)).state is State.WAITING


def test_a_kiosk_clock_that_runs_ahead_gains_nothing_and_loses_nothing() -> None:
    world = World()
    ticket = taken_over(world, offline(world, minutes=-90))
    assert ticket.issued_at == world.now


@pytest.mark.parametrize(
    ("kiosk", "label", "service_id", "code"),
    [
        ("kiosk-9", "AX-001", "cert", Refusal.UNKNOWN_KIOSK),
        ("kiosk-2", "AX-001", "cert", Refusal.BAD_LABEL),
        ("kiosk-1", "BX-001", "cert", Refusal.BAD_LABEL),
        ("kiosk-1", "AX-01", "cert", Refusal.BAD_LABEL),
        ("kiosk-1", "AX-001", "dogs", Refusal.UNKNOWN_SERVICE),
    ],
)
def test_numbers_that_the_kiosk_cannot_have_given(
    kiosk: str, label: str, service_id: str, code: Refusal
) -> None:
    world = World()
    with pytest.raises(Refused) as refused:
        taken_over(world, offline(world, label, service=service_id), kiosk)
    assert refused.value.code is code


def test_a_class_that_the_city_has_dropped_still_leaves_a_number() -> None:
    world = World()
    assert taken_over(world, offline(world, priority="vip")).priority is None
