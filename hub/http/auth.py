"""Who is asking: a device by its bearer token, a member of staff by the session cookie."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from hub.service.access import (
    Denial,
    Denied,
    Principal,
    Right,
    check_own_page,
    check_right,
    secret_hash,
)
from hub.service.devices import Keyring
from hub.service.signin import SignedIn

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Seconds between two readings of the records for tokens that are not known: neither a revoked
# terminal that keeps asking nor someone who guesses must keep the database busy.
REREAD = 0.2


class Guard:
    """Lets requests through by their token. Belongs to the event loop.

    `secure` says that the hub speaks TLS, and the cookie may travel over nothing else.
    """

    def __init__(self, keyring: Keyring, clock: Callable[[], datetime], *, secure: bool) -> None:
        self._keyring = keyring
        self._clock = clock
        self._secure = secure
        # __Host- (RFC 6265bis, 4.1.3.2): no other host or path can set it.
        self._cookie = "__Host-machiai" if secure else "machiai"
        self._rereading = asyncio.Lock()
        self._reread = float("-inf")

    async def allow(self, request: Request, right: Right) -> Principal:
        """The one who asks, who must have the right.

        Raises Denied(NOT_SIGNED_IN, NOT_ALLOWED or FOREIGN_PAGE).
        """
        who = await self.who(request)
        if who is None:
            raise Denied(Denial.NOT_SIGNED_IN)
        check_right(who, right)
        return who

    async def who(self, request: Request) -> Principal | None:
        """Whoever holds the request's token. Denied(FOREIGN_PAGE) for a forged one."""
        key = self.token_hash(request)
        if key is None:
            return None
        who = self._keyring.find(key)
        if who is None:
            await self._read_again()
            who = self._keyring.find(key)
        return who

    def token_hash(self, request: Request) -> str | None:
        """The key of the request's token. A cookie counts only on requests of our own pages."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            token = request.cookies.get(self._cookie, "")
            if not token:
                return None
            if request.method not in _SAFE:
                check_own_page(request.headers, cookie=True)
        return secret_hash(token)

    def sign_in(self, response: Response, signed_in: SignedIn) -> None:
        """Give the browser its session."""
        self._keyring.add(signed_in.token, signed_in.who)
        response.set_cookie(
            self._cookie,
            signed_in.token,
            max_age=int((signed_in.expires - self._clock()).total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )

    def sign_out(self, response: Response, token_hash: str) -> None:
        """Forget the session, here and in the browser."""
        self._keyring.drop(token_hash)
        response.delete_cookie(
            self._cookie, path="/", secure=self._secure, httponly=True, samesite="strict"
        )

    async def _read_again(self) -> None:
        """Another hub or the command line may just have given the token out."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        async with self._rereading:
            if self._reread > asked:
                return
            await asyncio.sleep(self._reread + REREAD - loop.time())
            self._reread = loop.time()
            await asyncio.to_thread(self._keyring.refresh)
