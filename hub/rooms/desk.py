"""The desk: forms that visitors filled at a kiosk are opened here, with the keys of their codes."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import assets
from config.schema.settings import Settings
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database
from hub.adapters.database.keys import SqlPublicKeys, SqlSeen
from hub.adapters.desk.archive import EncryptedArchive
from hub.adapters.desk.folder import WatchedFolder
from hub.adapters.keys.files import FOLDER, KeyFiles
from hub.adapters.keys.locking import lock
from hub.adapters.sheets.pdf import TypstPrinter
from hub.domain.forms.book import Book
from hub.rooms.desk_scanners import DeskScanners, Tell
from hub.rooms.room import Room
from hub.service.desk.desk import Desk, Tools
from hub.service.desk.ports import NotWritten
from hub.service.desk.scans import ScanRoom
from hub.service.keys import Brought, DeskKeys, KioskKeys
from hub.service.ports import JournalFault
from hub.service.ports_access import Access, AuditLog
from hub.service.sealed import Opener, SealedCodes
from hub.web.desk_pages import DeskPages
from hub.web.office import DeskTools, Office

Clock = Callable[[], datetime]

# Seconds between two looks at what has been kept long enough.
DISPOSAL = 3600.0

log = logging.getLogger("hub")


def sealed_codes(
    settings: Settings, database: Database, audit: SqlAuditLog, clock: Clock
) -> SealedCodes:
    """The keys of sealed codes; a lobby's hub has no private ones."""
    public, zone = SqlPublicKeys(database, settings.site.id), ZoneInfo(settings.site.timezone)
    files = KeyFiles(settings.data / FOLDER)
    desk = DeskKeys(files, public, audit, clock, zone) if settings.hub.role != "lobby" else None
    kiosks, brought = KioskKeys(public, audit, clock), Brought(public, audit, clock)
    return SealedCodes(desk, kiosks, brought, SqlSeen(database, settings.site.id))


def desk(
    settings: Settings,
    book: Book,
    opener: Opener,
    audit: AuditLog,
    clock: Clock,
    name_of: Callable[[str], str] = str,
) -> Desk:
    """The desk's use cases on this machine."""
    zone, own = ZoneInfo(settings.site.timezone), settings.hub.desk
    return Desk(
        Tools(
            book=book,
            zone=zone,
            open_code=opener.open_code,
            printer=TypstPrinter(assets.path("fonts"), zone),
            audit=audit,
            clock=clock,
            folder=WatchedFolder(settings.path(own.folder)) if own.folder else None,
            formats=own.formats,
            archive=_archive(settings, zone) if own.keep_days else None,
            name_of=name_of,
        )
    )


def _archive(settings: Settings, zone: ZoneInfo) -> EncryptedArchive:
    """Under the lock of the keys: derived once, for a passphrase takes its time."""
    secret = cache(lambda: lock(settings.data / FOLDER).key)
    return EncryptedArchive(settings.data / "received", secret, zone)


def _read_picture(data: bytes) -> tuple[str, ...]:
    """As hub.adapters.symbols, which is loaded with the first picture: a start must not wait."""
    from hub.adapters.symbols import read_picture  # noqa: PLC0415 - see above

    return read_picture(data)


class DeskRoom(Room):
    """The desk with its scanners and its own clockwork, beside the event loop's other tasks."""

    def __init__(self, settings: Settings, desk: Desk, tell: Tell, clock: Clock) -> None:
        self._days = settings.hub.desk.keep_days
        self._desk = desk
        scanners = settings.hub.desk.scanners
        self._room = ScanRoom({scanner.id: scanner.name for scanner in scanners})
        self._scanners = DeskScanners(scanners, self._room.deliver, tell, clock)

    def pages(self, office: Office) -> tuple[DeskPages, ...]:
        """Where staff open codes."""
        return (DeskPages(office, self.tools()),)

    def tools(self) -> DeskTools:
        """What the pages stand on."""
        return DeskTools(desk=self._desk, read_picture=_read_picture, scans=self._room)

    async def run(self) -> None:
        """Until cancelled."""
        self._room.start()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._scanners.run())
            group.create_task(self._tidy())

    async def _tidy(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._desk.dispose, self._days)
            except (NotWritten, JournalFault) as fault:
                log.warning("storage", extra={"fault": str(fault)})
            await asyncio.sleep(DISPOSAL)

    def stopping(self) -> None:
        """Let the pages go that listen."""
        self._room.close()

    async def stop(self) -> None:
        """End the threads."""
        await self._scanners.stop()


def desk_room(
    settings: Settings,
    book: Book,
    opener: Opener | None,
    audit: AuditLog,
    access: Access,
    *,
    tell: Tell,
    clock: Clock,
) -> DeskRoom | None:
    """The desk of this hub; None where its keys, and so its desk, are at another.

    `tell` takes how its scanners are.
    """
    if opener is None:
        return None

    def name_of(login: str) -> str:
        member = access.member(login)
        return member.name if member else login

    made = desk(settings, book, opener, audit, clock, name_of)
    return DeskRoom(settings, made, tell, clock)
