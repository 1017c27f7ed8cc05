"""Codes reach the desk: by keys under any layout, paste, picture, camera, serial port."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import cycle
from pathlib import Path
from time import perf_counter

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright
from qrcode.image.pil import PilImage

from config.schema.hub import Desk, Scanner
from hub.service.access import Role
from tests.browsers import CHROMIUM
from tests.desks import FAMILY, HubKiosk
from tests.hubs import RunningHub, demo_settings, running
from tests.web.conftest import LIVE, Lobby, Opened
from tests.web.desk.scanner import STYLES, code_of, scan
from tests.web.desk.steps import CASE


@pytest.fixture
def desk(visit: Opened) -> Page:
    return visit("/desk", Role.CLERK, "sato")


def opened(page: Page) -> None:
    page.wait_for_url(CASE)
    expect(page.locator(".sheet")).to_contain_text(FAMILY)


def paste(page: Page, text: str) -> None:
    """Put a code into the page, as from a mail: the quickest way."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.body.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_a_code_is_typed_under_any_layout_and_terminator(kiosk: HubKiosk, desk: Page) -> None:
    for style, end in zip(STYLES, cycle(("Enter", "Tab", ""))):
        scan(desk, kiosk.seal().texts[0], style=style, end=end)
        opened(desk)
        desk.goto("/desk")


def test_the_form_appears_within_a_second(kiosk: HubKiosk, desk: Page) -> None:
    paste(desk, kiosk.seal().texts[0])
    opened(desk)
    desk.goto("/desk")
    text = kiosk.seal().texts[0]
    scan(desk, text[:-1], end="")
    begun = perf_counter()
    desk.keyboard.press(code_of(text[-1]))
    desk.wait_for_url(CASE)
    desk.locator(".sheet").wait_for()
    assert perf_counter() - begun < 1


def test_while_the_keys_arrive_the_page_counts_them_and_a_cut_code_is_told(
    kiosk: HubKiosk, desk: Page
) -> None:
    text = kiosk.seal().texts[0]
    desk.evaluate(
        """() => {
          window.counted = [];
          const node = document.getElementById('scan-count');
          new MutationObserver(() => window.counted.push(node.textContent))
            .observe(node, {childList: true, characterData: true, subtree: true});
        }"""
    )
    scan(desk, text[:12], end="")
    expect(desk.locator("#scan-fault")).to_contain_text("途中で切れました")
    assert "読みとっています… 12文字" in desk.evaluate("window.counted")
    assert desk.url.endswith("/desk")
    scan(desk, text)
    opened(desk)


def test_a_scan_into_a_field_leaves_the_field_as_it_was(kiosk: HubKiosk, desk: Page) -> None:
    paste(desk, kiosk.seal().texts[0])
    opened(desk)
    first = desk.url
    desk.goto(f"{first}?edit=phone")
    field = desk.locator("#correction input[name=value]")
    field.fill("03-1")
    shown = desk.evaluate_handle("document.querySelector('#correction input[name=value]')")
    desk.evaluate(
        "field => { window.kept = []; addEventListener('pagehide', () => "
        "sessionStorage.setItem('kept', field.value)); }",
        shown,
    )
    scan(desk, kiosk.seal().texts[0])
    expect(desk).not_to_have_url(f"{first}?edit=phone")
    opened(desk)
    assert desk.url != first
    assert desk.evaluate("sessionStorage.getItem('kept')") == "03-1"


def test_what_a_person_types_stays_in_the_field(kiosk: HubKiosk, desk: Page) -> None:
    paste(desk, kiosk.seal().texts[0])
    opened(desk)
    desk.goto(f"{desk.url}?edit=new-home")
    field = desk.locator("#correction input[name=building]")
    field.fill("")
    field.press_sequentially("MC112 room", delay=90)
    expect(field).to_have_value("MC112 room")


def test_a_code_read_at_a_counter_presses_no_button_and_leads_back(
    kiosk: HubKiosk, lobby: Lobby, visit: Opened
) -> None:
    lobby.open(3)
    lobby.issue()
    page = visit("/counter/counter-3", Role.CLERK, "sato")
    page.wait_for_selector(LIVE)
    scan(page, kiosk.seal().texts[0])
    opened(page)
    assert lobby.states() == {"A-001": "waiting"}
    page.get_by_role("link", name="窓口の画面にもどる").click()
    page.wait_for_url("**/counter/counter-3")


def test_parts_come_in_any_order_with_a_count_of_what_is_missing(
    kiosk: HubKiosk, desk: Page
) -> None:
    one, two = kiosk.large().texts
    paste(desk, two)
    expect(desk.locator("#refused")).to_contain_text("2つのうち2つめを読みました。あと1つ")
    expect(desk.locator("#refused")).to_contain_text("1つめのQRコードを読みとってください")
    paste(desk, one)
    desk.wait_for_url(CASE)


def test_parts_can_be_begun_anew(kiosk: HubKiosk, desk: Page) -> None:
    one, two = kiosk.large().texts
    paste(desk, one)
    desk.get_by_role("button", name="はじめから読みなおす").click()
    expect(desk.locator("#refused")).to_have_count(0)
    paste(desk, two)
    expect(desk.locator("#refused")).to_contain_text("2つのうち2つめを読みました")


def test_a_code_is_pasted_into_the_page_or_the_box(kiosk: HubKiosk, desk: Page) -> None:
    paste(desk, kiosk.seal().texts[0].lower())
    opened(desk)
    desk.goto("/desk")
    desk.get_by_text("文字をはりつけて読む").click()
    desk.get_by_label("コードの文字").fill("　" + "\n".join(kiosk.seal().texts))
    desk.get_by_role("button", name="開く").click()
    opened(desk)


def test_without_scripts_the_box_works(kiosk: HubKiosk, visit: Opened) -> None:
    page = visit("/desk", Role.CLERK, "sato", java_script_enabled=False)
    page.get_by_text("文字をはりつけて読む").click()
    page.get_by_role("button", name="開く").click()
    expect(page.locator("#told")).to_contain_text("コードの文字がありません")
    page.get_by_text("文字をはりつけて読む").click()
    page.get_by_label("コードの文字").fill(kiosk.seal().texts[0])
    page.get_by_role("button", name="開く").click()
    opened(page)


def symbol(text: str) -> Image.Image:
    return qrcode.make(text, image_factory=PilImage, box_size=5).get_image().convert("RGB")


def test_a_code_is_read_from_a_picture(kiosk: HubKiosk, desk: Page, tmp_path: Path) -> None:
    blank, good = tmp_path / "blank.png", tmp_path / "good.png"
    Image.new("L", (80, 80), 255).save(blank)
    symbol(kiosk.seal().texts[0]).save(good)
    desk.set_input_files("#picture-file", blank)
    expect(desk.locator("#scan-fault")).to_contain_text("QRコードが見つかりませんでした")
    desk.set_input_files("#picture-file", good)
    opened(desk)


def test_a_picture_that_is_too_large_is_told(desk: Page, tmp_path: Path) -> None:
    huge = tmp_path / "huge.png"
    huge.write_bytes(bytes(17_000_000))
    desk.set_input_files("#picture-file", huge)
    expect(desk.locator("#scan-fault")).to_contain_text("画像を読めませんでした")


def film(text: str, path: Path) -> Path:
    """What a camera sees: the code on a table (Motion JPEG)."""
    code = symbol(text)
    code = code.resize((680, 680), Image.Resampling.NEAREST)
    scene = Image.new("RGB", (1280, 720), (180, 175, 170))
    scene.paste(code, (300, 20))
    frame = BytesIO()
    scene.save(frame, "JPEG", quality=92)
    path.write_bytes(frame.getvalue() * 5)
    return path


def test_a_code_is_read_from_a_camera(hub: RunningHub, kiosk: HubKiosk, tmp_path: Path) -> None:
    """In a browser of its own: Playwright cannot run twice in one thread, so in one of its own."""
    seen = film(kiosk.seal().texts[0], tmp_path / "camera.mjpeg")
    flags = [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={seen}",
    ]
    token = hub.token(Role.CLERK, "sato")
    address = hub.address

    def watch() -> str:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            context = browser.new_context(base_url=address)
            context.add_cookies([{"name": "machiai", "value": token, "url": address}])
            page = context.new_page()
            page.goto("/desk")
            page.get_by_role("button", name="カメラで読む").click()
            page.wait_for_url(CASE)
            text = page.locator(".sheet").inner_text()
            browser.close()
            return text

    with ThreadPoolExecutor(1) as own:
        assert FAMILY in own.submit(watch).result(60)


@pytest.fixture
def wire() -> Iterator[tuple[int, str]]:
    """A scanner's side of a pseudo terminal, and the port's name for the hub."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo terminals")
    import pty  # noqa: PLC0415 - not on Windows
    import tty  # noqa: PLC0415 - POSIX

    scanner, ours = pty.openpty()
    tty.setraw(ours)
    yield scanner, os.ttyname(ours)
    os.close(ours)
    os.close(scanner)


class TestSerialScanner:
    """With a scanner on the hub's own port."""

    @pytest.fixture
    def hub(self, tmp_path: Path, wire: tuple[int, str]) -> Iterator[RunningHub]:
        scanner = Scanner(id="desk-3", name="3番窓口の読みとり機", device=wire[1])
        settings = demo_settings(tmp_path, desk=Desk(scanners=(scanner,)))
        with running(tmp_path, settings=settings) as started:
            yield started

    def test_the_page_that_has_chosen_it_opens_its_codes(
        self, hub: RunningHub, wire: tuple[int, str], visit: Opened
    ) -> None:
        kiosk = HubKiosk(hub)
        page, other = (visit("/desk", Role.CLERK, login) for login in ("sato", "suzuki"))
        page.get_by_label("読みとり機").select_option("3番窓口の読みとり機")
        expect(page.locator("#scanner-state")).to_contain_text("つながっています")
        os.write(wire[0], kiosk.seal().texts[0].encode() + b"\r")
        opened(page)
        assert other.url.endswith("/desk")
        # The next page of the same place listens again by itself.
        expect(page.locator("#scanner-state")).to_contain_text("つながっています")
        os.write(wire[0], kiosk.seal().texts[0].encode() + b"\r")
        expect(page).not_to_have_url(page.url)
        opened(page)

    def test_an_unknown_scanner_is_not_there(self, hub: RunningHub) -> None:
        token = hub.token(Role.CLERK, "sato")
        assert hub.ask("GET", "/desk/scans/none", token).status_code == 404
