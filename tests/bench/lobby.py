"""The lobby's speed: numbers, calls, readers, screens, starts, memory.

The client runs on the same cores as the hub. Every number is on the disk before it is answered.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench import screens
from tests.bench.figures import Figure, percentile
from tests.bench.readers import call_to_displays, many_readers
from tests.live import City, LiveHub, make
from tests.load import Link

CLIENTS, SECONDS = 8, 10.0
STARTS = 5


def measure(folder: Path, only: str, soak_minutes: float) -> Iterator[Figure]:
    """All figures whose bench has `only` in its name."""
    benches: dict[str, Callable[[Path], Iterator[Figure]]] = {
        "issue": issue,
        "call": call,
        "readers": readers,
        "start": start,
        "tap": screens.tap,
        "soak": partial(screens.soak, minutes=soak_minutes),
    }
    for name, bench in benches.items():
        if only in name:
            yield from bench(folder / name)


def issue(folder: Path) -> Iterator[Figure]:
    """8 kiosks that take one number after another."""
    city = make(folder)
    with LiveHub(city):
        asyncio.run(_issue(city, 2.0))
        began = time.perf_counter()
        times = asyncio.run(_issue(city, SECONDS))
        elapsed = time.perf_counter() - began
    rate = len(times) / elapsed
    yield Figure("tickets issued, durable, 8 clients", rate, "/s", 1000, more_is_better=True)
    yield Figure("issue p50", percentile(times, 0.5) * 1000, "ms", 25)
    yield Figure("issue p99", percentile(times, 0.99) * 1000, "ms", 25)


async def _issue(city: City, seconds: float) -> list[float]:
    until = time.perf_counter() + seconds
    times: list[float] = []
    async with asyncio.TaskGroup() as group:
        for number in range(CLIENTS):
            group.create_task(_client(city, number, until, times))
    return times


async def _client(city: City, number: int, until: float, times: list[float]) -> None:
    service = city.services[number % len(city.services)]
    prefix = f"{time.time_ns():016x}{number:08x}"
    async with Link(city.address, city.tokens["kiosk-1"]) as link:
        count = 0
        while (began := time.perf_counter()) < until:
            body = {"id": f"{prefix}{count:08x}", "service": service}
            status, answer = await link.send("POST", "/api/tickets", body)
            assert status in (200, 201), answer
            times.append(time.perf_counter() - began)
            count += 1


def call(folder: Path) -> Iterator[Figure]:
    """A clerk calls; 200 displays get the event."""
    city = make(folder)
    with LiveHub(city):
        times = asyncio.run(call_to_displays(city, displays=200, calls=100))
    yield Figure("call to event at 200 displays, p50", percentile(times, 0.5) * 1000, "ms", 50)
    yield Figure("call to event at 200 displays, p99", percentile(times, 0.99) * 1000, "ms", 50)


def readers(folder: Path) -> Iterator[Figure]:
    """2,000 readers of one hub while numbers are issued."""
    city = make(folder)
    with LiveHub(city):
        missed = asyncio.run(many_readers(city, readers=2000, tickets=200))
    yield Figure("events missed by 2,000 readers", missed, "", 0)


def start(folder: Path) -> Iterator[Figure]:
    """From the start of the process until the hub answers; the median of five."""
    city = make(folder)
    hub = LiveHub(city)
    times = []
    for _ in range(STARTS):
        times.append(hub.start())
        hub.stop()
    yield Figure("hub: cold start", percentile(times, 0.5), "s", 1.5)
