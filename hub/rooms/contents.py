"""What the displays show, put together from settings: the store, the newsroom, its clockwork."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import assets
from config.schema.signage import Media
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.contents import SqlPieces
from hub.adapters.database.signage import SqlMedia, SqlPlays, SqlPublications
from hub.adapters.inspection.inspector import FileInspector
from hub.adapters.media import MediaFolder
from hub.adapters.player import PlayerPictures
from hub.adapters.sheets.bill import TypstSheets
from hub.adapters.uploads import UploadFolder
from hub.domain.signage.content import NO_FEEDS, Feeds, Medium, MediumKind
from hub.domain.signage.programme import Generation, Programme
from hub.http.endpoints import Guarded
from hub.http.signage import Shelves, Signage
from hub.http.uploads import Uploads
from hub.rooms.room import House, Room, survive
from hub.service.board import read_events
from hub.service.feeds import FeedShelf
from hub.service.signage.holdings import Holdings, Stores
from hub.service.signage.newsroom import Newsroom, Rules, Shelf
from hub.service.signage.screens import Screens
from hub.service.signage.settled import base_programme, files
from hub.service.signage.stock import Stock
from hub.web.contents.pages import ContentPages
from hub.web.office import ContentTools, Office

# Seconds between two looks at the clock for what is to be published.
GLANCE = 1.0
# Seconds between two looks for what another program has published on the same database.
HEAR = 3.0
# And for what it has appointed for a later time.
LOOK = 20.0
FOLDER, PICTURES, UPLOADS = "media", "previews", "uploads"
MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
# Seconds between two looks for what is not needed any more, and how long plays are kept that
# belong to no campaign.
TIDY = 3600.0
PLAYS_KEPT = timedelta(days=90)


class _NoFeeds:
    """A site without sources."""

    def feeds(self) -> Feeds:
        return NO_FEEDS


class ContentRoom(Room):
    """The parts of a hub that the displays' content needs. Belongs to the event loop."""

    def __init__(
        self,
        house: House,
        feeds: FeedShelf | None = None,
    ) -> None:
        settings, database = house.settings, house.database
        board, clock = house.board, house.clock
        site, given = board.lobby.site, settings.signage
        self._settings, self._clock, self._house = settings, clock, house
        self._feeds = feeds or _NoFeeds()
        self._site = site
        self._today = clock().astimezone(ZoneInfo(site.timezone)).date()
        self._base = base_programme(settings, site, {}, self._today)
        self.publications = SqlPublications(database, site.id)
        self.book = SqlMedia(database, site.id)
        self.plays = SqlPlays(database, site.id)
        self.media = MediaFolder(settings.data / FOLDER, int(given.media.quota_gb * GIGABYTE))
        self.screens = Screens(
            (item.id for item in settings.terminals.displays), house.readers, clock
        )
        pieces = SqlPieces(database, site.id)
        shelf = Shelf(pieces, self.publications, self.book, self.base)
        rules = Rules(given.own_review, frozenset(feed.id for feed in settings.feeds))
        self.newsroom = Newsroom(house.reception, board, shelf, rules, clock)
        self._inspector = FileInspector(sizes(given.media))
        self._pictures = PlayerPictures(settings.data / PICTURES, settings.data / FOLDER)
        self.holdings = self._holdings(pieces, SqlAuditLog(database, site.id))
        self._stock = Stock(settings.directory, files(given), self.holdings)
        self._signage = Signage(board, self._shelves(), self.screens)

    def _holdings(self, pieces: SqlPieces, audit: SqlAuditLog) -> Holdings:
        uploads = UploadFolder(self._settings.data / UPLOADS)
        stores = Stores(self.media, self.book, uploads, pieces, self.publications, audit)
        return Holdings(
            stores,
            self._inspector,
            sizes(self._settings.signage.media),
            lambda: frozenset(self._base.media),
            self._clock,
        )

    def _shelves(self) -> Shelves:
        empty = Generation(0, datetime(2000, 1, 1, tzinfo=UTC), self._base)
        return Shelves(self.publications, self.book, self.media, self._feeds, self.plays, empty)

    def base(self) -> Programme:
        """The settings' programme."""
        return self._base

    def pages(self, office: Office) -> tuple[ContentPages, ...]:
        """The managers' pages."""
        return (ContentPages(office, self._tools()),)

    def _tools(self) -> ContentTools:
        settings = self._settings
        kinds = {"news": "news", "calendar": "events", "weather": "weather"}
        return ContentTools(
            newsroom=self.newsroom,
            holdings=self.holdings,
            media=self.book,
            store=self.media,
            screens=self.screens,
            plays=self.plays,
            feeds=self._feeds,
            layouts=self.base().layouts,
            sources={
                given: {feed.id: feed.id for feed in settings.feeds if feed.kind == kind}
                for kind, given in kinds.items()
            },
            floors={floor.id: floor.name["ja"] for floor in settings.floors.floors},
            sheets=TypstSheets(assets.path("fonts")),
            pictures=self._pictures,
            own_work=settings.signage.own_review,
        )

    def endpoints(self) -> tuple[Guarded, ...]:
        """What displays ask for."""
        return (*self._signage.endpoints(), *Uploads(self.holdings).endpoints())

    async def begin(self) -> None:
        """Publish what the settings say, before any display asks; raises JournalFault."""
        self._lay(await asyncio.to_thread(self._stock.quick))
        await self.newsroom.settle()

    async def run(self) -> None:
        """Take in what the settings show besides, publish what is due, tidy up; until cancelled."""
        await survive(self._settle)
        await asyncio.gather(
            self._every(GLANCE, self.newsroom.tick),
            self._every(HEAR, self._hear),
            self._every(LOOK, self.newsroom.look),
            self._every(TIDY, self._tidy),
        )

    async def stop(self) -> None:
        """Let go of a file that is being looked into, and of pictures that are being drawn."""
        await asyncio.to_thread(self._inspector.stop)
        await asyncio.to_thread(self._pictures.stop)

    async def _settle(self) -> None:
        before = dict(self._stock.found)
        if await asyncio.to_thread(self._stock.rest) != before:
            self._lay(self._stock.found)
            await self.newsroom.settle()

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await survive(work)
            await asyncio.sleep(seconds)

    async def _hear(self) -> None:
        """What the command line has published: SQLite tells nobody."""
        board = self._house.board
        known = board.lobby.last_event
        board.advance(await asyncio.to_thread(read_events, self._house.journal, known))

    async def _tidy(self) -> None:
        await asyncio.to_thread(self.holdings.tidy)
        await asyncio.to_thread(self.plays.forget, self._clock() - PLAYS_KEPT)

    def _lay(self, media: Mapping[str, Medium]) -> None:
        self._base = base_programme(self._settings, self._site, media, self._today)


def sizes(given: Media) -> dict[MediumKind, int]:
    """The largest file of each kind, in bytes."""
    return {
        MediumKind.IMAGE: given.image_mb * MEGABYTE,
        MediumKind.VIDEO: given.video_mb * MEGABYTE,
        MediumKind.PDF: given.pdf_mb * MEGABYTE,
    }
