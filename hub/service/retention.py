"""Records go when their time is over, and never before everything was counted from them."""

import asyncio
import logging
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol

from hub.domain.site import Site, day_bounds
from hub.service.board import Board
from hub.service.figures.statistics import MOST_DAYS, FigureBook
from hub.service.keys import HUB
from hub.service.learning import Ledger, sum_up
from hub.service.ports_access import DEEDS_GONE, VISITS_GONE, AuditLine, AuditLog

log = logging.getLogger("hub")

# Seconds between two transactions that delete: the lobby goes first.
REST = 0.05
# A clock that was set years ahead would delete everything. It is believed when so many of the days
# up to today have begun by it: whoever works at the hall has seen a wrong date by then.
LEAST_DAYS, AMONG = 5, timedelta(days=14)


class Records(Protocol):
    """What is deleted. Every method may raise JournalFault; each `drop` is one transaction."""

    def days(self, since: datetime) -> int:
        """How many days of the lobby have begun since then."""

    def visits(self, day: date) -> int:
        """How many tickets of days before `day` are over."""

    def deeds(self, at: datetime) -> int:
        """How many lines of the audit log are from before `at`."""

    def drop_events(self, start: datetime) -> int:
        """Delete some of the oldest events of the days before the one that began at `start`.

        How many were deleted: 0 where there are no more. What is left begins with a day, and
        the day that the lobby is in stays whole.
        """

    def drop_visits(self, day: date) -> int:
        """Delete some of the tickets that `visits` counts; 0 where there are no more."""

    def drop_deeds(self, at: datetime) -> int:
        """Delete some of the lines that `deeds` counts; 0 where there are no more."""

    def wipe(self) -> None:
        """Let nothing stay in the storage's own log of what was deleted."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many days records stay; None where they stay for good."""

    visits_days: int | None
    staff_days: int | None


@dataclass(frozen=True, slots=True)
class Sources:
    """Where records are, and what is counted from them."""

    records: Records
    figures: FigureBook
    ledger: Ledger
    audit: AuditLog


def visits_end(end: date, today: date, first: date | None, counted: Container[date]) -> date:
    """Before which day visits can go: `end`, or the first day that will be counted and is not.

    `first` is the first day that has whole records.
    """
    if first is None:
        return end
    day = max(first, today - timedelta(days=MOST_DAYS))
    while day < end and day in counted:
        day += timedelta(days=1)
    return min(day, end)


class Retention:
    """Belongs to the event loop; what reads and deletes runs beside it, a little at a time."""

    def __init__(
        self, terms: Terms, sources: Sources, board: Board, clock: Callable[[], datetime]
    ) -> None:
        self._terms = terms
        self._sources = sources
        self._board = board
        self._clock = clock
        self._done_on = date.min
        self._must_wipe = False

    async def attend(self) -> None:
        """Delete what is over, once a day; JournalFault.

        Where days are still to be counted, or where the clock may be wrong, the rest goes at a
        later look.
        """
        site, today = self._board.lobby.site, self._board.lobby.day
        if self._done_on >= today:
            return
        since = day_bounds(site, today - AMONG)[0]
        if await asyncio.to_thread(self._sources.records.days, since) < LEAST_DAYS:
            return
        is_whole = True
        if self._terms.visits_days is not None:
            end = today - timedelta(days=self._terms.visits_days)
            is_whole = await self._drop_visits(site, today, end) == end
        if self._terms.staff_days is not None:
            await self._drop_deeds(site, today - timedelta(days=self._terms.staff_days))
        if self._must_wipe:
            await asyncio.to_thread(self._sources.records.wipe)
            self._must_wipe = False
        if is_whole:
            self._done_on = today

    async def _drop_visits(self, site: Site, today: date, end: date) -> date:
        records = self._sources.records
        day = await asyncio.to_thread(self._counted_until, site, today, end)
        if number := await asyncio.to_thread(records.visits, day):
            await self._tell(VISITS_GONE, day, number)
        # First the events: a day without its own is not taken for one with whole records.
        await self._drop(partial(records.drop_events, day_bounds(site, day)[0]))
        await self._drop(partial(records.drop_visits, day))
        return day

    async def _drop_deeds(self, site: Site, day: date) -> None:
        records, at = self._sources.records, day_bounds(site, day)[0]
        if number := await asyncio.to_thread(records.deeds, at):
            await self._tell(DEEDS_GONE, day, number)
            await self._drop(partial(records.drop_deeds, at))

    def _counted_until(self, site: Site, today: date, end: date) -> date:
        """As `visits_end`; days that were never learned from are learned from before they go."""
        figures, ledger = self._sources.figures, self._sources.ledger
        first = figures.first_day()
        if first is None or first >= end:
            return end
        day = visits_end(end, today, first, figures.counted(first, end))
        known = ledger.kept(first)
        for past in (first + timedelta(days=count) for count in range((day - first).days)):
            if past not in known:
                sum_up(ledger, site, past)
        return day

    async def _tell(self, action: str, day: date, number: int) -> None:
        """Before it is done, as at the desk: what cannot be written down is not deleted."""
        line = AuditLine(self._clock(), HUB, action, f"{day.isoformat()} {number}")
        await asyncio.to_thread(self._sources.audit.record, line)
        log.info(action, extra={"before": day.isoformat(), "number": number})

    async def _drop(self, some: Callable[[], int]) -> None:
        while await asyncio.to_thread(some):
            self._must_wipe = True
            await asyncio.sleep(REST)
