"""A cheap HTTP client for load: asyncio sockets, kept alive, nothing that costs more than the hub.

requests needs some 700 us of the client's processor for one request, and the client shares the
hub's two cores.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, Self
from urllib.parse import urlsplit


class Broken(Exception):
    """The hub hung up, or is not there."""


class Link:
    """One kept-alive connection of one client. Connects on first use and after a break."""

    def __init__(self, address: str, token: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._head = f"Host: {parts.netloc}\r\nAuthorization: Bearer {token}\r\n"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """The status and the parsed body. Raises Broken; then nobody knows if it was done."""
        try:
            return await self._send(
                method, path, b"" if body is None else json.dumps(body).encode()
            )
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            self.close()
            raise Broken(str(error)) from error

    async def _send(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        reader, writer = await self._connected()
        lines = f"{method} {path} HTTP/1.1\r\n{self._head}"
        if body:
            lines += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{lines}\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        length = _length(head)
        answer = await reader.readexactly(length) if length else b""
        return status, json.loads(answer) if answer else None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        return self._streams

    async def events(self, after: int) -> AsyncIterator[int]:
        """The ids of the event stream, as they come. Raises Broken."""
        try:
            reader, writer = await self._connected()
            ask = f"GET /api/events HTTP/1.1\r\n{self._head}Last-Event-ID: {after}\r\n\r\n"
            writer.write(ask.encode())
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    yield int(line[4:])
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise Broken(str(error)) from error
        finally:
            self.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def patiently(link: Link, method: str, path: str, body: Any) -> tuple[int, Any]:
    """Send again, with the same key, until somebody answers: as every terminal of ours does."""
    while True:
        with suppress(Broken):
            return await link.send(method, path, body)
        # Nothing tells when a hub that was killed answers again.
        await asyncio.sleep(0.02)
