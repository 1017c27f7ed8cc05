"""A rush of visitors and clerks, and what must be true of the journal afterwards."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

from hub.domain.events import Event, Kind
from tests.live import City
from tests.load import Broken, Link, patiently


@dataclass
class Rush:
    """What was acknowledged: ticket ids with their numbers, and the ids that clerks called."""

    city: City
    issued: dict[str, str] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    async def visitor(self, address: str, tickets: int, kiosk: str) -> None:
        """A kiosk that issues one ticket after another."""
        async with Link(address, self.city.tokens[kiosk]) as link:
            for number in range(tickets):
                service = self.city.services[number % len(self.city.services)]
                key = uuid4().hex
                status, answer = await patiently(
                    link, "POST", "/api/tickets", {"id": key, "service": service}
                )
                assert status in (200, 201), answer
                self.issued[key] = answer["ticket"]["label"]

    async def clerk(self, address: str, counter: str, enough: Callable[[], bool]) -> None:
        """Calls whoever is next until it is `enough`."""
        async with Link(address, self.city.clerk) as link:
            while not enough():
                path = f"/api/counters/{counter}/call-next"
                status, answer = await patiently(link, "POST", path, {"command": uuid4().hex})
                if status == 200:
                    self.called.append(answer["ticket"]["id"])
                else:
                    assert answer["code"] == "nobody_waiting", answer
                    # A clerk without visitors looks again in a moment.
                    await asyncio.sleep(0.05)

    async def open_counters(self, address: str) -> None:
        async with Link(address, self.city.clerk) as link:
            for counter in self.city.counters:
                status, answer = await patiently(
                    link, "PUT", f"/api/counters/{counter}", {"open": True}
                )
                assert status == 200, answer


async def follow(address: str, token: str, seen: list[int]) -> None:
    """Read the event stream for ever, through any break."""
    while True:
        with suppress(Broken):
            async with Link(address, token) as link:
                async for number in link.events(seen[-1] if seen else 0):
                    seen.append(number)  # noqa: PERF401 - what came before a break counts
        # A reader whose hub was killed tries again, as displays do.
        await asyncio.sleep(0.02)


async def caught_up(city: City, displays: Sequence[Sequence[int]]) -> None:
    """Until every display has seen the last event; a minute is more than enough."""
    async with Link(city.address, city.clerk) as link:
        _, lobby = await patiently(link, "GET", "/api/lobby", None)
    async with asyncio.timeout(60):
        behind = [seen for seen in displays if not seen or seen[-1] < lobby["last_event"]]
        while behind:
            await asyncio.sleep(0.02)
            behind = [seen for seen in behind if not seen or seen[-1] < lobby["last_event"]]


def check_journal(events: Sequence[Event], rush: Rush) -> None:
    """Nothing acknowledged is missing, nothing is there twice, no id is left out."""
    assert [event.id for event in events] == list(range(1, len(events) + 1))
    given = {
        event.tickets[0].id: event.tickets[0].label for event in events if event.kind is Kind.ISSUED
    }
    assert len(given) == sum(event.kind is Kind.ISSUED for event in events)
    assert len(set(given.values())) == len(given), "a number was given twice"
    assert rush.issued.items() <= given.items(), "an acknowledged ticket is lost"
    calls = Counter(
        ticket.id
        for event in events
        if event.kind is Kind.CALLED
        for ticket in event.tickets
        if ticket.called_at == event.at
    )
    assert not [key for key, times in calls.items() if times > 1], "a visitor was called twice"
    assert set(rush.called) <= set(calls), "an acknowledged call is lost"
    assert len(rush.called) == len(set(rush.called))
