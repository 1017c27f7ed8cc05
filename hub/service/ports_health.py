"""Where the hub keeps how the devices of its terminals are, and what people were told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple, Protocol

from hub.service.terminals import Stage


class Need(IntEnum):
    """How soon a person is needed at a device."""

    NONE = 0
    SOON = 1
    NOW = 2


class Key(NamedTuple):
    """Which device; `name` tells several of one kind apart, "" where there is one."""

    terminal: str
    device: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One device of one terminal as it is known.

    `since` is when it came to this stage, `began` when `need` was last none and then was not, or
    the reverse; `seen_at` when its terminal last told of it.
    """

    key: Key
    stage: Stage
    since: datetime
    need: Need
    began: datetime
    seen_at: datetime
    advice: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a device's history: at this instant it came to be so."""

    at: datetime
    stage: Stage
    advice: str


class HealthBook(Protocol):
    """The devices of one site. Every method may block, and may raise JournalFault."""

    def states(self) -> list[DeviceState]:
        """All devices, by terminal, device and name."""

    def of(self, terminal: str) -> list[DeviceState]:
        """The devices of one terminal."""

    def history(self, key: Key) -> list[Passage]:
        """What is kept of a device's past, newest first."""

    def move(self, before: DeviceState | None, after: DeviceState, passage: Passage | None) -> bool:
        """Replace a state, and add a line to its history.

        False, and nothing is done, where the state is no longer `before`.
        """

    def seen(self, terminal: str, at: datetime) -> None:
        """The terminal told of itself."""

    def forget(self, terminals: frozenset[str]) -> None:
        """Drop what is known of all terminals but these."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to tell on one channel, for a while. `failures` so far, one after the other."""

    channel: str
    holder: str
    failures: int


class ToldBook(Protocol):
    """What was told on which channel, by any hub of the site. As HealthBook may block and raise."""

    def told(self, channel: str) -> dict[Key, Need]:
        """What people believe of each device; those that are not in it are well."""

    def take(self, channel: str, now: datetime, until: datetime) -> Turn | None:
        """The turn, where no other hub has it and it is time to try."""

    def mark(self, turn: Turn, told: Mapping[Key, Need], until: datetime) -> bool:
        """Note what is told, and keep the turn until then; False where it was lost meanwhile."""

    def release(self, turn: Turn, failures: int, next_at: datetime) -> None:
        """Give the turn back; nobody takes it before `next_at`."""
