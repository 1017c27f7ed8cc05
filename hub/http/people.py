"""Terminals enrol, members of staff sign in and out, the first administrator is set up."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from hub.http.auth import Guard
from hub.http.bodies import Enrol, SetUp, SignInForm, read
from hub.http.endpoints import Guarded, Open, json, nothing
from hub.service.access import Denial, Principal, Right, Role, check_own_page
from hub.service.devices import Devices, Keyring
from hub.service.signin import SignedIn, SignIn
from hub.service.terminals import ENROLLED
from hub.shape import Shape

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in, and until when."""

    login: str
    name: str
    role: Role
    expires: datetime | None


ME = Shape(Me)
_ENROL, _SET_UP, _SIGN_IN = Shape(Enrol), Shape(SetUp), Shape(SignInForm)


class People:
    """Belongs to the event loop; hashing and records have a thread of their own."""

    def __init__(self, sign_in: SignIn, devices: Devices, keyring: Keyring, guard: Guard) -> None:
        self._sign_in = sign_in
        self._devices = devices
        self._keyring = keyring
        self._guard = guard
        # One thread: guesses cannot run side by side, nor fill the memory with hashes.
        self._executor = ThreadPoolExecutor(1, "sign-in")

    def close(self) -> None:
        """End the thread."""
        self._executor.shutdown()

    async def refresh(self) -> None:
        """Read who holds which token anew; may raise JournalFault."""
        await self.slowly(self._keyring.refresh)

    async def invite(self, address: str, say: Callable[[str], None]) -> None:
        """Tell whoever started the hub how to make the first administrator, if there is none."""
        code = await self.slowly(self._sign_in.set_up_code)
        if code is not None:
            say(
                "最初の管理者をつくるには、24時間以内にこのアドレスを開いてください"
                f"（一度だけ使えます）:\n{address}/setup?code={code}"
            )

    def endpoints(self) -> tuple[Open | Guarded, ...]:
        return (
            Open(
                method="POST",
                path="/api/enroll",
                run=self._enrol,
                summary="A terminal gets its token for a one-time code",
                tag="access",
                body=_ENROL,
                answer=ENROLLED,
                refuses=(Denial.BAD_CODE,),
            ),
            Open(
                method="POST",
                path="/api/setup",
                run=self._set_up,
                summary="Make the first administrator, by the code of the set-up link",
                tag="access",
                body=_SET_UP,
                answer=ME,
                refuses=(Denial.BAD_CODE, Denial.WEAK_PASSWORD, Denial.ALREADY_SET_UP),
            ),
            Open(
                method="POST",
                path="/api/session",
                run=self._begin,
                summary="Sign in; sets the session cookie",
                tag="access",
                body=_SIGN_IN,
                answer=ME,
                refuses=(Denial.WRONG_PASSWORD, Denial.LOCKED),
            ),
            Guarded(
                method="GET",
                path="/api/session",
                right=Right.SESSION,
                run=self._me,
                summary="Who is signed in",
                tag="access",
                answer=ME,
            ),
            Guarded(
                method="DELETE",
                path="/api/session",
                right=Right.SESSION,
                run=self._end,
                summary="Sign out",
                tag="access",
            ),
        )

    async def _enrol(self, request: Request) -> Response:
        form = await read(request, _ENROL)
        enrolled = await self.slowly(lambda: self._devices.enrol(form.code))
        # Earlier tokens of the terminal have ended with this.
        await self.refresh()
        return json(ENROLLED, enrolled)

    async def _set_up(self, request: Request) -> Response:
        check_own_page(request.headers, cookie=False)
        form = await read(request, _SET_UP)
        return self._signed_in(
            await self.slowly(
                lambda: self._sign_in.set_up(form.code, form.login, form.name, form.password)
            )
        )

    async def _begin(self, request: Request) -> Response:
        check_own_page(request.headers, cookie=False)
        form = await read(request, _SIGN_IN)
        return self._signed_in(
            await self.slowly(lambda: self._sign_in.sign_in(form.login, form.password))
        )

    def _signed_in(self, signed_in: SignedIn) -> Response:
        response = json(ME, _me(signed_in.who))
        self._guard.sign_in(response, signed_in)
        return response

    async def _me(self, _request: Request, who: Principal) -> Response:
        return json(ME, _me(who))

    async def _end(self, request: Request, _who: Principal) -> Response:
        key = self._guard.token_hash(request) or ""
        await self.slowly(lambda: self._sign_in.sign_out(key))
        response = nothing()
        self._guard.sign_out(response, key)
        return response

    async def slowly(self, work: Callable[[], T]) -> T:
        """Run hashing, or work on the access records, in the thread that is kept for it."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def _me(who: Principal) -> Me:
    return Me(who.id, who.name, who.role, who.expires)
