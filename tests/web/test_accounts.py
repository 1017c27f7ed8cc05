"""Who comes in: the first administrator, clerks, and those who must not."""

import re

import pytest
from playwright.sync_api import Page, expect

from hub.service.access import Role
from tests.browsers import ELSEWHERE
from tests.hubs import PASSWORD, RunningHub
from tests.web.conftest import Opened


def sign_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("名前（サインイン用").fill(login)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="サインイン").click()


def test_the_first_administrator_by_the_link(
    capsys: pytest.CaptureFixture[str], hub: RunningHub, visit: Opened
) -> None:
    said = capsys.readouterr().out
    page = visit(next(line for line in said.splitlines() if "/setup?code=" in line))
    page.get_by_label("表示する名前").fill("佐藤")
    page.get_by_label("名前（サインイン用").fill("sato")
    page.get_by_label("パスワード").fill("sato-sato-sato")
    page.get_by_role("button", name="管理者を登録する").click()
    expect(page.get_by_role("alert")).to_contain_text("10文字以上")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="管理者を登録する").click()
    expect(page.get_by_role("heading", name="職員 1人")).to_be_visible()
    assert [(line.who, line.action) for line in hub.audit()] == [("sato", "set-up")]


def test_a_page_leads_to_the_sign_in_and_back(hub: RunningHub, visit: Opened) -> None:
    hub.token(Role.CLERK, "sato")
    page = visit("/counter/counter-3")
    expect(page).to_have_url(re.compile("/sign-in"))
    sign_in(page, "sato", "ちがう合言葉です")
    expect(page.get_by_role("alert")).to_contain_text("名前かパスワードがちがいます")
    sign_in(page, "sato", PASSWORD)
    expect(page).to_have_url(re.compile("/counter/counter-3$"))
    expect(page.locator("#menu summary")).to_contain_text("satoさん")


def test_another_machine_signs_in_without_tls(hub: RunningHub, visit: Opened) -> None:
    """Browsers tell less of plain pages from elsewhere: no Sec-Fetch-Site."""
    hub.token(Role.CLERK, "sato")
    page = visit(f"{hub.address.replace('127.0.0.1', ELSEWHERE)}/counter/counter-3")
    sign_in(page, "sato", PASSWORD)
    expect(page.locator("#menu summary")).to_contain_text("satoさん")


def test_wrong_passwords_lock_the_name_out(hub: RunningHub, visit: Opened) -> None:
    hub.token(Role.CLERK, "sato")
    page = visit("/sign-in")
    for _ in range(6):
        sign_in(page, "sato", "ちがう合言葉です")
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("分のあいだサインインできません")


def test_an_expired_session_leads_to_the_sign_in_and_back(hub: RunningHub, visit: Opened) -> None:
    page = visit("/counter/counter-3", Role.CLERK, "sato")
    page.wait_for_selector("body.is-live")
    hub.clock.later(hours=13)
    page.locator("#act-open button").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    expect(page.get_by_role("status")).to_contain_text("もう一度サインイン")
    sign_in(page, "sato", PASSWORD)
    expect(page).to_have_url(re.compile("/counter/counter-3$"))


def test_signing_out_ends_the_session(hub: RunningHub, visit: Opened) -> None:
    page = visit("/counter", Role.CLERK, "sato")
    page.locator("#menu summary").click()
    page.get_by_role("button", name="サインアウト").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    page.goto("/counter")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert [(line.who, line.action) for line in hub.audit()] == [("sato", "sign-out")]


def test_an_invited_clerk_chooses_a_password(hub: RunningHub, visit: Opened) -> None:
    page = visit("/staff", Role.ADMINISTRATOR, "admin")
    page.get_by_label("表示する名前").fill("鈴木")
    page.get_by_label("名前（サインイン用").fill("suzuki")
    page.get_by_role("button", name="追加して、リンクを作る").click()
    link = page.locator("#link").inner_text()
    clerk = visit(link)
    clerk.get_by_label("新しいパスワード").fill(PASSWORD)
    clerk.get_by_role("button", name="決める").click()
    sign_in(clerk, "suzuki", PASSWORD)
    expect(clerk.get_by_role("heading", name="窓口を選ぶ")).to_be_visible()
    page.locator("#staff-suzuki").get_by_role("button", name="停止する").click()
    expect(page.locator("#staff-suzuki")).to_contain_text("停止中")
    clerk.goto("/counter")
    expect(clerk).to_have_url(re.compile("/sign-in"))
    again = visit(link)
    again.get_by_label("新しいパスワード").fill(PASSWORD)
    again.get_by_role("button", name="決める").click()
    expect(again.get_by_role("alert")).to_contain_text("このリンクは使えません")
    assert [line.action for line in hub.audit()] == ["invite", "sign-in", "disable"]


def test_the_last_administrator_stays(visit: Opened) -> None:
    page = visit("/staff", Role.ADMINISTRATOR, "admin")
    page.locator("#staff-admin").get_by_role("button", name="停止する").click()
    expect(page.get_by_role("alert")).to_contain_text("管理者がひとりもいなくなる")


def test_a_terminal_is_enrolled_and_revoked(hub: RunningHub, visit: Opened) -> None:
    page = visit("/devices", Role.ADMINISTRATOR, "admin")
    page.locator("#terminal-kiosk-2").get_by_role("button", name="登録コードを作る").click()
    code = page.locator("#code").inner_text()
    token = hub.ask("POST", "/api/enroll", json={"code": code}).json()["token"]
    assert hub.ask("GET", "/api/terminal", token).status_code == 200
    page.goto("/devices")
    page.locator("#terminal-kiosk-2").get_by_role("button", name="登録を取り消す").click()
    expect(page.locator("#terminal-kiosk-2")).to_contain_text("未登録")
    assert hub.ask("GET", "/api/terminal", token).status_code == 401


def test_a_clerk_may_not_see_what_is_not_theirs(visit: Opened) -> None:
    page = visit("/counter", Role.CLERK, "sato")
    for path in ("/supervisor", "/staff", "/devices"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 403, path
        expect(page.get_by_role("heading", name="この画面は使えません")).to_be_visible()


def test_a_content_manager_arrives_on_a_page_of_their_own(hub: RunningHub, visit: Opened) -> None:
    hub.token(Role.CONTENT_MANAGER, "tanaka")
    page = visit("/sign-in")
    sign_in(page, "tanaka", PASSWORD)
    for path in ("/counter", "/supervisor", "/contents"):
        expect(page.get_by_role("heading", name="掲示物", exact=True)).to_be_attached()
        expect(page.locator("summary", has_text="tanakaさん")).to_be_visible()
        page.goto(path)
    page.locator("summary", has_text="tanakaさん").click()
    page.get_by_role("button", name="サインアウト").click()
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_form_from_another_page_is_not_believed(hub: RunningHub) -> None:
    token = hub.token(Role.CLERK, "sato")
    headers = {"Cookie": f"machiai={token}", "Sec-Fetch-Site": "cross-site"}
    answer = hub.ask("POST", "/counter/counter-3/open", headers=headers, data={"command": "x" * 8})
    assert answer.status_code == 403
    login = {"login": "sato", "password": PASSWORD}
    headers = {"Origin": "https://evil.example"}
    assert hub.ask("POST", "/sign-in", headers=headers, data=login).status_code == 403


def test_an_oversized_form_is_refused(hub: RunningHub) -> None:
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = hub.ask("POST", "/sign-in", headers=headers, data={"login": "x" * 10_000})
    assert answer.status_code == 422
