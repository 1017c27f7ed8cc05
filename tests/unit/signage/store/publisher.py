"""Publications for one screen, and a hub that hands them out as the real one does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from hub.client.api import FeedsTaken
from hub.client.errors import ClientFault, HubRefused
from hub.domain.signage.content import Feed, Image, Item, Medium, MediumKind
from hub.domain.signage.programme import (
    Entry,
    Generation,
    Play,
    Playlist,
    Programme,
    Screen,
    Slot,
)
from hub.domain.signage.windows import Calendar
from hub.domain.site import Text

SCREEN = "display-1"
PUBLISHED = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
CHUNK = 4096


def text(words: str) -> Text:
    return {"ja": words}


def medium(content: bytes) -> Medium:
    digest = sha256(content).hexdigest()
    return Medium(digest, MediumKind.IMAGE, "image/png", len(content))


def generation(number: int, **files: bytes) -> Generation:
    """A publication with one picture an item, all in one playlist."""
    media = {name: medium(content) for name, content in files.items()}
    items = {name: Item(name, name, Image(one.digest, text(name))) for name, one in media.items()}
    playlist = Playlist("all", "All", tuple(Entry(name) for name in items))
    screen = Screen(SCREEN, Slot("full", {"main": "all"}))
    programme = Programme(
        Calendar("Asia/Tokyo"),
        items,
        {"all": playlist},
        screens={SCREEN: screen},
        media={one.digest: one for one in media.values()},
    )
    return Generation(number, PUBLISHED, programme)


@dataclass
class FakeHub:
    """Hands out `published` and the `files` by digest; raises `fault` while there is one."""

    published: Generation
    files: dict[str, bytes] = field(default_factory=dict)
    fault: ClientFault | None = None
    # Bytes after which a file's connection ends, once.
    cut: int | None = None
    asked: list[tuple[str, int]] = field(default_factory=list)
    feeds_now: dict[str, Feed] = field(default_factory=dict)
    handed: list[Play] = field(default_factory=list)

    def offer(self, **files: bytes) -> Generation:
        """Publish these pictures as the next number."""
        number = self.published.number + 1
        self.published = generation(number, **files)
        self.files |= {medium(content).digest: content for content in files.values()}
        return self.published

    def generation(self) -> Generation:
        self._work()
        return self.published

    @contextmanager
    def medium(self, digest: str, offset: int) -> Iterator[Iterator[bytes]]:
        self._work()
        self.asked.append((digest, offset))
        if digest not in self.files:
            raise HubRefused("no_medium")
        yield self._pieces(self.files[digest], offset)

    def _pieces(self, content: bytes, offset: int) -> Iterator[bytes]:
        end = len(content) if self.cut is None else self.cut
        self.cut = None
        for start in range(offset, end, CHUNK):
            yield content[start : min(start + CHUNK, end)]

    def feeds(self, known: str) -> FeedsTaken | None:
        self._work()
        tag = str(len(self.feeds_now))
        return None if tag == known else FeedsTaken(tag, dict(self.feeds_now))

    def plays(self, batch: Sequence[Play]) -> None:
        self._work()
        self.handed += batch

    def _work(self) -> None:
        if self.fault is not None:
            raise self.fault
