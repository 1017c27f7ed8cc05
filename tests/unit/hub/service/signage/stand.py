"""A newsroom on a real database and a real committer, the clock in the test's hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.contents import SqlPieces
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.adapters.database.signage import SqlMedia, SqlPublications
from hub.domain.events import Event
from hub.domain.signage.content import Item, Notice
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import Entry, Playlist, Programme, Screen, Slot
from hub.domain.signage.publishing import Piece, PieceKind
from hub.domain.signage.windows import Calendar
from hub.service.access import Principal, Role
from hub.service.board import Board, load_lobby
from hub.service.commit import Committer
from hub.service.reception import Reception
from hub.service.signage.newsroom import Newsroom, Rules, Seen, Shelf
from tests.lobbies import NINE, site

EDITOR = Principal("tanaka", "田中", Role.CONTENT_EDITOR, department="市民課")
MANAGER = Principal("koho", "広報", Role.CONTENT_MANAGER, department="広報課")
STRICT = Rules()
WELCOME = Item("welcome", "ようこそ", Notice({"ja": "ようこそ"}, {"ja": "待合市へ"}))


def notice(key: str = "festival", words: str = "秋まつり") -> Item:
    return Item(key, words, Notice({"ja": words}, {"ja": "10月10日"}))


def base(**changed: object) -> Programme:
    """What a small city's settings say."""
    playlist = Playlist("lobby", "ロビー", (Entry("welcome"),))
    slot = Slot("l-landscape", {"main": "lobby"})
    programme = Programme(
        Calendar("Asia/Tokyo"),
        items={"welcome": WELCOME},
        playlists={"lobby": playlist},
        layouts=dict(STANDARD),
        screens={"display-1": Screen("display-1", slot)},
    )
    return replace(programme, **changed)  # type: ignore[arg-type]


@dataclass
class Stand:
    """`events` are all that the hub has told since it started."""

    database: Database
    board: Board
    publications: SqlPublications
    media_book: SqlMedia
    audit: SqlAuditLog
    newsroom: Newsroom
    clock: "Clock"
    settings: "Settings"
    events: list[Event] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.board.lobby.generation

    def out(self) -> Programme:
        """What is out now."""
        generation = self.publications.generation(self.number)
        assert generation is not None
        return generation.programme

    async def draft(self, item: Item | None = None, who: Principal = EDITOR) -> Piece:
        return await self.newsroom.save(who, PieceKind.ITEM, item or notice())

    async def sent(self, item: Item | None = None) -> Piece:
        """A piece that waits for its review."""
        return await self.newsroom.submit(EDITOR, seen(await self.draft(item)))

    async def let_out(self, item: Item | None = None, at: datetime | None = None) -> Piece:
        piece = await self.sent(item)
        await self.newsroom.approve(MANAGER, [seen(piece)], at)
        return await self.piece(piece.id)

    async def piece(self, key: str) -> Piece:
        return next(piece for piece in await self.newsroom.pieces() if piece.id == key)


@dataclass
class Clock:
    now: datetime = NINE

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Settings:
    programme: Programme = field(default_factory=base)

    def __call__(self) -> Programme:
        return self.programme


def seen(piece: Piece) -> Seen:
    return Seen(piece.kind, piece.id, piece.version)


def play(folder: Path, story: Callable[[Stand], Awaitable[None]], rules: Rules = STRICT) -> None:
    """Run a story on a stand whose settings are out already."""

    async def run() -> None:
        async with standing(folder, rules) as stand:
            await story(stand)

    asyncio.run(run())


@asynccontextmanager
async def standing(folder: Path, rules: Rules = STRICT) -> AsyncIterator[Stand]:
    with closing(Database(database_url(folder / "hub.db"))) as database:
        migrate(database)
        hall, clock, settings = site(), Clock(), Settings()
        journal = SqlJournal(database, hall.id)
        board = Board(load_lobby(journal, hall))
        committer = Committer(
            journal,
            hall,
            published=board.lobby.last_event,
            post=asyncio.get_running_loop().call_soon_threadsafe,
            publish=board.advance,
            measured=lambda _: None,
        )
        committer.start()
        publications, library = SqlPublications(database, hall.id), SqlMedia(database, hall.id)
        shelf = Shelf(SqlPieces(database, hall.id), publications, library, settings)
        newsroom = Newsroom(Reception(committer, board, clock), board, shelf, rules, clock)
        audit = SqlAuditLog(database, hall.id)
        stand = Stand(database, board, publications, library, audit, newsroom, clock, settings)
        board.listen(stand.events.extend)
        try:
            await newsroom.settle()
            yield stand
        finally:
            await asyncio.to_thread(committer.stop)
