"""Hear at once of events that another hub has committed to the same PostgreSQL."""

from collections.abc import Callable
from contextlib import closing
from threading import Event, Thread
from typing import Any

from hub.adapters.database.engine import Database
from hub.adapters.database.statements import CHANNEL
from hub.service.ports import JournalFault

# Seconds between attempts to reach a server that is away, and between looks at `stop`.
RETRY = 1.0
GLANCE = 0.5


class Listener(Thread):
    """Calls `on_wake` from its own thread whenever the site may have new events.

    It gets the id of the latest one, or None where only the journal knows.

    That is at every NOTIFY, this hub's own too, and after every connect: what was committed
    while the server or the network was away is told by the journal, not by a notice.
    """

    def __init__(
        self, database: Database, site: str, on_wake: Callable[[int | None], None]
    ) -> None:
        """`database` must be PostgreSQL."""
        super().__init__(name="journal-listener", daemon=True)
        self._database = database
        self._site = site
        self._on_wake = on_wake
        self._stopping = Event()

    def stop(self) -> None:
        """End within half a second."""
        self._stopping.set()
        self.join()

    def run(self) -> None:
        """Listen, and connect again as often as needed."""
        while not self._stopping.is_set():
            try:
                self._listen()
            except JournalFault:
                # The server is away. Whoever writes hears of it; here it is only silence.
                self._stopping.wait(RETRY)

    def _listen(self) -> None:
        with self._database.translated():
            pooled = self._database.engine.raw_connection()
            # A connection of our own: it never goes back to the readers.
            pooled.detach()
            driver: Any = pooled.dbapi_connection
            with closing(driver):
                self._follow(driver)

    def _follow(self, connection: Any) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self._on_wake(None)
        while not self._stopping.is_set():
            for notice in connection.notifies(timeout=GLANCE, stop_after=1):
                site, _, last = notice.payload.partition(" ")
                if site == self._site:
                    self._on_wake(int(last))
