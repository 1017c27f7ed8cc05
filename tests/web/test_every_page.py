"""What holds for every page: accessible, within the screen, nothing from elsewhere, no cookie."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hub.service.access import Role
from tests.web.conftest import Lobby, Opened

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
STAFF = (
    "/counter",
    "/counter/counter-3",
    "/counter/counter-4",
    "/counter/counter-5",
    "/counter/counter-3?move={ticket}",
    "/counter/counter-3?pick={ticket}",
    "/counter/nowhere",
    "/supervisor",
    "/appointments",
    "/appointments/import",
    "/staff",
    "/devices",
    "/equipment",
    "/contents",
    "/contents/media",
    "/contents/item/concert",
    "/contents/playlist/lobby",
    "/contents/campaign/new",
    "/contents/campaigns/bakery/account",
    "/contents/screens",
    "/contents/schedule?span=week",
    "/contents/publishing",
    "/contents/preview",
    "/emergency?template=fire",
    "/issue",
    "/numbers-by-phone",
    "/issue?from=counter-3",
    "/issue/{ticket}?from=supervisor",
    "/desk",
    "/audit",
)
PUBLIC = (
    "/",
    "/?lang=ne",
    "/?lang=ja-easy",
    "/forecast",
    "/hours?lang=vi",
    "/open-data",
    "/fragment?lang=en",
    "/t/{ticket}",
    "/t/none",
    "/book",
    "/book/mynumber?lang=ne",
    "/a/none",
    "/take?lang=ne",
    "/sign-in",
    "/setup?code=x",
    "/welcome/a/b",
)


@pytest.fixture
def busy(lobby: Lobby) -> str:
    """A lobby with visitors of every kind; the id of one who is called at counter 3."""
    lobby.open(1, 3, 4, 5)
    for kind in ({}, {"priority": "pregnant"}, {"language": "en", "remarks": "杖あり"}, {}):
        lobby.issue(**kind)
    for _ in range(4):
        lobby.issue("moving")
    ticket = lobby.act(3, "call-next")
    lobby.act(3, "finish", ticket=ticket["id"], onward=True)
    held = lobby.act(3, "call-next")
    lobby.act(3, "hold", ticket=held["id"])
    called: str = lobby.act(3, "call-next")["id"]
    return called


def pages(page: Page, paths: tuple[str, ...], ticket: str) -> Iterator[str]:
    for path in paths:
        page.goto(path.format(ticket=ticket))
        yield path


def faults(page: Page) -> list[str]:
    """WCAG 2.2 A and AA, as far as axe-core can see."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Nothing is read of what is right, and no file is fetched again to be looked at.
    found: dict[str, Any] = page.evaluate(
        """axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations'],
          preload: false,
        })"""
    )
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]} {fault['nodes'][0]['failureSummary']}"
        for fault in found["violations"]
    ]


def over(page: Page) -> dict[int, int]:
    """The widths of screens that the page does not fit, and how many pixels hang out."""
    found = {width: excess(page, width) for width in (320, 390, 820, 1366)}
    return {width: pixels for width, pixels in found.items() if pixels > 0}


@pytest.mark.parametrize(("paths", "role"), [(STAFF, Role.ADMINISTRATOR), (PUBLIC, None)])
def test_every_page_is_accessible_and_within_the_screen(
    busy: str, visit: Opened, paths: tuple[str, ...], role: Role | None
) -> None:
    page = visit("/", role, bypass_csp=True)
    found = {path: (faults(page), over(page)) for path in pages(page, paths, busy)}
    assert found == {path: ([], {}) for path in paths}


def excess(page: Page, width: int = 0) -> int:
    """Pixels beside the screen, or one of this width. On phones innerWidth grows with them."""
    if width:
        page.set_viewport_size({"width": width, "height": 768})
    own = "document.documentElement"
    return int(page.evaluate(f"{own}.scrollWidth - {own}.clientWidth"))


def test_no_row_of_the_queue_is_taller_than_two_lines(lobby: Lobby, visit: Opened) -> None:
    """However long the city's class, the language's name and the remarks are."""
    lobby.open(3)
    lobby.issue(priority="infant", language="vi", remarks="ベビーカー、車いす、" * 15)
    page = visit("/counter/counter-3", Role.CLERK)
    row = page.locator("#queue tbody tr")
    expect(row).to_contain_text("優先 子連れ")
    box = row.bounding_box()
    assert box is not None
    assert box["height"] <= 44


def test_the_counter_page_fits_a_clerks_screen(busy: str, visit: Opened) -> None:
    page = visit("/counter/counter-3", Role.CLERK)
    for part in ("#visitor", "#next", "#tools"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768, (part, busy)


def test_public_pages_set_no_cookie_and_load_nothing_from_elsewhere(
    busy: str, lobby: Lobby, visit: Opened
) -> None:
    page = visit("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    list(pages(page, PUBLIC, busy))
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith(lobby.hub.address)] == []


def test_public_pages_read_without_scripts(busy: str, visit: Opened) -> None:
    page = visit(f"/t/{busy}?lang=ja", java_script_enabled=False)
    assert "3番窓口 へお越しください" in page.inner_text("main")
    page.goto("/")
    assert "3番窓口" in page.inner_text("#calls")
