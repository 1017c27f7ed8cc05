"""Visitors with an appointment: one who came a day too early, and one who is right on time.

And somebody who says, with one touch, how it was.
"""

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from config.schema.settings import Settings
from hub.cli.appointments import bookings_in
from hub.cli.configured import database, now
from hub.cli.demo.lobby import LOGIN
from hub.cli.demo.processes import Hand
from hub.cli.demo.visits import Visit
from hub.domain.appointments.slots import local_day
from hub.service.appointments.booking import Bookings
from hub.service.appointments.ports import Wish

KIND = "appointed"


@dataclass(frozen=True, slots=True)
class Appointed:
    """At the kiosk of `hand`; `numbers` of an appointment of tomorrow, and of one of now."""

    hand: Hand
    shots: Path
    numbers: tuple[str, str]

    def come(self) -> Visit:
        """Both try to check in; the second gets the number of the appointment."""
        tomorrow, today = self.numbers
        self._type(tomorrow, "arrival_trouble")
        self._look("arrival_trouble")
        self.hand.do(tap="to-start", see="screen-home")
        began = time.perf_counter()
        label = self._type(today, "ticket", read="ticket-number")
        milliseconds = (time.perf_counter() - began) * 1000
        self._look("appointed-4-ticket")
        self.hand.do(tap="done", see="screen-home")
        return Visit(KIND, label, milliseconds)

    def _type(self, number: str, then: str, read: str = "") -> str:
        self.hand.do(tap="check-in", see="screen-arrival")
        for digit in number:
            self.hand.do(tap=f"digit-{digit}")
        self._look("arrival")
        asked = {"read": read} if read else {}
        return str(self.hand.do(tap="digit-enter", see=f"screen-{then}", **asked)["text"])

    def _look(self, name: str) -> None:
        self.hand.do(shot=str(self.shots / f"kiosk-{name}.png"))


def say_how_it_was(hand: Hand, shots: Path) -> None:
    """From the first screen and back to it, which comes by itself."""
    hand.do(tap="survey", see="screen-survey")
    hand.do(shot=str(shots / "kiosk-survey.png"))
    hand.do(tap="survey-5", see="screen-survey_thanks")
    hand.do(shot=str(shots / "kiosk-survey_thanks.png"))
    hand.do(see="screen-home")


def book(settings: Settings) -> tuple[str, str] | None:
    """The numbers of an appointment of tomorrow and of one of now, as a clerk books them.

    None where the city takes no appointments, or none at this time of the day.
    """
    services = settings.visits.appointments.services
    if not services:
        return None
    with database(settings) as opened:
        return asyncio.run(_book(bookings_in(opened, settings), services[0].service))


async def _book(bookings: Bookings, service: str) -> tuple[str, str] | None:
    found = []
    for later in (timedelta(days=1), timedelta()):
        at = now() + later
        day = await bookings.day(local_day(bookings.terms.site, at))
        slots = (slot for slot in day.slots if slot.service == service)
        start = next((slot.start for slot in slots if slot.start <= at < slot.end), None)
        if start is None:
            return None
        booked = await bookings.book_for(Wish(uuid4().hex, service, start), LOGIN)
        found.append(booked.number)
    return found[0], found[1]
