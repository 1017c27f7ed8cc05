"""A hub whose desk has a folder for other programs, the small book of forms, and a kiosk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from config.schema.hub import Desk
from hub.service.access import Role
from tests import hubs
from tests.desks import HubKiosk, book
from tests.hubs import RunningHub, demo_settings, running
from tests.web.conftest import Opened
from tests.web.desk.steps import CASE, give


@pytest.fixture(autouse=True)
def small_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small book in place of the demo city's."""
    monkeypatch.setattr(hubs, "demo_book", book)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder that another program watches."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def hub(tmp_path: Path, out: Path) -> Iterator[RunningHub]:
    settings = demo_settings(tmp_path / "data", desk=Desk(folder=str(out)))
    with running(tmp_path, settings=settings) as started:
        yield started


@pytest.fixture
def kiosk(hub: RunningHub) -> HubKiosk:
    return HubKiosk(hub)


@pytest.fixture
def case(kiosk: HubKiosk, visit: Opened) -> Page:
    """A household's case before a clerk."""
    page = visit("/desk", Role.CLERK, "sato")
    give(page, kiosk.seal().texts[0])
    page.wait_for_url(CASE)
    return page
