"""Who works here: members of staff are invited, changed and sent away. Blocking, like SignIn.

Nobody but the member ever knows a password: an invitation is a link that works once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hub.service.access import Denial, Denied, Role, Staff, check_password, code_hash, new_code
from hub.service.ports_access import Access, Code
from hub.service.signin import SignIn

INVITATION_VALID = timedelta(days=3)
# What stands in a code's `terminal` for an invitation; ids of terminals hold no such sign.
_MEMBER = "member:"
# No hash looks like this, so no password fits until the member has chosen one.
_NO_PASSWORD = "-"  # noqa: S105 - not a password


class Staffing:
    """What an administrator does about members of staff."""

    def __init__(self, access: Access, sign_in: SignIn, clock: Callable[[], datetime]) -> None:
        self._access = access
        self._sign_in = sign_in
        self._clock = clock

    def invite(self, login: str, name: str, role: Role, department: str = "") -> str:
        """Add a member; the code for the link. Denied(ALREADY_SET_UP) for a login in use."""
        if self._access.member(login) is not None:
            raise Denied(Denial.ALREADY_SET_UP)
        self._access.put_member(Staff(login, name, role, _NO_PASSWORD, department=department))
        return self._code(login, role)

    def reset(self, login: str) -> str:
        """A new link for someone who has forgotten the password. The old one ends at once."""
        member = self._known(login)
        self._access.put_member(replace(member, password_hash=_NO_PASSWORD, failures=0))
        self._access.drop_sessions(login)
        return self._code(login, member.role)

    def choose_password(self, code: str, login: str, password: str) -> None:
        """The invited member's first step; Denied(BAD_CODE or WEAK_PASSWORD)."""
        check_password(login, password)
        taken = self._access.take_code(code_hash(code), self._clock())
        if taken is None or taken.terminal != _MEMBER + login:
            raise Denied(Denial.BAD_CODE)
        member = self._known(login)
        self._sign_in.add(login, member.name, member.role, password, member.department)

    def change_role(self, login: str, role: Role) -> None:
        """Denied(NOT_ALLOWED) where nobody would be left to administer."""
        self._change(replace(self._known(login), role=role))

    def move(self, login: str, department: str) -> None:
        """To another department; "" for none."""
        self._change(replace(self._known(login), department=department))

    def set_disabled(self, login: str, *, disabled: bool) -> None:
        """Send away, or take back; Denied(NOT_ALLOWED) for the last administrator."""
        self._change(replace(self._known(login), disabled=disabled))

    def _change(self, changed: Staff) -> None:
        others = [item for item in self._access.staff() if item.login != changed.login]
        if not any(item.administers for item in (*others, changed)):
            raise Denied(Denial.NOT_ALLOWED, role=changed.role.value)
        self._access.put_member(changed)
        self._access.drop_sessions(changed.login)

    def _code(self, login: str, role: Role) -> str:
        code, expires = new_code(), self._clock() + INVITATION_VALID
        self._access.add_code(Code(code_hash(code), role, _MEMBER + login, expires))
        return code

    def _known(self, login: str) -> Staff:
        member = self._access.member(login)
        if member is None:
            raise Denied(Denial.BAD_CODE)
        return member
