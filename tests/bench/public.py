"""What everyone reads, while numbers are taken and called: 10,000 viewers of one hub.

Who has the page open looks every three seconds or more seldom, so 10,000 of them ask for some
3,000 pages a second at the most. The crowd runs on the same cores as the hub, in a process of its
own; the numbers are taken and called by this one.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, percentile
from tests.live import ROOT, City, LiveHub, make
from tests.load import Link

SECONDS = 10.0
# A hub that has just started reads what it shows and makes its keys beside its work.
WARM = 3.0
# 10,000 viewers, each of whom looks every three seconds.
VIEWS = 10_000 / 3
# Numbers taken, and calls, a second; people who wait at the beginning, and so throughout.
RATE, WAITING = 10, 100
PAGES = {"page": "/", "json": "/data/congestion.json"}


def measure(folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All figures whose bench has `only` in its name."""
    for name, path in PAGES.items():
        if only in name:
            yield from _viewed(folder / name, path)


def _viewed(folder: Path, path: str) -> Iterator[Figure]:
    city = make(folder)
    with LiveHub(city):
        asyncio.run(_alone(city, path, WARM, VIEWS))
        seen, acts = asyncio.run(_both(city, path))
        most = asyncio.run(_alone(city, path, SECONDS, 0))
    yield Figure(f"{path}: requests, 10,000 viewers", _rate(seen), "/s", 3000, more_is_better=True)
    yield Figure(f"{path}: p50", seen["p50"] * 1000, "ms")
    yield Figure(f"{path}: p99", seen["p99"] * 1000, "ms", 30)
    yield Figure(f"{path}: numbers taken and called meanwhile", len(acts) / SECONDS, "/s")
    yield Figure(
        f"{path}: taken and called meanwhile, p99", percentile(acts, 0.99) * 1000, "ms", 50
    )
    yield Figure(f"{path}: requests, as many as can be", _rate(most), "/s")


def _rate(seen: dict[str, Any]) -> float:
    return float(seen["requests"] / seen["seconds"])


async def _alone(city: City, path: str, seconds: float, rate: float) -> dict[str, Any]:
    told, _ = await (await _crowd(city.address, path, seconds, rate)).communicate()
    found: dict[str, Any] = json.loads(told)
    return found


async def _both(city: City, path: str) -> tuple[dict[str, Any], list[float]]:
    async with Link(city.address, city.clerk) as clerk, Link(city.address, city.clerk) as kiosk:
        await clerk.send("PUT", f"/api/counters/{city.counters[0]}", {"open": True})
        for count in range(WAITING):
            await _take(city, kiosk, time.perf_counter(), -count - 1, [])
        crowd = await _crowd(city.address, path, SECONDS, VIEWS)
        acts = await _busy(city, kiosk, clerk, time.perf_counter() + SECONDS)
        told, _ = await crowd.communicate()
    assert crowd.returncode == 0
    return json.loads(told), acts


async def _crowd(
    address: str, path: str, seconds: float, rate: float
) -> asyncio.subprocess.Process:
    command = ("-m", "tests.bench.viewers", address, path, str(seconds), str(rate))
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )


async def _busy(city: City, kiosk: Link, clerk: Link, until: float) -> list[float]:
    """Numbers taken and called at their own times, however slow the ones before were."""
    times: list[float] = []
    at, count = time.perf_counter(), 0
    while at < until:
        await asyncio.sleep(at - time.perf_counter())
        await asyncio.gather(_take(city, kiosk, at, count, times), _call(city, clerk, at, times))
        at += 1 / RATE
        count += 1
    return times


async def _take(city: City, link: Link, due: float, count: int, times: list[float]) -> None:
    body = {"id": f"{time.time_ns():016x}{count % 2**32:016x}", "service": city.services[0]}
    status, answer = await link.send("POST", "/api/tickets", body)
    assert status in (200, 201), answer
    times.append(time.perf_counter() - due)


async def _call(city: City, link: Link, due: float, times: list[float]) -> None:
    """Call the next one; the counter finishes whoever stands there before."""
    status, answer = await link.send("POST", f"/api/counters/{city.counters[0]}/call-next", {})
    assert status in (200, 201), answer
    times.append(time.perf_counter() - due)
