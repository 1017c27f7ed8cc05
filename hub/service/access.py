"""Who may do what, and when a sign-in is let through. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import ceil
from secrets import choice, token_urlsafe
from urllib.parse import urlsplit


class Role(StrEnum):
    """Terminals and members of staff."""

    KIOSK = "kiosk"
    SIGNAGE = "signage"
    CLERK = "clerk"
    # Leads the lobby: looks after all counters, and reads the hall's figures.
    SUPERVISOR = "supervisor"
    # Writes for the own department; somebody else lets it out.
    CONTENT_EDITOR = "content_editor"
    CONTENT_MANAGER = "content_manager"
    ADMINISTRATOR = "administrator"


TERMINALS = frozenset({Role.KIOSK, Role.SIGNAGE})


class Right(StrEnum):
    """What a request can need."""

    WATCH = "watch"  # the lobby, its events and waiting times
    TERMINAL = "terminal"  # one's own settings and reports
    SESSION = "session"  # see and end one's own session
    ISSUE = "issue"
    HAND_OVER = "hand_over"
    SEAL = "seal"  # get the desk's public keys, hand in one's own
    SERVE = "serve"  # act at a counter, open and close it
    DESK = "desk"  # open sealed codes, and what comes after
    SUPERVISE = "supervise"  # open and close services, see all terminals
    FIGURES = "figures"  # what the hall was like, by service and counter
    CONTENT = "content"  # write what the displays show
    PUBLISH = "publish"  # review it, let it out, and write for every department
    EMERGENCY = "emergency"  # raise and end alerts
    ADMINISTER = "administer"  # staff and terminals


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.KIOSK: frozenset({Right.WATCH, Right.TERMINAL, Right.ISSUE, Right.HAND_OVER, Right.SEAL}),
    Role.SIGNAGE: frozenset({Right.WATCH, Right.TERMINAL}),
    Role.CLERK: frozenset({Right.WATCH, Right.SESSION, Right.ISSUE, Right.SERVE, Right.DESK}),
    Role.SUPERVISOR: frozenset(
        {
            Right.WATCH,
            Right.SESSION,
            Right.ISSUE,
            Right.SERVE,
            Right.DESK,
            Right.SUPERVISE,
            Right.FIGURES,
        }
    ),
    Role.CONTENT_EDITOR: frozenset({Right.WATCH, Right.SESSION, Right.CONTENT}),
    Role.CONTENT_MANAGER: frozenset(
        {Right.WATCH, Right.SESSION, Right.CONTENT, Right.PUBLISH, Right.EMERGENCY}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Right.WATCH,
            Right.SESSION,
            Right.ISSUE,
            Right.SERVE,
            Right.DESK,
            Right.SUPERVISE,
            Right.FIGURES,
            Right.CONTENT,
            Right.PUBLISH,
            Right.EMERGENCY,
            Right.ADMINISTER,
        }
    ),
}


class Denial(StrEnum):
    """Why someone is not let through. Stable codes, like those of hub.domain.errors."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    FOREIGN_PAGE = "foreign_page"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a code, not a password
    LOCKED = "locked"
    BAD_CODE = "bad_code"
    WEAK_PASSWORD = "weak_password"  # noqa: S105 - a code, not a password
    ALREADY_SET_UP = "already_set_up"
    NOT_CONFIGURED = "not_configured"


class Denied(Exception):
    """The request is not let through; `details` says what a person needs to know."""

    def __init__(self, code: Denial, **details: str | int) -> None:
        super().__init__(code.value, details)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is asking: a terminal by its id, or a member of staff by login, with a name to show.

    `expires` is when a session ends; a device's token does not. `department` is the member's.
    """

    id: str
    name: str
    role: Role
    expires: datetime | None = None
    department: str = ""

    @property
    def is_staff(self) -> bool:
        return self.role not in TERMINALS


def check_own_page(headers: Mapping[str, str], *, cookie: bool) -> None:
    """A changing request must not come from a page of somebody else; Denied(FOREIGN_PAGE).

    Browsers tell by Sec-Fetch-Site (W3C Fetch Metadata), older ones by Origin (RFC 6454). What
    tells neither is no browser: it may send a password, but with a `cookie` it is not believed.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        own = site == "same-origin"
    elif origin is not None:
        own = urlsplit(origin).netloc == headers.get("host")
    else:
        own = not cookie
    if not own:
        raise Denied(Denial.FOREIGN_PAGE)


def check_right(who: Principal, right: Right) -> None:
    """Let `who` through; Denied(NOT_ALLOWED)."""
    if right not in RIGHTS[who.role]:
        raise Denied(Denial.NOT_ALLOWED, role=who.role.value)


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as kept. `failures` counts wrong passwords in a row.

    `department` in the city's words, such as "市民課"; it decides which contents an editor
    may change.
    """

    login: str
    name: str
    role: Role
    password_hash: str
    disabled: bool = False
    failures: int = 0
    locked_until: datetime | None = None
    department: str = ""

    @property
    def administers(self) -> bool:
        return self.role is Role.ADMINISTRATOR and not self.disabled


@dataclass(frozen=True, slots=True)
class LockOut:
    """After so many wrong passwords in a row a name waits so long."""

    attempts: int = 5
    wait: timedelta = timedelta(minutes=15)


def check_unlocked(staff: Staff, now: datetime) -> None:
    """May a password be tried for this name now? Denied(LOCKED) with the seconds to wait."""
    if staff.locked_until is not None and now < staff.locked_until:
        seconds = ceil((staff.locked_until - now).total_seconds())
        raise Denied(Denial.LOCKED, seconds=seconds, minutes=-(-seconds // 60))


def after_failure(staff: Staff, now: datetime, rule: LockOut) -> Staff:
    """One more wrong password. The count starts anew once a lock has ended."""
    locked_before = staff.locked_until is not None and staff.locked_until <= now
    failures = 1 if locked_before else staff.failures + 1
    locked_until = now + rule.wait if failures >= rule.attempts else None
    return replace(staff, failures=failures, locked_until=locked_until)


def after_success(staff: Staff) -> Staff:
    """The right password clears the count."""
    return replace(staff, failures=0, locked_until=None)


# What can be typed at any sign-in page, and a name that can be shown in a line.
LOGIN, NAME = r"[0-9a-z][0-9a-z._-]{0,39}", r"[^\x00-\x1f\x7f-\x9f]{1,60}"

# NIST SP 800-63B rev. 4, 3.1.1.2: length counts, composition rules do not; at most this long
# so that hashing stays cheap.
LEAST_PASSWORD, MOST_PASSWORD = 10, 200


def check_password(login: str, password: str) -> None:
    """Is it fit to be chosen? Denied(WEAK_PASSWORD)."""
    varied = len(set(password)) >= LEAST_PASSWORD // 2
    fits = LEAST_PASSWORD <= len(password) <= MOST_PASSWORD
    if not (fits and varied) or login.casefold() in password.casefold():
        raise Denied(Denial.WEAK_PASSWORD, least=LEAST_PASSWORD)


# 256 bits for tokens that machines keep; 79 for codes that a person types within the hour, with
# no letter that looks like a figure. Neither can be guessed over a network.
_CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_GROUPS, _CODE_GROUP = 4, 4


def new_token() -> str:
    """A secret for a device or a session."""
    return token_urlsafe(32)


def new_code() -> str:
    """A one-time code: "K7QF-2MXR-9HTB-WDC4"."""
    groups = ("".join(choice(_CODE_SIGNS) for _ in range(_CODE_GROUP)) for _ in range(_CODE_GROUPS))
    return "-".join(groups)


def secret_hash(secret: str) -> str:
    """What is stored in place of a token. It is random, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def code_hash(code: str) -> str:
    """What is stored in place of a code, however it was typed."""
    return secret_hash("".join(sign for sign in code.upper() if sign in _CODE_SIGNS))
