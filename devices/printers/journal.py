"""What became of the last jobs, on disk: after any end of the program nothing is printed twice.

A file of lines "state id", written behind each other; the last line of an id counts. It holds
the ids of jobs and nothing of what was printed.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

_log = logging.getLogger(__name__)

_KEPT = 200  # jobs; a double order comes within seconds, staff ask for the last one
_MOST_LINES = 2000  # then the file is written anew
_LINE = re.compile(r"([a-z]+) (\S+)")


class JobState(StrEnum):
    """A job's way: queued, sent, and then printed, certainly not printed, or perhaps printed."""

    QUEUED = "queued"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


_NAMES = frozenset(state.value for state in JobState)
# Such a job is or may be on paper, or will be: it is not to be printed by itself once more.
ORDERED = frozenset({JobState.QUEUED, JobState.SENT, JobState.DONE, JobState.UNCERTAIN})


class Journal:
    """The journal at a path, or in memory where there is none. May be used from any thread.

    What was sent when the last program ended is uncertain from then on; ``interrupted`` says
    that there was such a job. A disk that does not work is logged and stops no ticket: only a
    second mishap, the program's own end, could then leave a job's state unknown.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()  # never held while the disk works: screens ask, too
        self._disk = threading.Lock()
        self._states = _read(path) if path is not None else {}
        self.interrupted = JobState.SENT in self._states.values()
        self._states |= {
            job: JobState.UNCERTAIN for job, state in self._states.items() if state is JobState.SENT
        }
        self._lines = 0
        if path is not None:
            self._rewrite(path)

    def state(self, job: str) -> JobState | None:
        """What is known of a job."""
        with self._lock:
            return self._states.get(job)

    @property
    def jobs(self) -> tuple[tuple[str, JobState], ...]:
        """The last jobs with their states, the one that was ordered last first."""
        with self._lock:
            return tuple(reversed(self._states.items()))

    def note(self, job: str, state: JobState) -> None:
        """Remember. On return of SENT it is on the disk, whatever happens next.

        QUEUED is not written: what only waited when the program ended was certainly not printed.
        """
        with self._lock:
            if state is JobState.QUEUED:
                self._states.pop(job, None)  # it is the last one now
            self._states[job] = state
            self._forget()
        if state is not JobState.QUEUED and self._path is not None:
            with self._disk:
                self._append(self._path, f"{state} {job}\n", durably=state is JobState.SENT)

    def _forget(self) -> None:
        while len(self._states) > _KEPT:
            del self._states[next(iter(self._states))]

    def _append(self, path: Path, line: str, *, durably: bool) -> None:
        self._lines += 1
        if self._lines > _MOST_LINES:
            self._rewrite(path)
            return
        try:
            with path.open("ab") as file:
                _write(file, line, durably=durably)
        except OSError as fault:
            _log.warning("the journal of printing cannot be written: %s", fault)

    def _rewrite(self, path: Path) -> None:
        """Begin with what still counts; whole or not at all."""
        written = [(job, state) for job, state in self.jobs if state is not JobState.QUEUED]
        lines = "".join(f"{state} {job}\n" for job, state in reversed(written))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".part")
            with half.open("wb") as file:
                _write(file, lines, durably=True)
            half.replace(path)
            self._lines = 0
        except OSError as fault:
            _log.warning("the journal of printing cannot be written: %s", fault)


def _write(file: BinaryIO, text: str, *, durably: bool) -> None:
    file.write(text.encode())
    file.flush()
    if durably:
        os.fsync(file.fileno())


def _read(path: Path) -> dict[str, JobState]:
    """The last state of each job. A line that was cut off is passed over, and so is rubbish."""
    try:
        text = path.read_bytes().decode(errors="replace")
    except OSError:
        return {}
    states: dict[str, JobState] = {}
    for line in text.splitlines(keepends=True):
        found = _LINE.fullmatch(line.removesuffix("\n")) if line.endswith("\n") else None
        if found is not None and found[1] in _NAMES:
            states.pop(found[2], None)
            states[found[2]] = JobState(found[1])
    return dict(list(states.items())[-_KEPT:])
