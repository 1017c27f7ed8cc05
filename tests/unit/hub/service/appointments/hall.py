"""Appointments on a real database and a real committer, the clock in the test's hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.hours import SqlHours
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.domain import day, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.appointments.ledger import Terms
from hub.domain.appointments.records import Appointment, Contact, Entry
from hub.domain.events import Event
from hub.domain.issuing import Issued
from hub.domain.tickets import Ticket
from hub.service.appointments.booking import Bookings
from hub.service.appointments.checking_in import CheckIn
from hub.service.appointments.expecting import Expecting
from hub.service.appointments.ports import WaitWish, Wish
from hub.service.board import Board, load_lobby
from hub.service.catching_up import CatchUp
from hub.service.commit import Committer
from hub.service.reception import Caller, Reception
from tests.appointments import HOUR, TEN, plan, terms
from tests.hubs import Clock
from tests.lobbies import site

KEEP = timedelta(days=1)


@dataclass
class Hall:
    """One hub. `events` are all that it has told since it started."""

    database: Database
    board: Board
    reception: Reception
    bookings: Bookings
    check_in: CheckIn
    expecting: Expecting
    catch_up: CatchUp
    audit: SqlAuditLog
    clock: Clock
    events: list[Event] = field(default_factory=list)
    made: int = 0

    def wish(self, start: datetime = TEN, mail: str = "", key: str = "", **more: str) -> Wish:
        self.made += 1
        return Wish(key or f"key-{self.made}", "cert", start, contact=Contact(mail), **more)

    async def book(self, start: datetime = TEN, mail: str = "") -> Appointment:
        return await self.bookings.book(self.wish(start, mail))

    async def wait(self, mail: str, start: datetime = TEN) -> Entry:
        self.made += 1
        wish = WaitWish(f"key-{self.made}", "cert", start, start + HOUR, contact=Contact(mail))
        return await self.bookings.wait(wish)

    async def see(self, record: Appointment | Entry) -> Appointment | Entry:
        return await self.bookings.find(record.token)

    async def come(self, code: str, request: str = "", kiosk: str = "kiosk-1") -> Issued:
        self.made += 1
        caller = Caller(kiosk, is_staff=not kiosk.startswith("kiosk"))
        return await self.check_in.check_in(code, request or f"{self.made:032x}", "", caller)

    async def act(self, action: Callable[[Act], Decision], counter: str | None = None) -> Ticket:
        ticket = await self.reception.act(action, "test", Caller("sato", counter))
        assert ticket is not None
        return ticket

    async def serve(self, ticket: Ticket) -> None:
        """Counter 1 calls this visitor, and is done."""
        caller = Caller("sato", "c1")
        await self.reception.act(lambda act: day.open_counter(act, "c1", "佐藤"), "open", caller)
        await self.act(lambda act: serving.call_number(act, ticket.id), "c1")
        await self.act(partial(serving.finish, ticket_id=ticket.id, onward=False), "c1")

    async def give_up(self, ticket: Ticket) -> None:
        await self.act(lambda act: moving.cancel(act, ticket.id))

    @property
    def due(self) -> set[str]:
        return {*self.board.lobby.due}


def play(
    folder: Path, story: Callable[[Hall], Awaitable[None]], rules: Terms | None = None
) -> None:
    """Run a story in a hall that has just opened."""

    async def run() -> None:
        async with standing(folder, Clock(), rules) as hall:
            await hall.expecting.begin()
            await story(hall)

    asyncio.run(run())


@cache
def empty() -> bytes:
    """A database with its tables, made once: that takes longer than a story."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hub.db"
        with closing(Database(database_url(file))) as database:
            migrate(database)
        return file.read_bytes()


@asynccontextmanager
async def standing(folder: Path, clock: Clock, rules: Terms | None = None) -> AsyncIterator[Hall]:
    """A hub on the database in `folder`; others may stand beside it."""
    lobby, file = site(), folder / "hub.db"
    if not file.exists():
        file.write_bytes(empty())
    with closing(Database(database_url(file))) as database:
        journal = SqlJournal(database, lobby.id)
        board = Board(load_lobby(journal, lobby))
        committer = Committer(
            journal,
            lobby,
            published=board.lobby.last_event,
            post=asyncio.get_running_loop().call_soon_threadsafe,
            publish=board.advance,
            measured=lambda _: None,
        )
        committer.start()
        reception = Reception(committer, board, clock)
        known = rules or terms(plan(seats=2))
        bookings = Bookings(SqlAppointments(database, lobby.id), known, clock)
        hall = Hall(
            database,
            board,
            reception,
            bookings,
            CheckIn(bookings, reception, board),
            Expecting(bookings, reception, board, SqlHours(database, lobby.id).tickets, KEEP),
            CatchUp(board, journal),
            SqlAuditLog(database, lobby.id),
            clock,
        )
        board.listen(hall.events.extend)
        try:
            await reception.tick()
            yield hall
        finally:
            await asyncio.to_thread(committer.stop)
