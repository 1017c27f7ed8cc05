"""The kiosk put together: what the hub, the printer and the clock tell goes to the screens."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import structlog
from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickWindow

from devices.cards.sight import Sight
from devices.health import Stage
from devices.printers.journal import Journal
from devices.printers.port import PrinterState
from devices.scanners.wedge import Scan
from hub.client import Guidance, KioskSettings
from hub.client.api import HubClient
from hub.client.errors import NotEnrolled
from hub.client.keys import SealingKeys
from hub.client.spool import Spool
from hub.client.tokens import read_token
from hub.domain.forms.book import Book
from kiosk.app.cards.carding import Carding
from kiosk.app.cards.facts import reader
from kiosk.app.cards.reminder import Reminder, sounds
from kiosk.app.devices import Known, Reporter
from kiosk.app.effects import Performer
from kiosk.app.guiding.guide import Guide
from kiosk.app.guiding.keypad import strokes
from kiosk.app.guiding.voice import KioskVoice, SystemSound
from kiosk.app.hall import HubHall
from kiosk.app.kiosk import Kiosk
from kiosk.app.link import Link, Live, News
from kiosk.app.moment import Clock, read_clock
from kiosk.app.options import Options
from kiosk.app.pin import PinGuard
from kiosk.app.printing import Printing
from kiosk.app.reissue import LastNumbers
from kiosk.app.scanning import TYPING, ScannerSeen, Scanning, looked_at
from kiosk.app.sealing import KeyRounds, Keys
from kiosk.app.staff import Staff
from kiosk.app.world import NO_READER
from kiosk.flow.events import CardSeen, Event
from kiosk.flow.guidance import Hearing
from kiosk.shell.bridge import Bridge
from kiosk.shell.sound import Speaker

# Deadlines and the clock on the screen are compared with the time this often.
TICK_MS = 250

_log = structlog.get_logger("kiosk")


class Program(QObject):
    """Everything of one kiosk but its window. Raises SpoolFault where its disk does not work."""

    def __init__(
        self, options: Options, leave: Callable[[], None], clock: Clock = read_clock
    ) -> None:
        super().__init__()
        self._folder: Path = options.data
        self._spool = Spool(options.data / "kiosk.db")
        self._client = HubClient(options.hub, _token(options), ca=options.ca)
        self._bridge = Bridge(self._receive, self)
        self._scans = Bridge(self._on_scanner, self)
        reporter = Reporter(
            version("machiai"), self._spool, self._devices, lambda: datetime.now(UTC)
        )
        self._link = Link(self._client, self._spool, options.id, reporter.report, self._bridge.post)
        self._guard = PinGuard()
        self._journal = Journal(options.data / "printing.txt")
        last_numbers = LastNumbers(lambda: self._journal.jobs, self._spool.pending)
        self._staff = Staff(self._guard, self._spool.counts, last_numbers)
        self._staff.devices = lambda: reporter.devices
        keys = SealingKeys(options.data)
        self._keys = KeyRounds(self._client, keys, self._bridge.post)
        self._performer = Performer(
            self._link.issuer, self._guard, keys, clock, self._answer, leave
        )
        self._performer.last_numbers = last_numbers
        self._hall = HubHall(self._client, lambda: datetime.now(UTC))
        self._performer.hall = self._hall
        self.kiosk = Kiosk(clock, self._performer.perform, self._staff, self)
        self._speaker = Speaker("cards that are left behind are shown without a voice", self)
        self.kiosk.reminder = Reminder(self._speaker.play)
        self._printing: Printing | None = None
        self._carding: Carding | None = None
        self._window: QQuickWindow | None = None
        self._spare: Callable[[Collection[int]], None] = lambda _: None
        self._scanning: Scanning | None = None
        self._scanner: bool | None = None
        self._voices = Bridge(self._on_voice, self)
        self._guide: Guide | None = None
        self._guidance: Guidance | None = None
        self._speaking: Stage | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.kiosk.tick)

    def watch(self, window: QQuickWindow, spare: Callable[[Collection[int]], None]) -> None:
        """The window whose keys a scanner may type, and that is read aloud; before `start`.

        `spare` gets the keys of the keypad: a terminal that is locked shuts some of them out.
        """
        self._spare = spare
        self._window = window

    def start(self) -> None:
        """Show what was known last, and begin to follow the hub."""
        self._link.recall()
        self._keys.recall()
        self._link.start()
        self._keys.start()
        self._hall.start()
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        """End all threads and let go of hub, disk and printer."""
        self._timer.stop()
        self._bridge.close()
        self._scans.close()
        self._voices.close()
        if self._guide is not None:
            self._guide.close()
        self._performer.close()
        self.kiosk.close()
        self._keys.stop()
        self._hall.stop()
        self._link.stop()
        if self._printing is not None:
            self._printing.close()
        if self._carding is not None:
            self._carding.close()
        if self._scanning is not None:
            self._scanning.close()
        self._client.close()
        self._spool.close()

    def _answer(self, event: Event) -> None:
        self.kiosk.send(event)

    def _receive(self, item: object) -> None:
        world = self.kiosk.world
        if isinstance(item, News):
            world = replace(world, lobby=item.lobby)
        elif isinstance(item, Live):
            world = replace(world, live=item.live)
            if item.live and world.keys is None:
                self._keys.wake()
        elif isinstance(item, Book):
            world = replace(world, book=item)
        elif isinstance(item, Keys):
            world = replace(world, keys=item.bundle)
        elif isinstance(item, KioskSettings):
            self._settle(item)
            self._settle_cards(item)
            self._settle_scanner(item)
            self._settle_guidance(item.guidance)
            world = replace(self.kiosk.world, settings=item)
        elif isinstance(item, Sight):
            world = replace(world, sight=item)
        self._performer.world = world
        self.kiosk.learn(world)

    def _settle(self, settings: KioskSettings) -> None:
        self._guard.hashed = settings.staff_pin_hash
        if self._printing is not None:
            if self._printing.settings == settings.printer:
                return
            self._printing.close()
        self._printing = Printing(
            settings.printer,
            self._folder / "receipts",
            self._journal,
            self.kiosk.send,
            self._on_printer,
        )
        self._performer.press = self._printing

    def _settle_cards(self, settings: KioskSettings) -> None:
        if self._carding is not None:
            if self._carding.settings == settings.card:
                return
            self._carding.close()
            self._carding = None
            self._receive(NO_READER)
            self.kiosk.send(CardSeen(reader(NO_READER)))
        if settings.card.kind != "none":
            self._speaker.prepare(*sounds("ja"))
            pad, send = self.kiosk.pad, self.kiosk.send
            self._carding = Carding(settings.card, pad.give, send, self._receive)
        self._performer.reader = self._carding
        self.kiosk.practise(self._carding)

    def _settle_scanner(self, settings: KioskSettings) -> None:
        if self._scanning is not None:
            if self._scanning.settings == settings.scanner:
                return
            self._scanning.close()
            self._scanner = None
        self._scanning = Scanning(settings.scanner, self._window, self._is_typing, self._scans.post)

    def _settle_guidance(self, settings: Guidance) -> None:
        if self._window is None or self._guidance == settings:
            return
        if self._guide is not None:
            self._guide.close()
        self._guidance = settings
        voice = KioskVoice(
            self._folder / "speech",
            settings.headset,
            settings.readings,
            self._voices.post,
            SystemSound(),
        )
        self._guide = Guide(self._window, self.kiosk, voice, self._on_hearing)
        self._guide.take_keys(settings.keys)
        self._spare([stroke.key for stroke in strokes(settings.keys)])

    def _on_hearing(self, hearing: Hearing) -> None:
        self.kiosk.learn(replace(self.kiosk.world, hearing=hearing))

    def _on_voice(self, stage: Stage) -> None:
        self._speaking = stage
        self._link.tell()

    def _on_scanner(self, item: Scan | ScannerSeen) -> None:
        if isinstance(item, Scan):
            self.kiosk.send(looked_at(item, self.kiosk.world))
        else:
            self._scanner = item.there
            self._link.tell()

    def _is_typing(self) -> bool:
        return self.kiosk.engine.state.screen in TYPING

    def _on_printer(self, state: PrinterState) -> None:
        self._staff.printer = state
        self._link.tell()

    def _devices(self) -> Known:
        """Called in the thread of the errands."""
        return Known(
            self.kiosk.world,
            self._staff.printer,
            self.kiosk.is_card_left,
            self._scanner,
            self._speaking,
        )


def _token(options: Options) -> str:
    try:
        return read_token(options.token_file)
    except NotEnrolled as fault:
        _log.warning("not enrolled", fault=str(fault), hint="start once with --enroll CODE")
        return ""
