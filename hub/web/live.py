"""One stream a page that says only that something has changed; the page fetches itself.

It carries nothing about anybody, so it is open to everyone.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response

from hub.domain.events import Event
from hub.service.board import Board
from hub.web.sending import events

# Seconds between two changes told to one page: nobody reads faster than 4 times a second.
PAUSE = 0.25
# Seconds. Waiting minutes grow though nothing happens, and a silent hub is one that is away.
BEAT = 15.0
CHANGED = b"event: changed\ndata: \n\n"


class Changes:
    """Wakes all pages. Belongs to the event loop."""

    def __init__(self, board: Board) -> None:
        self._turn = asyncio.Event()
        self._closed = False
        board.listen(self._wake)

    def close(self) -> None:
        """Let every page go; the hub stops."""
        self._closed = True
        self._wake(())

    async def serve(self, _request: Request) -> Response:
        return events(self.stream())

    async def stream(self) -> AsyncIterator[bytes]:
        """A change at once, for a page that may have missed some, and then every one."""
        while not self._closed:
            # Before the page is told: what happens while it fetches is told again.
            turn = self._turn
            yield CHANGED
            await asyncio.sleep(PAUSE)
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT):
                    await turn.wait()

    def _wake(self, _events: Sequence[Event]) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()
