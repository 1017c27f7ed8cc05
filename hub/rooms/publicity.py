"""Congestion for everyone: the public pages, the open data, and their copies elsewhere."""

import asyncio
from collections.abc import Collection

from starlette.types import ASGIApp

from hub.http.endpoints import Described
from hub.http.front import Front
from hub.http.open_data import described
from hub.rooms.copies import Copying, booking_path, copy_maker, licence, places
from hub.rooms.room import House, Room
from hub.service.publicity.press import Press
from hub.service.publicity.sheets import Content, Sheet
from hub.web.office import Office
from hub.web.publicity.addresses import Addresses
from hub.web.publicity.live import PublicChanges
from hub.web.publicity.printing import Printer


class Stand:
    """What the front gives out: as hub.http.front.Shelf."""

    def __init__(self, press: Press, addresses: Addresses, printer: Printer) -> None:
        self._press = press
        self._printer = printer
        self.paths: Collection[str] = addresses.paths
        self.find = addresses.find

    def stamp(self, sheet: Sheet) -> int:
        return self._press.edition().stamp(sheet)

    def make(self, sheet: Sheet) -> Content:
        return self._printer.make(sheet, self._press.edition().situation)


class PublicityRoom(Room):
    """Belongs to the event loop."""

    def __init__(self, house: House) -> None:
        site = house.board.lobby.site
        self._house = house
        self._press = Press(house.board, house.clock)
        self._changes = PublicChanges(self._press)
        self._own = house.settings.visits.publicity
        printer = Printer(
            site,
            licence(house.settings),
            self._own.embed,
            booking=booking_path(house.settings),
        )
        self._stand = Stand(self._press, Addresses(site), printer)
        self.has_sources = self._own.static is not None

    def before(self, app: ASGIApp) -> ASGIApp:
        """The same with what everyone may read in front of it."""
        return Front(self._stand, app)

    def endpoints(self) -> tuple[Described, ...]:
        return described()

    def pages(self, office: Office) -> tuple[PublicChanges, ...]:
        del office
        return (self._changes,)

    async def run(self) -> None:
        """Renew the copies, where the city has some, until cancelled."""
        if self._own.static is None:
            return
        settings, board = self._house.settings, self._house.board
        maker = await asyncio.to_thread(
            lambda: copy_maker(settings, board.lobby.site, tuple(places(settings)))
        )
        copying = Copying(maker, self._press, self._house.clock)
        try:
            while True:
                if news := await copying.turn():
                    await self._house.tell(news)
                await asyncio.sleep(self._own.static.every_seconds)
        finally:
            maker.stop()

    def stopping(self) -> None:
        self._changes.close()
