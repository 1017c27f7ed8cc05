"""Appointments of a hub, put together from settings."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.hours import SqlHours
from hub.domain.appointments.slots import local_day
from hub.http.check_in import CheckInDesk
from hub.http.endpoints import Guarded
from hub.rooms.room import House, Room, survive
from hub.service.appointments.booking import Bookings
from hub.service.appointments.checking_in import CheckIn
from hub.service.appointments.expecting import Expecting
from hub.service.appointments.terms import appointment_terms

# Seconds between two looks at the clock; what is booked or cancelled here is told at once.
GLANCE = 10.0


class AppointmentRoom(Room):
    """Belongs to the event loop."""

    def __init__(self, house: House) -> None:
        settings, site = house.settings, house.board.lobby.site
        store = SqlAppointments(house.database, site.id)
        terms = appointment_terms(settings, site, local_day(site, house.clock()))
        self.bookings = Bookings(store, terms, house.clock)
        self.check_in = CheckIn(self.bookings, house.reception, house.board)
        self._desk = CheckInDesk(self.check_in, house.board)
        self._expecting = Expecting(
            self.bookings,
            house.reception,
            house.board,
            SqlHours(house.database, site.id).tickets,
            keep=timedelta(days=settings.visits.appointments.keep_contact_days),
        )
        self._changed = asyncio.Event()
        self.bookings.on_change(self._changed.set)

    def endpoints(self) -> tuple[Guarded, ...]:
        """Check-in."""
        return self._desk.endpoints()

    async def begin(self) -> None:
        """Every screen knows who is expected before anybody is served."""
        await self._expecting.begin()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._changed.clear()
            await survive(self._expecting.attend)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), GLANCE)
