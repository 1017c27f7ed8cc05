"""A whole hub as a process of its own, on a city made for load: to be killed and started again."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import Protocol, Self
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from config.load import load
from config.schema.settings import Settings
from hub.adapters.database.access import SqlAccess
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.cli.demo.city import make_city
from hub.domain.events import Event as LobbyEvent
from hub.service.access import Role, Staff, new_token, secret_hash
from hub.service.board import read_events
from hub.service.devices import Devices
from hub.service.ports_access import Session

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "config" / "demo"
CLERK = "clerk"
START_SECONDS = 60.0
# Between two looks whether it answers: looking takes the processor that it starts on.
GLANCE_SECONDS = 0.01


@dataclass
class City:
    """A configuration with room for many numbers, and keys for its terminals and one clerk."""

    folder: Path
    address: str
    settings: Settings
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def clerk(self) -> str:
        """A session of an administrator, who may act at every counter."""
        return self.tokens[CLERK]

    @property
    def services(self) -> list[str]:
        return [item.id for item in self.settings.services if item.at_kiosk]

    @property
    def counters(self) -> list[str]:
        return [counter.id for counter in self.settings.counters]

    def events(self) -> list[LobbyEvent]:
        """Everything in the journal, read past the hub."""
        database = Database(database_url(self.settings.database))
        try:
            return read_events(SqlJournal(database, self.settings.site.id), 0)
        finally:
            database.close()


def make(folder: Path, database: str | None = None) -> City:
    """Prepare a city in `folder`, on SQLite or the database with this address."""
    address = make_city(DEMO, folder)
    edit(folder / "services.yaml", _many_numbers)
    edit(folder / "terminals.yaml", _silent)
    if database is not None:
        edit(folder / "hub.yaml", lambda hub: hub.update(database=database))
    city = City(folder, address, load(folder))
    (folder / "data").mkdir(exist_ok=True)
    _give_keys(city)
    return city


def twin(city: City, folder: Path) -> City:
    """The same city and database, for a second hub on another port."""
    address = make_city(DEMO, folder)
    edit(folder / "services.yaml", _many_numbers)
    edit(folder / "terminals.yaml", _silent)
    edit(folder / "hub.yaml", lambda hub: hub.update(database=city.settings.database))
    return City(folder, address, load(folder), city.tokens)


def _many_numbers(services: list[dict[str, object]]) -> None:
    for service in services:
        service["numbers"] = {"first": 1, "last": 99999, "digits": 5}
        service.pop("daily_maximum", None)


def _silent(terminals: dict[str, list[dict[str, object]]]) -> None:
    """A day's calls are not rendered for every test."""
    for display in terminals["displays"]:
        display["speech"] = {"kind": "none"}


def edit(file: Path, change: object) -> None:
    yaml = YAML()
    data = yaml.load(file)
    change(data)  # type: ignore[operator]
    yaml.dump(data, file)


def _give_keys(city: City) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    database = Database(database_url(city.settings.database))
    migrate(database)
    access = SqlAccess(database, city.settings.site.id)
    devices = Devices(access, now)
    terminals = city.settings.terminals
    roles = {kiosk.id: Role.KIOSK for kiosk in terminals.kiosks}
    roles |= {display.id: Role.SIGNAGE for display in terminals.displays}
    for terminal, role in roles.items():
        city.tokens[terminal] = devices.enrol(devices.new_code(role, terminal)).token
    access.put_member(Staff(CLERK, "佐藤", Role.ADMINISTRATOR, "-"))
    city.tokens[CLERK] = new_token()
    session = Session(secret_hash(city.clerk), CLERK, now(), now() + timedelta(hours=9))
    access.add_session(session)
    database.close()


class Process(Protocol):
    """What of `subprocess.Popen` a hub needs."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def send_signal(self, number: int, /) -> None: ...
    def kill(self) -> None: ...
    def wait(self, seconds: float | None = None, /) -> object: ...


class LiveHub:
    """The hub's process. `kill` is a power cut for it; `start` begins again on the same data."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.process: Process | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except AssertionError:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> float:
        """Seconds from the start of the process until it answers."""
        began, pause = time.perf_counter(), Event()
        self.process = self.launch()
        while not self._answers():
            assert self.process.poll() is None, self.log()
            assert time.perf_counter() - began < START_SECONDS, self.log()
            pause.wait(GLANCE_SECONDS)
        return time.perf_counter() - began

    def launch(self) -> Process:
        """The process, begun."""
        command = [sys.executable, "-m", "hub.cli", "hub", "--config", str(self.city.folder)]
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """No warning, no flush, no farewell."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)

    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    @property
    def log_file(self) -> Path:
        return self.city.folder / "hub.log"

    def _answers(self) -> bool:
        place = urlsplit(self.city.address)
        link = HTTPConnection(place.hostname or "", place.port, timeout=2)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            link.close()


def offscreen() -> dict[str, str]:
    """The environment of a terminal's process without a display."""
    return dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
