"""Members of staff sign in, out, and for the first time. Blocking: run it off the event loop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hub.service.access import (
    Denial,
    Denied,
    LockOut,
    Principal,
    Role,
    Staff,
    after_failure,
    after_success,
    check_password,
    check_unlocked,
    code_hash,
    new_code,
    new_token,
    secret_hash,
)
from hub.service.ports_access import Access, AuditLine, AuditLog, Code, Session

SET_UP_VALID = timedelta(days=1)
# What a set-up code gives; an invitation of a further administrator names the member.
_FIRST = (Role.ADMINISTRATOR, "")


class Passwords(Protocol):
    """A slow hash for passwords, with its own salt."""

    def hash(self, password: str) -> str:
        """What is kept."""

    def fits(self, kept: str, password: str) -> bool:
        """Is this the password that was kept?"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its secret, whose it is, and when it ends."""

    token: str
    who: Principal
    expires: datetime


class SignIn:
    """Sign-in with lock-out. One call at a time, so that guesses cannot run side by side.

    Who comes in and goes out is in the audit log; a name that was refused is not: it may be a
    password typed in the wrong place.
    """

    def __init__(
        self,
        access: Access,
        audit: AuditLog,
        passwords: Passwords,
        clock: Callable[[], datetime],
        lock_out: LockOut,
        session: timedelta,
    ) -> None:
        self._access = access
        self._audit = audit
        self._passwords = passwords
        self._clock = clock
        self._lock_out = lock_out
        self._session = session
        self._nobody: Staff | None = None

    def sign_in(self, login: str, password: str) -> SignedIn:
        """A session for the right password; Denied(WRONG_PASSWORD) or Denied(LOCKED)."""
        now = self._clock()
        staff = self._access.member(login) or self._stranger()
        check_unlocked(staff, now)
        fits = self._passwords.fits(staff.password_hash, password)
        if staff.disabled:
            raise Denied(Denial.WRONG_PASSWORD)
        if not fits:
            self._access.put_member(after_failure(staff, now, self._lock_out))
            raise Denied(Denial.WRONG_PASSWORD)
        if staff.failures:
            self._access.put_member(after_success(staff))
        return self._begin(staff, now, "sign-in")

    def _stranger(self) -> Staff:
        """Stands for names that nobody has, so that the time taken does not tell them apart."""
        if self._nobody is None:
            kept = self._passwords.hash(new_token())
            self._nobody = Staff("", "", Role.CLERK, kept, disabled=True)
        return self._nobody

    def _begin(self, staff: Staff, now: datetime, action: str) -> SignedIn:
        token, expires = new_token(), now + self._session
        self._access.add_session(Session(secret_hash(token), staff.login, now, expires))
        self._audit.record(AuditLine(now, staff.login, action, ""))
        who = Principal(staff.login, staff.name, staff.role, expires, staff.department)
        return SignedIn(token, who, expires)

    def sign_out(self, token_hash: str) -> None:
        """End a session, if there is one."""
        now = self._clock()
        ended = [item for item in self._access.sessions(now) if item.token_hash == token_hash]
        self._access.drop_session(token_hash)
        for session in ended:
            self._audit.record(AuditLine(now, session.login, "sign-out", ""))

    def set_up_code(self) -> str | None:
        """A fresh one-time code while there is no administrator; None once there is one."""
        if self._has_administrator():
            return None
        code, expires = new_code(), self._clock() + SET_UP_VALID
        self._access.add_code(Code(code_hash(code), *_FIRST, expires))
        return code

    def set_up(self, code: str, login: str, name: str, password: str) -> SignedIn:
        """Make the first administrator; Denied(BAD_CODE, WEAK_PASSWORD or ALREADY_SET_UP)."""
        now = self._clock()
        # A weak password must not use the code up.
        check_password(login, password)
        if self._has_administrator():
            raise Denied(Denial.ALREADY_SET_UP)
        taken = self._access.take_code(code_hash(code), now)
        if taken is None or (taken.role, taken.terminal) != _FIRST:
            raise Denied(Denial.BAD_CODE)
        return self._begin(self.add(login, name, Role.ADMINISTRATOR, password), now, "set-up")

    def add(self, login: str, name: str, role: Role, password: str, department: str = "") -> Staff:
        """Add a member of staff, or give one a new password and role; ends old sessions."""
        check_password(login, password)
        kept = self._passwords.hash(password)
        staff = Staff(login, name, role, kept, department=department)
        self._access.put_member(staff)
        self._access.drop_sessions(login)
        return staff

    def _has_administrator(self) -> bool:
        return any(staff.administers for staff in self._access.staff())
