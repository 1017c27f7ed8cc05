"""The thread of one source of alarms: looks again and again, and tells what is new."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from threading import Event, Thread

from hub.domain.alerts import Alert
from hub.service.alarms.ports import AlarmBook, NotRead, Source
from hub.service.ports import JournalFault

# What was read is remembered so long; no feed lists anything older.
REMEMBERED = timedelta(days=30)
# The longest wait after failures, and at the end for a reading on its way.
LONGEST_WAIT, FAREWELL = timedelta(minutes=5), 2.0

log = logging.getLogger("hub")

# Blocks until it is on the screens' way; may raise JournalFault.
Take = Callable[[Alert | None, Iterable[str]], None]


class AlarmWatch(Thread):
    """From `start` to `stop`. A source that fails is told once, and once that it is well again."""

    def __init__(
        self,
        source: Source,
        book: AlarmBook,
        take: Take,
        clock: Callable[[], datetime],
        became: Callable[[bool], None] = lambda _: None,
    ) -> None:
        """`became` hears in this thread whether the source could be read, after each look."""
        super().__init__(name=f"alarms-{source.name}", daemon=True)
        self._source = source
        self._book = book
        self._take = take
        self._clock = clock
        self._stopping = Event()
        self._became = became
        self._failures = 0

    def stop(self) -> None:
        """End soon; a server that is being waited for is left to itself."""
        self._stopping.set()
        self.join(FAREWELL)

    def run(self) -> None:
        while not self._stopping.is_set():
            self.survive()
            self._stopping.wait(self.wait().total_seconds())

    def wait(self) -> timedelta:
        """Until the next look."""
        every = self._source.every
        return min(every * (1 << min(self._failures, 10)), max(LONGEST_WAIT, every))

    def look(self) -> None:
        """Read once. Raises NotRead or JournalFault."""
        now = self._clock()
        reading = self._source.read(self._book.marks(self._source.name), now)
        for problem in reading.problems:
            log.warning("alarm not read", extra={"source": self._source.name, "fault": problem})
        for change in reading.changes:
            self._take(change.show, change.ends)
        if reading.marks:
            # Only now: what was not taken is read again.
            self._book.put(self._source.name, reading.marks)
            self._book.forget(self._source.name, now - REMEMBERED)

    def survive(self) -> None:
        """Look once; what goes wrong is told in the log, and waited out."""
        told = {"source": self._source.name}
        try:
            self.look()
        except (NotRead, JournalFault) as fault:
            if not self._failures:
                log.warning("alarms not read", extra=told | {"fault": str(fault)})
            self._failures += 1
        except Exception:
            # The thread's boundary: a bug is told, and the next look may do better.
            log.exception("alarms", extra=told)
            self._failures += 1
        else:
            if self._failures:
                log.info("alarms read again", extra=told)
            self._failures = 0
        self._became(not self._failures)
