"""How the display is, for the pages of staff. Knows no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import disk_usage
from typing import Protocol

import psutil

from hub.client import ItemFault, ScreenState, ZoneState
from hub.client.errors import SpoolFault
from signage.app.screens import Trend
from signage.store.clock import ClockWatch
from signage.store.fetching import Fetching
from signage.store.plays import Plays

# hub.service.signage.wire.ScreenState takes no more.
MOST_FAULTS = 50


class Showing(Protocol):
    """What is on the screen: signage.app.director.Showing."""

    @property
    def layout(self) -> str:
        """Its id."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def zones(self) -> tuple[ZoneState, ...]:
        """The main zones."""

    @property
    def faults(self) -> tuple[ItemFault, ...]:
        """The items that are skipped."""

    @property
    def generation(self) -> int:
        """The number of the publication."""


class Frames(Protocol):
    """Counters of a film: signage.app.projector.Frames."""

    delivered: int
    presented: int


@dataclass(frozen=True, slots=True)
class States:
    """Call it for the state of now; belongs to the thread of the reports."""

    showing: Callable[[], Showing]
    frames: Frames
    fetching: Fetching
    plays: Plays
    watch: ClockWatch
    version: str
    started: datetime
    folder: Path
    clock: Callable[[], datetime]
    trend: Trend
    process: psutil.Process

    def __call__(self) -> ScreenState:
        """How the display is now."""
        now, shown = self.clock(), self.showing()
        memory = self.process.memory_info().rss
        return ScreenState(
            clock=now,
            generation=shown.generation,
            wanted=self.fetching.wanted,
            missing=self.fetching.missing,
            trusted=self.watch.trusts(now),
            version=self.version,
            started=self.started,
            layout=shown.layout,
            width=shown.width,
            height=shown.height,
            zones=shown.zones,
            disk_free=self._free(),
            memory=memory,
            memory_an_hour=self.trend.add(now, memory),
            delivered=self.frames.delivered,
            presented=self.frames.presented,
            pending=self._pending(),
            faults=(*shown.faults, *self.fetching.faults())[:MOST_FAULTS],
        )

    def _free(self) -> int:
        try:
            return disk_usage(self.folder).free
        except OSError:
            return 0

    def _pending(self) -> int:
        try:
            return self.plays.count()
        except SpoolFault:
            return 0
