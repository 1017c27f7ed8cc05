"""An address of the settings as hub.service.feeding.FeedSource."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hub.adapters.fetching import NEVER_SEEN, Fetched, FetchFault, Limits, fetch
from hub.domain.signage.content import Feed
from hub.service.feeding import FeedNotRead

# What a kind of source makes of an answer; may raise BadFeed.
Reader = Callable[[str, bytes, str, datetime], Feed]


class FetchedSource:
    """Asks for a newer answer only. What is read is read again each day: time passes in it too."""

    def __init__(
        self, source: str, url: str, every: timedelta, limits: Limits, reader: Reader
    ) -> None:
        self.id = source
        self.every = every
        self._url = url
        self._limits = limits
        self._reader = reader
        self._last: Fetched | None = None
        self._made: datetime | None = None

    def read(self, now: datetime) -> Feed | None:
        seen = self._last.validators if self._last else NEVER_SEEN
        try:
            found = fetch(self._url, self._limits, seen)
        except FetchFault as fault:
            raise FeedNotRead(str(fault)) from fault
        if found.body is None and self._last is not None:
            if self._made is not None and self._made.date() == now.date():
                return None
            found = self._last
        feed = self._reader(self.id, found.body or b"", found.media_type, now)
        self._last, self._made = found, now
        return feed
