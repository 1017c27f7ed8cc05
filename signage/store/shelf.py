"""All that a display has on its disk of what it shows, and how one publication follows another."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import structlog
from pydantic import ValidationError

from hub import files
from hub.domain.signage.content import NO_FEEDS, Feed, Feeds, Medium, Playable
from hub.domain.signage.programme import Generation
from hub.shape import Shape
from signage.store.blobs import Blobs, Broken, NoRoom, Pieces
from signage.store.changes import Changes
from signage.store.generations import Generations
from signage.store.needs import media_for
from signage.store.ready import Ready
from signage.store.withdrawal import without_deleted

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

FEEDS: Shape[Feeds] = Shape(dict[str, Feed])

_log = structlog.get_logger("signage")


class Shelf:
    """The folder of the display called `screen`. For one thread at a time.

    `current` is shown; `incoming` takes its place when its files are there. `lacking` says of
    files that will not come why not: "missing" (the hub has none), "broken" (not what the hub
    said), "no_room" or "disk". Items that need them are skipped, and the publication does
    without.
    """

    def __init__(self, folder: Path, screen: str, blobs: Blobs | None = None) -> None:
        self._folder, self._screen = folder, screen
        self._blobs = blobs or Blobs(folder / "media")
        self._generations = Generations(folder / "generations")
        self.current = next(iter(self._generations.all()), None)
        self.incoming = self._generations.incoming()
        self.feeds = self._read_feeds()
        self.lacking: dict[str, str] = {}
        self._sure: set[str] = set()
        self._said = Changes()

    def ready(self) -> Ready | None:
        """What can be shown now; None on a display that never had a publication."""
        if self.current is None:
            return None
        shown = self.current
        if self.incoming is not None:
            shown = without_deleted(shown, self.incoming)
        media = media_for(shown.programme, self._screen)
        held = {medium.digest for medium in media if self._blobs.holds(medium)}
        paths = {digest: self._blobs.path(digest) for digest in held}
        return Ready(shown, Playable(frozenset(held), self.feeds), paths)

    def expect(self, generation: Generation) -> None:
        """From now on what this publication no longer has is not shown any more."""
        self.incoming, self.lacking = generation, {}
        self._said.clear()
        with self._kept("publication to come"):
            self._generations.expect(generation)

    def stay(self) -> None:
        """What is shown is the latest after all."""
        self.incoming = None
        with self._kept("publication"):
            self._generations.forget()

    def missing(self) -> tuple[Medium, ...]:
        """The files that are still to come for the latest publication, smallest first."""
        latest = self.incoming or self.current
        if latest is None:
            return ()
        return tuple(
            medium
            for medium in media_for(latest.programme, self._screen)
            if medium.digest not in self.lacking and not self._blobs.holds(medium)
        )

    def receive(self, medium: Medium, pieces: Pieces) -> None:
        """Take a file. Raises Interrupted, and what `pieces` raises."""
        try:
            self._blobs.receive(medium, pieces)
            self._sure.add(medium.digest)
            self._said.is_well(medium.digest)
        except Broken as fault:
            self.give_up(medium, "broken", str(fault))
        except NoRoom as fault:
            self.give_up(medium, "no_room", str(fault))
        except OSError as fault:
            reason = "no_room" if fault.errno in FULL else "disk"
            self.give_up(medium, reason, f"{type(fault).__name__}: {fault.strerror}")

    def give_up(self, medium: Medium, reason: str, detail: str) -> None:
        """Do without this file until `lacking` is cleared; what arrived of it goes."""
        self._blobs.drop(medium.digest)
        self.lacking[medium.digest] = reason
        if self._said.is_new(medium.digest, reason):
            _log.warning("medium lacking", digest=medium.digest, reason=reason, detail=detail)

    def switch(self) -> None:
        """The publication that was arriving takes over."""
        if self.incoming is None:
            return
        self.current, self.incoming = self.incoming, None
        with self._kept("publication"):
            self._generations.keep(self.current)

    def hold_feeds(self, feeds: Feeds) -> None:
        """Remember the feeds, also for a start without network."""
        self.feeds = feeds
        with self._kept("feeds"):
            files.write(self._feeds_file, FEEDS.dump_json(dict(feeds)))

    def tidy(self) -> None:
        """Remove files that no kept publication needs."""
        kept = (*self._generations.all(), self._generations.incoming(), self.current, self.incoming)
        with self._kept("order"):
            self._blobs.keep_only({medium.digest for medium in self._needed(kept)})
            for folder in (self._folder, self._folder / "generations"):
                # What a power cut interrupted.
                for half in folder.glob(f".*{files.HALF}"):
                    half.unlink(missing_ok=True)

    def inspect_one(self) -> bool | None:
        """Read a file that was not read since the start; None when there is none left.

        False: it was damaged and is gone, so fetch it again and show what can be shown.
        """
        for medium in self._needed((self.current,)):
            if medium.digest not in self._sure and self._blobs.holds(medium):
                self._sure.add(medium.digest)
                if self._blobs.is_whole(medium):
                    return True
                _log.warning("medium damaged", digest=medium.digest)
                self._blobs.drop(medium.digest)
                return False
        return None

    @property
    def _feeds_file(self) -> Path:
        return self._folder / "feeds.json"

    def _needed(self, generations: tuple[Generation | None, ...]) -> Iterator[Medium]:
        there = (one.programme for one in generations if one is not None)
        return chain.from_iterable(media_for(programme, self._screen) for programme in there)

    def _read_feeds(self) -> Feeds:
        try:
            return FEEDS.validate_json(self._feeds_file.read_bytes())
        except (OSError, ValidationError):
            return NO_FEEDS

    @contextmanager
    def _kept(self, what: str) -> Iterator[None]:
        """A disk that does not work costs the memory of it, never the picture."""
        try:
            yield
        except OSError as fault:
            said = f"{type(fault).__name__}: {fault.strerror}"
            if self._said.is_new(what, said):
                _log.warning("nothing kept", what=what, fault=said)
        else:
            self._said.is_well(what)
