"""Pictures of a programme, drawn by the real player."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from hub.domain.signage.content import Feeds
from hub.domain.signage.programme import Programme
from hub.domain.site import Site


@dataclass(frozen=True, slots=True)
class Shot:
    """`count` pictures of a screen, one every so many seconds from `at` on, with these feeds.

    `site` is the lobby of the table of waiting times, in which nobody waits; None: without any.
    """

    programme: Programme
    screen: str
    at: datetime
    count: int = 6
    every: int = 15
    feeds: Feeds = field(default_factory=dict)
    site: Site | None = None


class NoPicture(Exception):
    """The player could not draw it."""


class Pictures(Protocol):
    """Whoever starts the player."""

    def take(self, shot: Shot) -> tuple[bytes, ...]:
        """JPEG files in the order of time; NoPicture. Blocks for some seconds."""
