"""The event stream over HTTP (WHATWG HTML, 9.2 Server-sent events).

A bare ASGI response, so that nothing stands between it and 2,000 sockets.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, suppress
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hub.service.ports import JournalFault

# Seconds that a reader may leave a full socket unread before it is hung up on. What it missed is
# in the journal: it comes back with Last-Event-ID.
STALLED = 10.0

HEADERS = {
    "Cache-Control": "no-store",
    # nginx would otherwise collect events before it passes them on.
    "X-Accel-Buffering": "no",
}


class EventStream(Response):
    """Sends `chunks` until they end, the reader hangs up, or it stalls.

    `opened` is called with +1 and -1, `dropped` for each reader that was hung up on.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        chunks: AsyncIterator[bytes],
        headers: dict[str, str],
        *,
        opened: Callable[[int], None],
        dropped: Callable[[], None],
    ) -> None:
        self.status_code = 200
        self.background = None
        self.body = b""
        self.init_headers({**HEADERS, **headers})
        del self.headers["content-length"]
        self._chunks = chunks
        self._opened = opened
        self._dropped = dropped

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(_hang_up(receive))
        self._opened(1)
        try:
            await self._send_all(send, gone)
        # Stalled, or the journal fails while a reader catches up: both can resume later.
        except (TimeoutError, JournalFault):
            self._dropped()
        finally:
            self._opened(-1)
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone

    async def _send_all(self, send: Send, gone: asyncio.Future[Any]) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        async with aclosing(self._chunks) as chunks:  # type: ignore[type-var] # a generator
            async for chunk in chunks:
                # After a hang-up the server swallows what is sent; nothing else would tell.
                if gone.done():
                    return
                async with asyncio.timeout(STALLED):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
        async with asyncio.timeout(STALLED):
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _hang_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
