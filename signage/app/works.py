"""What works behind a display's screen: its disk, and its threads towards the hub. Knows no Qt."""

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import version

import psutil
import structlog

from devices.health import DeviceHealth
from devices.panel.programs import panel
from hub.client.api import HubClient
from hub.client.errors import NotEnrolled, SpoolFault
from hub.client.rounds import Rounds
from hub.client.spool import Spool
from hub.client.tokens import read_token
from signage.app.devices import Reporter
from signage.app.link import Link, Live, News
from signage.app.memory import Memory
from signage.app.options import Options
from signage.app.power import Power
from signage.app.screens import Screens, Trend
from signage.app.states import Frames, Showing, States
from signage.store.clock import ClockWatch
from signage.store.fetching import Fetching
from signage.store.plays import MEMORY, Delivery, Plays
from signage.store.ready import Ready
from signage.store.shelf import Shelf

_log = structlog.get_logger("signage")

Clock = Callable[[], datetime]


class Works:
    """Opens the display's folder at once, so that `recall` has something for the first picture.

    `delivery.record` takes proofs of play from then on; the threads run from `start` to `stop`.
    A disk that does not work must not keep calls and contents from the screen.
    """

    def __init__(self, options: Options, clock: Clock) -> None:
        self._options, self._clock = options, clock
        self._spool = _spool(options)
        self._memory = Memory(self._spool)
        self._plays = _plays(options)
        self._shelf = Shelf(options.data / "contents", options.id)
        self._client = HubClient(options.hub, _token(options), ca=options.ca)
        self.watch = ClockWatch(self._memory.last_seen(), self._memory.keep_last_seen)
        self.delivery = Delivery(self._client, self._plays)
        self._power = Power(
            panel(options.panel) if options.panel else None, options.id, clock, self.watch.trusts
        )
        self._threads: tuple[Link | Rounds, ...] = ()

    def recall(self) -> Iterator[object]:
        """What was known last, to be shown until the hub says more."""
        kept = self._memory.recall()
        if kept.settings is not None:
            yield kept.settings
        if kept.snapshot is not None:
            self._power.alarm(kept.snapshot.alerts)
            yield News(kept.snapshot)
            yield Live(live=False)
        if (ready := self._shelf.ready()) is not None:
            self._power.follow(ready.generation.programme)
            yield ready

    def start(
        self,
        post: Callable[[object], None],
        showing: Callable[[], Showing],
        frames: Frames,
        speaker: Callable[[], DeviceHealth],
    ) -> Screens:
        """Begin to follow the hub; `post` takes News, Live, DisplaySettings and Ready.

        Returns what takes pictures of the screen.
        """

        def show(item: object) -> None:
            if isinstance(item, Ready):
                self._power.follow(item.generation.programme)
            if isinstance(item, News):
                self._power.alarm(item.snapshot.alerts)
                if not item.events or any(event.generation is not None for event in item.events):
                    fetching.want(item.snapshot.generation)
            post(item)

        fetching = Fetching(self._client, self._shelf, show)
        states = self._states(showing, frames, fetching)
        screens = Screens(self._client, states, self.watch, self._clock)
        link = Link(self._client, self._memory, self._reporter(speaker).report, show)
        self._threads = (link, fetching, self.delivery, screens, self._power)
        for thread in self._threads:
            thread.start()
        return screens

    def stop(self) -> None:
        """End the threads and close the files."""
        for thread in self._threads:
            thread.stop()
        self._client.close()
        self._plays.close()
        if self._spool is not None:
            self._spool.close()

    def _states(self, showing: Callable[[], Showing], frames: Frames, fetching: Fetching) -> States:
        return States(
            showing,
            frames,
            fetching,
            self._plays,
            self.watch,
            version("machiai"),
            self._clock(),
            self._options.data,
            self._clock,
            Trend(),
            psutil.Process(),
        )

    def _reporter(self, speaker: Callable[[], DeviceHealth]) -> Reporter:
        others = [speaker]
        if self._options.panel:
            others.append(lambda: self._power.health)
        has_memory = self._spool is not None
        return Reporter(version("machiai"), others, has_memory=has_memory, clock=self._clock)


def _spool(options: Options) -> Spool | None:
    try:
        return Spool(options.data / "display.db")
    except SpoolFault as fault:
        _log.warning("no memory", fault=str(fault), hint="check the data folder's disk")
        return None


def _plays(options: Options) -> Plays:
    try:
        return Plays(options.data / "plays.db")
    except SpoolFault as fault:
        _log.warning("plays in memory only", fault=str(fault))
        return Plays(MEMORY)


def _token(options: Options) -> str:
    try:
        return read_token(options.token_file)
    except NotEnrolled as fault:
        _log.warning("not enrolled", fault=str(fault), hint="start once with --enroll CODE")
        return ""
