"""What every room of a hub has: its part of the API, its pages, and its own clockwork."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prometheus_client.core import Metric
from starlette.types import ASGIApp

from config.schema.settings import Settings
from hub.adapters.database.engine import Database
from hub.http.endpoints import Described, Guarded, Open
from hub.service.board import Board
from hub.service.ports import Journal, JournalFault
from hub.service.reception import Reception
from hub.service.terminals import DeviceReport
from hub.web.office import Office
from hub.web.pages import PageSet

log = logging.getLogger("hub")

Clock = Callable[[], datetime]
Tell = Callable[[Sequence[DeviceReport]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class House:
    """What a hub has before its rooms.

    `readers` are the terminals that follow the lobby now; `tell` hears how something at this
    hub is, as of a device.
    """

    settings: Settings
    database: Database
    board: Board
    journal: Journal
    reception: Reception
    readers: Mapping[str, int]
    tell: Tell
    clock: Clock


class Room:
    """Belongs to the event loop. A room overrides what it has.

    `has_sources`: it reads something from elsewhere, and tells how that is. `takes_appointments`:
    visitors can book a time. `gives_numbers`: they can take a number on their own phone.
    """

    has_sources = False
    takes_appointments = False
    gives_numbers = False

    def endpoints(self) -> Sequence[Open | Guarded | Described]:
        """Its part of the API."""
        return ()

    def pages(self, office: Office) -> Sequence[PageSet]:
        """Its pages, standing on `office`."""
        del office
        return ()

    def figures(self) -> Iterable[Metric]:
        """What /metrics tells of it, as it is known now: nothing about a person."""
        return ()

    def before(self, app: ASGIApp) -> ASGIApp:
        """The application with what this room answers in front of it."""
        return app

    async def begin(self) -> None:
        """What must be done before anybody is served; JournalFault."""

    async def run(self) -> None:
        """Its own clockwork, until cancelled."""

    def stopping(self) -> None:
        """Let those go who listen."""

    async def stop(self) -> None:
        """End the threads."""


async def survive(work: Callable[[], Awaitable[None]]) -> None:
    """Do it; where the storage fails, the clockwork goes on and tries again."""
    try:
        await work()
    except JournalFault as fault:
        log.warning("storage", extra={"fault": str(fault)})
