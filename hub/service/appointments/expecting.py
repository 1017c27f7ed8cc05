"""The clockwork of appointments: who is expected today, what has run out, what is forgotten."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hub.domain.acting import Act
from hub.domain.appointments.arriving import expect, outcome
from hub.domain.appointments.booking import FARTHEST, miss_all, stepped
from hub.domain.appointments.ledger import Ledger, Turn
from hub.domain.appointments.offering import INSTANT, lapse
from hub.domain.appointments.records import Action, Appointment, State
from hub.domain.appointments.waiting import offer_all
from hub.domain.site import business_day, day_bounds
from hub.domain.tickets import Ticket
from hub.service.appointments.booking import Bookings
from hub.service.appointments.ports import Book
from hub.service.board import Board
from hub.service.reception import Caller, Reception

# So often contacts are looked through for what is to be deleted, and days for new times.
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Glance:
    """What there is to do: whether something has run out, and how visits ended."""

    has_run_out: bool
    booked: tuple[Appointment, ...]
    received: tuple[Appointment, ...]


class Expecting:
    """Belongs to the event loop. Several hubs may do it beside each other.

    `past`: the tickets of a day that is over; `keep`: how long contacts outlast the visit.
    """

    def __init__(
        self,
        bookings: Bookings,
        reception: Reception,
        board: Board,
        past: Callable[[date], list[Ticket]],
        keep: timedelta,
    ) -> None:
        self._bookings = bookings
        self._reception = reception
        self._board = board
        self._past = past
        self._keep = keep
        self._hour: datetime | None = None

    async def begin(self) -> None:
        """What the settings have made free since the hub stopped goes to those who wait."""
        await self._offer()
        await self._look()

    async def attend(self) -> None:
        """Bring everything up to now; raises JournalFault."""
        await self._look()
        now = self._bookings.clock()
        if self._hour is None or now >= self._hour + HOUR:
            await self._offer()
            await self._bookings.turn(lambda _, book: book.forget(now - self._keep), quiet=True)
            self._hour = now

    async def _offer(self) -> None:
        """Times come free by themselves too: with each day that opens for booking."""
        if await self._bookings.read(lambda book: book.in_line()):
            await self._bookings.turn(lambda turn, book: offer_all(turn, book.in_line()))

    async def _look(self) -> None:
        found = await self._bookings.read(self._glance)
        came = self._unmarked(found.booked)
        if came:
            await self._bookings.turn(lambda turn, book: _receive(turn, book, came))
        if found.has_run_out:
            await self._bookings.turn(lambda turn, _: _run_out(turn))
        if came or found.has_run_out:
            found = await self._bookings.read(self._glance)
        await self.tell(found.booked)
        await self._settle(found.received)

    def _glance(self, book: Book) -> _Glance:
        terms, now = self._bookings.terms, self._bookings.clock()
        missed = book.booked(now - FARTHEST, now - terms.missed + INSTANT)
        return _Glance(
            bool(missed or book.stale(now)),
            tuple(book.booked(*day_bounds(terms.site, self._board.lobby.day))),
            tuple(book.received()),
        )

    def _unmarked(self, booked: Iterable[Appointment]) -> dict[str, str]:
        """Appointments that have a number, which a hub that lost its power did not write down."""
        given = {leg.appointment: leg.visit for leg in self._board.lobby.legs()}
        return {item.id: given[item.id] for item in booked if item.id in given}

    async def tell(self, booked: Iterable[Appointment]) -> None:
        """Every screen knows who is to come: told once, by whichever hub sees it first.

        What is told is read in the lobby's turn: what another hub has told by then is in it.
        """
        now = self._bookings.clock()
        if expect(Act(self._board.lobby, now), booked).events:
            await self._reception.commit(lambda act, _: expect(act, self._booked(act)), Caller())

    def _booked(self, act: Act) -> list[Appointment]:
        times = day_bounds(act.lobby.site, act.lobby.day)
        return self._bookings.ask(lambda book: book.booked(*times))

    async def _settle(self, received: Iterable[Appointment]) -> None:
        """Those who came have been served, or have left."""
        endings = await asyncio.to_thread(self._endings, *self._legs(received))
        if endings:
            await self._bookings.turn(lambda turn, book: _end(turn, book, endings))

    def _legs(
        self, received: Iterable[Appointment]
    ) -> tuple[dict[str, list[Ticket]], dict[date, list[str]]]:
        """Today's numbers by appointment; and the appointments of days that are over."""
        lobby = self._board.lobby
        today: dict[str, list[Ticket]] = {}
        before: dict[date, list[str]] = {}
        for found in received:
            day = business_day(lobby.site, found.start)
            if day < lobby.day:
                before.setdefault(day, []).append(found.id)
            else:
                today[found.id] = []
        for leg in lobby.legs():
            if leg.appointment in today:
                today[leg.appointment].append(leg)
        return today, before

    def _endings(
        self, today: dict[str, list[Ticket]], before: dict[date, list[str]]
    ) -> dict[str, Action]:
        found = {key: outcome(tickets) for key, tickets in today.items()}
        for day, keys in before.items():
            tickets = self._past(day)
            for key in keys:
                own = [item for item in tickets if item.appointment == key]
                found[key] = outcome(own) or Action.LEAVE
        return {key: action for key, action in found.items() if action is not None}


def _receive(turn: Turn[Ledger], book: Book, came: dict[str, str]) -> None:
    for key, ticket in came.items():
        found = book.appointment(key)
        if found is not None and found.state is State.BOOKED:
            stepped(turn, found, Action.CHECK_IN, ticket=ticket)


def _run_out(turn: Turn[Ledger]) -> None:
    lapse(turn)
    miss_all(turn)


def _end(turn: Turn[Ledger], book: Book, endings: dict[str, Action]) -> None:
    for key, action in endings.items():
        found = book.appointment(key)
        if found is not None and found.state is State.CHECKED_IN:
            stepped(turn, found, action)
