"""The stream that tells an open page that there is a new edition; the page then fetches itself.

However many pages are open, they ask for about as many pages a second as the hub gives easily.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from random import uniform

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.service.publicity.press import Press
from hub.web.live import BEAT, CHANGED
from hub.web.publicity.printing import STREAM
from hub.web.sending import events

# Seconds between two looks for a new edition, and for how many pages at once a second is enough:
# 10,000 open pages look every 5 seconds, each at its own time.
LOOK, EASY = 1.0, 2000


class PublicChanges:
    """Belongs to the event loop."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._closed = asyncio.Event()
        self._readers = 0

    def add_to(self, router: Router) -> None:
        router.add_route(STREAM, self._serve)

    def close(self) -> None:
        """Let every page go; the hub stops."""
        self._closed.set()

    async def _serve(self, _request: Request) -> Response:
        return events(self.stream())

    async def stream(self) -> AsyncIterator[bytes]:
        """A change at once, for a page that may have missed some, and then every one it sees."""
        self._readers += 1
        try:
            async for frame in self._frames():
                yield frame
        finally:
            self._readers -= 1

    async def _frames(self) -> AsyncIterator[bytes]:
        told, silent = -1, 0.0
        while not self._closed.is_set():
            edition = self._press.edition().passing
            if edition != told or silent >= BEAT:
                told, silent = edition, 0.0
                yield CHANGED
            pause = LOOK * max(1.0, self._readers / EASY) * uniform(0.8, 1.2)  # noqa: S311 - pace
            silent += pause
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._closed.wait()
