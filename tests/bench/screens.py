"""The terminals' speed and memory, on their real screens, without a GPU."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from uuid import uuid4

import psutil
import requests

from hub.cli.demo.processes import Hand
from hub.cli.demo.visits import visits
from tests.bench.figures import Figure, percentile
from tests.live import City, LiveHub, make
from tests.terminals import Terminal

STARTS, TAPS = 5, 30
# Everything has been used once, and the allocators have settled, after so much of a soak.
WARM_UP = 0.1
# Seconds between visitors: a lobby far busier than any.
EVERY = 1.0


def tap(folder: Path) -> Iterator[Figure]:
    """From a touch to the first frame of the next screen; from the start to the first screen."""
    city = make(folder)
    with LiveHub(city):
        kiosk = [_first_screen(city, "kiosk", "kiosk-1", "screen-home") for _ in range(STARTS)]
        display = [_first_screen(city, "signage", "display-1", "live") for _ in range(STARTS)]
        with Terminal(city, "kiosk", "kiosk-1") as kiosk_1:
            times = list(_taps(kiosk_1.hand))
    yield Figure("kiosk: touch to next screen, p50", percentile(times, 0.5), "ms", 100)
    yield Figure("kiosk: touch to next screen, p99", percentile(times, 0.99), "ms", 100)
    yield Figure("kiosk: cold start to usable", percentile(kiosk, 0.5), "s", 2.5)
    yield Figure("display: cold start to usable", percentile(display, 0.5), "s", 2.5)


def _taps(hand: Hand) -> Iterator[float]:
    hand.do(see="screen-home")
    for _ in range(TAPS):
        yield hand.do(tap="take-number", see="screen-services")["ms"]
        yield hand.do(tap="back", see="screen-home")["ms"]


def _first_screen(city: City, module: str, terminal: str, item: str) -> float:
    began = time.perf_counter()
    with Terminal(city, module, terminal) as opened:
        opened.hand.do(see=item)
        return time.perf_counter() - began


def soak(folder: Path, minutes: float) -> Iterator[Figure]:
    """Memory of hub, kiosk and display from warmed up to the end of so many minutes of visits."""
    city = make(folder)
    with ExitStack() as running:
        hub = running.enter_context(LiveHub(city))
        kiosk = running.enter_context(Terminal(city, "kiosk", "kiosk-1")).hand
        display = running.enter_context(Terminal(city, "signage", "display-1")).hand
        assert hub.process is not None
        processes = {
            "hub": psutil.Process(hub.process.pid),
            "kiosk": psutil.Process(kiosk.pid),
            "display": psutil.Process(display.pid),
        }
        before = _soak(city, kiosk, processes, minutes)
        after = {name: held(process.pid) for name, process in processes.items()}
    for name, size in before.items():
        growth = (after[name] / size - 1) * 100
        yield Figure(f"{name}: memory growth in {minutes:g} min", growth, "%", 5)


def _soak(
    city: City, kiosk: Hand, processes: dict[str, psutil.Process], minutes: float
) -> dict[str, int]:
    """Visit after visit, each called and finished; the memory after the first tenth of them."""
    began = time.monotonic()
    before: dict[str, int] = {}
    with OneClerk(city) as clerk:
        for visit in visits(kiosk, city.services, city.folder / "shots"):
            clerk.serve()
            passed = time.monotonic() - began
            if not before and passed > minutes * 60 * WARM_UP:
                before = {name: held(process.pid) for name, process in processes.items()}
            if passed > minutes * 60:
                break
            # The visitor takes the paper and goes.
            time.sleep(max(0.0, EVERY - visit.milliseconds / 1000))
    return before


def held(pid: int) -> int:
    """Bytes in memory that the process wrote itself, where a leak would be. Linux alone.

    Not the pages of fonts and libraries (RssFile): they come in as they are touched, the system
    drops them as it likes, and they are why the resident set of a kiosk is never flat.
    """
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    kilobytes = dict(line.split(":", 1) for line in lines)
    return sum(int(kilobytes[part].split()[0]) * 1024 for part in ("RssAnon", "RssShmem"))


class OneClerk:
    """Someone who can do everything, calling at one counter after another."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {city.clerk}"
        self._calls = 0

    def __enter__(self) -> Self:
        for counter in self._city.counters:
            url = f"{self._city.address}/api/counters/{counter}"
            self._session.put(url, json={"open": True}, timeout=5).raise_for_status()
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def serve(self) -> None:
        """Call and finish; where nobody waits for this counter the next one tries later."""
        counter = self._city.counters[self._calls % len(self._city.counters)]
        self._calls += 1
        called = self._post(counter, "call-next")
        if called.ok:
            ticket = called.json()["ticket"]["id"]
            self._post(counter, "finish", ticket=ticket, onward=False).raise_for_status()

    def _post(self, counter: str, verb: str, **body: object) -> requests.Response:
        url = f"{self._city.address}/api/counters/{counter}/{verb}"
        return self._session.post(url, json={"command": uuid4().hex, **body}, timeout=5)
