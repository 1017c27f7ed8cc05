"""What visitors and staff see of appointments, and letters about them, from settings."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from config.schema.settings import Settings
from config.schema.visits.phone import networks
from hub.adapters.database.secrets import shared_secret
from hub.rooms.appointments import AppointmentRoom
from hub.rooms.room import House, Room, survive
from hub.service.appointments.booking import Bookings
from hub.service.appointments.correspondent import Correspondent, Reminding
from hub.service.appointments.letters import Writer
from hub.service.outbox import Outbox
from hub.service.texts import text
from hub.web.appointments.import_pages import ImportPages
from hub.web.appointments.pages import AppointmentPages
from hub.web.booking.frame import Frame
from hub.web.booking.own_pages import OwnPages
from hub.web.booking.pages import BookPages
from hub.web.booking.seals import Sealer
from hub.web.office import Office
from hub.web.pages import PageSet

# Seconds between two looks for reminders, and for what another hub of the site has booked.
GLANCE = 20.0


class BookingRoom(Room):
    """Belongs to the event loop."""

    def __init__(self, house: House, appointments: AppointmentRoom, outbox: Outbox) -> None:
        bookings = appointments.bookings
        self._house = house
        self._bookings = bookings
        self._check_in = appointments.check_in
        self.takes_appointments = bool(bookings.plans)
        self._outbox = outbox
        self._writer = writer(house.settings, bookings)
        self._changed = asyncio.Event()
        bookings.on_change(self._changed.set)
        reminder = house.settings.visits.appointments.reminder
        self._correspondent = Correspondent(
            bookings,
            outbox,
            self._writer,
            Reminding(reminder.days_before, reminder.at) if reminder else None,
            house.clock,
        )

    def pages(self, office: Office) -> Sequence[PageSet]:
        """None where nothing can be booked."""
        if not self.takes_appointments:
            return ()
        secret = shared_secret(self._house.database, office.lobby.site.id, "forms")
        takes_mail = self._outbox.carries("mail")
        frame = Frame(
            office,
            self._bookings,
            self._writer,
            Sealer(bytes.fromhex(secret)),
            takes_mail,
            networks(self._house.settings.visits.phone.proxies),
        )
        return (
            BookPages(frame),
            OwnPages(frame),
            AppointmentPages(office, self._bookings, self._check_in, takes_mail),
            ImportPages(office, self._bookings),
        )

    async def run(self) -> None:
        """Write to visitors when something has changed, until cancelled."""
        while True:
            self._changed.clear()
            await survive(self._correspondent.attend)
            with suppress(TimeoutError):
                async with asyncio.timeout(GLANCE):
                    await self._changed.wait()


def writer(settings: Settings, bookings: Bookings) -> Writer:
    """Who writes for this city."""
    mail, own = settings.visits.phone.mail, settings.visits.appointments
    return Writer(
        site=bookings.terms.site,
        base=bookings.terms.site.public_url,
        sender=mail.sender if mail else "",
        bring={item.service: text(item.bring) for item in own.services if item.bring},
    )
