"""What scanners on the hub's own ports read, on its way to the one page that listens."""

import asyncio
from collections.abc import AsyncIterator, Mapping

# Seconds between two signs of life to the page; proxies take a silent line for a dead one.
BEAT = 10.0


class ScanRoom:
    """Belongs to the event loop, but for `deliver`. A code that nobody listens for is dropped."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._listeners: dict[str, asyncio.Queue[str | None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """From here on codes can be delivered: call it in the event loop."""
        self._loop = asyncio.get_running_loop()

    def listen(self, scanner: str) -> AsyncIterator[str]:
        """The codes from now on, and "" as a sign of life. KeyError for an unknown scanner.

        The page that listened before goes without: one scanner stands at one place.
        """
        if scanner not in self.names:
            raise KeyError(scanner)
        before = self._listeners.get(scanner)
        if before is not None:
            before.put_nowait(None)
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners[scanner] = queue
        return self._codes(scanner, queue)

    def deliver(self, scanner: str, text: str) -> None:
        """From a scanner's own thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, scanner, text)

    def close(self) -> None:
        """Let the listening pages go; the hub stops."""
        for queue in self._listeners.values():
            queue.put_nowait(None)

    def _put(self, scanner: str, text: str) -> None:
        queue = self._listeners.get(scanner)
        if queue is not None:
            queue.put_nowait(text)

    async def _codes(self, scanner: str, queue: asyncio.Queue[str | None]) -> AsyncIterator[str]:
        try:
            while True:
                try:
                    async with asyncio.timeout(BEAT):
                        code = await queue.get()
                except TimeoutError:
                    code = ""
                if code is None:
                    return
                yield code
        finally:
            if self._listeners.get(scanner) is queue:
                del self._listeners[scanner]
