"""Open pages of tickets: a call at once, the rest together, and never without bounds."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from hub.domain.moving import cancel
from hub.domain.tickets import Ticket
from hub.service.board import Board
from hub.web.phone import live
from hub.web.phone.live import PhoneLive, TooMany
from hub.web.phone.view import Offers, TicketView, Waits, ticket_view
from tests.lobbies import World


class Rig:
    """A lobby whose pages show the view's kind and place."""

    def __init__(self) -> None:
        self.world = World()
        self.world.open("c2")
        self.board = Board(self.world.lobby)
        self.live = PhoneLive(
            self.board, lambda: self.world.now, "Asia/Tokyo", self._show, self._draw
        )

    def _show(self, leg: Ticket, waits: Waits, language: str) -> TicketView:
        return ticket_view(self.world.lobby, leg, waits, language, Offers())

    def _draw(self, view: TicketView, link: str, _language: str) -> str:
        return f"{link[-1]}\n{view.kind} {view.ahead}"

    def open(self, ticket: Ticket) -> AsyncIterator[bytes]:
        return self.live.open(ticket, "ja", ticket.id)

    def heard(self) -> None:
        """As the board tells, after the lobby shows it."""
        self.live._heard((self.world.events[-1],))  # noqa: SLF001 - the board's own listener


async def now(page: AsyncIterator[bytes]) -> str:
    return (await anext(page)).decode().replace("\n\n", "").replace("\n", " ")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSE", 0.0)
    monkeypatch.setattr(live, "BEAT", 0.01)


def test_a_call_goes_out_at_once_and_the_rest_with_the_next_look() -> None:
    async def run() -> None:
        rig = Rig()
        first, second = rig.world.issue("move"), rig.world.issue("move")
        pages = [rig.open(first), rig.open(second)]
        assert [await now(page) for page in pages] == [
            "event: now data: 1 waiting 0",
            "event: now data: 2 waiting 1",
        ]
        rig.world.call("c2")
        rig.heard()
        assert await now(pages[0]) == "event: now data: 1 called None"
        assert await now(pages[1]) == "event: beat data: 09:00"
        looking = asyncio.create_task(rig.live.run())
        assert await now(pages[1]) == "event: now data: 2 waiting 0"
        assert await now(pages[1]) == "event: beat data: 09:00"
        looking.cancel()

    asyncio.run(run())


def test_a_slow_line_gets_the_latest_only() -> None:
    async def run() -> None:
        rig = Rig()
        ticket = rig.world.issue("move")
        page = rig.open(ticket)
        await now(page)
        rig.world.issue("move")
        rig.heard()
        rig.world.call("c2")
        rig.heard()
        assert "called" in await now(page)
        assert "beat" in await now(page)

    asyncio.run(run())


def test_pages_end_with_the_visit_the_day_and_the_hub() -> None:
    async def run() -> None:
        rig = Rig()
        ticket, other = rig.world.issue("move"), rig.world.issue("move")
        page, yesterday = rig.open(ticket), rig.open(other)
        await now(page), await now(yesterday)
        rig.world.do(None, partial(cancel, ticket_id=ticket.id))
        del rig.world.lobby.tickets[other.id]
        looking = asyncio.create_task(rig.live.run())
        rig.heard()
        assert await now(page) == "event: now data: 1 cancelled None"
        assert await now(yesterday) == "event: gone data: "
        assert [frame async for frame in yesterday] == []
        assert rig.live.count == 1
        rig.live.close()
        assert [frame async for frame in page][1:] == []
        assert rig.live.count == 0
        looking.cancel()

    asyncio.run(run())


def test_one_visitor_and_all_visitors_open_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        rig = Rig()
        ticket, other = rig.world.issue("move"), rig.world.issue("move")
        never_read = rig.open(ticket)
        oldest = rig.open(ticket)
        newer = [rig.open(ticket) for _ in range(live.MOST_OF_ONE)]
        for page in (oldest, *newer):
            await now(page)
        assert never_read is not None
        assert await now(oldest) == "event: bye data: "
        assert [frame async for frame in oldest] == []
        assert rig.live.count == len(newer)
        monkeypatch.setattr(live, "MOST", len(newer))
        with pytest.raises(TooMany):
            rig.open(other)

    asyncio.run(run())


def test_a_bug_in_one_page_does_not_stop_all_pages(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        rig = Rig()
        page = rig.open(rig.world.issue("move"))
        await now(page)
        with monkeypatch.context() as patch:
            patch.setattr(live, "latest_legs", None)
            looking = asyncio.create_task(rig.live.run())
            rig.heard()
            while "phones" not in caplog.text:  # noqa: ASYNC110 - it only logs
                await asyncio.sleep(0)
        rig.world.issue("move")
        rig.world.call("c2")
        rig.live._readers[next(iter(rig.live._readers))][0].shown = None  # noqa: SLF001 - anew
        rig.heard()
        assert "called" in await now(page)
        looking.cancel()

    asyncio.run(run())
