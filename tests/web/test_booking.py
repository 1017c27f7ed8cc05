"""Visitors book on their phones, without scripts too; staff receive them at their time."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.engine import Database, database_url
from hub.domain.appointments.records import Entry
from hub.service.access import Role
from tests.hubs import RunningHub
from tests.web.conftest import LIVE, PHONE, Lobby, Opened, ready
from tests.web.test_every_page import excess, faults

NUMBER = "#number"


def csv(text: str) -> FilePayload:
    return {"name": "a.csv", "mimeType": "text/csv", "buffer": text.encode()}


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visit_is_booked_changed_and_given_up(
    hub: RunningHub, visit: Opened, scripts: bool
) -> None:
    page = visit("/book", **PHONE, java_script_enabled=scripts, bypass_csp=True)

    def looked(*, closely: bool = False) -> tuple[list[str], int]:
        return (faults(page) if closely else [], excess(page)) if scripts else ([], 0)

    seen = {"services": looked()}
    page.click("#service-mynumber")
    expect(page.locator("#soonest")).to_contain_text("11月24日(火) 10:00")
    expect(page.locator("#day-2026-11-28")).to_contain_text("お休み")
    seen["days"] = looked()
    page.click("#day-2026-11-25 a")
    seen["times"] = looked()
    page.get_by_role("link", name="9:40").click()
    expect(page.get_by_role("main")).to_contain_text("令和8年11月25日(水) 9:40")
    expect(page.get_by_role("main")).to_contain_text("本人確認書類")
    seen["check"] = looked(closely=True)
    hub.clock.later(seconds=3)
    pressed(page, "予約する")
    expect(page.get_by_role("heading", level=1)).to_have_text("予約できました")
    number = page.inner_text(NUMBER)
    expect(page.get_by_role("img", name="予約のQRコード")).to_be_visible()
    seen["done"] = looked(closely=True)
    # Back, and once more: still one appointment.
    page.go_back()
    pressed(page, "予約する")
    expect(page.locator(NUMBER)).to_have_text(number)
    with page.expect_download() as download:
        page.click("#calendar")
    assert download.value.suggested_filename == "yoyaku.ics"
    page.click("#change")
    page.click("#day-2026-11-26 a")
    page.get_by_role("link", name="13:00").click()
    seen["change"] = looked()
    pressed(page, "日時を変える")
    expect(page.get_by_role("main")).to_contain_text("令和8年11月26日(木) 13:00")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("main")).to_contain_text("Thursday, 26 November 2026 13:00")
    page.click("#cancel")
    pressed(page, "Cancel")
    expect(page.get_by_role("heading", level=1)).to_contain_text("cancelled")
    seen["cancelled"] = looked()
    page.goto("/a/nothing")
    expect(page.get_by_role("heading", level=1)).to_have_text("予約が見つかりません")
    seen["unknown"] = looked()
    assert seen == dict.fromkeys(seen, ([], 0))
    assert page.context.cookies() == []


def test_plain_japanese_has_its_readings_and_fits_the_phone(visit: Opened) -> None:
    page = visit("/book/mynumber?lang=ja-easy", **PHONE)
    expect(page.locator("h1 ruby").first).to_be_visible()
    assert excess(page) <= 0
    page.goto("/book/mynumber/2026-11-25?lang=pt")
    assert excess(page) <= 0


@pytest.fixture
def desk(visit: Opened) -> Callable[[str], Page]:
    def opened(path: str) -> Page:
        page = visit(path, Role.ADMINISTRATOR, "sato", bypass_csp=True)
        page.wait_for_selector(LIVE)
        return page

    return opened


def somebody_waits(hub: RunningHub) -> None:
    """For a time this morning."""
    now, site = hub.clock(), hub.settings.site.id
    until = now + timedelta(hours=1)
    entry = Entry("e" * 32, "t" * 32, "mynumber", now, until, entered_at=now, changed_at=now)
    with (
        closing(Database(database_url(hub.settings.database))) as database,
        SqlAppointments(database, site).turn() as book,
    ):
        book.put(entry)


def one_is_taken_off_the_list(page: Page, hub: RunningHub) -> None:
    somebody_waits(hub)
    page.reload()
    page.wait_for_selector(LIVE)
    expect(page.locator("#waiting")).to_contain_text("11/24　待っています")
    assert (faults(page), excess(page)) == ([], 0)
    page.get_by_role("button", name="リストから外す").click()
    expect(page.locator("#waiting")).to_contain_text("待っている方はいません。")


def test_staff_book_receive_and_stop(lobby: Lobby, desk: Callable[[str], Page]) -> None:
    page = desk("/appointments")
    expect(page.locator("#list")).to_contain_text("この日の予約はありません。")
    for time, name in (("9:20", "あおい"), ("9:40", "さくら")):
        page.get_by_role("link", name=f"{time} に予約を入れる", exact=True).click()
        page.get_by_label("呼び名").fill(name)
        pressed(page, "予約する")
        expect(page.locator("#made")).to_contain_text(f"{time} マイナンバーカード")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(2)
    assert (faults(page), excess(page, 390), excess(page, 1366)) == ([], 0, 0)
    lobby.hub.clock.later(minutes=12)
    number = rows.nth(0).locator("a").inner_text()
    page.keyboard.press("n")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.locator("#number")).to_have_text("C-001")
    page.get_by_role("link", name="予約にもどる").click()
    page.wait_for_selector(LIVE)
    expect(rows.nth(0)).to_contain_text("受付済み C-001")
    lobby.hub.clock.later(minutes=10)
    rows.nth(1).locator("a").click()
    expect(page.locator(".panel")).to_contain_text("9:40")
    ready(page)
    page.locator(".panel").get_by_role("button", name="取り消す").click()
    expect(rows.nth(1)).to_contain_text("取り消し")
    ready(page)
    page.get_by_role("button", name="13:00 の枠を止める").click()
    expect(page.get_by_role("button", name="13:00 の枠をもどす")).to_be_visible()
    one_is_taken_off_the_list(page, lobby.hub)
    deeds = [line.action for line in lobby.hub.audit() if line.action.startswith("appointment.")]
    assert deeds == [
        "appointment.book",
        "appointment.book",
        "appointment.check-in",
        "appointment.cancel",
        "appointment.adjust",
        "appointment.unlist",
    ]
    page.goto("/appointments/import")
    table = "id,service,start\n1,mynumber,2026-11-25 09:00\n2,nothing,someday\n"
    page.set_input_files("#file", csv(table))
    pressed(page, "入れる")
    expect(page.locator("#misfits tbody tr")).to_have_count(2)
    assert (faults(page), excess(page)) == ([], 0)
    page.set_input_files("#file", csv(table.rsplit("2,", 1)[0]))
    pressed(page, "入れる")
    expect(page.locator("#done")).to_contain_text("新しい予約 1件")
    page.goto("/counter/counter-6")
    expect(page.locator("#queue tbody tr")).to_contain_text("予約 09:20")
