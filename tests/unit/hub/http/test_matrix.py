"""Who may do what, asked of every endpoint by every role over a real socket."""

import re
from dataclasses import dataclass

import pytest

from hub.service.access import Role
from hub.service.publicity.sheets import DATA
from tests.hubs import RunningHub

EVERYONE = frozenset(Role)
CONTENT = frozenset({Role.CONTENT_EDITOR, Role.CONTENT_MANAGER, Role.ADMINISTRATOR})
STAFF = CONTENT | {Role.CLERK, Role.SUPERVISOR}
COUNTER = frozenset({Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR})
TERMINALS = frozenset({Role.KIOSK, Role.SIGNAGE})

ALLOWED = {
    "GET /api/lobby": EVERYONE,
    "GET /api/congestion": EVERYONE,
    "GET /api/events": EVERYONE,
    "GET /api/tickets/{ticket}": EVERYONE,
    "POST /api/tickets": COUNTER | {Role.KIOSK},
    "POST /api/check-in": COUNTER | {Role.KIOSK},
    "POST /api/tickets/offline": frozenset({Role.KIOSK}),
    "GET /api/terminal": TERMINALS,
    "GET /api/forms": TERMINALS,
    "GET /api/keys": frozenset({Role.KIOSK}),
    "POST /api/kiosk-key": frozenset({Role.KIOSK}),
    "POST /api/terminal/report": TERMINALS,
    "POST /api/survey": TERMINALS,
    "GET /api/signage/generation": TERMINALS,
    "GET /api/signage/media/{digest}": TERMINALS,
    "GET /api/signage/feeds": TERMINALS,
    "POST /api/signage/plays": TERMINALS,
    "POST /api/signage/screen": TERMINALS,
    "GET /api/signage/screens": CONTENT,
    "OPTIONS /contents/uploads": CONTENT,
    "POST /contents/uploads": CONTENT,
    "HEAD /contents/uploads/{upload}": CONTENT,
    "PATCH /contents/uploads/{upload}": CONTENT,
    "DELETE /contents/uploads/{upload}": CONTENT,
    "GET /api/terminals": COUNTER,
    "GET /api/session": STAFF,
    "DELETE /api/session": STAFF,
    "PUT /api/counters/{counter}": COUNTER,
    "PUT /api/services/{service}": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    **{
        f"POST /api/counters/{{counter}}/{verb}": COUNTER
        for verb in (
            "call-next",
            "call",
            "recall",
            "begin",
            "finish",
            "absent",
            "hold",
            "resume",
            "bring-back",
            "transfer",
            "cancel",
            "undo",
        )
    },
}
OPEN = {
    *("GET /healthz", "GET /metrics", "POST /api/enroll", "POST /api/setup", "POST /api/session"),
    *(f"GET /data/{kind}" for kind in DATA),
}


@dataclass(frozen=True)
class Ask:
    method: str
    path: str


def asked(operation: str) -> Ask:
    method, path = operation.split(" ")
    return Ask(method, re.sub(r"{\w+}", "nobody", path))


def test_the_matrix_names_every_endpoint_that_the_hub_serves(hub: RunningHub) -> None:
    paths = hub.ask("GET", "/api/openapi.json").json()["paths"]
    served = {f"{method.upper()} {path}" for path in paths for method in paths[path]}
    assert served == set(ALLOWED) | OPEN


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("operation", ALLOWED)
def test_each_role_can_do_its_own_actions_only(
    hub: RunningHub, tokens: dict[Role, str], operation: str, role: Role
) -> None:
    ask = asked(operation)
    # Signing out is among the actions.
    token = hub.token(role, _other(role)) if ask.method == "DELETE" else tokens[role]
    answer = hub.ask(ask.method, ask.path, token, stream=True)
    with answer:
        if role in ALLOWED[operation]:
            assert answer.status_code not in (401, 403)
        else:
            assert answer.status_code == 403
            assert ask.method == "HEAD" or answer.json()["code"] == "not_allowed"


def _other(role: Role) -> str:
    return {Role.KIOSK: "kiosk-2", Role.SIGNAGE: "display-2"}.get(role, f"{role.value}.2")


@pytest.mark.parametrize("operation", ALLOWED)
def test_nobody_can_do_anything_without_a_token(hub: RunningHub, operation: str) -> None:
    ask = asked(operation)
    for token in ("", "made-up"):
        answer = hub.ask(ask.method, ask.path, token)
        assert answer.status_code == 401
        assert ask.method == "HEAD" or answer.json()["code"] == "not_signed_in"
        assert answer.headers["WWW-Authenticate"] == "Bearer"
