"""A crowd that looks at one address, as a process of its own: asyncio protocols, nothing parsed.

    python -m tests.bench.viewers ADDRESS PATH SECONDS RATE

Prints {"requests": …, "seconds": …, "p50": …, "p99": …}, times in seconds. A connection stands
for many viewers. Together they ask RATE times a second, each at its own times however slow the
answers before were, and the time of an answer counts from when it was due; with a RATE of 0 each
asks again as soon as it has been answered.
"""

import asyncio
import json
import sys
import time
from random import random
from urllib.parse import urlsplit

from tests.bench.figures import percentile

CONNECTIONS = 64
# Seconds for the last answers.
PATIENCE = 20.0
_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Viewer(asyncio.Protocol):
    """One kept-alive connection that asks every `pause` seconds, or at once where that is 0."""

    def __init__(self, request: bytes, until: float, pause: float, times: list[float]) -> None:
        self._request = request
        self._until = until
        self._pause = pause
        self._times = times
        self._due = 0.0
        self._got = bytearray()
        self._wanted = 0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._due = time.perf_counter() + random() * self._pause
        self._wait()

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._wanted and (head := self._got.find(_END)) >= 0:
            assert self._got.startswith(b"HTTP/1.1 200"), bytes(self._got[:200])
            at = self._got.index(_LENGTH) + len(_LENGTH)
            self._wanted = head + len(_END) + int(self._got[at : self._got.index(b"\r", at)])
        if self._wanted and len(self._got) >= self._wanted:
            now = time.perf_counter()
            self._times.append(now - self._due)
            self._due = self._due + self._pause if self._pause else now
            self._wait()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the hub hung up"))

    def _wait(self) -> None:
        delay = self._due - time.perf_counter()
        if self._due >= self._until:
            self.over.set_result(None)
            self._transport.close()
        elif delay > 0:
            asyncio.get_running_loop().call_later(delay, self._ask)
        else:
            self._ask()

    def _ask(self) -> None:
        self._got.clear()
        self._wanted = 0
        self._transport.write(self._request)


async def crowd(address: str, path: str, seconds: float, rate: float) -> dict[str, float]:
    """The figures of a crowd."""
    place = urlsplit(address)
    head = f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n"
    request = f"{head}Accept-Encoding: gzip\r\nAccept-Language: ja\r\n\r\n".encode()
    times: list[float] = []
    pause = CONNECTIONS / rate if rate else 0.0
    began = time.perf_counter()
    until = began + seconds
    loop = asyncio.get_running_loop()
    viewers = [
        (
            await loop.create_connection(
                lambda: Viewer(request, until, pause, times), place.hostname or "", place.port or 80
            )
        )[1]
        for _ in range(CONNECTIONS)
    ]
    async with asyncio.timeout(seconds + PATIENCE):
        await asyncio.gather(*(viewer.over for viewer in viewers))
    return {
        "requests": len(times),
        "seconds": time.perf_counter() - began,
        "p50": percentile(times, 0.5),
        "p99": percentile(times, 0.99),
    }


async def _main(address: str, path: str, seconds: str, rate: str) -> None:
    print(json.dumps(await crowd(address, path, float(seconds), float(rate))))


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
