"""The feeds of the settings as they were last read well: news, calendars, weather."""

from typing import Protocol

from hub.domain.signage.content import Feeds


class FeedShelf(Protocol):
    """What displays are given. Belongs to the event loop."""

    def feeds(self) -> Feeds:
        """By the source's id; one that was never read well is missing.

        Replaced, not changed: the same object means that nothing is new.
        """
