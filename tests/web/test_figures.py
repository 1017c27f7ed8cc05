"""The hall's figures in a browser: drawn, read without scripts, saved; for those who lead it."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.survey import SqlSurvey
from hub.domain.events import Event, Kind
from hub.domain.figures.counting import rows
from hub.domain.site import Site
from hub.domain.tickets import Ticket
from hub.service.access import Role
from hub.service.site import domain_site
from hub.service.survey import Count
from tests.hubs import RunningHub, running
from tests.lobbies import NINE
from tests.simulation.halls import hall_day, hall_spells, working_days
from tests.web.conftest import Lobby, Opened
from tests.web.test_every_page import excess, faults

TODAY = NINE.date()
WEEK = timedelta(days=7)
# Shares of the picture that are not empty, and how many colours there are.
_INK = """(plot) => {
  const canvas = plot.querySelector("canvas");
  const all = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let at = 0; at < all.length; at += 4)
    if (all[at + 3] > 200) colours.add((all[at] << 16) | (all[at + 1] << 8) | all[at + 2]);
  return [colours.has(0x0017c1), colours.has(0xc74700), colours.has(0x197a4b)];
}"""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A hub with three weeks behind it."""
    with running(tmp_path) as started:
        site = domain_site(started.settings, TODAY)
        with closing(Database(database_url(started.settings.database))) as database:
            _remember(database, site)
        yield started


def _remember(database: Database, site: Site) -> None:
    book, journal = SqlFigures(database, site.id), SqlJournal(database, site.id)
    for day in working_days(TODAY - timedelta(days=5), 15):
        tickets = hall_day(site, day, 60)
        book.keep(day, rows(site, day, tickets, hall_spells(site, tickets)))
    SqlSurvey(database, site.id).add([Count(TODAY - WEEK, "residence", 5, 9)])
    past = TODAY - WEEK
    _keep(journal, hall_day(site, past, 60))


def _keep(journal: SqlJournal, tickets: list[Ticket]) -> None:
    """Past tickets, for what would have been. Nobody hears of them."""
    with journal.transaction() as transaction:
        event = Event(Kind.DAY_ENDED, NINE, transaction.last_event + 1, tuple(tickets))
        transaction.append([event])


def drawn(page: Page) -> None:
    """Every table that has plotted columns has its plot, with marks in it."""
    plots = page.locator(".plot")
    expect(plots.first).to_have_attribute("data-drawn", "2")
    for at in range(plots.count()):
        expect(plots.nth(at).locator("canvas")).to_be_visible()
    assert page.locator("#by-hour .plot").evaluate(_INK) == [True, True, True]


def test_a_leader_sees_the_hall_and_what_would_have_been(visit: Opened) -> None:
    page = visit("/supervisor", Role.SUPERVISOR, "sato")
    page.get_by_role("link", name="統計").click()
    page.get_by_role("link", name="待ち時間").click()
    drawn(page)
    expect(page.locator(".facts")).to_contain_text("20分までに呼ばれた人")
    expect(page.locator("#five")).to_contain_text("数えていません")
    expect(page.locator("#heard")).to_contain_text("5.0")
    page.locator("#by-hour summary").click()
    expect(page.locator("#table-hour")).to_contain_text("10時台")
    page.get_by_role("link", name="窓口をふやしたら").click()
    page.get_by_label("どの窓口をもう一つ").select_option("counter-3")
    page.get_by_label("ある一日").check()
    page.get_by_label("日付").fill((TODAY - WEEK).isoformat())
    page.get_by_role("button", name="計算する").click()
    expect(page.locator("#answer")).to_contain_text("と同じ業務の窓口がもう一つ")
    expect(page.locator("#answer .outcome")).to_contain_text("待ち時間は")
    expect(page.locator(".plot").first).to_have_attribute("data-drawn", "2")
    page.get_by_label("何時まで").fill("01:00")
    page.get_by_role("button", name="計算する").click()
    expect(page.get_by_role("alert")).to_contain_text("終わりの時間を、はじめの時間より後に")


def test_it_reads_without_scripts_and_is_accessible_with_them(visit: Opened) -> None:
    page = visit("/figures?subject=absent", Role.ADMINISTRATOR, "boss", java_script_enabled=False)
    expect(page.locator("#table-service")).to_be_visible()
    expect(page.locator("#table-service tbody tr").first).to_contain_text("%")
    expect(page.locator(".plot").first).to_be_hidden()
    page = visit(
        "/figures?subject=wait&compare=before", Role.ADMINISTRATOR, "boss2", bypass_csp=True
    )
    expect(page.locator("#by-weekday .plot")).to_have_attribute("data-drawn", "4")
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#by-service canvas")).to_be_visible()
    assert excess(page) == 0
    page.goto("/figures?since=2020-01-01&last=2020-01-31")
    expect(page.locator("main")).to_contain_text("この期間の記録は、まだありません。")
    assert faults(page) == []


def test_files_and_who_may_have_them(hub: RunningHub, lobby: Lobby) -> None:
    lobby.issue()
    leader = {"Cookie": f"machiai={hub.token(Role.SUPERVISOR, 'sato')}"}
    table = hub.ask("GET", "/figures/table.csv?split=service&subject=arrivals", headers=leader)
    lines = table.content.decode("utf-8-sig").splitlines()
    assert sum(int(line.split(",")[1]) for line in lines[1:]) == 15 * 60 + 1
    excel = hub.ask("GET", "/figures/all.xlsx", headers=leader)
    assert "業務べつ" in load_workbook(io.BytesIO(excel.content)).sheetnames
    paper = hub.ask("GET", "/figures/report.pdf?month=2026-11", headers=leader)
    with closing(pypdfium2.PdfDocument(paper.content)) as document:
        assert "2026年11月" in document[0].get_textpage().get_text_range()
    for wrong in ("/figures/report.pdf?month=x", "/figures/table.csv?split=person"):
        assert hub.ask("GET", wrong, headers=leader).status_code == 404
    clerk = {"Cookie": f"machiai={hub.token(Role.CLERK, 'suzuki')}"}
    for path in ("/figures", "/figures/what-if", "/figures/all.xlsx", "/figures/report.pdf"):
        assert hub.ask("GET", path, headers=clerk).status_code == 403
        assert "/sign-in" in hub.ask("GET", path).url
