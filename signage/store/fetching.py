"""Brings what the hub published to the display's disk, and from there to the screen."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from math import inf
from threading import Lock
from typing import Protocol

import structlog

from hub.client import ItemFault
from hub.client.api import FeedsTaken
from hub.client.backoff import Backoff
from hub.client.errors import ClientFault, HubAway, HubRefused
from hub.client.rounds import Rounds
from hub.domain.signage.content import Medium, media_of
from hub.domain.signage.programme import Generation
from signage.store.blobs import Interrupted
from signage.store.ready import Ready
from signage.store.shelf import Shelf

# Seconds. Feeds change a few times an hour; a file that would not come may come later.
FEEDS_PERIOD = 60.0
RETRY_PERIOD = 600.0
# The screen has taken the newest publication, and files of older ones may go.
TIDY_AFTER = 5.0
# The files of the last run are read again, one at a time, after the lobby has its screen.
INSPECT_AFTER = 30.0
INSPECT_PAUSE = 0.5
# So often a file that breaks off is asked for before it is given up.
TRIES = 5

_log = structlog.get_logger("signage")


class Hub(Protocol):
    """The part of hub.client.api.HubClient that fetching needs. All raise ClientFault."""

    def generation(self) -> Generation | None:
        """What the displays are to show."""

    def medium(self, digest: str, offset: int) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes of a file from `offset` on."""

    def feeds(self, known: str) -> FeedsTaken | None:
        """The feeds; None where they are still those of the `known` tag."""


class Overtaken(Exception):
    """A newer publication is there: what was being fetched may not be needed any more."""


class Fetching(Rounds):
    """A thread that posts a Ready whenever what can be shown changes.

    Tell it with `want` what the hub says; everything else follows from its rounds.
    """

    def __init__(
        self,
        hub: Hub,
        shelf: Shelf,
        post: Callable[[Ready], None],
        *,
        backoff: Backoff | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("fetching")
        self._hub, self._shelf, self._post = hub, shelf, post
        self._backoff = backoff or Backoff()
        self._clock = clock
        self._lock = Lock()
        self._asked = self._answered = 0
        self.wanted = shelf.current.number if shelf.current else 0
        self._tries: Counter[str] = Counter()
        self._feeds_tag = ""
        now = clock()
        self._feeds_at, self._retry_at = now, now + RETRY_PERIOD
        self._tidy_at, self._inspect_at = now + TIDY_AFTER, now + INSPECT_AFTER

    def want(self, number: int) -> None:
        """The hub has publication `number`, or may have another one of the same number."""
        with self._lock:
            self.wanted = number
            self._asked += 1
        self.wake()

    @property
    def missing(self) -> int:
        """How many files are still to come."""
        return len(self._shelf.missing())

    def faults(self) -> tuple[ItemFault, ...]:
        """The items of the publication that lack a file, and why."""
        lacking, current = dict(self._shelf.lacking), self._shelf.current
        if not lacking or current is None:
            return ()
        return tuple(
            ItemFault(item.id, item.title[:200], lacking[digest], current.published_at)
            for item in current.programme.items.values()
            for digest in media_of(item.content)
            if digest in lacking
        )

    def go(self) -> float:
        """Do all that is to be done now."""
        try:
            self._catch_up()
            self._refresh_feeds()
        except Overtaken:
            return 0
        except (ClientFault, Interrupted) as fault:
            if not self._backoff.failures:
                # Once an outage: the log must not lose what led to it.
                _log.info("nothing fetched", fault=str(fault))
            self._housekeeping()
            return self._backoff.next()
        self._backoff.reset()
        return self._housekeeping()

    def _catch_up(self) -> None:
        """Get the publication and its files, and change over to it."""
        self._ask()
        fetched = [self._fetch(medium) for medium in self._shelf.missing()]
        if self._shelf.incoming is not None:
            self._shelf.switch()
            self._tidy_at = self._clock() + TIDY_AFTER
            _log.info("generation", number=self.wanted, lacking=len(self._shelf.lacking))
            self._show()
        elif any(fetched):
            self._show()

    def _ask(self) -> None:
        with self._lock:
            asked = self._asked
        if asked == self._answered:
            return
        generation = self._hub.generation()
        self._answered = asked
        if generation is None or generation == self._shelf.current:
            self._shelf.stay()
        else:
            self._shelf.expect(generation)
            self._show()

    def _fetch(self, medium: Medium) -> bool:
        """True if the file is there now, False if the publication does without it."""
        try:
            self._shelf.receive(medium, lambda offset: self._pieces(medium.digest, offset))
        except HubRefused as fault:
            self._shelf.give_up(medium, "missing", fault.code)
        except (HubAway, Interrupted) as fault:
            self._tries[medium.digest] += 1
            if self._tries[medium.digest] < TRIES:
                raise
            # A hub that answers everything else has a trouble with this file alone.
            self._hub.generation()
            self._shelf.give_up(medium, "missing", str(fault))
        self._tries.pop(medium.digest, None)
        return medium.digest not in self._shelf.lacking

    def _pieces(self, digest: str, offset: int) -> Iterator[bytes]:
        with self._hub.medium(digest, offset) as pieces:
            for piece in pieces:
                if self._stopping or self._asked != self._answered:
                    raise Overtaken
                yield piece

    def _refresh_feeds(self) -> None:
        now = self._clock()
        if now < self._feeds_at:
            return
        taken = self._hub.feeds(self._feeds_tag)
        self._feeds_at = now + FEEDS_PERIOD
        if taken is not None:
            self._feeds_tag = taken.tag
            if taken.feeds != self._shelf.feeds:
                self._shelf.hold_feeds(taken.feeds)
                self._show()

    def _show(self) -> None:
        if (ready := self._shelf.ready()) is not None:
            self._post(ready)

    def _housekeeping(self) -> float:
        """Look after the disk; return the seconds until something is due."""
        now = self._clock()
        if now >= self._tidy_at:
            self._tidy_at = inf
            self._shelf.tidy()
        if now >= self._retry_at:
            self._retry_at = now + RETRY_PERIOD
            self._shelf.lacking.clear()
        if now >= self._inspect_at:
            self._inspect_at = self._inspect(now)
        due = (self._feeds_at, self._tidy_at, self._retry_at, self._inspect_at)
        return max(0.0, min(due) - now) if not self._shelf.missing() else 0.0

    def _inspect(self, now: float) -> float:
        """Read one file of the last run again; return when to read the next."""
        whole = self._shelf.inspect_one()
        if whole is None:
            return inf
        if not whole:
            self._show()
        return now + INSPECT_PAUSE
