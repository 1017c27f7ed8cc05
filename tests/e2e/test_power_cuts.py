"""The hub is killed again and again in the middle of a rush: what it acknowledged is there."""

import asyncio
import random
from pathlib import Path

import pytest

from hub.client.api import HubClient
from hub.client.backoff import Backoff
from hub.client.follow import Follower
from hub.domain.lobby import Snapshot, fold, snapshot
from tests.e2e.rush import Rush, caught_up, check_journal, follow
from tests.live import City, make
from tests.postgresql import Cluster
from tests.warm import WarmHub

VISITORS, CLERKS = 4, 4


async def rush_with_cuts(rush: Rush, hub: WarmHub, cuts: int) -> list[int]:
    """Everybody goes on, again and again with the same keys, while the hub dies and comes back."""
    address = rush.city.address
    await rush.open_counters(address)
    seen: list[int] = []
    display = asyncio.create_task(follow(address, rush.city.tokens["display-1"], seen))
    over = asyncio.Event()
    async with asyncio.TaskGroup() as people:
        for _ in range(VISITORS):
            people.create_task(_visitors(rush, over))
        for number in range(CLERKS):
            people.create_task(rush.clerk(address, rush.city.counters[number], over.is_set))
        await _cut_the_power(rush, hub, cuts)
        over.set()
    await caught_up(rush.city, [seen])
    display.cancel()
    return seen


async def _visitors(rush: Rush, over: asyncio.Event) -> None:
    while not over.is_set():
        await rush.visitor(rush.city.address, 1, "kiosk-1")


async def _cut_the_power(rush: Rush, hub: WarmHub, cuts: int) -> None:
    chance = random.Random(20)
    for _ in range(cuts):
        target = len(rush.issued) + chance.randint(3, 30)
        while len(rush.issued) < target:  # noqa: ASYNC110 - it counts in another task
            await asyncio.sleep(0.001)
        await asyncio.to_thread(hub.kill)
        await asyncio.to_thread(hub.start)


@pytest.mark.parametrize(("storage", "cuts"), [("sqlite", 20), ("postgresql", 3)])
def test_what_was_acknowledged_is_there(
    storage: str, cuts: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = None
    if storage == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        url = cluster.new_database().render_as_string(hide_password=False)
    city = make(tmp_path / "city", url)
    shown: list[Snapshot] = []
    with WarmHub(city) as hub, HubClient(city.address, city.tokens["display-2"]) as client:
        display = Follower(
            client,
            lambda lobby, _: shown.append(lobby),
            lambda _: None,
            backoff=Backoff(least=0.01, most=0.1),
        )
        display.start()
        rush = Rush(city)
        seen = asyncio.run(rush_with_cuts(rush, hub, cuts))
        end = len(city.events())
        _wait_until(display, shown, end)
    events = city.events()
    check_journal(events, rush)
    assert seen == list(range(1, len(events) + 1))
    _check_display(city, shown[-1])


def _wait_until(display: Follower, shown: list[Snapshot], end: int) -> None:
    """A real terminal's follower has caught up by itself."""
    display.join(0)
    for _ in range(500):
        if shown and shown[-1].last_event >= end:
            break
        display.join(0.02)
    display.stop()


def _check_display(city: City, shown: Snapshot) -> None:
    """What the display shows at the end is the fold of all that is in the journal."""
    lobby = snapshot(fold(shown.site, city.events()))
    assert {item.id: item.state for item in shown.tickets} == {
        item.id: item.state for item in lobby.tickets
    }
    assert [call.label for call in shown.calls] == [call.label for call in lobby.calls]
    assert dict(shown.tallies) == dict(lobby.tallies)
