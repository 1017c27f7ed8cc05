"""The hub, put together: settings in, a running process out."""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path
from typing import TypeVar

from starlette.types import ASGIApp

from config.schema.settings import Settings
from hub.adapters.database.access import SqlAccess
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.files import make_folder
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.notify import Listener
from hub.adapters.database.schema import migrate
from hub.adapters.passwords import Argon2
from hub.domain.forms.book import Book
from hub.domain.site import business_day
from hub.http.app import application
from hub.http.auth import Guard
from hub.http.counters import Counters
from hub.http.forms import FormShelf
from hub.http.health import HealthCheck
from hub.http.keys import Keys
from hub.http.limits import raise_open_files
from hub.http.lobby import LobbyReader
from hub.http.metrics import Metrics
from hub.http.people import People
from hub.http.server import HubServer, ListenFault, listen, run
from hub.http.stream import Stream
from hub.http.terminals import Terminals, TerminalState
from hub.http.tickets import Tickets
from hub.rooms.desk import DeskRoom, desk_room, sealed_codes
from hub.rooms.lobby import lobby_rooms
from hub.rooms.retention import RetentionRoom
from hub.rooms.room import House, Room, survive
from hub.service.access import LockOut
from hub.service.board import Board, load_lobby
from hub.service.catching_up import CatchUp
from hub.service.commit import Committer
from hub.service.devices import Devices, Keyring
from hub.service.health import Health
from hub.service.ports import Journal, JournalFault
from hub.service.reception import Reception
from hub.service.signin import Passwords, SignIn
from hub.service.site import site_at
from hub.service.staffing import Staffing
from hub.service.terminal_settings import displays, kiosks
from hub.watching import Watch, watch
from hub.web.office import Office
from hub.web.pages import Pages

T = TypeVar("T")

Clock = Callable[[], datetime]

# Seconds between two looks at the clock for a new day, at the records of devices and sessions,
# and at the keys of sealed codes: another hub or the command line may have changed them.
DAY_GLANCE = 1.0
KEYRING_GLANCE = 5.0
SEALED_GLANCE = 60.0

# Seconds that a thread may hold the interpreter (5 ms by default). The committer gives it up at
# each step of the database, and waits so long again where the event loop has much to do.
SWITCH = 0.0005

log = logging.getLogger("hub")


def now() -> datetime:
    """The instant, aware."""
    return datetime.now(UTC)


def say(words: str) -> None:
    """To the person who started the hub, past the log."""
    print(words, flush=True)  # noqa: T201 - a person reads it


@dataclass(slots=True)
class Hub:
    """The parts of one hub process. They live in the event loop that `build` was called in."""

    app: ASGIApp
    board: Board
    stream: Stream
    pages: Pages
    committer: Committer
    reception: Reception
    people: People
    keys: Keys
    rooms: tuple[Room, ...]
    watch: Watch
    neighbours: Listener | None
    clock: Clock
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Begin the day and the threads; raises JournalFault."""
        self.committer.start()
        await self.reception.tick()
        await self.people.refresh()
        for room in self.rooms:
            await room.begin()
        if self.neighbours is not None:
            self.neighbours.start()
        watches = (self.stream.beat(), self._watch_day(), self._watch_keys(), self._watch_sealed())
        self.tasks += [asyncio.create_task(watch) for watch in watches]
        self.tasks.append(asyncio.create_task(self.watch.run()))
        self.tasks += [asyncio.create_task(room.run()) for room in self.rooms]

    def stopping(self) -> None:
        """Let the event streams and the open pages end."""
        self.stream.close()
        self.pages.close()
        for room in self.rooms:
            room.stopping()

    async def stop(self) -> None:
        """Finish what is queued, and end the threads."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.neighbours is not None and self.neighbours.is_alive():
            await asyncio.to_thread(self.neighbours.stop)
        for room in self.rooms:
            await room.stop()
        await asyncio.to_thread(self.committer.stop)
        await asyncio.to_thread(self.keys.close)
        await self.watch.stop()
        self.people.close()

    async def _watch_day(self) -> None:
        while True:
            await asyncio.sleep(DAY_GLANCE)
            if business_day(self.board.lobby.site, self.clock()) > self.board.lobby.day:
                await survive(self.reception.tick)

    async def _watch_keys(self) -> None:
        while True:
            await asyncio.sleep(KEYRING_GLANCE)
            await survive(self.people.refresh)

    async def _watch_sealed(self) -> None:
        """The first keys are made beside the start: visitors for a number need not wait."""
        while True:
            await survive(self.keys.refresh)
            await asyncio.sleep(SEALED_GLANCE)


def build(
    settings: Settings,
    book: Book,
    database: Database,
    *,
    clock: Clock = now,
    passwords: Passwords | None = None,
) -> Hub:
    """A hub on a migrated database, not started yet. Raises JournalFault."""
    site = site_at(settings, clock())
    journal, access = SqlJournal(database, site.id), SqlAccess(database, site.id)
    board = Board(load_lobby(journal, site))
    stream, audit = Stream(board, journal), SqlAuditLog(database, site.id)
    metrics = Metrics(board, stream.count)
    committer = _committer(metrics.timed(journal), board, metrics)
    reception = Reception(committer, board, clock)
    doors = _doors(settings, access, audit, clock, passwords)
    sealed = sealed_codes(settings, database, audit, clock)
    keys, shelf, told = Keys(sealed), FormShelf(book), (kiosks(settings, book), displays(settings))
    guarding = watch(settings, site, database, clock)
    tell, readers = guarding.record_own, stream.readers
    desk = desk_room(settings, book, sealed.opener, audit, access, tell=tell, clock=clock)
    terminals = Terminals(*told, readers, guarding.record, clock)
    house = House(settings, database, board, journal, reception, readers, tell, clock)
    is_lobby = settings.hub.role != "desk"
    rooms = _rooms(house, desk, metrics, is_lobby=is_lobby)
    reader = LobbyReader(board, stream, clock, metrics.dropped, *told, shelf.tag)
    lobby = (Tickets(reception, board), Counters(reception, board), reader, terminals, shelf)
    health = HealthCheck(board, journal, committer.is_alive)
    served = (*(lobby if is_lobby else ()), *rooms, keys, doors.people, health, metrics)
    office = _office(doors, board, reception, audit, terminals.states, guarding.health)
    office = _furnished(office, desk, rooms, is_lobby=is_lobby)
    pages = Pages(office, _all(room.pages(office) for room in rooms))
    endpoints = _all(part.endpoints() for part in served)
    app = application(endpoints, doors.guard, pages.router, metrics.refused)
    return Hub(
        app=_fronted(app, rooms),
        pages=pages,
        board=board,
        stream=stream,
        committer=committer,
        reception=reception,
        people=doors.people,
        keys=keys,
        rooms=rooms,
        watch=guarding,
        neighbours=_neighbours(database, journal, board),
        clock=clock,
    )


def _rooms(
    house: House, desk: DeskRoom | None, metrics: Metrics, *, is_lobby: bool
) -> tuple[Room, ...]:
    """All rooms of this hub, in the order in which they begin; /metrics tells of each."""
    of_lobby = lobby_rooms(house) if is_lobby else ()
    rooms = (*((desk,) if desk else ()), *of_lobby, RetentionRoom(house))
    for room in rooms:
        metrics.also(room.figures)
    return rooms


def _fronted(app: ASGIApp, rooms: Iterable[Room]) -> ASGIApp:
    """What rooms answer themselves comes before the application."""
    return reduce(lambda behind, room: room.before(behind), rooms, app)


def _all(parts: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(each for part in parts for each in part)


def _committer(journal: Journal, board: Board, metrics: Metrics) -> Committer:
    return Committer(
        journal,
        board.lobby.site,
        published=board.lobby.last_event,
        post=asyncio.get_running_loop().call_soon_threadsafe,
        publish=board.advance,
        measured=metrics.group,
    )


@dataclass(frozen=True, slots=True)
class Doors:
    """How people and terminals come in."""

    access: SqlAccess
    sign_in: SignIn
    devices: Devices
    keyring: Keyring
    guard: Guard
    people: People
    clock: Clock


def _doors(
    settings: Settings,
    access: SqlAccess,
    audit: SqlAuditLog,
    clock: Clock,
    passwords: Passwords | None,
) -> Doors:
    rule = settings.hub.lockout
    lock_out = LockOut(rule.attempts, timedelta(minutes=rule.minutes))
    session = timedelta(hours=settings.hub.session_hours)
    sign_in = SignIn(access, audit, passwords or Argon2(), clock, lock_out, session)
    devices, keyring = Devices(access, clock), Keyring(access, clock)
    guard = Guard(keyring, clock, secure=settings.hub.tls is not None)
    people = People(sign_in, devices, keyring, guard)
    return Doors(access, sign_in, devices, keyring, guard, people, clock)


def _office(
    doors: Doors,
    board: Board,
    reception: Reception,
    audit: SqlAuditLog,
    terminals: Callable[[], tuple[TerminalState, ...]],
    health: Health,
) -> Office:
    return Office(
        board=board,
        reception=reception,
        guard=doors.guard,
        sign_in=doors.sign_in,
        staffing=Staffing(doors.access, doors.sign_in, doors.clock),
        devices=doors.devices,
        keyring=doors.keyring,
        access=doors.access,
        audit=audit,
        terminals=terminals,
        health=health,
        clock=doors.clock,
        slowly=doors.people.slowly,
    )


def _furnished(
    office: Office, desk: DeskRoom | None, rooms: Iterable[Room], *, is_lobby: bool
) -> Office:
    """The office with what the hub's rooms bring."""
    return replace(
        office,
        is_lobby=is_lobby,
        desk=desk.tools() if desk else None,
        takes_appointments=any(room.takes_appointments for room in rooms),
        gives_numbers=any(room.gives_numbers for room in rooms),
        has_sources=any(room.has_sources for room in rooms),
    )


def _neighbours(database: Database, journal: SqlJournal, board: Board) -> Listener | None:
    """Where several hubs can share a lobby: whoever hears of the others' events."""
    if not database.is_postgresql:
        return None
    loop, catching_up = asyncio.get_running_loop(), CatchUp(board, journal)

    def wake(last: int | None) -> None:
        loop.call_soon_threadsafe(catching_up.begin, last)

    return Listener(database, board.lobby.site.id, wake)


def serve(settings: Settings, book: Book) -> int:
    """Run a hub until it is told to stop; the process's exit code."""
    raise_open_files()
    sys.setswitchinterval(SWITCH)
    try:
        run(lambda: serving(settings, book, ready=_begin_log))
    except (ListenFault, JournalFault, OSError) as fault:
        say(str(fault))
        return 1
    except KeyboardInterrupt:
        log.info("stopped")
    return 0


def _begin_log(_server: HubServer, address: str) -> None:
    """Beside the event loop: loading structlog takes 0.1 s, and visitors may be waiting."""

    def begin() -> None:
        from hub.http.logs import configure  # noqa: PLC0415 - see above

        configure()
        log.info("started", extra={"address": address})

    asyncio.get_running_loop().run_in_executor(None, begin)


async def serving(
    settings: Settings,
    book: Book,
    *,
    clock: Clock = now,
    passwords: Passwords | None = None,
    ready: Callable[[HubServer, str], None] = lambda _server, _address: None,
) -> None:
    """Open the database and the socket, and serve. `ready` gets the hub's address.

    Raises JournalFault or ListenFault.
    """
    make_folder(settings.data)
    with (
        closing(listen(settings.hub.listen.host, settings.hub.listen.port)) as opened,
        closing(Database(database_url(settings.database))) as database,
    ):
        await asyncio.to_thread(migrate, database)
        hub = build(settings, book, database, clock=clock, passwords=passwords)
        address = _address(settings, opened)
        server = HubServer(
            hub.app,
            _certificate(settings),
            ready=lambda server: ready(server, address),
            stopping=hub.stopping,
            stopped=hub.stop,
        )
        try:
            await hub.start()
            await hub.people.invite(address, say)
        except JournalFault:
            await hub.stop()
            raise
        await server.serve([opened])


def _certificate(settings: Settings) -> tuple[Path, Path] | None:
    tls = settings.hub.tls
    return (settings.path(tls.certificate), settings.path(tls.key)) if tls else None


def _address(settings: Settings, opened: socket.socket) -> str:
    """Where a browser finds the hub: this machine's name stands for all its addresses."""
    host, port = opened.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = socket.gethostname()
    if ":" in host:
        host = f"[{host}]"
    return f"{'https' if settings.hub.tls else 'http'}://{host}:{port}"
