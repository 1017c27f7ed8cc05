"""Numbers over HTTP: taken once, handed over once, and only as the lobby's rules allow."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from hub.service.access import Role
from tests.hubs import STARTED, Clock, RunningHub, running
from tests.unit.hub.http.test_problems import check_problem


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RunningHub]:
    with running(tmp_path) as started:
        yield started


def request(service: str = "residence", **more: object) -> dict[str, object]:
    return {"id": uuid4().hex, "service": service} | more


def offline(clock: Clock, label: str, minutes: float = 5, **more: object) -> dict[str, object]:
    at = (clock() - timedelta(minutes=minutes)).isoformat()
    return {"id": uuid4().hex, "label": label, "service": "residence", "issued_at": at} | more


def test_a_number_comes_with_the_people_before_it(own: RunningHub) -> None:
    kiosk = own.token(Role.KIOSK)
    first = own.ask("POST", "/api/tickets", kiosk, json=request()).json()
    second = own.ask("POST", "/api/tickets", kiosk, json=request(language="en")).json()
    assert (first["ticket"]["label"], first["ahead"]) == ("A-001", 0)
    assert (second["ticket"]["label"], second["ahead"]) == ("A-002", 1)
    assert second["ticket"]["source"] == "kiosk-1"


def test_the_same_request_twice_gives_the_same_number(own: RunningHub) -> None:
    kiosk, asked = own.token(Role.KIOSK), request()
    answers = [own.ask("POST", "/api/tickets", kiosk, json=asked).json() for _ in range(3)]
    assert len({answer["ticket"]["label"] for answer in answers}) == 1
    assert own.ask("GET", "/api/lobby", kiosk).json()["last_event"] == STARTED + 1


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"id": "1"}, "id"),
        ({"id": "F" * 32}, "id"),
        ({"language": "tlh"}, "language"),
        ({"remarks": "x" * 201}, "remarks"),
        ({"remarks": "a\nb"}, "remarks"),
        ({"then": ["tax"] * 21}, "then"),
    ],
)
def test_a_request_is_checked_completely(
    hub: RunningHub, tokens: dict[Role, str], wrong: dict[str, object], where: str
) -> None:
    answer = hub.ask("POST", "/api/tickets", tokens[Role.CLERK], json=request() | wrong)
    problem = check_problem(answer, 422, "invalid")
    assert problem["details"]["faults"] == [{"where": where, "rule": "value"}]


def test_what_follows_is_on_the_ticket(hub: RunningHub, tokens: dict[Role, str]) -> None:
    asked = request("moving", then=["residence", "tax"])
    given = hub.ask("POST", "/api/tickets", tokens[Role.KIOSK], json=asked).json()["ticket"]
    assert given["steps"] == ["residence", "payment", "pickup", "tax"]
    nowhere = request("moving", then=["nobody"])
    answer = hub.ask("POST", "/api/tickets", tokens[Role.KIOSK], json=nowhere)
    check_problem(answer, 404, "unknown_service")


def test_a_service_without_remarks_takes_none(hub: RunningHub, tokens: dict[Role, str]) -> None:
    asked = request("tax", remarks="相談")
    answer = hub.ask("POST", "/api/tickets", tokens[Role.CLERK], json=asked)
    problem = check_problem(answer, 422, "invalid")
    assert problem["details"]["faults"] == [{"where": "remarks", "rule": "not_used"}]


def test_refusals_say_why(hub: RunningHub, tokens: dict[Role, str]) -> None:
    kiosk = tokens[Role.KIOSK]
    unknown = hub.ask("POST", "/api/tickets", kiosk, json=request("nobody"))
    check_problem(unknown, 404, "unknown_service")
    vip = hub.ask("POST", "/api/tickets", kiosk, json=request(priority="vip"))
    check_problem(vip, 422, "unknown_class")


def test_after_hours_the_service_is_closed(tmp_path: Path) -> None:
    clock = Clock()
    with running(tmp_path, clock) as hub:
        kiosk = hub.token(Role.KIOSK)
        clock.later(hours=11)
        answer = hub.ask("POST", "/api/tickets", kiosk, json=request())
        problem = check_problem(answer, 409, "service_closed")
        assert problem["details"] == {"service": "residence", "reason": "ended"}


def test_a_ticket_can_be_looked_up(hub: RunningHub, tokens: dict[Role, str]) -> None:
    given = hub.ask("POST", "/api/tickets", tokens[Role.CLERK], json=request()).json()["ticket"]
    path = f"/api/tickets/{given['id']}"
    seen = hub.ask("GET", path, tokens[Role.SIGNAGE]).json()
    assert seen["ticket"]["label"] == given["label"]
    assert given["source"] == "clerk"
    assert seen["ticket"]["source"] == "", "a display must not get a clerk's login"
    check_problem(hub.ask("GET", "/api/tickets/none", tokens[Role.CLERK]), 404, "unknown_ticket")


def test_tickets_of_a_kiosk_that_was_alone_enter_once(own: RunningHub) -> None:
    kiosk, handed = (
        own.token(Role.KIOSK),
        [offline(own.clock, "AX-001"), offline(own.clock, "AX-002")],
    )
    for _ in range(2):
        answer = own.ask("POST", "/api/tickets/offline", kiosk, json=handed).json()
        assert answer == {"accepted": [item["id"] for item in handed], "refused": {}}
    lobby = own.ask("GET", "/api/lobby", kiosk).json()
    assert sorted(item["label"] for item in lobby["tickets"]) == ["AX-001", "AX-002"]


def test_one_bad_offline_ticket_does_not_stop_the_others(own: RunningHub) -> None:
    kiosk = own.token(Role.KIOSK)
    bad, good = offline(own.clock, "AY-001"), offline(own.clock, "AX-001")
    answer = own.ask("POST", "/api/tickets/offline", kiosk, json=[bad, good]).json()
    assert answer == {"accepted": [good["id"]], "refused": {bad["id"]: "bad_label"}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"issued_at": "2026-11-24T09:00:00"},
        {"issued_at": "0001-01-01T00:00:00+14:00"},
        {"language": "a\x00"},
        {"id": "\x00" * 32},
        {"then": ["tax"] * 21},
    ],
)
def test_an_offline_ticket_that_no_kiosk_writes_is_invalid(
    hub: RunningHub, tokens: dict[Role, str], wrong: dict[str, object]
) -> None:
    handed = [offline(hub.clock, "AX-900") | wrong]
    answer = hub.ask("POST", "/api/tickets/offline", tokens[Role.KIOSK], json=handed)
    check_problem(answer, 422, "invalid")
