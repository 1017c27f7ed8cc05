"""Proofs of play on their way to the hub: each handed over once, however long the hub is away."""

from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Protocol

import structlog

from hub.client import MOST_PLAYS
from hub.client.backoff import Backoff
from hub.client.errors import ClientFault, HubRefused, SpoolFault
from hub.client.rounds import Rounds
from hub.client.sqlite import faults, opened
from hub.domain.signage.programme import Play
from hub.shape import Shape

# Seconds between two looks at what was shown meanwhile.
PERIOD = 15.0
# Plays that wait in memory while the disk takes none: some hours of them.
MOST_IN_MEMORY = 2000
# For a display whose disk takes nothing at all.
MEMORY = Path(":memory:")
_SHAPE = Shape(Play)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS play (id TEXT PRIMARY KEY, body BLOB NOT NULL,
    refused TEXT NOT NULL DEFAULT '');
"""

_log = structlog.get_logger("signage")


class Plays:
    """The display's file of proofs, or MEMORY.

    Methods may be called from any thread, and raise SpoolFault.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        with faults(path):
            self._db, _ = opened(path, _SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def add(self, plays: Iterable[Play]) -> None:
        """Keep them, on the disk when this returns; one that is known already does no harm."""
        rows = [(play.id, _SHAPE.dump_json(play)) for play in plays]
        with self._lock, faults(self._path), self._db.atomic():
            self._db.conn.executemany("INSERT OR IGNORE INTO play (id, body) VALUES (?, ?)", rows)

    def pending(self, most: int = MOST_PLAYS) -> list[Play]:
        """The oldest that the hub has not answered for."""
        with self._lock, faults(self._path):
            rows = self._db.execute(
                "SELECT body FROM play WHERE refused = '' ORDER BY rowid LIMIT ?", [most]
            ).fetchall()
        return [_SHAPE.validate_json(body) for (body,) in rows]

    def count(self) -> int:
        """How many the hub has not answered for."""
        with self._lock, faults(self._path):
            return int(self._db.table("play").count_where("refused = ''"))

    def delivered(self, plays: Iterable[Play]) -> None:
        """The hub has them."""
        with self._lock, faults(self._path), self._db.atomic():
            ids = [(play.id,) for play in plays]
            self._db.conn.executemany("DELETE FROM play WHERE id = ?", ids)

    def refuse(self, play: Play, code: str) -> None:
        """The hub will never take it; it stays for whoever asks why."""
        with self._lock, faults(self._path), self._db.atomic():
            self._db.execute("UPDATE play SET refused = ? WHERE id = ?", [code, play.id])


class Hub(Protocol):
    """The part of hub.client.api.HubClient that proofs need."""

    def plays(self, batch: Sequence[Play]) -> None:
        """Hand them over; repeating does no harm. Raises ClientFault."""


class Delivery(Rounds):
    """Takes plays from any thread without waiting, keeps them, and hands them over."""

    def __init__(self, hub: Hub, plays: Plays, backoff: Backoff | None = None) -> None:
        super().__init__("plays")
        self._hub = hub
        self._plays = plays
        self._backoff = backoff or Backoff(most=60.0)
        self._fresh: SimpleQueue[Play] = SimpleQueue()
        self._unkept: deque[Play] = deque(maxlen=MOST_IN_MEMORY)

    def record(self, play: Play) -> None:
        """Something was shown."""
        self._fresh.put(play)
        self.wake()

    def go(self) -> float:
        """Keep what is fresh, hand over what is kept."""
        try:
            self._keep()
            self._hand_over()
        except ClientFault as fault:
            self._backoff_said(fault)
            return self._backoff.next()
        self._backoff.reset()
        return PERIOD

    def stop(self) -> None:
        """End the thread; what it did not get to is kept for the next start."""
        super().stop()
        with suppress(SpoolFault):
            self._keep()

    def _keep(self) -> None:
        with suppress(Empty):
            while True:
                self._unkept.append(self._fresh.get_nowait())
        if self._unkept:
            self._plays.add(self._unkept)
            self._unkept.clear()

    def _hand_over(self) -> None:
        while batch := self._plays.pending():
            self._give(batch)

    def _give(self, batch: Sequence[Play]) -> None:
        """Hand a batch over; one proof that the hub will not take must not hold up the others."""
        try:
            self._hub.plays(batch)
            self._plays.delivered(batch)
        except HubRefused as fault:
            if len(batch) == 1:
                _log.warning("play refused", play=batch[0].id, code=fault.code)
                self._plays.refuse(batch[0], fault.code)
                return
            half = len(batch) // 2
            self._give(batch[:half])
            self._give(batch[half:])

    def _backoff_said(self, fault: ClientFault) -> None:
        """Once an outage: the log must not lose what led to it."""
        if not self._backoff.failures:
            _log.info("plays wait", fault=str(fault))
