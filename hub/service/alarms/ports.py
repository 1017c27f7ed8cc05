"""Where alarms come from, and what is remembered of them. Every call may block."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mark:
    """What is remembered of a document or a state, since `at`."""

    at: datetime
    body: str = ""


class AlarmBook(Protocol):
    """What was read already, by source and name; it outlasts the hub. May raise JournalFault."""

    def marks(self, source: str) -> Mapping[str, Mark]:
        """All that is remembered of a source."""

    def put(self, source: str, marks: Mapping[str, Mark]) -> None:
        """Add or replace."""

    def forget(self, source: str, before: datetime) -> None:
        """Drop what is older."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file or an answer of a server. `name` stays the same while its content does."""

    name: str
    body: bytes


class NotRead(Exception):
    """A source could not be read now; says why."""
