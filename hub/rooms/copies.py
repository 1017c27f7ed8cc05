"""Copies of the public pages elsewhere, put together from settings."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain, takewhile
from threading import Event

from config.schema.settings import Settings
from config.schema.visits import Bucket
from hub.adapters.copies.folder import CopyFolder
from hub.domain.site import Site
from hub.service.publicity.copying import Copy, CopyFault, File, Files, Place
from hub.service.publicity.press import Edition, Press
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import every_sheet
from hub.service.terminals import DeviceReport, Stage
from hub.web.publicity.addresses import forecast_services
from hub.web.publicity.printing import Printer, own_files

log = logging.getLogger("hub")


class CopyMaker:
    """Makes the files of an edition and puts them in their places. Blocking, in one thread."""

    def __init__(
        self, site: Site, licence: Licence, places: Sequence[Place], booking: str = ""
    ) -> None:
        """`booking`: where a visit can be booked, or empty."""
        printer = Printer(site, licence, is_copy=True, booking=booking)
        sheets = every_sheet(site.languages, tuple(site.services), forecast_services(site))
        self._files = Files(printer, sheets, site.languages[0])
        self._own = own_files()
        self._copies = [Copy(place) for place in places]
        self._over = Event()

    def stop(self) -> None:
        """Let the hub end after the file that is under way."""
        self._over.set()

    def renew(self, edition: Edition, now: datetime) -> list[tuple[str, str]]:
        """Every place with what is wrong with it, or ""."""
        files: list[File] = list(chain(self._own, self._files.of(edition)))
        return [(copy.place.name, self._renewed(copy, files, now)) for copy in self._copies]

    def _renewed(self, copy: Copy, files: list[File], now: datetime) -> str:
        try:
            copy.renew(takewhile(self._goes_on, files), now)
        except CopyFault as fault:
            return str(fault)
        return ""

    def _goes_on(self, _file: File) -> bool:
        return not self._over.is_set()


class Copying:
    """The clockwork. Belongs to the event loop."""

    def __init__(self, maker: CopyMaker, press: Press, clock: Callable[[], datetime]) -> None:
        self._maker = maker
        self._press = press
        self._clock = clock
        self._told: dict[str, Stage] = {}

    async def turn(self) -> list[DeviceReport]:
        """Renew all copies once; what has changed in how their places are."""
        now = self._clock()
        edition = self._press.edition()
        found = await asyncio.to_thread(self._maker.renew, edition, now)
        return [
            self._report(name, fault, now) for name, fault in found if self._is_news(name, fault)
        ]

    def _is_news(self, name: str, fault: str) -> bool:
        return self._told.get(name) is not _stage(fault)

    def _report(self, name: str, fault: str, now: datetime) -> DeviceReport:
        stage = self._told[name] = _stage(fault)
        if fault:
            log.warning("copy", extra={"place": name, "fault": fault})
        return DeviceReport("copy", stage, now, name, f"copy_{name}" if fault else "")


def _stage(fault: str) -> Stage:
    return Stage.FAILED if fault else Stage.READY


def copy_maker(settings: Settings, site: Site, places: Sequence[Place]) -> CopyMaker:
    """Makes this city's copies. A visit is booked at the hub itself, by its public address."""
    base = site.public_url.rstrip("/")
    booking = f"{base}{booking_path(settings)}" if base and booking_path(settings) else ""
    return CopyMaker(site, licence(settings), places, booking)


def booking_path(settings: Settings) -> str:
    """Where a visit can be booked at the hub; empty where none can be."""
    return "/book" if settings.visits.appointments.services else ""


def licence(settings: Settings) -> Licence:
    """Under what the data may be used."""
    own = settings.visits.publicity.licence
    return Licence(own.name, own.url)


def places(settings: Settings) -> Iterator[Place]:
    """Where this hub's copies go."""
    own = settings.visits.publicity.static
    if own is None:
        return
    if own.folder is not None:
        yield CopyFolder(settings.path(own.folder))
    if own.bucket is not None:
        yield _bucket(own.bucket, settings)


def _bucket(own: Bucket, settings: Settings) -> Place:
    from hub.adapters.copies.bucket import CopyBucket  # noqa: PLC0415 - a start must not wait

    address = "/".join(filter(None, (own.endpoint, own.name, own.prefix)))
    ca = settings.path(own.ca) if own.ca else None
    return CopyBucket(address, own.region, settings.path(own.key_file), ca)
