"""An alarm at the hub's hook: on every screen within a second, until its time, over restarts."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from hub.cli.demo.wording import DemoFault
from kiosk.shell.phrases import unbroken
from tests.live import City, LiveHub, edit, make
from tests.terminals import Terminal
from tests.waiting import eventually

TOKEN = "t" * 40
FIRE = {"id": "fire", "status": "actual", "headline": "火災です", "calls": "stop"}
# Seconds, with looking: the machine runs a hub and two terminals, all drawn by its processor.
PROMISED = 1.0


def prepared(folder: Path) -> City:
    city = make(folder)
    (folder / "token").write_text(TOKEN, encoding="ascii")
    edit(folder / "emergencies.yaml", lambda all_: all_.update(hook={"token_file": "token"}))
    return city


def send(city: City, told: dict[str, Any]) -> None:
    with closing(requests.Session()) as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {TOKEN}"
        session.post(f"{city.address}/api/alerts", json=told, timeout=5).raise_for_status()


def seconds_until(screens: Sequence[Terminal], begin: Callable[[], None]) -> list[float]:
    """How long after `begin` each screen is covered."""

    def watch(screen: Terminal) -> float:
        screen.hand.do(see="emergency-cover", seconds=20)
        return time.monotonic() - began

    with ThreadPoolExecutor(len(screens)) as pool:
        began = time.monotonic()
        begin()
        return list(pool.map(watch, screens))


def is_covered(screen: Terminal) -> bool:
    try:
        screen.hand.do(see="emergency-cover", seconds=0.1)
    except DemoFault:
        return False
    return True


def test_an_alarm_is_on_every_screen_at_once_and_stays_until_its_time(tmp_path: Path) -> None:
    city = prepared(tmp_path / "city")
    with (
        LiveHub(city) as hub,
        Terminal(city, "signage", "display-1") as display,
        Terminal(city, "kiosk", "kiosk-1") as kiosk,
    ):
        display.hand.do(see="live", seconds=60)
        kiosk.hand.do(tap="take-number", see="screen-services", seconds=60)
        took = seconds_until((display, kiosk), lambda: send(city, FIRE))
        assert max(took) < PROMISED, took
        display.hand.do(read="emergency-headline", text=unbroken("火災です"))

        ends = datetime.now(UTC) + timedelta(seconds=15)
        send(city, FIRE | {"headline": "鎮火しました", "expires": ends.isoformat()})
        for screen in (display, kiosk):
            screen.hand.do(read="emergency-headline", text=unbroken("鎮火しました"), seconds=5)
        hub.kill()
        display.kill()
        display.start()
        display.hand.do(see="emergency-cover", seconds=15)
        for screen in (display, kiosk):
            eventually(lambda screen=screen: not is_covered(screen), "the end")  # type: ignore[misc]
        assert datetime.now(UTC) >= ends
