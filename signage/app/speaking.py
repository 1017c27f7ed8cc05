"""The thread that lets a display say its calls. Knows no Qt; no fault ends it.

It hears the same news as the screen, beside it and not through it: neither waits for the other.
"""

import threading
from collections.abc import Callable
from datetime import datetime, tzinfo
from queue import SimpleQueue
from zoneinfo import ZoneInfo

import structlog

from devices.health import Device, DeviceHealth, Stage
from devices.speech.announcer import ADVICE, Listeners
from hub.client import DisplaySettings, Speech
from hub.domain.alerts import Calls, standing, untimed
from hub.domain.lobby import Snapshot
from hub.domain.site import Site
from signage.app.aloud import Room, Workshop, audible, proclaimed, spoken
from signage.app.link import Live, News
from signage.rotation.aloud import Ears, answered, line, listen
from signage.rotation.lists import wanted

_log = structlog.get_logger("signage")

Item = News | Live | DisplaySettings


def _nobody(_: bool) -> None:
    """Nothing else of the display sounds."""


class Speaking:
    """Takes what the link posts, from `start` to `stop`. `clock` gives the aware instant.

    `ducked(True)` is called before the chime of an announcement and `ducked(False)` when the last
    one is over, also where the display falls silent in its midst: whatever else sounds (a film)
    gives way in between. It is called in the announcing thread and must return at once: post it
    on, as `kiosk.shell.bridge.Bridge.post` does. `trusts` says whether the clock is believed.
    """

    def __init__(
        self,
        workshop: Workshop,
        clock: Callable[[], datetime],
        ducked: Callable[[bool], None] = _nobody,
        trusts: Callable[[datetime], bool] = lambda _: True,
    ) -> None:
        self._workshop = workshop
        self._clock = clock
        self._ducked, self._trusts = ducked, trusts
        self._items: SimpleQueue[Item | None] = SimpleQueue()
        self._speech: Speech | None = None
        self._room: Room | None = None
        self._site: Site | None = None
        self._zone: tzinfo | None = None
        self._want = wanted(())
        self._ears = Ears()
        self._told: dict[str, datetime] = {}
        # Replaced as a whole: the thread of the reports reads it.
        self.health = DeviceHealth(Device.SPEAKER, Stage.STOPPED, clock())
        self._thread = threading.Thread(target=self._run, name="speaking", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def post(self, item: Item) -> None:
        """Hear something; returns at once."""
        self._items.put(item)

    def stop(self) -> None:
        """Be silent and end."""
        self._items.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (item := self._items.get()) is not None:
            try:
                self._receive(item)
            except Exception:  # noqa: BLE001 - thread boundary: the display must not fall silent
                _log.exception("a bug in saying calls aloud")
        self._silence()

    def _receive(self, item: Item) -> None:
        match item:
            case DisplaySettings():
                self._settle(item)
            case Live():
                self._ears = line(self._ears, live=item.live, now=self._clock())
            case News():
                self._hear(item)

    def _settle(self, settings: DisplaySettings) -> None:
        self._want = audible(settings)
        if settings.speech == self._speech:
            return
        self._speech = settings.speech
        self._silence()
        if settings.speech.kind != "none":
            listeners = Listeners(self._ducked, self._tell)
            self._room = Room(self._workshop, settings.speech, listeners, self._local)
            self._begin(self._room)

    def _begin(self, room: Room) -> None:
        stage = Stage.READY if room.has_sound else Stage.FAILED
        if stage is Stage.FAILED:
            _log.warning("no sound", hint="no loudspeaker; calls are shown and not heard")
        self._tell(DeviceHealth(Device.SPEAKER, stage, self._clock(), advice=ADVICE[stage]))
        room.open()
        self._prepare()

    def _silence(self) -> None:
        room, self._room = self._room, None
        if room is not None:
            room.close()
            self._tell(DeviceHealth(Device.SPEAKER, Stage.STOPPED, self._clock()))

    def _hear(self, news: News) -> None:
        snapshot = news.snapshot
        if snapshot.site is not self._site:
            self._site, self._zone = snapshot.site, ZoneInfo(snapshot.site.timezone)
            self._prepare()
        self._ears, calls = listen(self._ears, snapshot, news.events, self._want, self._clock())
        if self._room is None:
            return
        for ticket in answered(news.events):
            self._room.announcer.withdraw(ticket)
        if self._proclaim(self._room, snapshot):
            for call in spoken(snapshot, calls):
                self._room.announcer.call(call)

    def _proclaim(self, room: Room, snapshot: Snapshot) -> bool:
        """Say what is new in an emergency; whether calls go on meanwhile."""
        now = self._clock()
        alerts = standing(snapshot.alerts if self._trusts(now) else untimed(snapshot.alerts), now)
        told, self._told = self._told, {alert.id: alert.updated_at for alert in alerts}
        fresh = [alert for alert in alerts if told.get(alert.id) != alert.updated_at]
        if fresh and self._speech is not None:
            languages = self._speech.languages
            room.announcer.proclaim(
                tuple(line for alert in fresh for line in proclaimed(alert, languages))
            )
        return not alerts or alerts[0].calls is Calls.GO_ON

    def _prepare(self) -> None:
        if self._room is not None and self._site is not None:
            self._room.prepare(self._site)

    def _tell(self, health: DeviceHealth) -> None:
        self.health = health

    def _local(self) -> datetime:
        return self._clock().astimezone(self._zone)
