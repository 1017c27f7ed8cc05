"""Where alarms come from, and what is remembered of them. Every call may block."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from hub.domain.alerts import Alert


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
class Change:
    """What a document says: an alert to show, others to end (by id), or both."""

    show: Alert | None = None
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds that is new, in its order; `marks` are to be remembered after that.

    `problems` are documents that make no sense, for the log.
    """

    changes: tuple[Change, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class NotRead(Exception):
    """A source could not be read now; says why."""


class Source(Protocol):
    """Where alarms come from."""

    @property
    def name(self) -> str:
        """One word; what is remembered goes by it."""

    @property
    def every(self) -> timedelta:
        """Between two readings."""

    def read(self, known: Mapping[str, Mark], now: datetime) -> Reading:
        """What is new; blocks. Raises NotRead."""
