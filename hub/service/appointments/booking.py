"""Times are booked, changed and given back; whoever waits is offered what comes free."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from hub.domain.appointments.records import Appointment, Entry
from hub.domain.appointments.slots import Slot, SlotPlan
from hub.service.appointments.ports import Day, Untold, WaitWish, Wish


class Bookings:
    """Belongs to the event loop; the storage is asked beside it.

    Raises Refused and JournalFault. `token` is what stands in the visitor's link; `key` is an
    appointment's id, for staff, and `who` the login that goes to the audit log.
    Refused(UNKNOWN_APPOINTMENT) where a token or key opens nothing.
    """

    plans: dict[str, SlotPlan]

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` in the event loop after something was committed here."""

    async def free(self, service: str, first: date, last: date) -> tuple[Slot, ...]:
        """The slots that can be booked now, full ones too (`Slot.free` is 0), by time.

        Both days are included. Refused(UNKNOWN_SERVICE) where it takes no appointments.
        """

    async def find(self, token: str) -> Appointment | Entry:
        """What a link opens: an appointment, or a place on the waiting list."""

    async def book(self, wish: Wish) -> Appointment:
        """Take a seat. The same key twice gives the same appointment.

        Refused(SLOT_CLOSED) where no such slot can be booked now, (SLOT_FULL), or
        (TOO_MANY_APPOINTMENTS) where the address has as many of the service as it may.
        """

    async def move(self, token: str, start: datetime) -> Appointment:
        """Take a seat in another slot and give the old one back, both or neither.

        Refused as book; (APPOINTMENT_OVER) once it has begun or is no longer booked.
        """

    async def cancel(self, token: str) -> Appointment:
        """Give the seat back; twice does no harm. Refused(APPOINTMENT_OVER) once it has begun."""

    async def wait(self, wish: WaitWish) -> Entry:
        """Get onto the waiting list. The same key twice gives the same entry.

        Refused(SLOT_CLOSED) where the range has no slot that can be booked, (SEATS_FREE) where
        one of them is free, (NO_ADDRESS) without an address, (TOO_MANY_APPOINTMENTS).
        """

    async def accept(self, token: str) -> Appointment:
        """Take the seat that is held; twice gives the same. Refused(OFFER_LAPSED)."""

    async def leave(self, token: str) -> Entry:
        """Get off the waiting list, or decline: the next one is offered the seat."""

    async def book_for(self, wish: Wish, who: str) -> Appointment:
        """A clerk books for somebody: also later than visitors may, up to the slot's end."""

    async def move_for(self, key: str, start: datetime, who: str) -> Appointment:
        """A clerk moves an appointment."""

    async def cancel_for(self, key: str, who: str) -> Appointment:
        """A clerk cancels an appointment, begun or not."""

    async def miss(self, key: str, who: str) -> Appointment:
        """A clerk says that nobody came."""

    async def adjust(self, service: str, start: datetime, seats: int | None, who: str) -> Slot:
        """Give a slot so many seats whatever the plan says, 0 to block it; None: by plan again.

        A start without a slot by the plan makes one, within the service's opening hours
        (else Refused(SLOT_CLOSED)). Who has booked keeps the seat.
        """

    async def day(self, day: date) -> Day:
        """Everything of a day, for staff."""

    async def coming(self, first: datetime, last: datetime) -> tuple[Appointment, ...]:
        """Who is expected at `first` <= t < `last`: for reminders."""

    async def untold(self) -> Untold:
        """Who is to be written to: records with an address whose `version` is above `told`."""

    async def told(self, records: Iterable[Appointment | Entry]) -> None:
        """The visitors have been written to about these versions."""
