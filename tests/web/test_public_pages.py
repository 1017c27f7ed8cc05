"""Everybody sees the lobby; the supervisor changes it."""

from playwright.sync_api import expect

from hub.service.access import Role
from tests.web.conftest import PHONE, Lobby, Opened, ready


def test_the_lobby_page_follows_the_calls(lobby: Lobby, visit: Opened) -> None:
    lobby.open(3)
    lobby.issue()
    page = visit("/", **PHONE)
    expect(page.locator("#s-residence")).to_contain_text("1人 待ち")
    lobby.act(3, "call-next")
    expect(page.locator("#calls .newest")).to_contain_text("A-001")


def test_the_supervisor_sees_and_changes_the_whole_lobby(lobby: Lobby, visit: Opened) -> None:
    page = visit("/supervisor", Role.ADMINISTRATOR, "admin")
    page.wait_for_selector("body.is-live")
    lobby.issue()
    expect(page.locator("#s-residence")).to_contain_text("1人")
    page.get_by_role("button", name="住民票・戸籍・印鑑証明：受付を止める").click()
    expect(page.locator("#s-residence")).to_contain_text("職員が止めています")
    ready(page)
    page.get_by_label("番号を取り消す").fill("a1")
    page.get_by_role("button", name="取り消す", exact=True).click()
    expect(page.locator("#s-residence")).to_contain_text("0人")
    ready(page)
    page.get_by_role("button", name="3番窓口：開く").click()
    expect(page.locator("#c-counter-3")).to_contain_text("adminさん")
    expect(page.locator("#deeds")).to_contain_text("番号を取り消し")
    page.get_by_label("番号を取り消す").fill("Z-1")
    ready(page)
    page.get_by_role("button", name="取り消す", exact=True).click()
    expect(page.locator("#said")).to_contain_text("見つかりません")
