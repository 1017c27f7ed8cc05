"""Terminals enrol once; staff sign in with a password, and nobody else acts in their name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from hub.service.access import Role
from hub.service.devices import Devices
from tests.hubs import PASSWORD, Clock, RunningHub, demo_settings, running
from tests.lobbies import NINE
from tests.unit.hub.http.test_problems import check_problem


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RunningHub]:
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def link(capsys: pytest.CaptureFixture[str], own: RunningHub) -> str:
    """The set-up link that the hub printed when it started."""
    said = capsys.readouterr().out
    assert own.address in said
    return next(line for line in said.splitlines() if "/setup?code=" in line)


@pytest.fixture
def browser(own: RunningHub) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Origin"] = own.address
        yield session


def code(hub: RunningHub, role: Role, terminal: str) -> str:
    with hub.access() as access:
        return Devices(access, hub.clock).new_code(role, terminal)


def sign_in(hub: RunningHub, browser: requests.Session, **form: str) -> requests.Response:
    form = {"login": "clerk", "password": PASSWORD} | form
    return browser.post(f"{hub.address}/api/session", json=form)


def test_a_terminal_enrols_once_with_its_code(own: RunningHub) -> None:
    body = {"code": code(own, Role.KIOSK, "kiosk-1")}
    got = own.ask("POST", "/api/enroll", json=body).json()
    assert (got["terminal"], got["role"]) == ("kiosk-1", "kiosk")
    assert own.ask("GET", "/api/terminal", got["token"]).json()["id"] == "kiosk-1"
    check_problem(own.ask("POST", "/api/enroll", json=body), 403, "bad_code")


def test_a_code_may_be_typed_carelessly(own: RunningHub) -> None:
    typed = code(own, Role.KIOSK, "kiosk-1").lower().replace("-", " ")
    assert own.ask("POST", "/api/enroll", json={"code": typed}).status_code == 200


def test_a_code_ends_after_an_hour(own: RunningHub) -> None:
    body = {"code": code(own, Role.KIOSK, "kiosk-1")}
    own.clock.later(hours=1)
    check_problem(own.ask("POST", "/api/enroll", json=body), 403, "bad_code")


def test_a_new_enrolment_ends_the_old_token(own: RunningHub) -> None:
    old = own.token(Role.KIOSK)
    assert own.ask("GET", "/api/lobby", old).status_code == 200
    own.ask("POST", "/api/enroll", json={"code": code(own, Role.KIOSK, "kiosk-1")})
    assert own.ask("GET", "/api/lobby", old).status_code == 401


def test_a_revoked_terminal_is_out(own: RunningHub) -> None:
    token = own.token(Role.KIOSK)
    assert own.ask("GET", "/api/lobby", token).status_code == 200
    with own.access() as access:
        access.revoke("kiosk-1", own.clock())
    # Whatever makes the hub read its records again; it also does so every few seconds.
    own.ask("GET", "/api/lobby", "unknown")
    assert own.ask("GET", "/api/lobby", token).status_code == 401


def test_a_terminal_that_left_the_settings_is_told_so(own: RunningHub) -> None:
    token = own.token(Role.SIGNAGE, "display-9")
    answer = own.ask("GET", "/api/terminal", token)
    assert check_problem(answer, 404, "not_configured")["details"] == {"terminal": "display-9"}


def test_a_session_is_a_cookie_that_scripts_cannot_read(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    answer = sign_in(own, browser)
    assert answer.json()["name"] == "clerkさん"
    cookie = answer.headers["Set-Cookie"]
    for part in ("machiai=", "HttpOnly", "Path=/", "SameSite=strict", "Max-Age=43200"):
        assert part in cookie
    assert browser.get(f"{own.address}/api/session").json()["role"] == "clerk"


def test_a_session_ends_by_time_and_by_signing_out(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    sign_in(own, browser)
    own.clock.later(hours=11)
    assert browser.get(f"{own.address}/api/session").status_code == 200
    own.clock.later(hours=1)
    assert browser.get(f"{own.address}/api/session").status_code == 401
    kept = sign_in(own, browser).cookies["machiai"]
    assert browser.delete(f"{own.address}/api/session").status_code == 204
    assert "machiai" not in browser.cookies
    assert own.ask("GET", "/api/session", kept).status_code == 401


def test_who_comes_and_goes_is_audited_without_what_was_mistyped(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    sign_in(own, browser, login="my-password", password="x")
    sign_in(own, browser)
    own.clock.later(minutes=5)
    browser.delete(f"{own.address}/api/session")
    browser.delete(f"{own.address}/api/session")
    lines = [(line.who, line.action, line.at) for line in own.audit()]
    assert lines == [("clerk", "sign-in", NINE), ("clerk", "sign-out", own.clock())]


def test_wrong_names_and_passwords_are_told_alike(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    wrong = [sign_in(own, browser, password="x"), sign_in(own, browser, login="nobody")]
    for answer in wrong:
        check_problem(answer, 401, "wrong_password")
    assert wrong[0].json() == wrong[1].json()


def test_a_name_is_locked_after_five_wrong_passwords(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    for _ in range(5):
        check_problem(sign_in(own, browser, password="x"), 401, "wrong_password")
    locked = sign_in(own, browser)
    problem = check_problem(locked, 429, "locked")
    assert "15分" in problem["detail"] or "16分" in problem["detail"]
    assert 0 < int(locked.headers["Retry-After"]) <= 901
    own.clock.later(minutes=16)
    assert sign_in(own, browser).status_code == 200


def test_the_cookie_works_from_our_own_pages_only(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    sign_in(own, browser)
    path = f"{own.address}/api/counters/counter-1"

    def change(**headers: Any) -> int:
        return browser.put(path, json={"open": True}, headers=headers).status_code

    assert change() == 200
    assert change(**{"Sec-Fetch-Site": "same-origin"}) == 200
    assert change(Origin="https://evil.example") == 403
    assert change(Origin="null") == 403
    assert change(Origin=None) == 403
    for site in ("cross-site", "same-site", "none"):
        assert change(**{"Sec-Fetch-Site": site}) == 403
    assert browser.get(f"{own.address}/api/lobby", headers={"Origin": "x"}).status_code == 200


def test_a_page_of_somebody_else_cannot_sign_a_browser_in(
    own: RunningHub, browser: requests.Session
) -> None:
    own.token(Role.CLERK)
    browser.headers["Origin"] = "https://evil.example"
    check_problem(sign_in(own, browser), 403, "foreign_page")


def test_the_first_start_prints_a_link_for_the_administrator(
    link: str, own: RunningHub, browser: requests.Session
) -> None:
    address, _, code = link.partition("/setup?code=")
    assert address == own.address
    form = {"code": code, "login": "suzuki", "name": "鈴木", "password": PASSWORD}
    url = f"{own.address}/api/setup"
    check_problem(browser.post(url, json=form | {"password": "1111111111"}), 422, "weak_password")
    check_problem(browser.post(url, json=form | {"code": "guess"}), 403, "bad_code")
    assert browser.post(url, json=form).json()["role"] == "administrator"
    assert browser.get(f"{own.address}/api/session").json()["login"] == "suzuki"
    check_problem(browser.post(url, json=form | {"login": "x"}), 409, "already_set_up")
    assert [(line.who, line.action) for line in own.audit()] == [("suzuki", "set-up")]


def test_the_link_ends_after_a_day(link: str, own: RunningHub) -> None:
    code = link.partition("=")[2]
    form = {"code": code, "login": "a", "name": "あ", "password": PASSWORD}
    own.clock.later(days=1)
    check_problem(own.ask("POST", "/api/setup", json=form), 403, "bad_code")


def test_no_link_once_there_is_an_administrator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(tmp_path) as hub:
        hub.token(Role.ADMINISTRATOR)
    capsys.readouterr()
    with running(tmp_path):
        assert "setup" not in capsys.readouterr().out


def test_an_enrolment_code_makes_no_administrator(own: RunningHub) -> None:
    form = {
        "code": code(own, Role.KIOSK, "kiosk-1"),
        "login": "a",
        "name": "あ",
        "password": PASSWORD,
    }
    check_problem(own.ask("POST", "/api/setup", json=form), 403, "bad_code")


def test_kept_records_hold_no_secret(tmp_path: Path) -> None:
    with running(tmp_path, Clock(), demo_settings(tmp_path)) as hub:
        secrets = [hub.token(Role.KIOSK), hub.token(Role.CLERK), code(hub, Role.SIGNAGE, "d")]
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (*secrets, PASSWORD):
        assert secret.encode() not in kept
