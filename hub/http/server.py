"""Sockets and TLS: the application behind uvicorn."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from hub.supervised import Supervisor

# Seconds. Longer than a terminal's pause between two requests: a new TLS connection costs more.
KEEP_ALIVE = 75
# Seconds that requests under way get when the hub stops.
GRACE = 3
BACKLOG = 2048


class ListenFault(Exception):
    """The hub cannot listen there, or not with that certificate; the message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """The hub's socket; ListenFault. Port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise ListenFault(
            f"{host}:{port} で待ち受けられません（{error.strerror}）。"
            "同じポートのハブが動いていないか、アドレスがこの機械のものかを確かめてください。"
        ) from error


class HubServer(uvicorn.Server):
    """uvicorn, which lets the event streams end before it waits for open requests."""

    def __init__(
        self,
        app: ASGIApp,
        certificate: tuple[Path, Path] | None,
        *,
        ready: Callable[["HubServer"], None],
        stopping: Callable[[], None],
        stopped: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(_config(app, certificate))
        self._stopping = stopping
        self._stopped = stopped
        self._ready = ready
        self._supervisor = Supervisor()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """From here on requests are answered."""
        await super().startup(sockets)
        self._ready(self)
        self._supervisor.ready()

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second, while the event loop goes round."""
        self._supervisor.beat()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by `serve` once a signal has come, and before that signal ends the process."""
        self._stopping()
        await super().shutdown(sockets)
        await self._stopped()


def _config(app: ASGIApp, certificate: tuple[Path, Path] | None) -> uvicorn.Config:
    chain, key = certificate or (None, None)
    config = uvicorn.Config(
        app,
        http=_protocol(),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        ssl_certfile=chain,
        ssl_keyfile=key,
    )
    try:
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise ListenFault(
            f"証明書 {chain} か秘密鍵 {key} を使えません（{error}）。"
            "hub.yaml の tls を確かめてください。"
        ) from error
    return config


def _protocol() -> Literal["h11"] | type[asyncio.Protocol]:
    """That of httptools where there is one, with a bound for heads; h11 has one of its own."""
    try:
        from hub.http.bounded import BoundedProtocol  # noqa: PLC0415 - there may be no httptools
    except ImportError:
        return "h11"
    return BoundedProtocol


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run the hub's event loop: uvloop where there is one (not on Windows)."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_awaited(main))


async def _awaited(main: Callable[[], Awaitable[None]]) -> None:
    await main()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows
    except ImportError:
        return None
    return uvloop.new_event_loop
