"""Tries left of virtual cards: kept in memory, and in a file if they shall outlive the process."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock


class Counters:
    """How many tries are left, by card and secret. Only what differs from a new card is kept.

    Without ``file`` all is forgotten with the process.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Raises ValueError if the file holds something else."""
        self._file = file
        self._lock = Lock()
        self._left = _read(file) if file and file.exists() else {}

    def left(self, name: str, new: int) -> int:
        """The tries left of a secret, ``new`` if it was never tried."""
        return self._left.get(name, new)

    def put(self, name: str, left: int) -> None:
        """Remember; on return it is on the disk, as it would be in a chip's memory."""
        with self._lock:
            self._left[name] = left
            if self._file:
                _write(self._file, self._left)


def _read(file: Path) -> dict[str, int]:
    try:
        left = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        left = None
    if not isinstance(left, dict) or not all(isinstance(n, int) for n in left.values()):
        raise ValueError(f"{file}: not a file of tries left; delete it for new cards")
    return left


def _write(file: Path, left: dict[str, int]) -> None:
    # In one step, so that a simulator that is killed leaves the old file or the new one.
    new = file.with_suffix(".new")
    new.write_text(json.dumps(left, indent=1, sort_keys=True), encoding="utf-8")
    new.replace(file)
