"""Visitors check in, by the number that they type or the code that they scan."""

from datetime import timedelta
from math import ceil

from hub.domain.appointments.arriving import arrive, check_arrival
from hub.domain.appointments.booking import stepped
from hub.domain.appointments.codes import DIGITS, carried, digits, is_number
from hub.domain.appointments.ledger import Ledger, Turn
from hub.domain.appointments.records import CAME, Action, Appointment, Entry, State
from hub.domain.errors import Refusal, Refused
from hub.domain.issuing import Issued, Request, issued
from hub.service.appointments.booking import Bookings
from hub.service.appointments.ports import Book
from hub.service.board import Board
from hub.service.commit import Audit
from hub.service.limiting import Limit, Rule
from hub.service.reception import Caller, Reception

# Of 10 million numbers a few hundred are of today: so many wrong ones that could be right (a
# slip of the finger breaks the check digit, and is not counted) are somebody who tries them out.
WRONG = Rule(10, timedelta(minutes=10))


class CheckIn:
    """Belongs to the event loop."""

    def __init__(self, bookings: Bookings, reception: Reception, board: Board) -> None:
        self._bookings = bookings
        self._reception = reception
        self._board = board
        self._wrong = Limit(WRONG)

    async def check_in(self, code: str, request_id: str, language: str, source: Caller) -> Issued:
        """Give a number to the visitor whose appointment `code` is; the same one again.

        `code`: number, token, or the confirmation's address. `request_id` becomes the ticket's
        id, as in Request: a kiosk that missed the answer may hand over a number of its own under
        it. Who is late (hub.domain.order.is_late) lines up as anybody.

        Refused(UNKNOWN_APPOINTMENT, TOO_MANY_TRIES, as hub.domain.appointments.arriving says, or
        as for any number). What survives a power cut is the number; the appointment follows.
        """
        found = await self._found(code, source)
        lobby = self._board.lobby
        kiosk = None if source.is_staff else source.name
        check_arrival(lobby.site, found, kiosk, self._bookings.clock())
        request = Request(request_id, found.service, language or found.language)
        audit = Audit(source.name, "appointment.check-in", found.id) if source.is_staff else None
        decision = await self._reception.commit(
            lambda act, register: arrive(act, register, found, request), source, audit, request_id
        )
        assert decision.ticket is not None  # noqa: S101 - arriving always yields a ticket
        if found.state not in CAME:
            ticket = decision.ticket.visit
            await self._bookings.turn(lambda turn, book: _came(turn, book, found, ticket))
        return issued(lobby, decision.ticket)

    async def _found(self, code: str, source: Caller) -> Appointment:
        now, name = self._bookings.clock(), source.name
        if self._wrong.is_full(name, now):
            raise Refused(Refusal.TOO_MANY_TRIES, seconds=ceil(WRONG.span.total_seconds()))
        found = await self._bookings.read(lambda book: _lookup(book, code))
        if found is None:
            if not _is_slip(code):
                self._wrong.count(name, now)
            raise Refused(Refusal.UNKNOWN_APPOINTMENT)
        return found


def _lookup(book: Book, code: str) -> Appointment | None:
    """By number or link; or by what another booking system calls it."""
    key = carried(code)
    if key is None:
        return book.imported(code.strip())
    found: Appointment | Entry | None = book.numbered(key) if is_number(key) else book.find(key)
    return found if isinstance(found, Appointment) else book.imported(key)


def _is_slip(code: str) -> bool:
    """So many digits as a number of ours has, and the last one does not fit."""
    typed = digits(code)
    return len(typed) == DIGITS and not is_number(typed)


def _came(turn: Turn[Ledger], book: Book, seen: Appointment, ticket: str) -> None:
    """Unless it was cancelled or moved in this very moment: then the number stands by itself."""
    found = book.appointment(seen.id)
    if (
        found is not None
        and found.start == seen.start
        and found.state in (State.BOOKED, State.MISSED)
    ):
        stepped(turn, found, Action.CHECK_IN, ticket=ticket)
