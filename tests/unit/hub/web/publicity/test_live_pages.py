"""Open pages hear of a new edition, each at its own time, and are let go when the hub stops."""

import asyncio
from collections.abc import AsyncIterator, Awaitable

import pytest

from hub.domain.lobby import Lobby
from hub.service.board import Board
from hub.service.publicity.press import Press
from hub.web.live import CHANGED
from hub.web.publicity import live
from hub.web.publicity.live import PublicChanges
from tests.lobbies import World

# Seconds: far longer than anything here takes.
PATIENCE = 20.0


@pytest.fixture
def world() -> World:
    return World()


def told(frames: AsyncIterator[bytes]) -> Awaitable[bytes]:
    return asyncio.wait_for(anext(frames), PATIENCE)


def test_a_page_hears_at_once_and_then_of_every_edition(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LOOK", 0.001)
    board, ticks = Board(Lobby(world.site)), [0.0]
    board.advance(world.events)
    changes = PublicChanges(Press(board, lambda: world.now, lambda: ticks[0]))

    async def body() -> None:
        frames = changes.stream()
        assert await told(frames) == CHANGED
        silent = asyncio.ensure_future(anext(frames))
        done, _ = await asyncio.wait({silent}, timeout=0.05)
        assert not done
        world.issue()
        board.advance(world.events)
        ticks[0] += 1
        assert await asyncio.wait_for(silent, PATIENCE) == CHANGED
        await frames.aclose()  # type: ignore[attr-defined] # a generator

    asyncio.run(body())


def test_a_silent_lobby_still_gives_a_beat(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK", 0.001)
    monkeypatch.setattr(live, "BEAT", 0.01)
    changes = PublicChanges(Press(Board(world.lobby), lambda: world.now, lambda: 0.0))

    async def body() -> None:
        frames = changes.stream()
        assert [await told(frames) for _ in range(3)] == [CHANGED] * 3
        await frames.aclose()  # type: ignore[attr-defined] # a generator

    asyncio.run(body())


def test_all_pages_are_let_go_when_the_hub_stops(world: World) -> None:
    changes = PublicChanges(Press(Board(world.lobby), lambda: world.now))

    async def body() -> None:
        pages = [changes.stream() for _ in range(20)]
        for page in pages:
            await told(page)
        waiting = asyncio.gather(*(anext(page) for page in pages), return_exceptions=True)
        changes.close()
        ended = await asyncio.wait_for(waiting, PATIENCE)
        assert all(isinstance(each, StopAsyncIteration) for each in ended)

    asyncio.run(body())
