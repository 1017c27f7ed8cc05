"""How it was, in one touch: counts a day, and nothing that leads back to a visitor.

A kiosk's answer counts only after a pause since the touch before it, counted or not: a child that
taps for an hour is one answer. The same rule folds an answer that is handed over twice.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from hub.domain.site import business_day
from hub.domain.tickets import State, Ticket
from hub.domain.visits import latest_leg
from hub.service.board import Board
from hub.service.terminals import SurveyAnswer

# Very good to very bad.
SCORES = (5, 4, 3, 2, 1)
# What a kiosk could not hand over for longer than this is not an answer of these days any more.
STALE = timedelta(days=7)

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave this answer on a day; `service` is "" where none is known (kiosks)."""

    day: date
    service: str
    score: int
    answers: int


class Tally(Protocol):
    """Where the counts are."""

    def add(self, counts: Sequence[Count]) -> None:
        """Add to what is there; JournalFault."""


class SurveyBook:
    """Belongs to the event loop. Which visits have answered is known to nobody after a restart."""

    def __init__(
        self,
        tally: Tally,
        board: Board,
        pause: timedelta,
        clock: Callable[[], datetime],
    ) -> None:
        self._tally = tally
        self._board = board
        self._pause = pause
        self._clock = clock
        self._touched: dict[str, datetime] = {}
        self._answered: set[str] = set()
        self._day = date.min
        self._writing = asyncio.Lock()

    async def at_kiosk(self, kiosk: str, answers: Sequence[SurveyAnswer]) -> None:
        """Count what a kiosk hands over, in the order of its own clock; JournalFault."""
        async with self._writing:
            now, last = self._clock(), self._touched.get(kiosk, _NEVER)
            found = []
            for answer in sorted(answers, key=lambda answer: answer.at):
                at = min(answer.at, now)
                if at - last >= self._pause and now - at < STALE:
                    found.append(Count(self._day_of(at), "", answer.score, 1))
                last = max(last, at)
            await self._add(found)
            self._touched[kiosk] = last

    def may_answer(self, ticket: Ticket) -> bool:
        """Is the visit of this number over, and has nobody answered for it?"""
        is_over = latest_leg(self._board.lobby, ticket).state is State.DONE
        return is_over and not self.has_answered(ticket)

    def has_answered(self, ticket: Ticket) -> bool:
        """Has somebody answered for this visit?"""
        return ticket.visit in self._answered

    async def on_phone(self, ticket: Ticket, score: int) -> bool:
        """Count the answer of a visit that is over, once; JournalFault."""
        async with self._writing:
            if not self.may_answer(ticket):
                return False
            day = self._day_of(self._clock())
            await self._add([Count(day, ticket.service, score, 1)])
            if day != self._day:
                self._answered, self._day = set(), day
            self._answered.add(ticket.visit)
            return True

    def _day_of(self, at: datetime) -> date:
        return business_day(self._board.lobby.site, at)

    async def _add(self, counts: Sequence[Count]) -> None:
        if counts:
            await asyncio.to_thread(self._tally.add, counts)
