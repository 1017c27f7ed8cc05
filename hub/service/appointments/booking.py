"""Times are booked, changed and given back; whoever waits is offered what comes free."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from secrets import randbelow, token_urlsafe
from typing import TypeVar
from zoneinfo import ZoneInfo

from hub.domain.appointments import booking, waiting
from hub.domain.appointments.codes import with_check
from hub.domain.appointments.ledger import Ledger, Terms, Turn, Wanted
from hub.domain.appointments.records import Appointment, Entry, Place
from hub.domain.appointments.slots import Slot, SlotPlan
from hub.domain.errors import Refusal, Refused
from hub.service.appointments import importing
from hub.service.appointments.days import free, of_day
from hub.service.appointments.importing import Imported
from hub.service.appointments.ports import Book, Day, Store, Untold, WaitWish, Wish
from hub.service.appointments.reading import Table

T = TypeVar("T")
R = TypeVar("R", Appointment, Entry)
Deed = Callable[[Turn[Ledger], Book], T]


class Dice:
    """hub.domain.appointments.ledger.Codes, of what nobody can guess."""

    def number(self) -> str:
        return with_check(f"{randbelow(10**7):07}")

    def token(self) -> str:
        return token_urlsafe(24)


class Bookings:
    """Belongs to the event loop; the storage is asked beside it.

    Raises Refused and JournalFault. `token` is what stands in the visitor's link; `key` is an
    appointment's id, for staff, and `who` the login that goes to the audit log.
    Refused(UNKNOWN_APPOINTMENT) where a token or key opens nothing.
    """

    def __init__(self, store: Store, terms: Terms, clock: Callable[[], datetime]) -> None:
        self.terms = terms
        self.clock = clock
        self._store = store
        self._dice = Dice()
        self._listeners: list[Callable[[], None]] = []

    @property
    def plans(self) -> Mapping[str, SlotPlan]:
        """The services that take appointments, in the settings' order."""
        return self.terms.plans

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` in the event loop after something was committed here."""
        self._listeners.append(listener)

    async def free(self, service: str, first: date, last: date) -> tuple[Slot, ...]:
        """The slots that can be booked now, full ones too (`Slot.free` is 0), by time.

        Both days are included. Refused(UNKNOWN_SERVICE) where it takes no appointments.
        """
        now = self.clock()
        return await self.read(lambda book: free(self.terms, book, service, first, last, now))

    async def find(self, token: str) -> Appointment | Entry:
        """What a link opens: an appointment, or a place on the waiting list."""
        return await self.read(lambda book: _opened(book, token))

    async def book(self, wish: Wish) -> Appointment:
        """Take a seat. The same key twice gives the same appointment.

        Refused(SLOT_CLOSED) where no such slot can be booked now, (SLOT_FULL), or
        (TOO_MANY_APPOINTMENTS) where the address has as many of the service as it may.
        """
        return await self.turn(lambda turn, _: booking.book(turn, _wanted(wish), wish.start))

    async def move(self, token: str, start: datetime) -> Appointment:
        """Take a seat in another slot and give the old one back, both or neither.

        Refused as book; (APPOINTMENT_OVER) once it has begun or is no longer booked.
        """
        return await self.turn(
            lambda turn, book: booking.move(turn, _appointment(book, token), start)
        )

    async def cancel(self, token: str) -> Appointment:
        """Give the seat back; twice does no harm. Refused(APPOINTMENT_OVER) once it has begun."""
        return await self.turn(lambda turn, book: booking.cancel(turn, _appointment(book, token)))

    async def wait(self, wish: WaitWish) -> Entry:
        """Get onto the waiting list. The same key twice gives the same entry.

        Refused(SLOT_CLOSED) where the range has no slot that can be booked, (SEATS_FREE) where
        one of them is free, (NO_ADDRESS) without an address, (TOO_MANY_APPOINTMENTS).
        """
        wanted = Wanted(_id(wish.key), wish.service, wish.language, wish.contact)
        return await self.turn(lambda turn, _: waiting.wait(turn, wanted, wish.first, wish.last))

    async def accept(self, token: str) -> Appointment:
        """Take the seat that is held; twice gives the same. Refused(OFFER_LAPSED).

        The entry's token opens the appointment from then on.
        """
        return await self.turn(lambda turn, book: _accepted(turn, _opened(book, token)))

    async def leave(self, token: str) -> Entry:
        """Get off the waiting list, or decline: the next one is offered the seat.

        Refused(APPOINTMENT_OVER) where the seat was taken.
        """
        return await self.turn(lambda turn, book: waiting.leave(turn, _entry(book, token)))

    async def coming(self, first: datetime, last: datetime) -> tuple[Appointment, ...]:
        """Who is expected at `first` <= t < `last`: for reminders."""
        return tuple(await self.read(lambda book: book.booked(first, last)))

    async def untold(self) -> Untold:
        """Who is to be written to: records with an address whose `version` is above `told`."""
        appointments, entries = await self.read(lambda book: book.untold())
        return Untold(tuple(appointments), tuple(entries))

    async def told(self, records: Iterable[Appointment | Entry]) -> None:
        """The visitors have been written to about these versions."""
        kept = tuple(records)
        await self.turn(lambda _, book: book.told(kept), quiet=True)

    async def day(self, day: date) -> Day:
        """Everything of a day, for staff."""
        return await self.read(lambda book: of_day(self.terms, book, day))

    async def known(self, key: str) -> Appointment:
        """An appointment, for staff."""
        return await self.read(lambda book: _known(book, key))

    async def book_for(self, wish: Wish, who: str) -> Appointment:
        """A clerk books for somebody: also later than visitors may, up to the slot's end."""
        wanted = _wanted(wish, source=who, by_staff=True)
        return await self._audited(
            who, "appointment.book", lambda turn, _: booking.book(turn, wanted, wish.start)
        )

    async def move_for(self, key: str, start: datetime, who: str) -> Appointment:
        """A clerk moves an appointment."""

        def move(turn: Turn[Ledger], book: Book) -> Appointment:
            return booking.move(turn, _known(book, key), start, by_staff=True)

        return await self._audited(who, "appointment.move", move)

    async def cancel_for(self, key: str, who: str) -> Appointment:
        """A clerk cancels an appointment, begun or not."""

        def cancel(turn: Turn[Ledger], book: Book) -> Appointment:
            return booking.cancel(turn, _known(book, key), by_staff=True)

        return await self._audited(who, "appointment.cancel", cancel)

    async def miss(self, key: str, who: str) -> Appointment:
        """A clerk says that nobody came."""

        def miss(turn: Turn[Ledger], book: Book) -> Appointment:
            return booking.miss(turn, _known(book, key))

        return await self._audited(who, "appointment.miss", miss)

    async def leave_for(self, key: str, who: str) -> Entry:
        """A clerk takes somebody off the waiting list: a seat that was held goes to the next one.

        `key` is the entry's. Refused(APPOINTMENT_OVER) where the seat was taken.
        """

        def leave(turn: Turn[Ledger], book: Book) -> Entry:
            return waiting.leave(turn, _waiting(book, key))

        return await self._audited(who, "appointment.unlist", leave)

    async def adjust(self, service: str, start: datetime, seats: int | None, who: str) -> Slot:
        """Give a slot so many seats whatever the plan says, 0 to block it; None: by plan again.

        A start without a slot by the plan makes one, within the service's opening hours
        (else Refused(SLOT_CLOSED)). Who has booked keeps the seat.
        """

        def adjust(turn: Turn[Ledger], book: Book) -> Slot:
            slot = booking.adjust(turn, service, start, seats)
            local = slot.start.astimezone(ZoneInfo(self.terms.site.timezone))
            subject = f"{service} {local:%Y-%m-%d %H:%M}"
            book.audit(who, "appointment.adjust", subject, turn.now)
            return slot

        return await self.turn(adjust)

    async def bring_in(self, table: Table, who: str, *, rehearse: bool = False) -> Imported:
        """Take over what another booking system has (hub.service.appointments.reading.read).

        Raises Misfits with all that is wrong, and nothing was taken. `rehearse`: only say what
        would be done.
        """

        def run(turn: Turn[Ledger], book: Book) -> Imported:
            done = importing.bring_in(turn, book, table, who)
            if rehearse:
                raise importing.Rehearsed(done)
            return done

        try:
            return await self.turn(run)
        except importing.Rehearsed as rehearsed:
            return rehearsed.result

    async def _audited(self, who: str, action: str, deed: Deed[R]) -> R:
        def run(turn: Turn[Ledger], book: Book) -> R:
            done = deed(turn, book)
            # What was asked twice was done once.
            if done.changed_at == turn.now:
                book.audit(who, action, done.id, turn.now)
            return done

        return await self.turn(run)

    async def turn(self, deed: Deed[T], *, quiet: bool = False) -> T:
        """Decide and commit; who listens hears of it unless `quiet`."""
        now = self.clock()

        def run() -> T:
            with self._store.turn() as book:
                return deed(Turn(book, self.terms, self._dice, now), book)

        done = await asyncio.to_thread(run)
        if not quiet:
            for listener in self._listeners:
                listener()
        return done

    async def read(self, question: Callable[[Book], T]) -> T:
        """Ask the storage."""
        return await asyncio.to_thread(self.ask, question)

    def ask(self, question: Callable[[Book], T]) -> T:
        """Ask the storage in this thread, which waits."""
        with self._store.reading() as book:
            return question(book)


def _id(key: str) -> str:
    """Ids are no secret, and the key of a form is: nobody gets from one to the other."""
    return sha256(f"appointment {key}".encode()).hexdigest()[:32]


def _wanted(wish: Wish, *, source: str = "web", by_staff: bool = False) -> Wanted:
    name = _id(wish.key)
    return Wanted(name, wish.service, wish.language, wish.contact, source, by_staff)


def _known(book: Book, key: str) -> Appointment:
    found = book.appointment(key)
    if found is None:
        raise Refused(Refusal.UNKNOWN_APPOINTMENT)
    return found


def _waiting(book: Book, key: str) -> Entry:
    found = book.entry(key)
    if found is None:
        raise Refused(Refusal.UNKNOWN_APPOINTMENT)
    if found.place is Place.TAKEN:
        raise Refused(Refusal.APPOINTMENT_OVER)
    return found


def _opened(book: Book, token: str) -> Appointment | Entry:
    opened = book.find(token) if token else None
    if opened is None:
        raise Refused(Refusal.UNKNOWN_APPOINTMENT)
    return opened


def _appointment(book: Book, token: str) -> Appointment:
    opened = _opened(book, token)
    if isinstance(opened, Entry):
        raise Refused(Refusal.UNKNOWN_APPOINTMENT)
    return opened


def _entry(book: Book, token: str) -> Entry:
    opened = _opened(book, token)
    if isinstance(opened, Appointment):
        raise Refused(Refusal.APPOINTMENT_OVER)
    return opened


def _accepted(turn: Turn[Ledger], opened: Appointment | Entry) -> Appointment:
    return opened if isinstance(opened, Appointment) else waiting.accept(turn, opened)
