"""What the displays show, put together from settings: the store, the newsroom, its clockwork."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import assets
from config.schema.settings import Settings
from hub.adapters.database.contents import SqlPieces
from hub.adapters.database.engine import Database
from hub.adapters.database.signage import SqlMedia, SqlPlays, SqlPublications
from hub.adapters.media import MediaFolder
from hub.adapters.player import PlayerPictures
from hub.adapters.sheets.bill import TypstSheets
from hub.domain.signage.content import NO_FEEDS, Feeds
from hub.domain.signage.programme import Generation, Programme
from hub.http.endpoints import Guarded
from hub.http.signage import Shelves, Signage
from hub.service.board import Board
from hub.service.feeds import FeedShelf
from hub.service.ports import JournalFault
from hub.service.reception import Reception
from hub.service.signage.newsroom import Newsroom, Rules, Shelf
from hub.service.signage.screens import Screens
from hub.service.signage.settled import base_programme
from hub.web.office import ContentTools

Clock = Callable[[], datetime]

# Seconds between two looks at the clock for what is to be published.
GLANCE = 1.0
FOLDER, PICTURES = "media", "previews"

log = logging.getLogger("hub")


@dataclass(frozen=True, slots=True)
class LobbyTools:
    """What a hub has anyway. `readers` are the terminals that follow the lobby now."""

    board: Board
    reception: Reception
    readers: Mapping[str, int]
    clock: Clock


class _NoFeeds:
    """A site without sources."""

    def feeds(self) -> Feeds:
        return NO_FEEDS


class ContentRoom:
    """The parts of a hub that the displays' content needs. Belongs to the event loop."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        lobby: LobbyTools,
        feeds: FeedShelf | None = None,
    ) -> None:
        board, clock = lobby.board, lobby.clock
        site = board.lobby.site
        self._settings = settings
        self._feeds = feeds or _NoFeeds()
        today = clock().astimezone(ZoneInfo(site.timezone)).date()
        self._base = base_programme(settings, site, {}, today)
        self.publications = SqlPublications(database, site.id)
        self.library = SqlMedia(database, site.id)
        self.plays = SqlPlays(database, site.id)
        self.media = MediaFolder(settings.data / FOLDER, 1 << 40)
        self.screens = Screens(
            (item.id for item in settings.terminals.displays), lobby.readers, clock
        )
        shelf = Shelf(SqlPieces(database, site.id), self.publications, self.library, self.base)
        self.newsroom = Newsroom(lobby.reception, board, shelf, Rules(), clock)
        empty = Generation(0, datetime(2000, 1, 1, tzinfo=UTC), self._base)
        self._signage = Signage(
            board,
            Shelves(
                self.publications,
                self.library,
                self.media,
                self._feeds,
                self.plays,
                empty,
            ),
            self.screens,
        )

    def base(self) -> Programme:
        """The settings' programme."""
        return self._base

    def tools(self) -> ContentTools:
        """What the managers' pages stand on."""
        settings = self._settings
        kinds = {"news": "news", "calendar": "events", "weather": "weather"}
        return ContentTools(
            newsroom=self.newsroom,
            media=self.library,
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
            pictures=PlayerPictures(settings.data / PICTURES, settings.data / FOLDER),
        )

    def endpoints(self) -> tuple[Guarded, ...]:
        """What displays ask for."""
        return self._signage.endpoints()

    async def begin(self) -> None:
        """Publish what the settings say, before any display asks; raises JournalFault."""
        await self.newsroom.settle()

    async def run(self) -> None:
        """Publish what is due, until cancelled."""
        while True:
            try:
                await self.newsroom.tick()
            except JournalFault as fault:
                log.warning("storage", extra={"fault": str(fault)})
            await asyncio.sleep(GLANCE)
