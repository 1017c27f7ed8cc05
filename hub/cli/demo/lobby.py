"""A whole lobby of the demo city, started and stopped."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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
from hub.cli.demo.processes import Hand, Program, wait_for
from hub.cli.demo.wording import say
from hub.service.access import LockOut, Role
from hub.service.devices import Devices
from hub.service.signin import SignIn

LOGIN = "demo"


@dataclass(frozen=True, slots=True)
class Lobby:
    """What runs: the hub's address, the terminals, and a way to sign in."""

    settings: Settings
    address: str
    password: str
    programs: dict[str, Program]

    def hand(self, terminal: str) -> Hand:
        """The hand that touches this terminal."""
        return Hand(self.programs[terminal])


@contextmanager
def open_lobby(source: Path, folder: Path, *, headless: bool) -> Iterator[Lobby]:
    """Start hub, the first kiosk and the displays; stop them all at the end.

    With a screen one display opens, in a window; headless all do, to be photographed.
    """
    city = folder / "city"
    address = make_city(source, city)
    found = settings(city)
    password = token_urlsafe(9)
    codes = _prepare(found, password)
    with ExitStack() as running:
        say(f"ハブを動かします: {address}")
        # Its own database, also where the environment names a city's.
        place = ["--config", str(city), "--database", found.database]
        hub = _start(running, "hub", ["-m", "hub.cli", "hub", *place], folder)
        wait_for(lambda: _answers(address), hub)
        programs = {"hub": hub}
        displays = found.terminals.displays if headless else found.terminals.displays[:1]
        terminals = [("kiosk", found.terminals.kiosks[0].id)]
        terminals += [("signage", display.id) for display in displays]
        for module, terminal in terminals:
            say(f"{terminal} を動かします")
            arguments = _arguments(module, terminal, address, codes[terminal], folder)
            arguments += ["--size", _size(found, terminal, headless=headless)]
            programs[terminal] = _start(running, terminal, arguments, folder, headless=headless)
        yield Lobby(found, address, password, programs)


def _prepare(found: Settings, password: str) -> dict[str, str]:
    """The demo's administrator, and an enrolment code for every terminal."""

    def now() -> datetime:
        return datetime.now(UTC)

    with database(found) as opened:
        access, audit = SqlAccess(opened, found.site.id), SqlAuditLog(opened, found.site.id)
        sign_in = SignIn(access, audit, Argon2(), now, LockOut(), timedelta(hours=12))
        sign_in.add(LOGIN, "見本の係員", Role.ADMINISTRATOR, password)
        devices = Devices(access, now)
        kiosks = [(Role.KIOSK, item.id) for item in found.terminals.kiosks]
        displays = [(Role.SIGNAGE, item.id) for item in found.terminals.displays]
        return {key: devices.new_code(role, key) for role, key in (*kiosks, *displays)}


def _arguments(module: str, terminal: str, address: str, code: str, folder: Path) -> list[str]:
    data = folder / terminal
    place = ["--hub", address, "--id", terminal, "--data", str(data), "--enroll", code]
    return ["-m", module, *place, "--windowed", "--rehearse"]


def _size(found: Settings, terminal: str, *, headless: bool) -> str:
    """The real size to be photographed; in a window half of it, which fits beside others."""
    landscape = [item.id for item in found.terminals.displays if item.orientation == "landscape"]
    long, short = (1920, 1080) if headless else (960, 540)
    return f"{long}x{short}" if terminal in landscape else f"{short}x{long}"


def _start(
    running: ExitStack, name: str, arguments: list[str], folder: Path, *, headless: bool = False
) -> Program:
    environment = dict(os.environ)
    if headless:
        environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    program = Program(name, arguments, folder / "logs", environment)
    running.callback(program.stop)
    return program


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=1).ok
    except requests.RequestException:
        return False
