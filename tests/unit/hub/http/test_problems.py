"""Everything that goes wrong has one shape, and says what, where and what to do."""

import json
from string import Formatter
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.errors import Refusal
from hub.http.words import WORDS
from hub.service.access import Denial, Role
from tests.hubs import RunningHub

# The facts that each refusal of the domain and of access comes with.
DETAILS = {
    "service", "counter", "priority", "ticket", "kiosk", "number", "calls", "seconds", "minutes",
    "least", "limit", "terminal", "day", "time", "opens", "most",
}  # fmt: skip


def check_problem(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "code", "details"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"/api/problems/{code}"
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize("code", [*Refusal, *Denial])
def test_every_refusal_has_a_status_and_japanese_words(code: str) -> None:
    status, title, detail = WORDS[code]
    assert 400 <= status < 500
    assert not title.isascii()
    assert not detail.isascii()
    assert {name for _, name, _, _ in Formatter().parse(detail) if name} <= DETAILS


def test_an_unknown_address_is_a_problem(hub: RunningHub) -> None:
    check_problem(hub.ask("GET", "/api/nothing"), 404, "not_found")


def test_a_wrong_method_says_which_are_right(hub: RunningHub) -> None:
    answer = hub.ask("PUT", "/api/tickets")
    check_problem(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "POST"


def test_a_body_that_is_no_json(hub: RunningHub, tokens: dict[Role, str]) -> None:
    answer = hub.ask("POST", "/api/tickets", tokens[Role.KIOSK], data=b"{")
    check_problem(answer, 400, "not_json")


def test_a_body_that_is_too_large(hub: RunningHub, tokens: dict[Role, str]) -> None:
    answer = hub.ask("POST", "/api/tickets", tokens[Role.KIOSK], data=b" " * 20_000)
    assert check_problem(answer, 413, "too_large")["details"] == {"limit": 16_384}


def test_wrong_values_are_named_and_never_repeated(
    hub: RunningHub, tokens: dict[Role, str]
) -> None:
    body = {"id": "f" * 32, "service": "residence", "language": 5, "remarks": "山田太郎"}
    answer = hub.ask("POST", "/api/tickets", tokens[Role.KIOSK], json=body)
    problem = check_problem(answer, 422, "invalid")
    assert problem["details"]["faults"] == [{"where": "language", "rule": "string_type"}]
    assert "山田太郎" not in answer.text


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = {
    "id": st.just("0" * 32) | st.text(),
    "ticket": st.just("0" * 32) | st.text(),
    "service": st.sampled_from(["residence", "tax", "nobody"]) | st.text(),
    "to_counter": st.sampled_from(["counter-1", "nobody"]) | st.text(),
    "priority": st.sampled_from(["elderly"]) | st.text(),
    "language": st.sampled_from(["ja", "en", "xx"]) | st.text(),
    "label": st.sampled_from(["AX-001", "AX-1000", "-"]) | st.text(),
    "issued_at": st.datetimes().map(str)
    | st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat())
    | st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]),
    "place": st.sampled_from(["first", "last", "arrival", "middle"]),
    "command": st.text(max_size=70),
    "remarks": st.text(max_size=300),
    "onward": st.booleans() | st.integers(),
    "open": st.booleans(),
    "closed": st.booleans(),
    "code": st.text(),
    "login": st.text(),
    "name": st.text(),
    "password": st.text(),
}
LIKELY = st.fixed_dictionaries(
    {}, optional={key: values | ANYTHING for key, values in FIELDS.items()}
)
BODIES = LIKELY | st.lists(LIKELY, max_size=3) | ANYTHING
OPERATIONS = [
    ("POST", "/api/tickets", Role.KIOSK),
    ("POST", "/api/tickets", Role.CLERK),
    ("POST", "/api/tickets/offline", Role.KIOSK),
    ("POST", "/api/terminal/report", Role.KIOSK),
    ("POST", "/api/counters/counter-1/call", Role.CLERK),
    ("POST", "/api/counters/counter-1/finish", Role.CLERK),
    ("POST", "/api/counters/counter-1/bring-back", Role.CLERK),
    ("POST", "/api/counters/counter-1/transfer", Role.CLERK),
    ("POST", "/api/counters/counter-1/undo", Role.CLERK),
    ("POST", "/api/counters/counter-1/call-next", Role.CLERK),
    ("PUT", "/api/counters/counter-1", Role.CLERK),
    ("PUT", "/api/services/tax", Role.ADMINISTRATOR),
    ("POST", "/api/enroll", Role.KIOSK),
    ("POST", "/api/session", Role.CLERK),
    ("POST", "/api/setup", Role.CLERK),
]


@given(operation=st.sampled_from(OPERATIONS), body=BODIES)
def test_no_body_is_ever_a_bug(
    hub: RunningHub,
    tokens: dict[Role, str],
    operation: tuple[str, str, Role],
    body: object,
) -> None:
    method, path, role = operation
    # Lone surrogates as escapes: no encoder sends them, but a line may carry them.
    answer = hub.ask(method, path, tokens[role], data=json.dumps(body).encode("ascii"))
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        check_problem(answer, answer.status_code, answer.json()["code"])


@given(data=st.binary(max_size=200))
def test_no_bytes_are_ever_a_bug(hub: RunningHub, tokens: dict[Role, str], data: bytes) -> None:
    answer = hub.ask("POST", "/api/tickets/offline", tokens[Role.KIOSK], data=data)
    assert answer.status_code in (200, 400, 422)


@given(path=st.text(max_size=40), after=st.text(max_size=20))
def test_no_address_is_ever_a_bug(
    hub: RunningHub, tokens: dict[Role, str], path: str, after: str
) -> None:
    token = tokens[Role.CLERK]
    for address in (f"/api/tickets/{path}", f"/api/counters/{path}/undo", f"/{path}"):
        assert hub.ask("GET", address, token).status_code < 500
    with hub.ask("GET", "/api/events", token, params={"after": after}, stream=True) as answer:
        assert answer.status_code in (200, 422)
