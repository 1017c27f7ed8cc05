"""The hall's figures: past days are counted once, today as it stands, any period added up."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from hub.domain.figures.counting import Row, margins, rows
from hub.domain.figures.grouping import Groups, grouped
from hub.domain.figures.seats import Change, Seats, seen
from hub.domain.site import Site, day_bounds
from hub.domain.tickets import Ticket
from hub.service.board import Board
from hub.service.figures.summing import Booked, Desk

T = TypeVar("T")

# No period is longer, and no older day is counted.
MOST_DAYS = 731
# With numbers that outlast the night, a visit may end so many days after it began.
AGAIN = 3
# Seconds between two days that are counted: the lobby goes first.
REST = 0.2
# Today is counted anew when it is asked for, but not oftener.
FRESH = timedelta(seconds=20)


class FigureBook(Protocol):
    """Facts of past days, and what they are counted from. Every method may raise JournalFault."""

    def first_day(self) -> date | None:
        """The first day of which there are tickets, and everything else that happened."""

    def counted(self, since: date, until: date) -> set[date]:
        """The days from `since` to before `until` that were counted."""

    def rows(self, since: date, until: date, service: str = "", counter: str = "") -> list[Row]:
        """The cells of one service, counter or both; where none is named, all margins."""

    def keep(self, day: date, rows: Sequence[Row]) -> None:
        """Keep a day's cells, and their margins, in place of those before."""

    def tickets(self, day: date) -> list[Ticket]:
        """The latest records of a day's tickets."""

    def desk(self, since: datetime, until: datetime) -> Desk:
        """The sealed codes that were opened from `since`, the start of a day, to before `until`."""

    def booked(self, since: datetime, until: datetime) -> Booked:
        """The appointments whose time is from `since` to before `until`."""

    def changes(self, since: datetime, until: datetime) -> Iterable[Change]:
        """What happened at the counters from `since` to before `until`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Days from `since` to before `until`; of one service or counter alone where one is named."""

    since: date
    until: date
    service: str = ""
    counter: str = ""


class Statistics:
    """Belongs to the event loop; what reads and counts runs beside it, one at a time."""

    def __init__(self, book: FigureBook, board: Board, clock: Callable[[], datetime]) -> None:
        self.book = book
        self._board = board
        self._clock = clock
        self._filled_on = date.min
        self._today: tuple[date, datetime, tuple[Row, ...]] | None = None
        self._worker = ThreadPoolExecutor(1, "figures")

    async def fill(self) -> None:
        """Count the days before today that were not counted, the latest first; JournalFault."""
        site, today = self._board.lobby.site, self._board.lobby.day
        if self._filled_on >= today or today == date.min:
            return
        for day in await self.slowly(lambda: missing(self.book, today)):
            await self.slowly(partial(count, self.book, site, day))
            await asyncio.sleep(REST)
        self._filled_on = today

    async def groups(self, wanted: Wanted) -> Groups:
        """A period added up, with today as it stands; JournalFault."""
        lobby, now = self._board.lobby, self._clock()
        site, today = lobby.site, lobby.day
        return await self.slowly(lambda: self._groups(site, today, now, wanted))

    async def beside(self, wanted: Wanted) -> tuple[Desk, Booked]:
        """A period's forms that came as sealed codes, and its appointments; JournalFault."""
        site = self._board.lobby.site
        since, until = day_bounds(site, wanted.since)[0], day_bounds(site, wanted.until)[0]
        return await self.slowly(
            lambda: (self.book.desk(since, until), self.book.booked(since, until))
        )

    async def slowly(self, work: Callable[[], T]) -> T:
        """Run what reads and counts beside the event loop, when it is its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def close(self) -> None:
        """Wait for what is being counted; blocks. The rest is counted after the next start."""
        self._worker.shutdown(cancel_futures=True)

    def _groups(self, site: Site, today: date, now: datetime, wanted: Wanted) -> Groups:
        past = self.book.rows(
            wanted.since, min(wanted.until, today), wanted.service, wanted.counter
        )
        if wanted.since <= today < wanted.until:
            cells = self._of_today(site, today, now)
            own = [cell for cell in cells if _fits(cell, wanted)]
            past += own if wanted.service or wanted.counter else margins(today, cells)
        return grouped(past)

    def _of_today(self, site: Site, today: date, now: datetime) -> tuple[Row, ...]:
        if self._today is not None:
            day, at, kept = self._today
            if day == today and abs(now - at) < FRESH:
                return kept
        found = day_rows(self.book, site, today, now)
        self._today = today, now, found
        return found


def _fits(row: Row, wanted: Wanted) -> bool:
    return wanted.service in ("", row.service) and wanted.counter in ("", row.counter)


def missing(book: FigureBook, today: date) -> list[date]:
    """The days to count before today, the latest first: bounded by MOST_DAYS."""
    first = book.first_day()
    if first is None:
        return []
    since = max(first, today - timedelta(days=MOST_DAYS))
    done = book.counted(since, today - timedelta(days=AGAIN))
    days = (today - timedelta(days=back) for back in range(1, (today - since).days + 1))
    return [day for day in days if day not in done]


def count(book: FigureBook, site: Site, day: date) -> None:
    """Count one past day from its records, and keep it."""
    book.keep(day, day_rows(book, site, day))


def day_rows(
    book: FigureBook, site: Site, day: date, now: datetime | None = None
) -> tuple[Row, ...]:
    """A day's facts from its records; of the day that it is `now`, until then."""
    tickets, changes = book.tickets(day), book.changes(*day_bounds(site, day))
    if now is None:
        return rows(site, day, tickets, seen(changes))
    seats = Seats()
    for change in changes:
        seats.see(change)
    return rows(site, day, tickets, seats.spells(now))
