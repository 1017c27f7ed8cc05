"""Terminals get their right to ask the hub, and lose it. Blocking: run it off the event loop."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from hub.service.access import (
    TERMINALS,
    Denial,
    Denied,
    Principal,
    Role,
    code_hash,
    new_code,
    new_token,
    secret_hash,
)
from hub.service.ports_access import Access, Code, Device
from hub.service.terminals import Enrolled

CODE_VALID = timedelta(hours=1)


class Devices:
    """Enrolment of kiosks and displays by one-time codes."""

    def __init__(self, access: Access, clock: Callable[[], datetime]) -> None:
        self._access = access
        self._clock = clock

    def new_code(self, role: Role, terminal: str) -> str:
        """A code for a kiosk or display of terminals.yaml, to be typed there within the hour."""
        code, expires = new_code(), self._clock() + CODE_VALID
        self._access.add_code(Code(code_hash(code), role, terminal, expires))
        return code

    def enrol(self, code: str) -> Enrolled:
        """The token for a code. It replaces the terminal's earlier ones; Denied(BAD_CODE)."""
        now = self._clock()
        taken = self._access.take_code(code_hash(code), now)
        if taken is None or taken.role not in TERMINALS:
            raise Denied(Denial.BAD_CODE)
        token = new_token()
        self._access.revoke(taken.terminal, now)
        self._access.add_device(
            Device(uuid4().hex, taken.role, taken.terminal, secret_hash(token), now)
        )
        return Enrolled(taken.terminal, taken.role.value, token)


class Keyring:
    """Who holds which token, in memory: every request asks. Read from the event loop.

    `refresh` reads it anew from the records, which another hub or the command line may have
    changed meanwhile; whoever owns the keyring calls it every few seconds.
    """

    def __init__(self, access: Access, clock: Callable[[], datetime]) -> None:
        self._access = access
        self._clock = clock
        self._known: dict[str, Principal] = {}

    def find(self, token_hash: str) -> Principal | None:
        """The holder of a token that is valid now."""
        who = self._known.get(token_hash)
        if who is not None and who.expires is not None and who.expires <= self._clock():
            return None
        return who

    def refresh(self) -> None:
        """Blocking; may raise JournalFault, and then leaves all as it was."""
        self._known = _devices(self._access) | _sessions(self._access, self._clock())

    def add(self, token: str, who: Principal) -> None:
        """A token that was given out just now."""
        self._known = {**self._known, secret_hash(token): who}

    def drop(self, token_hash: str) -> None:
        """A token that was given back just now."""
        self._known = {key: who for key, who in self._known.items() if key != token_hash}


def _devices(access: Access) -> dict[str, Principal]:
    return {
        device.token_hash: Principal(device.terminal, device.terminal, device.role)
        for device in access.devices()
        if device.revoked_at is None
    }


def _sessions(access: Access, now: datetime) -> dict[str, Principal]:
    staff = {member.login: member for member in access.staff() if not member.disabled}
    return {
        session.token_hash: Principal(
            session.login,
            staff[session.login].name,
            staff[session.login].role,
            session.expires_at,
            staff[session.login].department,
        )
        for session in access.sessions(now)
        if session.login in staff
    }
