"""The hub goes away and comes back: the page says so, and does nothing by itself."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from hub.service.access import Role
from tests.hubs import RunningHub, demo_settings, running
from tests.web.conftest import PATIENCE, Lobby


def again(hub: RunningHub) -> RunningHub:
    """The same hub on the same data and port."""
    port = urlsplit(hub.address).port
    listen = hub.settings.hub.listen.model_copy(update={"port": port})
    settings = replace(hub.settings, hub=hub.settings.hub.model_copy(update={"listen": listen}))
    return RunningHub(settings, hub.clock)


def _page(browser: Browser, hub: RunningHub, token: str) -> Page:
    context = browser.new_context(base_url=hub.address, locale="ja-JP")
    context.add_cookies([{"name": "machiai", "value": token, "url": hub.address}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/counter/counter-3")
    page.wait_for_selector("body.is-live")
    return page


def test_after_a_restart_the_page_goes_on_and_resends_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    with running(tmp_path, settings=demo_settings(tmp_path)) as hub:
        lobby = Lobby(hub)
        lobby.issue()
        lobby.open(3)
        page = _page(browser, hub, hub.token(Role.CLERK, "sato"))
    expect(page.locator("#connection .off")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#unsent")).to_be_visible()
    back = again(hub)
    back.start()
    try:
        expect(page.locator("#connection .on")).to_be_visible()
        expect(page.locator("#queue tbody tr")).to_have_count(1)
        assert Lobby(back).states() == {"A-001": "waiting"}
        page.keyboard.press("Space")
        expect(page.locator("#number")).to_have_text("A-001")
        expect(page.locator("#unsent")).to_be_hidden()
    finally:
        page.context.close()
        back.stop()
