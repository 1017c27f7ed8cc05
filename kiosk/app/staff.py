"""What staff see behind their PIN: how this terminal is, in Japanese."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from zoneinfo import ZoneInfo

from assets.words import Words, load
from devices.health import Device, DeviceHealth
from devices.printers.port import PrinterState
from hub.client.errors import SpoolFault
from hub.domain.dates import clock
from kiosk.app.moment import Moment
from kiosk.app.pin import PinGuard
from kiosk.app.reissue import LastNumbers
from kiosk.app.rows import FactRow
from kiosk.app.world import World, reads_cards
from kiosk.flow.state import State
from kiosk.shell.health import health


@dataclass(frozen=True, slots=True)
class PinView:
    """How many digits were typed, and what is wrong if something is."""

    length: int = 0
    message: str = ""


@dataclass(slots=True)
class Staff:
    """`counts` gives the pending and the refused numbers of the kiosk's own series.

    `printer` is its last known state, None before the first look. `devices` are all of them, as
    the hub was told last.
    """

    guard: PinGuard
    counts: Callable[[], tuple[int, int]]
    last_numbers: LastNumbers = field(default_factory=LastNumbers)
    printer: PrinterState | None = None
    devices: Callable[[], Sequence[DeviceHealth]] = tuple
    words: Words = field(default_factory=lambda: load("ja", "staff"))

    def pin(self, state: State, moment: Moment) -> PinView:
        """The PIN's dots and the message above them."""
        return PinView(len(state.pin), self._pin_message(state, moment))

    def _pin_message(self, state: State, moment: Moment) -> str:
        if not self.guard.is_set:
            return self.words.text("pin.unset")
        locked = self.guard.locked_for(moment.at)
        if locked:
            return self.words.text("pin.locked", minutes=ceil(locked / 60))
        return self.words.text("pin.wrong") if state.pin_wrong else ""

    def facts(self, world: World) -> list[FactRow]:
        """How the kiosk, its hub and its printer are."""
        say = self.words.text
        own = health()
        hub = "maintenance.hub_live" if world.live else "maintenance.hub_away"
        name = f"{world.settings.name}（{world.settings.id}）" if world.settings else "―"
        hours, minutes = divmod(own.uptime // 60, 60)
        return [
            FactRow(say("maintenance.kiosk"), name),
            FactRow(say("maintenance.hub"), say(hub)),
            FactRow(say("maintenance.pending"), self._pending()),
            FactRow(say("maintenance.printer"), say(f"advice.{self.advice()}")),
            FactRow(say("maintenance.last"), self.last(world)),
            FactRow(say("maintenance.reader"), self._reader(world)),
            *self._others(world),
            FactRow(say("maintenance.version"), own.version),
            FactRow(
                say("maintenance.uptime"),
                say("maintenance.uptime_value", hours=hours, minutes=minutes),
            ),
            FactRow(
                say("maintenance.memory"),
                say("maintenance.memory_value", mebibytes=own.rss // 2**20),
            ),
        ]

    def last(self, world: World) -> str:
        """The last number, and whether it is on paper."""
        last = self.last_numbers.last(world.lobby)
        if last is None:
            return self.words.text("last.none")
        return self.words.text(f"last.{last.printed}", label=last.label)

    def _reader(self, world: World) -> str:
        """How the card reader is, and what the system calls it."""
        if not reads_cards(world):
            return self.words.text("reader.unused")
        sight = world.sight
        told = self.words.text("reader.practice" if sight.simulated else f"reader.{sight.place}")
        return f"{told}（{sight.reader}）" if sight.reader else told

    def _others(self, world: World) -> Iterator[FactRow]:
        """Every device that has no row of its own: how it is, since when, and what to do."""
        zone = world.lobby.site.timezone if world.lobby else "UTC"
        for device in self.devices():
            if device.device in (Device.PRINTER, Device.CARD_READER):
                continue
            key = f"fault.{device.advice}" if device.advice else f"device.{device.stage}"
            since = clock(device.since.astimezone(ZoneInfo(zone)))
            told = self.words.text("device.since", told=self.words.text(key), time=since)
            yield FactRow(self.words.text(f"device.{device.device}"), told)

    def advice(self) -> str:
        """What staff should do about the printer; "none" where there is none."""
        if self.printer is None or not self.printer.installed:
            return "none"
        return self.printer.advice.value

    def _pending(self) -> str:
        try:
            count, refused = self.counts()
        except SpoolFault as fault:
            return str(fault)
        return self.words.text("maintenance.pending_value", count=count, refused=refused)
