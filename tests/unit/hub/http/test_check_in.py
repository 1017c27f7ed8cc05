"""Visitors with an appointment check in at a kiosk of a real hub, as its client asks."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from uuid import uuid4

import pytest

from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.engine import Database, database_url
from hub.client.api import HubClient
from hub.client.errors import HubAway, HubRefused
from hub.domain.appointments.records import Appointment, Contact
from hub.domain.order import is_late
from hub.service.access import Role
from hub.service.appointments.booking import Bookings
from hub.service.appointments.ports import Wish
from hub.service.appointments.terms import appointment_terms
from hub.service.site import domain_site
from tests.hubs import Clock, RunningHub, running
from tests.lobbies import MINUTE, NINE
from tests.unit.hub.http.test_problems import check_problem
from tests.waiting import eventually


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """Its clock stays at nine."""
    with running(tmp_path_factory.mktemp("hub"), Clock()) as started:
        yield started


@pytest.fixture(scope="module")
def kiosk(hub: RunningHub) -> Iterator[HubClient]:
    with hub.client(Role.KIOSK) as client:
        yield client


def booked(hub: RunningHub, minutes: int, service: str = "mynumber") -> Appointment:
    """Booked beside the hub, as another hub would; so many minutes from nine."""

    async def book(database: Database) -> Appointment:
        site = domain_site(hub.settings, NINE.date())
        terms = appointment_terms(hub.settings, site, NINE.date())
        early = Clock(NINE - 60 * MINUTE)
        bookings = Bookings(SqlAppointments(database, site.id), terms, early)
        start: datetime = NINE + minutes * MINUTE
        wish = Wish(uuid4().hex, service, start, contact=Contact("a@example.jp", "花子"))
        return await bookings.book_for(wish, "sato")

    with closing(Database(database_url(hub.settings.database))) as database:
        return asyncio.run(book(database))


def test_a_number_once_an_appointment_by_kiosk_and_by_staff(
    hub: RunningHub, kiosk: HubClient
) -> None:
    made, request = booked(hub, 0), uuid4().hex
    issued = kiosk.check_in(made.number, request)
    assert (issued.ticket.id, issued.ticket.service) == (request, "mynumber")
    assert (issued.ticket.appointment, issued.ticket.due) == (made.id, NINE)
    assert kiosk.check_in(f"https://hall.example.jp/a/{made.token}", uuid4().hex) == issued
    body = {"code": made.number, "request": uuid4().hex}
    by_staff = hub.ask("POST", "/api/check-in", hub.token(Role.CLERK), json=body)
    assert by_staff.json()["ticket"]["label"] == issued.ticket.label
    snapshot = kiosk.snapshot().snapshot
    assert not is_late(snapshot.site, issued.ticket)
    assert made.id not in {due.id for due in snapshot.due}
    assert "example.jp" not in repr(snapshot)
    assert "花子" not in repr(snapshot)


def test_the_kiosk_is_told_who_is_expected(hub: RunningHub, kiosk: HubClient) -> None:
    made, other = booked(hub, 60), booked(hub, 0)
    kiosk.check_in(other.number, uuid4().hex)
    eventually(lambda: made.id in {due.id for due in kiosk.snapshot().snapshot.due}, "expected")


@pytest.mark.parametrize(
    ("minutes", "code", "details"),
    [
        (20, "too_early", {"time": "09:20", "opens": "09:05"}),
        (24 * 60, "not_today", {"day": "2026-11-25"}),
    ],
)
def test_refusals_say_what_the_visitor_needs_to_know(
    hub: RunningHub, kiosk: HubClient, minutes: int, code: str, details: dict[str, str]
) -> None:
    with pytest.raises(HubRefused) as raised:
        kiosk.check_in(booked(hub, minutes).number, uuid4().hex)
    assert (raised.value.code, raised.value.details) == (code, details)


def test_what_opens_nothing(kiosk: HubClient) -> None:
    for code in ("12345678", "A-001", "https://elsewhere.example/x", "x" * 500):
        with pytest.raises(HubRefused, match="unknown_appointment"):
            kiosk.check_in(code, uuid4().hex)


def test_guessing_is_held_up(hub: RunningHub) -> None:
    with hub.client(Role.KIOSK, "kiosk-2") as other:
        for count in range(10):
            with pytest.raises(HubRefused, match="unknown_appointment"):
                other.check_in(f"token-{count:026}", uuid4().hex)
        with pytest.raises(HubRefused, match="too_many_tries") as raised:
            other.check_in("12345678", uuid4().hex)
        assert raised.value.details == {"seconds": 600}


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"code": ""}, "code"),
        ({"code": "x" * 501}, "code"),
        ({"request": "1"}, "request"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_request_is_checked_completely(
    hub: RunningHub, wrong: dict[str, str], where: str
) -> None:
    body = {"code": "12345678", "request": uuid4().hex} | wrong
    answer = hub.ask("POST", "/api/check-in", hub.token(Role.CLERK), json=body)
    problem = check_problem(answer, 422, "invalid")
    assert [fault["where"] for fault in problem["details"]["faults"]] == [where]


def test_only_who_may_give_numbers_receives_visitors(hub: RunningHub) -> None:
    body = {"code": "12345678", "request": uuid4().hex}
    display = hub.ask("POST", "/api/check-in", hub.token(Role.SIGNAGE), json=body)
    check_problem(display, 403, "not_allowed")
    check_problem(hub.ask("POST", "/api/check-in", json=body), 401, "not_signed_in")


def test_a_hub_that_is_away_is_no_answer() -> None:
    with HubClient("http://127.0.0.1:1") as nobody, pytest.raises(HubAway):
        nobody.check_in("12345678", uuid4().hex)
