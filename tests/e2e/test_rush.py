"""8 kiosks x 500 tickets at once while 8 clerks call: unique numbers, nobody called twice."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.rush import Rush, caught_up, check_journal, follow
from tests.live import LiveHub, make, twin
from tests.postgresql import Cluster

CLIENTS, TICKETS, CLERKS = 8, 500, 8


async def rush_hour(rush: Rush, addresses: list[str]) -> list[list[int]]:
    """Clients spread over the hubs, a display at each; what the displays saw."""
    await rush.open_counters(addresses[0])
    seen = [list[int]() for _ in addresses]
    displays = [
        asyncio.create_task(follow(address, rush.city.tokens["display-1"], ids))
        for address, ids in zip(addresses, seen, strict=True)
    ]

    def everybody_was_called() -> bool:
        return len(rush.called) >= CLIENTS * TICKETS

    async with asyncio.TaskGroup() as people:
        for number in range(CLIENTS):
            address = addresses[number % len(addresses)]
            people.create_task(rush.visitor(address, TICKETS, "kiosk-1"))
        for number in range(CLERKS):
            # The other way round, so that each counter's calls meet the other hub's tickets.
            address = addresses[-1 - number % len(addresses)]
            counter = rush.city.counters[number]
            people.create_task(rush.clerk(address, counter, everybody_was_called))
    await caught_up(rush.city, seen)
    for display in displays:
        display.cancel()
    return seen


@pytest.mark.parametrize("storage", ["sqlite", "postgresql"])
def test_a_rush(storage: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """One hub on SQLite; two hubs on one PostgreSQL."""
    if storage == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        url = cluster.new_database().render_as_string(hide_password=False)
        cities = [make(tmp_path / "one", url)]
        cities.append(twin(cities[0], tmp_path / "two"))
    else:
        cities = [make(tmp_path / "one")]
    rush = Rush(cities[0])
    with ExitStack() as running:
        for city in cities:
            running.enter_context(LiveHub(city))
        seen = asyncio.run(rush_hour(rush, [city.address for city in cities]))
    events = cities[0].events()
    check_journal(events, rush)
    assert len(rush.issued) == CLIENTS * TICKETS
    assert all(ids == list(range(1, len(events) + 1)) for ids in seen)
