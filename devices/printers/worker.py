"""The printing thread of a terminal: jobs in, callbacks out; no fault ends it. Knows no Qt."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from time import monotonic

from PIL import Image

from devices.printers.journal import ORDERED, JobState, Journal
from devices.printers.port import (
    Printer,
    PrinterAway,
    PrinterError,
    PrinterState,
    PrintTooLate,
    PrintUncertain,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Callbacks:
    """Called in the printing thread. ``failed`` with PrintUncertain: perhaps it was printed."""

    printed: Callable[[str], None]
    failed: Callable[[str, PrinterError], None]
    state_changed: Callable[[PrinterState], None]


@dataclass(frozen=True)
class Pace:
    """How often, in seconds, and how many.

    ``look`` between looks at an idle printer, ``retry_first`` growing to ``retry_most`` at one
    that is away; ``listen`` between hearing whether it told something by itself; ``patience`` is
    how old a job may be, ``jobs`` how many may wait.
    """

    look: float = 5.0
    listen: float = 0.25
    retry_first: float = 1.0
    retry_most: float = 30.0
    patience: float = 45.0
    jobs: int = 20


class PrintQueueFull(PrinterError):
    """More jobs wait than any visitor would; nothing was printed."""


@dataclass(frozen=True)
class _Job:
    id: str
    image: Image.Image
    at: float


class PrintWorker:
    """A printer with a thread of its own, from ``start`` to ``stop``.

    A job is written into the journal before a byte of it is sent: none is printed a second time
    unless somebody asks for that, not even by a program that was killed and started again.
    """

    def __init__(
        self,
        printer: Printer,
        callbacks: Callbacks,
        pace: Pace | None = None,
        clock: Callable[[], float] = monotonic,
        journal: Journal | None = None,
    ) -> None:
        self._printer = printer
        self._callbacks = callbacks
        self._journal = journal or Journal()
        self._pace = pace or Pace()
        self._clock = clock
        self._jobs: queue.Queue[_Job | None] = queue.Queue(self._pace.jobs)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
        self._state: PrinterState | None = None
        self._retry = self._pace.retry_first

    def start(self) -> None:
        """Begin; the printer's state is reported at once."""
        self._thread.start()

    def submit(self, job_id: str, image: Image.Image, *, again: bool = False) -> None:
        """Print a ticket as soon as possible; ``again`` even if it may be on paper already.

        Raises PrintQueueFull, and PrintUncertain where it was sent before.
        """
        before = self._journal.state(job_id)
        if before in ORDERED and not again:
            raise PrintUncertain(f"the job was ordered before ({before})")
        self._journal.note(job_id, JobState.QUEUED)
        try:
            self._jobs.put_nowait(_Job(job_id, image, self._clock()))
        except queue.Full as full:
            self._journal.note(job_id, JobState.FAILED)
            raise PrintQueueFull(f"{self._pace.jobs} tickets wait to be printed") from full

    def stop(self, seconds: float = 5.0) -> bool:
        """End after the job at hand; waiting jobs fail unprinted. False: it still hangs."""
        self._stopping.set()
        with suppress(queue.Full):  # then it has a job to wake for
            self._jobs.put_nowait(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def interval(self) -> float:
        """Seconds until an idle printer is looked at again: longer and longer while it is away."""
        away = self._state is not None and self._state.installed and not self._state.online
        return self._retry if away else self._pace.look

    def _run(self) -> None:
        self.turn(None)
        while not self._stopping.is_set():
            self.turn(self._next())
        while not self._jobs.empty():
            self.turn(self._jobs.get())
        self._guarded(self._printer.close)

    def _next(self) -> _Job | None:
        """The next job, or None when it is time to look at the printer, or to stop."""
        interval = self.interval
        for _ in range(ceil(interval / self._pace.listen)):
            with suppress(queue.Empty):
                return self._jobs.get(timeout=min(interval, self._pace.listen))
            self._guarded(self._listen)
        return None

    def turn(self, job: _Job | None) -> None:
        """One step of the thread: print a job, or look how the printer is."""
        if job is None:
            self._look()
        elif self._stopping.is_set():
            self._fail(job, PrinterAway("the terminal is being switched off"))
        elif self._clock() - job.at > self._pace.patience:
            self._fail(job, PrintTooLate("the visitor has gone on without this ticket"))
        else:
            self._print(job)

    def _print(self, job: _Job) -> None:
        self._journal.note(job.id, JobState.SENT)
        try:
            self._printer.print(job.image)
        except PrinterError as fault:
            self._fail(job, fault)
        except Exception:  # noqa: BLE001 - thread boundary: one bad ticket must not end the day
            _log.exception("a bug in printing")
            self._fail(job, PrintUncertain("the program failed while printing"))
        else:
            self._journal.note(job.id, JobState.DONE)
            self._guarded(lambda: self._callbacks.printed(job.id))
        self._look()

    def _fail(self, job: _Job, fault: PrinterError) -> None:
        uncertain = isinstance(fault, PrintUncertain)
        self._journal.note(job.id, JobState.UNCERTAIN if uncertain else JobState.FAILED)
        self._guarded(lambda: self._callbacks.failed(job.id, fault))

    def _look(self) -> None:
        self._guarded(lambda: self._learn(self._printer.state()))

    def _listen(self) -> None:
        news = self._printer.news()
        if news is not None:
            self._learn(news)

    def _learn(self, state: PrinterState) -> None:
        first = self._pace.retry_first
        self._retry = first if state.online else min(self._retry * 2, self._pace.retry_most)
        if state != self._state:
            self._state = state
            _log.info("printer: %s", state)
            self._callbacks.state_changed(state)

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # noqa: BLE001 - thread boundary: a listener's bug must not stop it
            _log.exception("a bug at the printer's listener")
