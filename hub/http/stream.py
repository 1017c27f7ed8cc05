"""Events on their way to many readers: each encoded once, each reader only a position.

The latest events stay in a shared ring. A reader that falls behind it reads on from the journal;
one that is too far behind, behind what is kept, or ahead of this hub is told to take a new
snapshot.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hub.domain.events import Event
from hub.service.board import Board
from hub.service.ports import Journal
from hub.service.wire import EVENT, public_event

# At least so many events in the ring, at most twice as many: with its frames an event takes 3 kB,
# so that the ring is full, and the hub as large as it gets, minutes after the doors open.
KEPT = 256
# Further behind than this a snapshot is smaller than the events.
TOO_FAR = 10_000
# Events in one write, and in one read of the journal.
BATCH = 256
# Seconds between two wake-ups of all readers: at 1,000 tickets a second and 2,000 displays every
# event alone would be 2 million writes a second.
PAUSE = 0.02
# Seconds. Proxies and terminals take a silent connection for a dead one.
HEARTBEAT = 10.0

# The first bytes: they open the stream at once, and say when to come back (milliseconds).
OPENING = b"retry: 1000\n\n: machiai\n\n"
BEAT = b": beat\n\n"
RESET = b"event: reset\ndata: {}\n\n"


class Audience(StrEnum):
    """Terminals in the lobby must not get what only staff may read."""

    PUBLIC = "public"
    STAFF = "staff"


@dataclass(slots=True)
class Entry:
    """An event with its frames, made on demand."""

    event: Event
    frames: dict[Audience, bytes] = field(default_factory=dict)

    def frame(self, audience: Audience) -> bytes:
        """The server-sent event for this audience."""
        made = self.frames.get(audience)
        if made is None:
            made = self.frames[audience] = encode(self.event, audience)
        return made


def encode(event: Event, audience: Audience) -> bytes:
    """id, event and data lines; JSON has no line ends of its own."""
    shown = event if audience is Audience.STAFF else public_event(event)
    return b"id: %d\nevent: lobby\ndata: %b\n\n" % (event.id, EVENT.dump_json(shown))


class Stream:
    """The board's events for all readers of this hub. Belongs to the event loop."""

    def __init__(self, board: Board, journal: Journal) -> None:
        self._board = board
        self._journal = journal
        # Ids are gapless, so an event's place follows from the first one's id.
        self._ring: list[Entry] = []
        self._turn = asyncio.Event()
        self._waking: asyncio.TimerHandle | None = None
        self._woken = 0.0
        self._closed = False
        # How many streams each reader has open, by the reader's id.
        self.readers: dict[str, int] = {}
        board.listen(self._publish)

    def close(self) -> None:
        """Let every reader finish; the hub stops."""
        self._closed = True
        self._wake()

    def opened(self, reader: str, change: int) -> None:
        """A reader has opened (1) or closed (-1) a stream."""
        self.readers[reader] = self.readers.get(reader, 0) + change
        if not self.readers[reader]:
            del self.readers[reader]

    def count(self) -> int:
        """How many streams are open."""
        return sum(self.readers.values())

    async def beat(self) -> None:
        """Wake all readers now and then, so that each sends at least a comment."""
        while not self._closed:
            await asyncio.sleep(HEARTBEAT)
            self._wake()

    async def read(self, after: int, audience: Audience) -> AsyncIterator[bytes]:
        """Chunks for one reader from event `after` on; ends with RESET, or when the hub stops.

        May raise JournalFault to a reader that has to catch up.
        """
        yield OPENING
        while not self._closed:
            if after == self._board.lobby.last_event:
                await self._turn.wait()
            if after == self._board.lobby.last_event:
                yield BEAT
                continue
            entries = await self._entries(after)
            if not entries:
                yield RESET
                return
            after = entries[-1].event.id
            yield b"".join([entry.frame(audience) for entry in entries])

    async def _entries(self, after: int) -> Sequence[Entry]:
        """The next events above `after`; none where only a snapshot helps."""
        last = self._board.lobby.last_event
        if after > last or last - after > TOO_FAR:
            return ()
        start = after + 1 - self._ring[0].event.id if self._ring else -1
        if start >= 0:
            return self._ring[start : start + BATCH]
        events = await asyncio.to_thread(self._journal.events, after, BATCH)
        if events and events[0].id != after + 1:
            # Older days were deleted meanwhile.
            return ()
        # The journal may already hold what this hub has not published yet.
        return [Entry(event) for event in events if event.id <= last]

    def _publish(self, events: Sequence[Event]) -> None:
        self._ring += map(Entry, events)
        if len(self._ring) > 2 * KEPT:
            del self._ring[:-KEPT]
        since = asyncio.get_running_loop().time() - self._woken
        if since >= PAUSE:
            self._wake()
        elif self._waking is None:
            self._waking = asyncio.get_running_loop().call_later(PAUSE - since, self._wake)

    def _wake(self) -> None:
        if self._waking is not None:
            self._waking.cancel()
            self._waking = None
        self._woken = asyncio.get_running_loop().time()
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()
