"""Real Chromium against a real hub; the clock of the lobby is in the test's hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from hub.service.access import Role
from tests.browsers import NAMES, PAGES
from tests.hubs import RunningHub, running

# Milliseconds. A machine with two busy cores draws slowly.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)

LIVE = "body.is-live"
# A visitor's phone.
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=PAGES, args=["--no-sandbox", NAMES])
        yield started
        started.close()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """A hub on the demo city, on a Tuesday at nine."""
    with running(tmp_path) as started:
        yield started


@dataclass
class Lobby:
    """The lobby as its kiosk and its clerks' other tools reach it, past the browser."""

    hub: RunningHub
    kiosk: str = ""
    clerk: str = ""
    tickets: list[dict[str, Any]] = field(default_factory=list)

    def issue(self, service: str = "residence", **more: str) -> str:
        """A number, a minute after the one before."""
        self.kiosk = self.kiosk or self.hub.token(Role.KIOSK)
        body = {"id": uuid4().hex, "service": service, **more}
        answer = self.hub.ask("POST", "/api/tickets", self.kiosk, json=body)
        assert answer.ok, answer.text
        self.tickets.append(answer.json()["ticket"])
        self.hub.clock.later(minutes=1)
        return str(self.tickets[-1]["label"])

    def open(self, *counters: int) -> None:
        for number in counters:
            self._do("PUT", f"/api/counters/counter-{number}", open=True)

    def act(self, counter: int, action: str, **body: object) -> dict[str, Any]:
        answer = self._do("POST", f"/api/counters/counter-{counter}/{action}", **body)
        ticket: dict[str, Any] = answer["ticket"]
        return ticket

    def states(self) -> dict[str, str]:
        """Number -> state, of all live tickets."""
        snapshot = self.hub.ask("GET", "/api/lobby", self._token()).json()
        return {ticket["label"]: ticket["state"] for ticket in snapshot["tickets"]}

    def _do(self, method: str, path: str, **body: object) -> dict[str, Any]:
        answer = self.hub.ask(method, path, self._token(), json=body)
        assert answer.ok, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def _token(self) -> str:
        self.clerk = self.clerk or self.hub.token(Role.ADMINISTRATOR, "api")
        return self.clerk


@pytest.fixture
def lobby(hub: RunningHub) -> Lobby:
    return Lobby(hub)


Opened = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, hub: RunningHub) -> Iterator[Opened]:
    """Open a page in a browser of its own, signed in where a role is given.

    What the page's console complains about fails the test, unless it is about the network.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        path: str, role: Role | None = None, login: str = "", department: str = "", **options: Any
    ) -> Page:
        options.setdefault("viewport", {"width": 1366, "height": 768})
        context = browser.new_context(locale="ja-JP", base_url=hub.address, **options)
        contexts.append(context)
        if role is not None:
            token = hub.token(role, login, department)
            context.add_cookies([{"name": "machiai", "value": token, "url": hub.address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if _is_complaint(said.text) else None,
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(text: str) -> bool:
    return "Content Security Policy" in text or "Uncaught" in text


@pytest.fixture
def counter(visit: Opened, lobby: Lobby) -> Callable[[int], Page]:
    """An open counter on a clerk's screen, live."""

    def opened(number: int) -> Page:
        lobby.open(number)
        page = visit(f"/counter/counter-{number}", Role.CLERK, f"clerk{number}")
        page.wait_for_selector(LIVE)
        return page

    return opened


# A function, not a string: the pages' content security policy lets nothing evaluate text.
_READY = """() => new Promise((done) => {
  const look = () =>
    performance.now() - pressedAt > SAME_PRESS_MS && !acting ? done() : setTimeout(look, 20);
  look();
})"""


def ready(page: Page) -> Page:
    """The page, once it takes a press for a new one and not for a bounce of the last."""
    page.evaluate(_READY)
    return page


def press(page: Page, key: str) -> None:
    """A new press of a key."""
    ready(page).keyboard.press(key)
