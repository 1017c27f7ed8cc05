"""Kiosks get the desk's public keys and hand in their own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from hub.http.bodies import read
from hub.http.endpoints import Guarded, json, nothing
from hub.http.problems import BadRequest
from hub.service.access import Principal, Right
from hub.service.keys import KeyTaken, NotAKey
from hub.service.seal_wire import KEY_BUNDLE, KIOSK_PUBLIC_KEY, KeyBundle
from hub.service.sealed import SealedCodes

T = TypeVar("T")


class Keys:
    """Belongs to the event loop; keys and records have a thread of their own."""

    def __init__(self, sealed: SealedCodes) -> None:
        self._sealed = sealed
        self._executor = ThreadPoolExecutor(1, "keys")

    def close(self) -> None:
        """End the thread, once it has done what is under way."""
        self._executor.shutdown()

    async def refresh(self) -> None:
        """Make, destroy and read the keys that it is time for; may raise JournalFault."""
        await self._slowly(self._sealed.refresh)

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="GET",
                path="/api/keys",
                right=Right.SEAL,
                run=self._bundle,
                summary="The desk's signed public keys",
                tag="sealed codes",
                answer=KEY_BUNDLE,
                refuses=("no_keys",),
            ),
            Guarded(
                method="POST",
                path="/api/kiosk-key",
                right=Right.SEAL,
                run=self._register,
                summary="A kiosk hands in the public key that it signs with",
                tag="sealed codes",
                body=KIOSK_PUBLIC_KEY,
                refuses=("key_taken", "not_a_key"),
            ),
        )

    async def _bundle(self, _request: Request, _who: Principal) -> Response:
        bundle = await self._slowly(self._sealed.bundle)
        if bundle is None:
            raise BadRequest("no_keys")
        return json(KEY_BUNDLE, KeyBundle(bundle))

    async def _register(self, request: Request, who: Principal) -> Response:
        key = await read(request, KIOSK_PUBLIC_KEY)
        try:
            await self._slowly(lambda: self._sealed.kiosks.register(key.public, who.id, who.id))
        except KeyTaken:
            raise BadRequest("key_taken") from None
        except NotAKey:
            raise BadRequest("not_a_key") from None
        return nothing()

    async def _slowly(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)
