"""A visitor's phone in real Chromium, 390 × 844: from the number to the call."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from config.schema.visits import Numbers, Push
from hub.service.access import Role
from tests.contract.letters.phones import Phones, phones
from tests.web.conftest import PHONE
from tests.web.test_every_page import excess, faults


@pytest.fixture
def lobby(tmp_path: Path) -> Iterator[Phones]:
    push = Push(contact="mailto:lobby@city.example.jp")
    with phones(tmp_path, push, Numbers(services=("residence",))) as started:
        yield started


@pytest.fixture
def phone(browser: Browser, lobby: Phones) -> Iterator[BrowserContext]:
    context = browser.new_context(
        locale="ja-JP", base_url=lobby.hub.address, bypass_csp=True, **PHONE
    )
    yield context
    context.close()


def accessible(page: Page) -> None:
    """No fault that axe-core sees, and nothing beside the screen."""
    assert (faults(page), excess(page)) == ([], 0), page.url


def test_a_visit_on_the_phone(lobby: Phones, phone: BrowserContext) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    page = phone.new_page()
    lobby.open()
    code = _code(lobby)
    page.goto(f"/take?code={code}")
    expect(page.get_by_label("今日の合言葉")).to_have_value(code)
    accessible(page)
    lobby.issue()
    page.get_by_text("住民票・戸籍・印鑑証明").click()
    lobby.hub.clock.later(seconds=5)
    page.get_by_role("button", name="番号を取る").click()
    expect(page.locator("h1")).to_have_text("A-002")
    expect(page.locator("#ahead")).to_have_text("1人")
    page.wait_for_selector("body.is-live")
    accessible(page)
    ticket = re.findall(r"/t/([0-9a-f]{32})", page.url)[0]

    _ask_for_notices(page)
    page.get_by_role("link", name="遅れます").click()
    page.get_by_role("button", name="10分").click()
    expect(page.locator(".late")).to_contain_text("ごろにいらっしゃる")
    page.wait_for_selector("body.is-live")
    lobby.call()
    expect(page.locator("#ahead")).to_have_text("0人")
    expect(page.locator("#serving")).to_have_text("A-001")
    assert lobby.call() == ticket
    expect(page.locator(".call")).to_contain_text("3番窓口 へお越しください")
    expect(page).to_have_title("A-002 ▶ 3番窓口")
    expect(page.locator("#said")).to_contain_text("3番窓口")
    expect(page.get_by_role("img", name="窓口の場所 3番窓口")).to_be_visible()
    assert page.evaluate("document.querySelector('img').naturalWidth") > 0
    lobby.act("POST", 3, "/finish", ticket=ticket, onward=False)
    expect(page.locator(".message")).to_contain_text("終わりました")
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator(".label")).to_have_text("Số của bạn")
    assert phone.cookies() == []
    assert [url for url in asked if not url.startswith(lobby.hub.address)] == []
    assert [url for url in asked if url.endswith("/live")] == []


def _ask_for_notices(page: Page) -> None:
    """From the ticket's page and back to it."""
    page.get_by_role("link", name="近づいたら知らせてもらう").click()
    expect(page.locator("#push")).to_be_visible()
    page.get_by_label("あと何人で知らせるか").select_option("1")
    page.get_by_label("メールアドレス").fill("hanako")
    page.get_by_role("button", name="メールで知らせてもらう").click()
    expect(page.get_by_role("alert").first).to_contain_text("お確かめください")
    accessible(page)
    page.get_by_label("メールアドレス").fill("hanako@example.jp")
    page.get_by_role("button", name="メールで知らせてもらう").click()
    expect(page.get_by_role("status")).to_contain_text("お知らせします")
    page.get_by_role("link", name="番号の画面にもどる").click()


def _code(lobby: Phones) -> str:
    cookie = {"Cookie": f"machiai={lobby.hub.token(Role.ADMINISTRATOR, 'admin')}"}
    shown = lobby.hub.ask("GET", "/numbers-by-phone", headers=cookie).text
    return shown.partition('id="code">')[2][:6]


def test_a_notice_is_shown_and_a_page_is_read_without_scripts(
    lobby: Phones, phone: BrowserContext, browser: Browser
) -> None:
    phone.grant_permissions(["notifications"], origin=lobby.hub.address)
    page = phone.new_page()
    page.goto("/t/" + "0" * 32)
    expect(page.get_by_role("heading", name="番号が見つかりません")).to_be_visible()
    talk = phone.new_cdp_session(page)
    known: list[str] = []
    talk.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(each["registrationId"] for each in told["registrations"]),
    )
    talk.send("ServiceWorker.enable")
    page.evaluate(
        "navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)"
    )
    page.wait_for_function("navigator.serviceWorker.ready.then((worker) => !!worker.active)")
    said = {"title": "A-002 3番窓口へ", "body": "お越しください", "link": "/", "tag": "t"}
    talk.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": lobby.hub.address, "registrationId": known[0], "data": json.dumps(said)},
    )
    page.wait_for_function(
        "navigator.serviceWorker.ready.then((worker) => worker.getNotifications())"
        ".then((shown) => shown.length === 1 && shown[0].title === 'A-002 3番窓口へ')"
    )
    ticket = lobby.issue(language="en")
    plain = browser.new_context(
        base_url=lobby.hub.address,
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    )
    page = plain.new_page()
    page.goto(f"/t/{ticket}")
    assert "Please wait until your number is called" in page.inner_text("main").replace("\n", " ")
    assert page.locator("noscript").count() == 2
    plain.close()
