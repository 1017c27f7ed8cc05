"""A clerk's morning over HTTP, and what the lobby's screens may see of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hub.service.access import Role
from tests.hubs import RunningHub, running
from tests.unit.hub.http.test_problems import check_problem


class Desk:
    """A clerk at counter 1."""

    def __init__(self, hub: RunningHub, counter: str = "counter-1") -> None:
        self.hub = hub
        self.counter = counter
        self.clerk = hub.token(Role.CLERK, "sato")
        self.kiosk = hub.token(Role.KIOSK)

    def take(self) -> str:
        self.hub.clock.later(seconds=1)
        body = {"id": uuid4().hex, "service": "residence"}
        answer = self.hub.ask("POST", "/api/tickets", self.kiosk, json=body).json()
        return str(answer["ticket"]["id"])

    def do(self, verb: str, **body: object) -> Any:
        path = f"/api/counters/{self.counter}/{verb}"
        return self.hub.ask("POST", path, self.clerk, json=body)

    def open(self, *, is_open: bool = True) -> Any:
        path = f"/api/counters/{self.counter}"
        return self.hub.ask("PUT", path, self.clerk, json={"open": is_open})

    def lobby(self, token: str = "") -> Any:
        return self.hub.ask("GET", "/api/lobby", token or self.clerk).json()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with running(tmp_path) as started:
        desk = Desk(started)
        desk.open()
        yield desk


def test_every_action_is_carried_out(desk: Desk) -> None:
    first, second, third, fourth = (desk.take() for _ in range(4))
    steps: list[tuple[str, dict[str, Any], str]] = [
        ("call-next", {}, "called"),
        ("recall", {"ticket": first}, "called"),
        ("begin", {"ticket": first}, "serving"),
        ("hold", {"ticket": first}, "on_hold"),
        ("resume", {"ticket": first}, "serving"),
        ("finish", {"ticket": first, "onward": False}, "done"),
        ("call", {"ticket": second}, "called"),
        ("transfer", {"ticket": second, "service": "tax", "place": "first"}, "waiting"),
        ("undo", {}, "called"),
        ("cancel", {"ticket": second}, "cancelled"),
        ("call", {"ticket": third}, "called"),
        ("recall", {"ticket": third}, "called"),
    ]
    for verb, body, state in steps:
        answer = desk.do(verb, **body)
        assert answer.status_code == 200, (verb, answer.text)
        assert answer.json()["ticket"]["state"] == state, verb
    desk.hub.clock.later(minutes=2)
    assert desk.do("absent", ticket=third).json()["ticket"]["state"] == "absent"
    assert desk.do("bring-back", ticket=third).json()["ticket"]["state"] == "waiting"
    assert desk.do("cancel", ticket=fourth).json()["ticket"]["state"] == "cancelled"
    assert desk.open(is_open=False).status_code == 200


def test_a_repeated_command_is_answered_not_repeated(desk: Desk) -> None:
    desk.take()
    desk.take()
    key = uuid4().hex
    called = [desk.do("call-next", command=key).json()["ticket"]["label"] for _ in range(3)]
    assert called == ["A-001"] * 3


def test_absent_too_early_says_how_long(desk: Desk) -> None:
    ticket = desk.take()
    desk.do("call-next")
    problem = check_problem(desk.do("absent", ticket=ticket), 409, "too_early_for_absent")
    assert problem["details"] == {"number": "A-001", "calls": 1, "seconds": 60}
    assert "あと1回" in problem["detail"]


def test_refusals_of_a_counter(desk: Desk) -> None:
    check_problem(desk.do("call-next"), 409, "nobody_waiting")
    check_problem(desk.do("undo"), 409, "nothing_to_undo")
    check_problem(desk.do("recall", ticket="0" * 32), 404, "unknown_ticket")
    check_problem(desk.do("recall", ticket="x"), 422, "invalid")
    desk.counter = "nobody"
    for verb in ("call-next", "undo"):
        check_problem(desk.do(verb), 404, "unknown_counter")
    check_problem(desk.open(), 404, "unknown_counter")


def test_a_closed_service_gives_no_numbers(desk: Desk) -> None:
    chief = desk.hub.token(Role.ADMINISTRATOR)
    path, body = "/api/services/residence", {"closed": True}
    assert desk.hub.ask("PUT", path, chief, json=body).status_code == 200
    asked = {"id": uuid4().hex, "service": "residence"}
    answer = desk.hub.ask("POST", "/api/tickets", desk.kiosk, json=asked)
    assert check_problem(answer, 409, "service_closed")["details"]["reason"] == "by_staff"
    lines = desk.hub.ask("GET", "/api/congestion", desk.kiosk).json()
    assert lines[0]["service"] == "residence"
    assert lines[0]["opening"]["reason"] == "by_staff"
    unknown = desk.hub.ask("PUT", "/api/services/nobody", chief, json=body)
    check_problem(unknown, 404, "unknown_service")


def test_terminals_see_no_names_and_no_remarks(desk: Desk) -> None:
    body = {"id": uuid4().hex, "service": "residence", "remarks": "車いす"}
    assert desk.hub.ask("POST", "/api/tickets", desk.clerk, json=body).status_code == 200
    desk.do("call-next")
    staff = str(desk.lobby())
    public = str(desk.lobby(desk.hub.token(Role.SIGNAGE)))
    for word in ("satoさん", "車いす"):
        assert word in staff
    for word in ("sato", "車いす"):
        assert word not in public


def test_what_staff_did_is_in_the_audit_log(desk: Desk) -> None:
    desk.take()
    desk.do("call-next")
    lines = desk.hub.audit()
    assert [(line.who, line.action, line.subject) for line in lines] == [
        ("sato", "open", "counter-1"),
        ("sato", "call-next", "counter-1"),
    ]
