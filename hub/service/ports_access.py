"""Where devices, codes, members of staff and sessions are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hub.service.access import Role, Staff


@dataclass(frozen=True, slots=True)
class Device:
    """A terminal's right to ask. `terminal` is its id in terminals.yaml."""

    id: str
    role: Role
    terminal: str
    token_hash: str
    enrolled_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code: for a terminal to enrol, or (role administrator) for the first set-up."""

    code_hash: str
    role: Role
    terminal: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A member of staff is signed in."""

    token_hash: str
    login: str
    created_at: datetime
    expires_at: datetime


class Access(Protocol):
    """The access records of one site. Every method may block, and may raise JournalFault."""

    def add_code(self, code: Code) -> None:
        """Keep a new code."""

    def take_code(self, code_hash: str, now: datetime) -> Code | None:
        """Use a code up, atomically: None if there is none, it has expired, or was used."""

    def add_device(self, device: Device) -> None:
        """Keep a new device. Others of the same terminal stay valid until revoked."""

    def devices(self) -> list[Device]:
        """All devices, revoked ones too, by enrolment."""

    def revoke(self, terminal: str, now: datetime) -> int:
        """Take the rights of all devices of a terminal away; how many had them."""

    def staff(self) -> list[Staff]:
        """All members of staff, by login."""

    def member(self, login: str) -> Staff | None:
        """One member of staff."""

    def put_member(self, staff: Staff) -> None:
        """Add a member of staff, or replace the record with the same login."""

    def add_session(self, session: Session) -> None:
        """Keep a new session."""

    def sessions(self, now: datetime) -> list[Session]:
        """The sessions that have not expired; those that have are dropped for good."""

    def drop_session(self, token_hash: str) -> None:
        """Sign out."""

    def drop_sessions(self, login: str) -> None:
        """Sign a member of staff out everywhere."""


# What the hub writes down when visits, or lines of this log, are deleted for their age; the
# subject is the day from which on there are still some, and how many went.
VISITS_GONE, DEEDS_GONE = "visits-gone", "audit-gone"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What a member of staff did; `subject` names the counter, ticket, terminal or login."""

    at: datetime
    who: str
    action: str
    subject: str


class AuditLog(Protocol):
    """What staff did at one site. Lines stay until hub.service.retention; may raise JournalFault.

    What changes the lobby is recorded by the journal, in the transaction of the change.
    """

    def record(self, line: AuditLine) -> None:
        """Add a line."""

    def latest(self, limit: int) -> list[AuditLine]:
        """The latest lines, newest first."""

    def about(self, subject: str) -> list[AuditLine]:
        """All lines with this subject, oldest first."""
