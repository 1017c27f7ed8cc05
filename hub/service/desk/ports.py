"""What the desk needs from the outside, to be made real by hub.adapters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from hub.sealing.opened import Opened
from hub.service.desk.case import Case
from hub.service.desk.view import View

# The letter in the texts of its parts, at this instant; raises a refusal of hub.sealing, and
# JournalFault where the keys or the list of opened letters cannot be read.
OpenCode = Callable[[tuple[str, ...], datetime], Opened]


class NotWritten(Exception):
    """A file could not be written or read. The message tells staff, in Japanese, what to do."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and the characters that no font of this machine has: they are printed as 〓."""

    pdf: bytes
    missing: tuple[str, ...]


class Printer(Protocol):
    """Sets the official forms. Blocking, and safe to use from several threads."""

    def warm(self) -> None:
        """Read the fonts, so that the first clerk need not wait for that."""

    def print(self, view: View) -> Printed:
        """All forms of the case, A4."""


class Folder(Protocol):
    """The watched folder. Blocking."""

    def put(self, stem: str, ending: str, content: bytes) -> str:
        """Write a file whole, never over another; its name. Raises NotWritten."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept case in the list: nothing of its content."""

    code: str
    opened: datetime


class Archive(Protocol):
    """Cases that the city keeps for a while, encrypted. Blocking. Methods raise NotWritten."""

    def keep(self, case: Case) -> None:
        """Keep a case, or the newer state of one."""

    def kept(self) -> tuple[Kept, ...]:
        """All kept cases, newest first."""

    def find(self, code: str) -> Case | None:
        """A kept case."""

    def dispose(self, before: date) -> tuple[tuple[date, int], ...]:
        """Destroy what was opened before a day: the days, and how many cases each had."""
