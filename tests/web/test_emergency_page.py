"""An emergency is chosen, seen as the screens will show it, and only then shown."""

from playwright.sync_api import Page, expect

from hub.service.access import Role
from tests.hubs import RunningHub
from tests.web.conftest import Opened


def alerts(hub: RunningHub) -> list[dict[str, object]]:
    token = hub.token(Role.SIGNAGE)
    found: list[dict[str, object]] = hub.ask("GET", "/api/lobby", token).json()["alerts"]
    return found


def choose(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="2　出るものを確かめる").click()


def test_an_emergency_in_two_steps_and_back_to_normal(hub: RunningHub, visit: Opened) -> None:
    page = visit("/emergency", Role.CONTENT_MANAGER, "sato")
    choose(page, "火災（全館避難）")
    # Nobody raises a real alarm by leaving a choice out.
    expect(page.locator("#said")).to_contain_text("訓練か本番か：どちらかを選んでください。")
    page.get_by_label("訓練", exact=True).check()
    page.get_by_role("checkbox", name="नेपाली").uncheck()
    page.get_by_label("おわりかた").select_option("30")
    page.get_by_role("button", name="2　出るものを確かめる").click()
    expect(page.locator("#sure")).to_have_text("2　訓練として、表示盤2台と発券機2台に出します")
    expect(page.locator(".sure")).to_contain_text("09:30 に自動でもどります")
    sides = page.locator(".side-of")
    expect(sides).to_have_count(9)
    expect(sides.nth(0)).to_contain_text("火災が発生しました")
    expect(sides.nth(0).locator(".drill-mark")).to_have_text("訓練")
    # Readings stand above the words, as on the screens.
    assert "|" not in page.locator(".sides").inner_text()
    assert alerts(hub) == []
    page.get_by_role("button", name="もどって直す").click()
    page.locator("#headline-ja").fill("給湯室で火災が発生しました")
    page.get_by_role("button", name="2　出るものを確かめる").click()
    page.get_by_role("button", name="訓練として出す").click()
    expect(page.get_by_role("status").first).to_contain_text("訓練中")
    (shown,) = alerts(hub)
    assert shown["status"] == "exercise"
    assert shown["calls"] == "stop"
    assert shown["headline"]["ja"] == "給湯室で火災が発生しました"  # type: ignore[index] # of JSON
    assert "ne" not in shown["headline"]  # type: ignore[operator] # of JSON

    # Every member of staff is told, whatever they do.
    clerk = visit("/counter/counter-3", Role.CLERK, "tanaka")
    expect(clerk.locator("#alarm")).to_contain_text("訓練中 給湯室で火災が発生しました")
    assert clerk.get_by_role("link", name="内容を見る・終える").count() == 0
    hub.clock.later(minutes=2)
    page.get_by_role("link", name="ことばを直す").click()
    page.locator("#instruction-ja").fill("正面の入口から外へ出てください。")
    page.get_by_role("button", name="2　出るものを確かめる").click()
    page.get_by_role("button", name="訓練として出す").click()
    expect(page.locator(".standing li")).to_be_visible()
    (changed,) = alerts(hub)
    assert changed["id"] == shown["id"]
    assert changed["instruction"]["ja"] == "正面の入口から外へ出てください。"  # type: ignore[index] # of JSON
    page.get_by_role("button", name="終えて、ふだんの表示にもどす").click()
    expect(page.get_by_text("終えました。")).to_be_visible()
    assert alerts(hub) == []
    expect(clerk.locator("#alarm")).to_have_count(0)
    deeds = [(line.who, line.action) for line in hub.audit()]
    assert deeds == [("sato", f"alert.{deed}") for deed in ("drill", "update", "end")]


def test_a_real_one_in_ones_own_words_by_keys_alone(hub: RunningHub, visit: Opened) -> None:
    page = visit("/emergency?template=own", Role.ADMINISTRATOR, "admin")
    page.get_by_label("本番").focus()
    page.keyboard.press("Space")
    page.locator("#headline-ja").focus()
    page.keyboard.type("断水しています")
    page.keyboard.press("Enter")
    expect(page.locator("#sure")).to_contain_text("本番として")
    page.get_by_role("button", name="本番として、すべての画面に出す").press("Enter")
    expect(page.locator(".standing li")).to_contain_text("本番　断水しています")
    (shown,) = alerts(hub)
    assert (shown["status"], shown["ending"], shown["expires"]) == ("actual", "manual", None)


def test_nobody_else_raises_one(visit: Opened) -> None:
    page = visit("/emergency", Role.CLERK)
    assert "この画面は使えません" in page.inner_text("main")
    page = visit("/contents", Role.CONTENT_EDITOR, "editor", "市民課")
    assert page.get_by_role("link", name="緊急").count() == 0
    page.goto("/emergency")
    assert page.url.endswith("/contents")
