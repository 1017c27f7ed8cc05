"""What the display shows right after a start without its hub: kept on its own disk."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import structlog
from pydantic import AwareDatetime, ValidationError

from hub.client import DisplaySettings
from hub.client.errors import SpoolFault
from hub.client.spool import Spool
from hub.domain.alerts import Alert
from hub.domain.lobby import Snapshot
from hub.shape import Shape
from signage.store.changes import Changes

T = TypeVar("T")

_SNAPSHOT = Shape(Snapshot)
_SETTINGS = Shape(DisplaySettings)
_INSTANT = Shape(AwareDatetime)
# A lobby changes several times a minute; the disk need not follow each change.
INTERVAL = 30.0

_log = structlog.get_logger("signage")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was known last; None where nothing was."""

    snapshot: Snapshot | None = None
    settings: DisplaySettings | None = None


class Memory:
    """Remembers the last news. A disk that does not work costs the memory, never the display."""

    def __init__(self, spool: Spool | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._spool = spool
        self._clock = clock
        self._kept_at = -INTERVAL
        self._alerts: tuple[Alert, ...] = ()
        self._said = Changes()

    def recall(self) -> Kept:
        """What was kept; what an older release kept in another shape counts as nothing."""
        return Kept(self._read("snapshot", _SNAPSHOT), self._read("settings", _SETTINGS))

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep it, but not more often than every INTERVAL seconds; an emergency at once."""
        urgent = snapshot.alerts != self._alerts
        if urgent or self._clock() - self._kept_at >= INTERVAL:
            self._kept_at, self._alerts = self._clock(), snapshot.alerts
            self._write("snapshot", _SNAPSHOT.dump_json(snapshot))

    def keep_settings(self, settings: DisplaySettings) -> None:
        """Keep the settings; they change a few times a year."""
        self._write("settings", _SETTINGS.dump_json(settings))

    def last_seen(self) -> datetime | None:
        """The latest instant that was believed."""
        return self._read("last_seen", _INSTANT)

    def keep_last_seen(self, at: datetime) -> None:
        """Keep it."""
        self._write("last_seen", _INSTANT.dump_json(at))

    def _read(self, name: str, shape: Shape[T]) -> T | None:
        if self._spool is None:
            return None
        try:
            kept = self._spool.kept(name)
            return shape.validate_json(kept) if kept is not None else None
        except (SpoolFault, ValidationError) as fault:
            _log.warning("memory lost", what=name, fault=type(fault).__name__)
            return None

    def _write(self, name: str, value: bytes) -> None:
        if self._spool is None:
            return
        try:
            self._spool.keep(name, value)
        except SpoolFault as fault:
            if self._said.is_new(name, "lost"):
                _log.warning("nothing kept", what=name, fault=str(fault))
        else:
            self._said.is_well(name)
