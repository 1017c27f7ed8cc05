"""Many displays on one hub's event stream."""

import asyncio
import time
from uuid import uuid4

from tests.live import City
from tests.load import Link


async def call_to_displays(city: City, displays: int, calls: int) -> list[float]:
    """Seconds from a clerk's request to the event at each display, for each call."""
    counter = city.counters[0]
    async with Link(city.address, city.clerk) as clerk, asyncio.TaskGroup() as group:
        await clerk.send("PUT", f"/api/counters/{counter}", {"open": True})
        for _ in range(calls):
            await _ticket(clerk, city)
        _, lobby = await clerk.send("GET", "/api/lobby")
        watch = Watch(lobby["last_event"])
        readers = [group.create_task(watch.follow(city, "display-1")) for _ in range(displays)]
        await watch.all_there(displays)
        for count in range(1, calls + 1):
            watch.called = time.perf_counter()
            await clerk.send("POST", f"/api/counters/{counter}/call-next", {"command": uuid4().hex})
            await watch.reached(count * displays)
        for reader in readers:
            reader.cancel()
    return watch.times


async def many_readers(city: City, readers: int, tickets: int) -> int:
    """How many events some reader did not get, of `tickets` issued while all were reading."""
    async with Link(city.address, city.clerk) as clerk, asyncio.TaskGroup() as group:
        _, lobby = await clerk.send("GET", "/api/lobby")
        watch = Watch(lobby["last_event"])
        tasks = [group.create_task(watch.follow(city, "display-1")) for _ in range(readers)]
        await watch.all_there(readers)
        for _ in range(tickets):
            await _ticket(clerk, city)
        await watch.reached(readers * tickets)
        for task in tasks:
            task.cancel()
    return readers * tickets - watch.seen


async def _ticket(link: Link, city: City) -> None:
    # The first counter's own service, so that it has somebody to call.
    service = city.settings.counters[0].profile[0].service
    status, answer = await link.send(
        "POST", "/api/tickets", {"id": uuid4().hex, "service": service}
    )
    assert status in (200, 201), answer


class Watch:
    """Counts what all displays see; a gap in the ids of one raises."""

    def __init__(self, after: int) -> None:
        self._after = after
        self.called = 0.0
        self.times: list[float] = []
        self.seen = 0
        self.there = 0

    async def follow(self, city: City, terminal: str) -> None:
        async with Link(city.address, city.tokens[terminal]) as link:
            # The stream's first bytes come at once; counting begins before any event.
            self.there += 1
            last = self._after
            async for number in link.events(self._after):
                assert number == last + 1, f"event {number} came after {last}"
                last = number
                self.seen += 1
                self.times.append(time.perf_counter() - self.called)

    async def all_there(self, readers: int) -> None:
        """Everybody has connected; a second more for the hub to have them all."""
        async with asyncio.timeout(60):
            while self.there < readers:  # noqa: ASYNC110 - a count of 2,000 tasks
                await asyncio.sleep(0.01)
        await asyncio.sleep(1 + readers / 1000)
        self.seen, self.times = 0, []

    async def reached(self, events: int) -> None:
        """Until so many events have been seen by all together."""
        async with asyncio.timeout(60):
            while self.seen < events:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.001)
