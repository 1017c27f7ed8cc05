"""What displays tell the hub of themselves, as it travels; its JSON is made by shapes.py here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import (
    AwareDatetime,
    Base64Bytes,
    Field,
    StringConstraints,
)

# A display sends its proofs in batches of at most so many.
MOST_PLAYS = 200
# Bytes of a screenshot (JPEG).
MOST_SCREENSHOT = 300_000

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")]
Key = Annotated[str, StringConstraints(max_length=80)]
Label = Annotated[str, StringConstraints(max_length=200)]
Count = Annotated[int, Field(ge=0, le=2**53)]


@dataclass(frozen=True, slots=True)
class ZoneState:
    """What one zone shows; `item` is empty where there is nothing to show (the standby card)."""

    zone: Key
    item: Key = ""
    title: Label = ""
    page: Count = 0
    until: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class ItemFault:
    """An item that was skipped, and why: a code such as "missing", "broken", "stalled"."""

    item: Key
    title: Label
    reason: Code
    at: AwareDatetime


@dataclass(frozen=True, slots=True)
class ScreenState:
    """How a display is, told every few seconds and at every change of publication.

    `clock` is its own; `trusted` is false while it is not believed. `generation` is shown,
    `wanted` is the latest that it has heard of, `missing` counts the files that it still
    fetches. Sizes in bytes; `memory_an_hour` is the trend. `delivered` frames came from the
    decoder, `presented` ones reached the screen, of the video that plays or played last.
    """

    clock: AwareDatetime
    generation: Count
    wanted: Count = 0
    missing: Count = 0
    trusted: bool = True
    version: Label = ""
    started: AwareDatetime | None = None
    layout: Key = ""
    width: Count = 0
    height: Count = 0
    zones: Annotated[tuple[ZoneState, ...], Field(max_length=16)] = ()
    disk_free: Count = 0
    memory: Count = 0
    memory_an_hour: int = 0
    delivered: Count = 0
    presented: Count = 0
    # Proofs of play that the hub has not taken yet.
    pending: Count = 0
    faults: Annotated[tuple[ItemFault, ...], Field(max_length=50)] = ()


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """A state, and what the screen looks like: a small JPEG in base64, or nothing."""

    state: ScreenState
    screenshot: Annotated[Base64Bytes, Field(max_length=MOST_SCREENSHOT)] = b""


@dataclass(frozen=True, slots=True)
class ScreenSeen:
    """What the hub last heard from a display, and when; `connected`: it follows the lobby now."""

    screen: str
    connected: bool
    state: ScreenState | None = None
    heard_at: datetime | None = None
    screenshot_at: datetime | None = None


def number_tag(number: int) -> str:
    """The entity tag (RFC 9110, 8.8.3) of a publication."""
    return f'"{number}"'
