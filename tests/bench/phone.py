"""2,000 visitors have their ticket's page open while numbers are called.

The pages are read on the same cores as the hub works on, by this process.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psutil

from tests.bench.figures import Figure, percentile
from tests.live import City, LiveHub, make
from tests.load import Link

PAGES, CALLS, EVERY = 2_000, 20, 0.5
# Seconds for the pages to be open, and for the last changes to arrive.
OPENING, SETTLING = 60.0, 5.0


def measure(folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All figures, where `only` is in the bench's name."""
    if only in "pages":
        yield from measured(folder / "pages", PAGES, CALLS)


def measured(folder: Path, pages: int, calls: int) -> Iterator[Figure]:
    """So many pages open, and calls."""
    city = make(folder)
    with LiveHub(city) as hub:
        assert hub.process is not None
        process = psutil.Process(hub.process.pid)
        crowd = asyncio.run(_crowd(city, process, pages, calls))
    yield Figure("pages open", crowd.there, "", pages, more_is_better=True)
    yield Figure(
        f"call → the called visitor's page, p99 ({pages:,} pages open)",
        percentile(crowd.called, 0.99) * 1000,
        "ms",
        500,
    )
    yield Figure(
        "call → every page whose place in line changed, p99",
        percentile(crowd.changed, 0.99),
        "s",
        5,
    )
    yield Figure("pages that one call changed", len(crowd.changed), "")
    yield Figure(f"hub's processor, {1 / EVERY:g} calls/s", crowd.busy * 100, "% of a core", 80)
    yield Figure("hub's processor, nothing happens", crowd.idle * 100, "% of a core", 15)


@dataclass
class Crowd:
    """What the pages saw. `at` is when the last call was asked for."""

    at: float = 0.0
    there: int = 0
    called: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    busy: float = 0.0
    idle: float = 0.0

    async def follow(self, address: str, ticket: str) -> None:
        """One open page."""
        parts = urlsplit(address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        head = f"GET /t/{ticket}/live?lang=ja HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
        writer.write(head.encode())
        first = True
        try:
            while line := await reader.readline():
                if line != b"event: now\n":
                    continue
                shown = await reader.readline()
                if first:
                    first = False
                    self.there += 1
                elif b"kind-called" in shown:
                    self.called.append(time.perf_counter() - self.at)
                else:
                    self.changed.append(time.perf_counter() - self.at)
        finally:
            writer.close()


async def _crowd(city: City, process: psutil.Process, pages: int, calls: int) -> Crowd:
    crowd = Crowd()
    async with Link(city.address, city.clerk) as clerk, asyncio.TaskGroup() as group:
        await clerk.send("PUT", f"/api/counters/{city.counters[0]}", {"open": True})
        tickets = [await _taken(clerk, city) for _ in range(pages)]
        open_pages = [group.create_task(crowd.follow(city.address, ticket)) for ticket in tickets]
        async with asyncio.timeout(OPENING):
            while crowd.there < pages:  # noqa: ASYNC110 - a count of 2,000 tasks
                await asyncio.sleep(0.05)
        await asyncio.sleep(SETTLING)
        crowd.idle = await _share(process, SETTLING)
        crowd.busy = await _calling(crowd, clerk, city, process, calls)
        crowd.changed.clear()
        await _call(crowd, clerk, city)
        await asyncio.sleep(SETTLING)
        for page in open_pages:
            page.cancel()
    return crowd


async def _calling(
    crowd: Crowd, clerk: Link, city: City, process: psutil.Process, calls: int
) -> float:
    """The share of a core that the hub used while numbers were called."""
    before, began = _spent(process), time.perf_counter()
    for _ in range(calls):
        await _call(crowd, clerk, city)
        await asyncio.sleep(EVERY)
    used = (_spent(process) - before) / (time.perf_counter() - began)
    await asyncio.sleep(SETTLING)
    return used


async def _call(crowd: Crowd, clerk: Link, city: City) -> None:
    crowd.at = time.perf_counter()
    path = f"/api/counters/{city.counters[0]}/call-next"
    status, answer = await clerk.send("POST", path, {"command": uuid4().hex})
    assert status in (200, 201), answer


async def _taken(link: Link, city: City) -> str:
    service = city.settings.counters[0].profile[0].service
    ticket = uuid4().hex
    status, answer = await link.send("POST", "/api/tickets", {"id": ticket, "service": service})
    assert status in (200, 201), answer
    return ticket


async def _share(process: psutil.Process, seconds: float) -> float:
    before = _spent(process)
    await asyncio.sleep(seconds)
    return (_spent(process) - before) / seconds


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
