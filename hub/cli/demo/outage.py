"""What can be out of order in a demonstration, so that anyone sees how the lobby goes on."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from devices.printers.simulator.mishaps import Mishap
from devices.printers.simulator.server import SimulatorServer
from hub.cli.demo.relay import Relay
from hub.cli.demo.wording import say

# Seconds out of every two in which a slow disk takes nothing.
STUCK, PERIOD = 1.5, 2.0


class Kind(StrEnum):
    """As `machiai demo --outage` names them."""

    NO_NETWORK = "no-network"
    NO_PAPER = "no-paper"
    NO_READER = "no-reader"
    SLOW_DISK = "slow-disk"


_SAID: Mapping[Kind, str] = {
    Kind.NO_NETWORK: "端末とハブのあいだの網が切れました。発券機は自分の番号を出し続けます。",
    Kind.NO_PAPER: "発券機の用紙がなくなりました。番号は画面に出ます。",
    Kind.NO_READER: "カードリーダーがはずれています。届出は手で入力できます。",
    Kind.SLOW_DISK: "ハブと発券機のディスクが遅くなりました。番号は少し待って出ます。",
}


class Outage:
    """One outage. Whatever it needs ends with `running`."""

    def __init__(self, kind: Kind, running: ExitStack) -> None:
        self.kind = kind
        self._running = running
        self._strike: Callable[[], None] = lambda: None

    def spoil(self, city: Path) -> None:
        """Change the demonstration's own copy of the settings."""
        if self.kind is Kind.NO_PAPER:
            server = SimulatorServer(80, folder=city.parent / "tickets").start()
            self._running.enter_context(server)
            server.spoil(Mishap.NO_PAPER, 0)
            place = {"host": "127.0.0.1", "port": server.port}
            _edit(city, {"printer": {"kind": "network", **place, "width": 80}})
        elif self.kind is Kind.NO_READER:
            _edit(city, {"card": {"kind": "pcsc", "reader": "はずれたリーダー"}})

    def way(self, address: str) -> str:
        """The address at which the terminals find the hub."""
        if self.kind is not Kind.NO_NETWORK:
            return address
        relay = Relay(urlsplit(address).port or 0)
        self._running.callback(relay.stop)
        relay.start()
        self._strike = relay.cut
        return f"http://127.0.0.1:{relay.port}"

    def begin(self, files: tuple[Path, ...]) -> None:
        """When all runs. `files` are the databases of hub and kiosk."""
        self._strike()
        if self.kind is Kind.SLOW_DISK:
            for file in files:
                self._running.enter_context(_slow(file))
        say(_SAID[self.kind])


def _edit(city: Path, changes: Mapping[str, Any]) -> None:
    """Other devices for the first kiosk."""
    yaml, file = YAML(), city / "terminals.yaml"
    yaml.allow_unicode = True
    terminals = yaml.load(file)
    terminals["kiosks"][0] |= changes
    yaml.dump(terminals, file)


@contextmanager
def _slow(file: Path) -> Iterator[None]:
    """Let nothing be written to a database most of the time."""
    ended = Event()

    def hold() -> None:
        while not ended.wait(PERIOD - STUCK):
            with suppress(sqlite3.OperationalError), closing(_open(file)) as other:
                other.execute("BEGIN IMMEDIATE")
                ended.wait(STUCK)

    thread = Thread(target=hold, name=f"slow {file.name}")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)
