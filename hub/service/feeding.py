"""The threads that keep feeds fresh: each source on its own, none stops another."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from time import monotonic
from typing import Protocol

from hub.domain.signage.content import NO_FEEDS, Feed, Feeds
from hub.service.ports import JournalFault
from hub.service.signage.ports import FeedBook

LONGEST_WAIT, FAREWELL = timedelta(hours=1), 2.0

log = logging.getLogger("hub")


class BadFeed(Exception):
    """What a source holds is not what it should be; says why."""


class FeedNotRead(Exception):
    """A source could not be read now; says why."""


class FeedSource(Protocol):
    """A source of the settings."""

    @property
    def id(self) -> str:
        """As in the settings."""

    @property
    def every(self) -> timedelta:
        """Between two readings."""

    def read(self, now: datetime) -> Feed | None:
        """What it holds, or None where it is as it was. Blocks.

        Raises FeedNotRead or BadFeed: what was known before is then shown on.
        """


class Feeding:
    """What all sources hold; read by the event loop, written by their threads."""

    def __init__(
        self,
        sources: Iterable[FeedSource],
        book: FeedBook,
        clock: Callable[[], datetime],
        became: Callable[[str, bool], None] = lambda _source, _well: None,
    ) -> None:
        """`became` hears, in a source's thread, whether it could be read, after each look."""
        self._book = book
        self._sources = tuple(sources)
        self._lock = Lock()
        self._feeds: Feeds = NO_FEEDS
        self._threads = [FeedWatch(source, self.put, clock, became) for source in self._sources]

    def feeds(self) -> Feeds:
        """By the source's id, as hub.service.feeds.FeedShelf says."""
        return self._feeds

    @property
    def has_sources(self) -> bool:
        """Whether the settings name any."""
        return bool(self._sources)

    def begin(self) -> None:
        """Remember what was known when the last hub ended; blocks. Raises JournalFault."""
        if not self._sources:
            return
        self._book.keep([source.id for source in self._sources])
        self._feeds = dict(self._book.feeds())

    def start(self) -> None:
        """Begin to read."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End soon."""
        for thread in self._threads:
            thread.stopping.set()
        until = monotonic() + FAREWELL
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - monotonic()))

    def put(self, feed: Feed) -> None:
        """A source was read well."""
        with self._lock:
            self._feeds = {**self._feeds, feed.source: feed}
        self._book.put(feed)


class FeedWatch(Thread):
    """Reads one source until `stopping` is set. What fails is told once."""

    def __init__(
        self,
        source: FeedSource,
        put: Callable[[Feed], None],
        clock: Callable[[], datetime],
        became: Callable[[str, bool], None] = lambda _source, _well: None,
    ) -> None:
        super().__init__(name=f"feed-{source.id}", daemon=True)
        self.stopping = Event()
        self._source = source
        self._put = put
        self._clock = clock
        self._became = became
        self._failures = 0

    def run(self) -> None:
        while not self.stopping.is_set():
            self.look()
            self.stopping.wait(self.wait().total_seconds())

    def wait(self) -> timedelta:
        """Until the next look: a minute after the first failure, longer after more."""
        if not self._failures:
            return self._source.every
        patience = timedelta(minutes=1) * (1 << min(self._failures - 1, 10))
        return min(patience, LONGEST_WAIT)

    def look(self) -> None:
        """Read once."""
        told = {"source": self._source.id}
        try:
            feed = self._source.read(self._clock())
            if feed is not None:
                self._put(feed)
        except (BadFeed, FeedNotRead, JournalFault) as fault:
            if not self._failures:
                log.warning("feed not read", extra=told | {"fault": str(fault)})
            self._failures += 1
        except Exception:
            # The thread's boundary: a bug is told, and the next look may do better.
            log.exception("feed", extra=told)
            self._failures += 1
        else:
            if self._failures:
                log.info("feed read again", extra=told)
            self._failures = 0
        self._became(self._source.id, not self._failures)
