"""A whole lobby of the demo city, started and stopped."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

import requests

from config.schema.settings import Settings
from hub.adapters.database.access import SqlAccess
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.passwords import Argon2
from hub.cli.configured import database, settings
from hub.cli.demo.city import make_city
from hub.cli.demo.outage import Kind, Outage
from hub.cli.demo.processes import Hand, Program, wait_for
from hub.cli.demo.wording import say
from hub.client.tokens import write_token
from hub.service.access import LockOut, Role
from hub.service.devices import Devices
from hub.service.signin import SignIn

LOGIN = "demo"


class Lobby:
    """The hub, the first kiosk and the displays: enrolled, and started when asked.

    With a screen one display opens, in a window; headless all do, to be photographed.
    """

    def __init__(
        self,
        source: Path,
        folder: Path,
        running: ExitStack,
        *,
        headless: bool,
        outage: Kind | None = None,
    ) -> None:
        self.folder = folder
        self.address = make_city(source, folder / "city", hurried=headless)
        self._outage = Outage(outage, running) if outage is not None else None
        if self._outage is not None:
            self._outage.spoil(folder / "city")
        self.settings = settings(folder / "city")
        self.password = token_urlsafe(9)
        self.programs: dict[str, Program] = {}
        self._running = running
        self._headless = headless
        displays = self.settings.terminals.displays
        self.displays = [item.id for item in (displays if headless else displays[:1])]
        self.kiosk = self.settings.terminals.kiosks[0].id
        _prepare(self.settings, self.password, folder)

    def start_hub(self) -> None:
        """Until it answers."""
        say(f"ハブを動かします: {self.address}")
        # Its own database, also where the environment names a city's.
        place = ["--config", str(self.folder / "city"), "--database", self.settings.database]
        self._start("hub", ["-m", "hub.cli", "hub", *place], dict(os.environ))
        wait_for(lambda: _answers(self.address), self.programs["hub"])

    def stop_hub(self) -> None:
        """As at a power cut, but orderly."""
        say("ハブを止めます")
        self.programs["hub"].stop()

    def start_terminals(self) -> None:
        """Their windows open by and by."""
        address = self._outage.way(self.address) if self._outage is not None else self.address
        self._start_terminal("kiosk", self.kiosk, address)
        for display in self.displays:
            self._start_terminal("signage", display, address)

    @property
    def outage(self) -> Kind | None:
        """What is out of order."""
        return self._outage.kind if self._outage is not None else None

    def strike(self) -> None:
        """Let the outage begin."""
        kiosk = self.folder / self.kiosk / "kiosk.db"
        if self._outage is not None:
            self._outage.begin((Path(self.settings.database.removeprefix("sqlite:///")), kiosk))

    def _start_terminal(self, module: str, terminal: str, address: str) -> None:
        say(f"{terminal} を動かします")
        place = ["--hub", address, "--id", terminal, "--data", str(self.folder / terminal)]
        shape = ["--windowed", "--rehearse", "--size", self._size(terminal)]
        environment = dict(os.environ)
        if self._headless:
            environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        self._start(terminal, ["-m", module, *place, *shape], environment)

    def hand(self, terminal: str) -> Hand:
        """The hand that touches this terminal."""
        return Hand(self.programs[terminal])

    def _start(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        self.programs[name] = Program(name, arguments, self.folder / "logs", environment)
        self._running.callback(self.programs[name].stop)

    def _size(self, terminal: str) -> str:
        """The real size to be photographed; in a window half of it, which fits beside others."""
        displays = self.settings.terminals.displays
        landscape = [item.id for item in displays if item.orientation == "landscape"]
        long, short = (1920, 1080) if self._headless else (960, 540)
        return f"{long}x{short}" if terminal in landscape else f"{short}x{long}"


@contextmanager
def open_lobby(
    source: Path, folder: Path, *, headless: bool, outage: Kind | None = None
) -> Iterator[Lobby]:
    """A lobby of which nothing runs yet; all that was started ends with it."""
    with ExitStack() as running:
        yield Lobby(source, folder, running, headless=headless, outage=outage)


def _prepare(found: Settings, password: str, folder: Path) -> None:
    """The demo's administrator, and a token for every terminal in its own folder."""

    def now() -> datetime:
        return datetime.now(UTC)

    with database(found) as opened:
        access, audit = SqlAccess(opened, found.site.id), SqlAuditLog(opened, found.site.id)
        sign_in = SignIn(access, audit, Argon2(), now, LockOut(), timedelta(hours=12))
        sign_in.add(LOGIN, "見本の係員", Role.ADMINISTRATOR, password)
        devices = Devices(access, now)
        kiosks = [(Role.KIOSK, item.id) for item in found.terminals.kiosks]
        displays = [(Role.SIGNAGE, item.id) for item in found.terminals.displays]
        for role, terminal in (*kiosks, *displays):
            enrolled = devices.enrol(devices.new_code(role, terminal))
            write_token(folder / terminal / "token", enrolled.token)


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=1).ok
    except requests.RequestException:
        return False
