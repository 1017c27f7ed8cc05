"""Notices that visitors asked for: so many people ahead of them, and the call.

A wish lives as long as its visit, and its address no longer. What it leads to goes into the
outbox under an id that follows from the wish and the occasion, so that neither a restart nor
another hub tells it twice; what the lobby has overtaken is dropped from there.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hub.domain.events import Event
from hub.domain.lobby import Lobby
from hub.domain.order import position
from hub.domain.site import is_board
from hub.domain.tickets import ENDED, State, Ticket
from hub.domain.visits import latest_legs
from hub.service.board import Board
from hub.service.outbox import ChannelName, Letter, Outbox
from hub.service.ports import JournalFault

# How long a notice is worth something.
SOON_FOR, CALL_FOR = timedelta(minutes=30), timedelta(minutes=10)
# Wishes of one visit, and of all.
MOST_OF_ONE, MOST = 4, 10_000
# How many people ahead a visitor can choose.
AHEAD = range(1, 11)
# Seconds between two looks, while something happens and while nothing does.
PAUSE, IDLE = 1.0, 10.0

log = logging.getLogger("hub")


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a visitor wants to be told. `id` is 32 hex digits.

    Without `address` it was refused for good by whoever delivers, and forgotten.
    """

    id: str
    visit: str
    channel: ChannelName
    address: str
    ahead: int
    language: str
    made_at: datetime


class WishBook(Protocol):
    """The wishes of one site. Every method may block, and may raise JournalFault."""

    def all(self) -> list[Wish]:
        """Every wish."""

    def of(self, visit: str) -> list[Wish]:
        """Those of one visit, oldest first."""

    def add(self, wish: Wish) -> None:
        """Keep it, in place of those of the visit with the same address, or with none any more."""

    def refuse(self, wish: str) -> None:
        """Forget the address of a wish, if there is such a wish."""

    def drop(self, visits: Iterable[str]) -> None:
        """Forget all wishes of these visits."""


class TooManyWishes(Exception):
    """This visit, or the lobby, has as many wishes as it may have."""


# Occasion ("soon" or "call"), ticket, people ahead, wish -> subject and text.
Wording = Callable[[str, Ticket, int, Wish], tuple[str, str]]


class Notices:
    """Belongs to the event loop; what blocks runs beside it."""

    def __init__(
        self,
        book: WishBook,
        outbox: Outbox,
        board: Board,
        wording: Wording,
        clock: Callable[[], datetime],
    ) -> None:
        self._book = book
        self._outbox = outbox
        self._board = board
        self._wording = wording
        self._clock = clock
        self._news = asyncio.Event()
        # What was put into the outbox, and where each visit stood: to ask the storage less.
        self._put: set[str] = set()
        self._stood: dict[str, str] = {}
        outbox.on_refused(self._refused)
        board.listen(self._heard)

    async def of(self, visit: str) -> Sequence[Wish]:
        """The wishes of one visit. JournalFault."""
        return await asyncio.to_thread(self._book.of, visit)

    async def add(self, wish: Wish) -> None:
        """Durable when it returns. TooManyWishes, JournalFault."""
        known = await self.of(wish.visit)
        others = [other for other in known if other.address not in ("", wish.address)]
        if len(others) >= MOST_OF_ONE or len(await asyncio.to_thread(self._book.all)) >= MOST:
            raise TooManyWishes
        await asyncio.to_thread(self._book.add, wish)
        self._news.set()

    async def stop(self, visit: str) -> None:
        """Tell nothing more, and forget the addresses."""
        await asyncio.to_thread(self._end, [visit])

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(IDLE):
                    await self._news.wait()
            self._news.clear()
            try:
                await self.look()
            except JournalFault as fault:
                log.warning("storage", extra={"fault": str(fault)})
            except Exception:
                # The task's boundary: a bug in one notice must not stop all others for ever.
                log.exception("notices")
            await asyncio.sleep(PAUSE)

    async def look(self) -> None:
        """Put in what is due, and forget what is over."""
        wishes = await asyncio.to_thread(self._book.all)
        if not wishes:
            self._put.clear()
            self._stood.clear()
            return
        lobby, legs = self._board.lobby, latest_legs(self._board.lobby)
        over = {wish.visit for wish in wishes if _is_over(legs.get(wish.visit))}
        going = [wish for wish in wishes if wish.address and wish.visit not in over]
        moved = self._moved({wish.visit: legs[wish.visit] for wish in going})
        letters = [
            letter
            for wish in going
            for letter in self._due(lobby, wish, legs[wish.visit])
            if letter.id not in self._put
        ]
        if over or moved or letters:
            await asyncio.to_thread(self._carry_out, over, moved, letters)
        self._put |= {letter.id for letter in letters}

    def _carry_out(
        self, over: Iterable[str], moved: Iterable[str], letters: Iterable[Letter]
    ) -> None:
        """First take back what is overtaken, then tell what is new."""
        self._end(over)
        for topic in moved:
            self._outbox.drop(topic)
        self._outbox.put(letter for letter in letters if self._outbox.carries(letter.channel))

    def _end(self, visits: Iterable[str]) -> None:
        ended = tuple(visits)
        for visit in ended:
            for occasion in ("soon", "call"):
                self._outbox.drop(_topic(visit, occasion))
        if ended:
            self._book.drop(ended)

    def _moved(self, legs: Mapping[str, Ticket]) -> list[str]:
        """The topics that the lobby has overtaken since the last look."""
        found = []
        for visit, leg in legs.items():
            stands = "call" if leg.state is State.CALLED else "soon"
            stands = stands if leg.state in (State.CALLED, State.WAITING) else "else"
            if self._stood.get(visit) != stands:
                self._stood[visit] = stands
                found += [_topic(visit, other) for other in ("soon", "call") if other != stands]
        return found

    def _due(self, lobby: Lobby, wish: Wish, leg: Ticket) -> Iterator[Letter]:
        if leg.state is State.CALLED and leg.called_at is not None:
            first = leg.first_called_at or leg.called_at
            name = f"{wish.id}.call.{leg.id}.{int(first.timestamp())}"
            yield from self._letter(name, "call", leg, 0, wish, leg.called_at + CALL_FOR)
        elif leg.state is State.WAITING and not is_board(lobby.site, leg.service):
            ahead = position(lobby, leg)
            if ahead <= wish.ahead:
                name = f"{wish.id}.soon.{leg.id}.{leg.late}"
                yield from self._letter(name, "soon", leg, ahead, wish, self._clock() + SOON_FOR)

    def _letter(
        self, name: str, occasion: str, leg: Ticket, ahead: int, wish: Wish, until: datetime
    ) -> Iterator[Letter]:
        if until <= self._clock() or name in self._put:
            return
        subject, text = self._wording(occasion, leg, ahead, wish)
        url = self._board.lobby.site.public_url.rstrip("/")
        yield Letter(
            id=name,
            topic=_topic(wish.visit, occasion),
            channel=wish.channel,
            to=wish.address,
            subject=subject,
            text=text,
            not_after=until,
            link=f"{url}/t/{wish.visit}?lang={wish.language}",
        )

    def _refused(self, letter: Letter) -> None:
        """Whoever asks for notices sees it on the page: the letter's id begins with the wish's."""
        self._book.refuse(letter.id.partition(".")[0])

    def _heard(self, _events: Sequence[Event]) -> None:
        self._news.set()


def _is_over(leg: Ticket | None) -> bool:
    """A visit of an earlier day is not in the lobby any more."""
    return leg is None or leg.state in ENDED


def _topic(visit: str, occasion: str) -> str:
    return f"{visit}.{occasion}"
