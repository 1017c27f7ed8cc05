"""A whole hub in a thread of the test: real socket, real SQLite, the clock in the test's hand."""

import atexit
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from threading import Event, Thread
from typing import Any

import requests

from config.load import load_lobby
from config.schema.settings import Settings
from hub.adapters.database.access import SqlAccess
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.health import SqlHealth
from hub.adapters.database.schema import migrate
from hub.adapters.keys.files import FOLDER
from hub.client.api import HubClient
from hub.domain.forms.book import Book
from hub.http.server import HubServer, run
from hub.main import serving
from hub.rooms.desk import sealed_codes
from hub.service.access import TERMINALS, Role, Staff, new_token, secret_hash
from hub.service.devices import Devices
from hub.service.forms import domain_book
from hub.service.keys import HUB
from hub.service.ports_access import AuditLine, Session
from tests.lobbies import NINE
from tests.unit.config.cities import demo_city

DEMO = Path(__file__).resolve().parents[1] / "config" / "demo"
START_SECONDS = 30
PASSWORD = "とても長い合言葉です"
# The last event of a hub that has just started: the day has begun, and content is out.
STARTED = 2


@dataclass
class Clock:
    """Tuesday 24 November 2026, 9:00 in Tokyo, until the test moves it."""

    now: datetime = NINE

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


class QuickHash:
    """Argon2 takes its time on purpose; hub.adapters.passwords has tests of its own."""

    def hash(self, password: str) -> str:
        return sha256(password.encode()).hexdigest()

    def fits(self, kept: str, password: str) -> bool:
        return kept == self.hash(password)


@cache
def demo_book() -> Book:
    """The forms of the demo city, read once."""
    return domain_book(demo_city().forms)


@cache
def demo_lobby() -> Settings:
    """The settings of the demo city, read once."""
    return load_lobby(DEMO)


def demo_settings(folder: Path, **hub: object) -> Settings:
    """The demo city with its data in `folder`, on a free port of this machine."""
    settings = demo_lobby()
    listen = settings.hub.listen.model_copy(update={"port": 0})
    own = {"data_directory": str(folder), "listen": listen, **hub}
    return replace(settings, hub=settings.hub.model_copy(update=own))


@cache
def _furniture(role: str) -> Path:
    """A data folder with the tables and the keys that a hub makes at its first start."""
    folder = Path(mkdtemp(prefix="machiai-hub-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    settings = demo_settings(folder, role=role)
    with closing(Database(database_url(settings.database))) as database:
        migrate(database)
        audit = SqlAuditLog(database, settings.site.id)
        sealed_codes(settings, database, audit, Clock()).refresh()
    return folder


def furnish(settings: Settings) -> None:
    """Spare a hub its first start: 0.1 s of computing, and 0.3 s until 40 files are on the disk."""
    begun = any((settings.data / name).exists() for name in ("machiai.sqlite", FOLDER))
    if settings.hub.database is None and not begun:
        copytree(_furniture(settings.hub.role), settings.data, dirs_exist_ok=True)


class RunningHub:
    """Start it with `running`. `said` is what whoever started the hub would read."""

    def __init__(self, settings: Settings, clock: Clock, book: Book | None = None) -> None:
        self.settings = settings
        self.book = book or demo_book()
        self.clock = clock
        self.address = ""
        self.fault: Exception | None = None
        self._server: HubServer | None = None
        self._ready = Event()
        self._thread = Thread(target=self._run, name="hub")

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(START_SECONDS)
        if self.fault is not None:
            self._thread.join()
            raise self.fault

    def stop(self) -> None:
        if self._server is not None:
            self._server.should_exit = True
        self._thread.join(START_SECONDS)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            run(self._serve)
        except Exception as fault:  # noqa: BLE001 - the thread's boundary: the test gets it
            self.fault = fault
            self._ready.set()

    async def _serve(self) -> None:
        await serving(
            self.settings,
            self.book,
            clock=self.clock,
            passwords=QuickHash(),
            ready=self._note,
        )

    def _note(self, server: HubServer, address: str) -> None:
        self._server, self.address = server, address
        self._ready.set()

    def token(self, role: Role, name: str = "", department: str = "") -> str:
        """A valid token of a terminal, or of a member of staff of a department."""
        with self.access() as access:
            if role in TERMINALS:
                devices = Devices(access, self.clock)
                usual = "kiosk-1" if role is Role.KIOSK else "display-1"
                return devices.enrol(devices.new_code(role, name or usual)).token
            login = name or role.value
            kept = QuickHash().hash(PASSWORD)
            member = Staff(login, f"{login}さん", role, kept, department=department)
            access.put_member(member)
            token, now = new_token(), self.clock()
            access.add_session(Session(secret_hash(token), login, now, now + timedelta(hours=12)))
            return token

    @contextmanager
    def access(self) -> Iterator[SqlAccess]:
        """The hub's records, as the command line reaches them."""
        with closing(Database(database_url(self.settings.database))) as database:
            yield SqlAccess(database, self.settings.site.id)

    @contextmanager
    def health(self) -> Iterator[SqlHealth]:
        """What the hub knows of its terminals' devices."""
        with closing(Database(database_url(self.settings.database))) as database:
            yield SqlHealth(database, self.settings.site.id)

    def audit(self) -> list[AuditLine]:
        """What staff did, oldest first; what the hub does by itself is left out."""
        with closing(Database(database_url(self.settings.database))) as database:
            lines = SqlAuditLog(database, self.settings.site.id).latest(100)[::-1]
        return [line for line in lines if line.who != HUB]

    def client(self, role: Role, name: str = "") -> HubClient:
        """A terminal's client."""
        return HubClient(self.address, self.token(role, name))

    def ask(self, method: str, path: str, token: str = "", **options: Any) -> requests.Response:
        """One request of a bare HTTP client."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= options.pop("headers", {})
        options.setdefault("timeout", 10)
        with requests.Session() as session:
            session.trust_env = False
            return session.request(method, self.address + path, headers=headers, **options)


@contextmanager
def running(
    folder: Path,
    clock: Clock | None = None,
    settings: Settings | None = None,
    book: Book | None = None,
    *,
    furnished: bool = True,
) -> Iterator[RunningHub]:
    """A hub on the demo city, with its data in `folder`, and its forms or another book.

    Where it is not `furnished`, it has keys of its own; the others share theirs.
    """
    settings = settings or demo_settings(folder)
    if furnished:
        furnish(settings)
    hub = RunningHub(settings, clock or Clock(), book)
    hub.start()
    try:
        yield hub
    finally:
        hub.stop()
