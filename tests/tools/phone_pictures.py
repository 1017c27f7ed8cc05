"""Photograph the ticket's page on a phone: waiting, called, late, notices; side by side."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from config.schema.visits import Push
from tests.browsers import PAGES
from tests.contract.letters.phones import phones

SCREEN: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True}
GAP = 24


def of_the_phone(folder: Path) -> tuple[str, Path, int]:
    """The picture's name, file and width."""
    folder.mkdir(exist_ok=True)
    with phones(folder / "hub", Push(contact="mailto:lobby@city.example.jp")) as lobby:
        lobby.open(3)
        tickets = [lobby.issue() for _ in range(4)]
        lobby.call()
        with _browser(lobby.hub.address) as page:
            page.goto(f"/t/{tickets[3]}")
            page.wait_for_selector("body.is-live")
            shown = [_taken(page, folder / "waiting.png")]
            for path in ("late", "notices"):
                page.goto(f"/t/{tickets[3]}/{path}")
                shown.append(_taken(page, folder / f"{path}.png"))
            page.goto(f"/t/{tickets[1]}")
            lobby.call()
            page.wait_for_selector(".called")
            page.wait_for_function("document.querySelector('img').naturalWidth > 0")
            shown.insert(1, _taken(page, folder / "called.png"))
    whole = folder / "phone.png"
    _beside(shown).save(whole)
    return "phone", whole, 1200


@contextmanager
def _browser(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PAGES, args=["--no-sandbox"])
        yield browser.new_context(base_url=address, locale="ja-JP", **SCREEN).new_page()
        browser.close()


def _taken(page: Page, file: Path) -> Image.Image:
    page.screenshot(path=file)
    return Image.open(file)


def _beside(pictures: list[Image.Image]) -> Image.Image:
    width, height = pictures[0].size
    whole = Image.new("RGB", (len(pictures) * (width + GAP) - GAP, height), "white")
    for place, picture in enumerate(pictures):
        whole.paste(picture, (place * (width + GAP), 0))
    return whole
