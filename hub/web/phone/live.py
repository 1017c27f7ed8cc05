"""The open pages of visitors' phones: each is sent its own ticket anew, only when it has changed.

A call goes out at once. Everything else is looked at together, from one walk through the lines,
every PAUSE seconds at the most, in slices that let the hub do its work in between.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from time import monotonic
from zoneinfo import ZoneInfo

from hub.domain.estimate import asking
from hub.domain.events import Event
from hub.domain.lobby import Lobby
from hub.domain.tickets import ENDED, State, Ticket
from hub.domain.visits import latest_leg, latest_legs
from hub.domain.waiting import Wait, rounded
from hub.domain.waiting import estimate as estimate_of
from hub.service.board import Board
from hub.web.phone.view import TicketView, Waits

# Seconds between two looks at all pages, between two looks where nothing happens (the minutes
# that are left change nevertheless), and between two signs of life on a line.
PAUSE, IDLE, BEAT = 2.0, 15.0, 15.0
# Seconds of work before others get their turn.
SLICE = 0.004
# Pages open at once, of all visitors and of one; a page more of one visit ends its oldest.
MOST, MOST_OF_ONE = 6_000, 8

log = logging.getLogger("hub")


class TooMany(Exception):
    """No more pages can be open at once."""


@dataclass(eq=False, slots=True)
class Reader:
    """An open page of a visit, under the id in its `link`.

    `frame` is what it is sent next: the latest, however slow the line.
    """

    visit: str
    link: str
    language: str
    shown: TicketView | None = None
    frame: bytes | None = None
    ended: bool = False
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, frame: bytes, *, last: bool = False) -> None:
        self.frame, self.ended = frame, last
        self.awake.set()


# The view of a leg in a language; and the view as HTML, with the id in its links and a language.
Show = Callable[[Ticket, Waits, str], TicketView]
Draw = Callable[[TicketView, str, str], str]


class PhoneLive:
    """Belongs to the event loop."""

    def __init__(
        self,
        board: Board,
        clock: Callable[[], datetime],
        timezone: str,
        show: Show,
        draw: Draw,
    ) -> None:
        self._board = board
        self._clock = clock
        self._timezone = ZoneInfo(timezone)
        self._show = show
        self._draw = draw
        self._readers: dict[str, list[Reader]] = {}
        self._changed = asyncio.Event()
        self._closed = False
        self._waits: Waits = _no_wait
        self._walked_at = -inf
        board.listen(self._heard)

    @property
    def count(self) -> int:
        """Open pages."""
        return sum(map(len, self._readers.values()))

    def open(self, ticket: Ticket, language: str, link: str) -> AsyncIterator[bytes]:
        """What a page of this visit is sent; TooMany."""
        if self.count >= MOST:
            raise TooMany
        return self._frames(Reader(ticket.visit, link, language), ticket)

    def close(self) -> None:
        """Let every page go; the hub stops."""
        self._closed = True
        for reader in self._all():
            reader.awake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(IDLE):
                    await self._changed.wait()
            self._changed.clear()
            try:
                await self._look()
            except Exception:
                # The task's boundary: a bug in one page must not stop all others for ever.
                log.exception("phones")
            await asyncio.sleep(PAUSE)

    async def _frames(self, reader: Reader, ticket: Ticket) -> AsyncIterator[bytes]:
        """A page that hangs up before it reads has never been there."""
        try:
            self._add(reader)
            # At once: something may have happened while the page was on its way.
            self._update(reader, latest_leg(self._board.lobby, ticket), self._recent_waits())
            while not self._closed:
                with suppress(TimeoutError):
                    async with asyncio.timeout(BEAT):
                        await reader.awake.wait()
                reader.awake.clear()
                frame, reader.frame = reader.frame, None
                yield frame or _frame("beat", f"{self._clock().astimezone(self._timezone):%H:%M}")
                if reader.ended and reader.frame is None:
                    return
        finally:
            self._forget(reader)

    def _add(self, reader: Reader) -> None:
        same = self._readers.setdefault(reader.visit, [])
        same.append(reader)
        if len(same) > MOST_OF_ONE:
            same.pop(0).send(_frame("bye"), last=True)

    def _forget(self, reader: Reader) -> None:
        same = self._readers.get(reader.visit, [])
        if reader in same:
            same.remove(reader)
        if not same:
            self._readers.pop(reader.visit, None)

    def _heard(self, events: Sequence[Event]) -> None:
        """Calls go out at once."""
        self._changed.set()
        if not self._readers:
            return
        for ticket in _called(events):
            for reader in tuple(self._readers.get(ticket.visit, ())):
                self._update(reader, ticket, _no_wait)

    async def _look(self) -> None:
        """All pages, each with its leg as it is at that moment."""
        lobby = self._board.lobby
        legs, waits = latest_legs(lobby), shared_waits(lobby, self._clock())
        self._waits, self._walked_at = waits, monotonic()
        since = monotonic()
        for reader in self._all():
            if monotonic() - since > SLICE:
                await asyncio.sleep(0)
                since = monotonic()
            leg = legs.get(reader.visit)
            # What has happened since the look began counts.
            known = _now_of(lobby, leg) if leg else None
            if known is None:
                reader.send(_frame("gone"), last=True)
            else:
                self._update(reader, known, waits)

    def _update(self, reader: Reader, leg: Ticket, waits: Waits) -> None:
        if reader.ended:
            return
        view = self._show(leg, waits, reader.language)
        if view != reader.shown:
            reader.shown = view
            drawn = self._draw(view, reader.link, reader.language)
            reader.send(_frame("now", drawn))

    def _recent_waits(self) -> Waits:
        """A walk of a moment ago will do for a page that is just being opened."""
        if monotonic() - self._walked_at > PAUSE:
            self._waits, self._walked_at = (
                shared_waits(self._board.lobby, self._clock()),
                monotonic(),
            )
        return self._waits

    def _all(self) -> tuple[Reader, ...]:
        return tuple(reader for same in self._readers.values() for reader in same)


def shared_waits(lobby: Lobby, now: datetime) -> Waits:
    """One walk for all who ask, made when the first one does."""
    walked: list[dict[str, Wait | None]] = []

    def of(ticket: Ticket) -> Wait | None:
        if not walked:
            known = asking.of_all(lobby, now)
            walked.append({key: rounded(estimate) for key, estimate in known.items()})
        found = walked[0]
        # Whoever has come since is not in it.
        return found[ticket.id] if ticket.id in found else estimate_of(lobby, ticket, now)

    return of


def _no_wait(_ticket: Ticket) -> Wait | None:
    return None


def _called(events: Iterable[Event]) -> list[Ticket]:
    return [ticket for event in events for ticket in event.tickets if ticket.state is State.CALLED]


def _now_of(lobby: Lobby, leg: Ticket) -> Ticket | None:
    known = lobby.find(leg.id)
    return latest_leg(lobby, known) if known and known.state in ENDED else known


def _frame(name: str, data: str = "") -> bytes:
    """A server-sent event; line ends in HTML mean nothing."""
    return f"event: {name}\ndata: {data.replace(chr(10), ' ')}\n\n".encode()
