"""A kiosk and a display with all their devices, each of which can be taken away at any moment.

The parts are the product's own; what stands behind them is simulated: a printer at the end of a
cable, a scanner on a real serial port, a card reader, a voice and a loudspeaker. The hub is real.
Nothing here waits for time to pass: whoever holds the lobby moves its clock and gives each part
its turn.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Queue
from random import Random
from typing import Self, TypeVar
from uuid import UUID

from devices.cards.cards import Item, Secret
from devices.cards.sight import Done, Order, Sight
from devices.cards.simulator import people
from devices.cards.simulator.contact import Card
from devices.cards.simulator.faults import Fault as CardFault
from devices.cards.simulator.people import Person
from devices.cards.simulator.source import SimulatedSource
from devices.cards.simulator.wallet import Wallet
from devices.cards.source import Presence, Slot
from devices.cards.worker import CardWorker
from devices.health import Device, DeviceHealth
from devices.health import Stage as OwnStage
from devices.scanners.serial_scanner import SerialScanner
from devices.speech.port import Phrase
from devices.speech.queue import Call
from devices.speech.sound import Sound, of, samples
from hub.client import Card as CardSettings
from hub.client import KioskSettings, Printer, Scanner, TerminalReport
from hub.client.api import HubClient
from hub.client.errors import HubAway, SpoolFault
from hub.client.issuer import Issuer
from hub.client.spool import Spool
from hub.domain.issuing import Issued, OfflineTicket, Request
from hub.service.access import Role
from hub.service.terminals import HandOver
from kiosk.app.devices import Known, Reporter
from kiosk.app.world import World
from signage.app.devices import Reporter as DisplayReporter
from tests.hubs import RunningHub
from tests.unit.devices.printers.test_exactly_once import Terminal
from tests.unit.devices.speech.talking import SECONDS, ToneVoice, until
from tests.unit.devices.speech.test_announcer import CHIME, Hall

T = TypeVar("T")

WALLET = Wallet()
SETTINGS = KioskSettings(
    *("kiosk-1", "発券機1", {"ja": "入口"}, (), (), Printer("network"), 60, 15, 20),
    card=CardSettings("pcsc"),
    scanner=Scanner("serial"),
)


class Wire(HubClient):
    """The kiosk's line to its hub: it can be cut, and it can lose the answer of what was done."""

    is_cut = False
    loses = False

    def issue(self, request: Request) -> Issued:
        return self._over(lambda: HubClient.issue(self, request))

    def hand_over(self, tickets: Sequence[OfflineTicket]) -> HandOver:
        return self._over(lambda: HubClient.hand_over(self, tickets))

    def report(self, report: TerminalReport) -> None:
        self._over(lambda: HubClient.report(self, report))

    def _over(self, ask: Callable[[], T]) -> T:
        if self.is_cut:
            raise HubAway("the cable is out")
        answer = ask()
        if self.loses:
            raise HubAway("the answer was lost")
        return answer


class Reader(SimulatedSource):
    """A card reader that can be unplugged, and whose service can go away, until it is put back."""

    is_away = False

    def away(self, slot: Slot) -> None:
        self.is_away = True
        with self._changed:
            self._card = None
            self._show(Presence(slot))

    def back(self) -> None:
        self.is_away = False
        self.remove()

    def insert(self, whose: Person | Card, *faults: CardFault) -> None:
        if not self.is_away:
            super().insert(whose, *faults)

    def remove(self) -> None:
        if not self.is_away:
            super().remove()


class SpellingVoice(ToneVoice):
    """Says each phrase so that it can be read again from what was heard."""

    def render(self, phrase: Phrase) -> Sound:
        super().render(phrase)
        return of([float(byte + 1) for byte in phrase.text.encode()])


def read_back(sound: Sound) -> str:
    """What a SpellingVoice has said."""
    return bytes(value - 1 for value in samples(sound) if value).decode()


class Port:
    """A serial port into which a scanner can be plugged, and from which it can be pulled."""

    def __init__(self, folder: Path) -> None:
        self.name = folder / "port"
        self._ends: tuple[int, int] | None = None
        self.found: Queue[str] = Queue()
        self.there: bool | None = None
        self._scanner = SerialScanner(str(self.name), 9600, self.found.put, self._became)

    def __enter__(self) -> Self:
        self.plug()
        self._scanner.start()
        until(lambda: self.there is True)
        return self

    def __exit__(self, *_: object) -> None:
        self._scanner.stop()
        self._let_go()

    def plug(self) -> None:
        if self._ends is None:
            import pty  # noqa: PLC0415 - not on Windows
            import tty  # noqa: PLC0415 - POSIX

            self._ends = pty.openpty()
            tty.setraw(self._ends[1])
            self.name.symlink_to(os.ttyname(self._ends[1]))

    def pull(self) -> None:
        """In the middle of a code."""
        self.scan("HALF-OF-A-CODE", end="")
        self.name.unlink()
        self._let_go()
        until(lambda: self.there is False)

    def scan(self, code: str, end: str = "\r") -> None:
        assert self._ends is not None
        os.write(self._ends[0], (code + end).encode())

    def _let_go(self) -> None:
        for end in self._ends or ():
            os.close(end)
        self._ends = None

    def _became(self, there: bool) -> None:
        self.there = there


@dataclass
class Visitor:
    """Who came: the number that the kiosk gave, or none where it said to ask the staff."""

    number: int
    request: Request
    label: str = ""


@dataclass
class Kiosk:
    """The kiosk of the lobby. What it does in threads in its program it does here in turns."""

    folder: Path
    hub: RunningHub
    port: Port
    printing: Terminal = field(init=False)
    reader: Reader = field(default_factory=lambda: Reader(WALLET))
    visitors: list[Visitor] = field(default_factory=list)
    disk_is_bad: bool = False
    sight: Sight | None = None
    done: list[Done] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wire = Wire(self.hub.address, self.hub.token(Role.KIOSK))
        self.printing = Terminal(self.folder / "printing.txt")
        self.cards = CardWorker(self.reader, self._saw, self.done.append)
        self._open()
        self.look()

    def _open(self) -> None:
        self.spool = Spool(self.folder / "kiosk.db")
        self.issuer = Issuer(self.wire, self.spool, "kiosk-1", clock=self.hub.clock)
        self.reporter = Reporter("1", self.spool, self._known, self.hub.clock)
        if not self.wire.is_cut:
            self.issuer.see(self.wire.snapshot().snapshot)
            self.issuer.go()
        self.set_disk(bad=self.disk_is_bad)

    def close(self) -> None:
        self.spool.close()
        self.wire.close()

    def restart(self) -> None:
        """The program was ended by force, and the system starts it anew."""
        self.spool.close()
        self.printing.start()
        self._open()

    def set_disk(self, *, bad: bool) -> None:
        """As a file system that went read-only, which is what Linux makes of a dying disk."""
        self.disk_is_bad = bad
        self.spool._db.conn.execute(f"PRAGMA query_only = {int(bad)}")  # noqa: SLF001 - the disk's part

    def visit(self, request: Request) -> Visitor:
        """Someone takes a number and gets it on paper."""
        came = Visitor(len(self.visitors), request)
        self.visitors.append(came)
        try:
            given = self.issuer.issue(request)
        except SpoolFault:
            assert self.disk_is_bad
            assert self.wire.is_cut or self.wire.loses or self.spool.counts()[0]
            return came
        came.label = given.ticket.label if isinstance(given, Issued) else given.label
        self.printing.print(came.number)
        return came

    def card(self, *faults: CardFault) -> Done:
        """Someone puts a card on and types the PIN; how that ended."""
        self.reader.insert(people.ORDINARY, *faults)
        self._turn()
        digits = bytearray(people.PIN.encode())
        order = Order(f"{len(self.done)}", Secret.PIN, digits, frozenset({Item.NAME}))
        self.cards.read(order)
        self._turn()
        assert [done.id for done in self.done].count(order.id) == 1
        assert not any(digits), "what was typed is wiped, whatever happens"
        return self.done[-1]

    def take_card(self) -> None:
        self.reader.remove()
        self._turn()

    def look(self) -> None:
        """Each part has its turn."""
        self.printing.look()
        self.issuer.go()
        self._turn()

    def report(self) -> None:
        """Where the line is cut staff learn from that."""
        report = self.reporter.report()
        try:
            self.wire.report(report)
        except HubAway:
            return

    def _turn(self) -> None:
        for _ in range(2):
            self.reader.wake()
            self.cards._turn()  # noqa: SLF001 - the thread's own step

    def _saw(self, sight: Sight) -> None:
        self.sight = sight

    def _known(self) -> Known:
        world = World(settings=SETTINGS)
        if self.sight is not None:
            world = replace(world, sight=self.sight)
        return Known(world, self.printing.state, is_card_left=False, scanner=self.port.there)


@dataclass
class Display:
    """What the lobby hears."""

    hall: Hall
    hub: RunningHub
    called: list[int] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = HubClient(self.hub.address, self.hub.token(Role.SIGNAGE))
        self.reporter = DisplayReporter(
            "1", (self._speaker,), has_memory=True, clock=self.hub.clock
        )

    def _speaker(self) -> DeviceHealth:
        still = DeviceHealth(Device.SPEAKER, OwnStage.READY, self.hub.clock())
        return self.hall.health[-1] if self.hall.health else still

    def call(self, visitors: Sequence[Visitor]) -> None:
        """Some numbers are called at once; returns when the lobby is quiet again."""
        told = len(self.hall.ducked)
        for visitor in visitors:
            self.called.append(int(re.findall(r"\d+", visitor.label)[-1]))
            self.hall.announcer.call(Call(visitor.request.id, visitor.label, "3"))
        until(lambda: self._waiting() == 0 and self.hall.ducked[told:][-1:] == [False], SECONDS)
        sounds, self.hall.ear.heard = self.hall.ear.heard, []
        for sound, _ in sounds:
            if sound != CHIME:
                self.heard += map(int, re.findall(r"(\d+)番のかた", read_back(sound)))

    def _waiting(self) -> int:
        return len(self.hall.announcer._waiting.calls)  # noqa: SLF001 - nothing else tells

    def report(self) -> None:
        self.client.report(self.reporter.report())


@dataclass(frozen=True)
class Trouble:
    """Something that can befall a device, and how it is mended; at once where it mends itself."""

    name: str
    begin: Callable[[Random], None]
    mend: Callable[[], None] = lambda: None


@dataclass
class FaultyLobby:
    """All of it, from `lobby` to its end."""

    hub: RunningHub
    kiosk: Kiosk
    display: Display
    port: Port

    def request(self, chance: Random) -> Request:
        return Request(UUID(int=chance.getrandbits(128)).hex, "residence")

    def end(self) -> None:
        self.kiosk.close()
        self.display.client.close()


@contextmanager
def lobby(folder: Path, hub: RunningHub) -> Iterator[FaultyLobby]:
    """Open in the morning: everything is well."""
    with Hall(folder / "speech", voice=SpellingVoice()) as hall, Port(folder) as port:
        opened = FaultyLobby(hub, Kiosk(folder, hub, port), Display(hall, hub), port)
        yield opened
        opened.end()
