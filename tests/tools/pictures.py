"""Take the README's pictures anew from the running product.

    python -m tests.tools.pictures

The demo plays a short morning without a screen; its pictures of the kiosk, of a ticket and of
the lobby display are taken over. The pages of counter and desk are photographed in Debian's
Chromium, on a hub whose clock is in our hand, so that people have waited for some minutes.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from hub.adapters.symbols import read_picture
from hub.sealing.text import PREFIX
from hub.service.access import Role
from tests.browsers import CHROMIUM
from tests.desks import HubKiosk
from tests.forms_people import FAMILY, book
from tests.hubs import RunningHub, running
from tests.tools.phone_pictures import of_the_phone
from tests.web.desk.scanner import scan

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "assets" / "pictures"
# Seconds: long enough for each kind of visitor to come once, on a slow machine too.
MORNING = 40

# A picture of the README: where the demo leaves it (the latest that fits), and its width.
FROM_THE_DEMO: Mapping[str, tuple[str, int]] = {
    "kiosk-home": ("screens/kiosk-ordinary-1-home.png", 360),
    "kiosk-services": ("screens/kiosk-elderly-3-services.png", 360),
    "kiosk-ticket": ("screens/kiosk-ordinary-4-ticket.png", 360),
    "arrival": ("screens/kiosk-arrival.png", 360),
    "survey": ("screens/kiosk-survey.png", 360),
    "paper": ("tickets/ticket-0001.png", 300),
    "form-question": ("screens/kiosk-name-form_question.png", 360),
    "form-review": ("screens/kiosk-form_review.png", 360),
    "card-consent": ("screens/kiosk-card_consent.png", 360),
    "card-secret": ("screens/kiosk-card_secret.png", 360),
    "card-check": ("screens/kiosk-card_check.png", 360),
    "guide": ("screens/display-2-guide-floor.png", 360),
}

# Who came to the lobby of the counter page, a minute apart.
VISITORS: tuple[Mapping[str, str], ...] = (
    {"service": "residence"},
    {"service": "moving"},
    {"service": "residence"},
    {"service": "residence", "priority": "pregnant"},
    {"service": "moving", "language": "vi"},
    {"service": "residence", "priority": "elderly"},
    {"service": "residence", "language": "en"},
    {"service": "moving"},
    {"service": "residence", "priority": "infant"},
    {"service": "residence"},
)
# After which of them a counter calls the next one.
CALLS: Mapping[int, int] = {0: 1, 1: 6, 2: 3, 6: 1, 9: 3}


def main() -> int:
    """Write all pictures."""
    with tempfile.TemporaryDirectory(prefix="machiai-pictures-") as name:
        folder = Path(name)
        found = [
            *of_the_demo(folder / "demo"),
            *of_the_displays(folder),
            of_the_counter(folder),
            of_the_phone(folder / "phone"),
            of_the_desk(folder),
            *of_the_contents(folder),
        ]
        for picture, source, width in found:
            keep(source, PICTURES / f"{picture}.png", width)
    return 0


def of_the_demo(out: Path) -> Iterator[tuple[str, Path, int]]:
    """Play the demo; name, file and width of each of its pictures."""
    play = ["demo", "--headless", "--seconds", str(MORNING), "--out", str(out)]
    subprocess.run([sys.executable, "-m", "hub.cli", *play], cwd=ROOT, check=True)
    for name, (pattern, width) in FROM_THE_DEMO.items():
        taken = sorted(out.glob(pattern), key=lambda file: (len(file.name), file.name))
        if not taken:
            raise FileNotFoundError(f"the demo left no {pattern}")
        yield name, taken[-1], width
    papers = sorted((out / "tickets").glob("*.png"))
    yield "form-paper", next(paper for paper in papers if has_sealed_code(paper)), 300


def of_the_displays(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """Both displays with calls, and what we choose of the contents."""
    away = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, "-m", "tests.tools.display_pictures", str(folder)]
    subprocess.run(command, cwd=ROOT, env=os.environ | away, check=True)
    yield "display", folder / "display.png", 720
    yield "display-portrait", folder / "display-portrait.png", 360


def has_sealed_code(paper: Path) -> bool:
    """Is it the paper of a form? That of a number has the number's address."""
    return any(text.startswith(PREFIX) for text in read_picture(paper.read_bytes()))


def of_the_counter(folder: Path) -> tuple[str, Path, int]:
    """The page of counter 3 in the middle of a morning."""
    shot = folder / "counter.png"
    with running(folder / "hub") as hub, chromium() as page:
        open_counters(hub)
        seat_visitors(hub)
        token = hub.token(Role.CLERK, "佐藤")
        page.context.add_cookies([{"name": "machiai", "value": token, "url": hub.address}])
        page.goto(f"{hub.address}/counter/counter-3")
        page.wait_for_selector("body.is-live")
        page.screenshot(path=shot)
    return "counter", shot, 720


def of_the_desk(folder: Path) -> tuple[str, Path, int]:
    """A family's form that was just scanned."""
    shot = folder / "desk.png"
    with running(folder / "desk") as hub, chromium() as page:
        kiosk = HubKiosk(hub, book())
        token = hub.token(Role.CLERK, "佐藤")
        page.context.add_cookies([{"name": "machiai", "value": token, "url": hub.address}])
        page.goto(f"{hub.address}/desk")
        for code in kiosk.seal(FAMILY.answers, event=FAMILY.told().wire).texts:
            scan(page, code)
        page.wait_for_url("**/desk/case/*")
        page.screenshot(path=shot)
    return "desk", shot, 720


def of_the_contents(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """The managers' page of items, and a drill before it is shown."""
    with running(folder / "contents") as hub, chromium() as page:
        token = hub.token(Role.CONTENT_MANAGER, "佐藤")
        page.context.add_cookies([{"name": "machiai", "value": token, "url": hub.address}])
        page.goto(f"{hub.address}/contents", wait_until="networkidle")
        page.screenshot(path=folder / "contents.png")
        yield "contents", folder / "contents.png", 720
        page.goto(f"{hub.address}/emergency?template=fire")
        page.get_by_label("訓練", exact=True).check()
        page.get_by_role("button", name="2　出るものを確かめる").click()
        page.screenshot(path=folder / "emergency.png")
        yield "emergency", folder / "emergency.png", 720


@contextmanager
def chromium() -> Iterator[Page]:
    """A page of the size of a municipal PC's screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page(locale="ja-JP", viewport={"width": 1366, "height": 768})
        browser.close()


def open_counters(hub: RunningHub) -> None:
    """Three clerks begin, each under the own name."""
    for number, name in ((1, "田中"), (3, "佐藤"), (6, "鈴木")):
        token = hub.token(Role.CLERK, name)
        path = f"/api/counters/counter-{number}"
        hub.ask("PUT", path, token, json={"open": True}).raise_for_status()


def seat_visitors(hub: RunningHub) -> None:
    """People come and are called; the last one called, at counter 3, is being served."""
    kiosk, clerk = hub.token(Role.KIOSK), hub.token(Role.CLERK, "田中")
    called: dict[str, Any] = {}
    for count, visitor in enumerate(VISITORS):
        body = {"id": uuid4().hex, **visitor}
        hub.ask("POST", "/api/tickets", kiosk, json=body).raise_for_status()
        if count in CALLS:
            path = f"/api/counters/counter-{CALLS[count]}/call-next"
            called = hub.ask("POST", path, clerk, json={}).json()["ticket"]
        hub.clock.later(minutes=1, seconds=17)
    begun = {"ticket": called["id"]}
    hub.ask("POST", "/api/counters/counter-3/begin", clerk, json=begun).raise_for_status()
    hub.clock.later(minutes=2)


def keep(source: Path, target: Path, width: int) -> None:
    """Shrink to `width` pixels and to 128 colours: screens of flat colours lose nothing by it."""
    with Image.open(source) as picture:
        height = round(picture.height * width / picture.width)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    target.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(128).save(target, optimize=True)
    print(f"{target.name:<24} {width} x {height}  {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
