"""Emergencies and feeds of a hub, put together from settings."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from queue import SimpleQueue

from config.schema.emergencies import Template as Prepared
from config.schema.settings import Settings
from hub.adapters.database.alarms import SqlAlarmBook
from hub.adapters.database.signage import SqlFeeds
from hub.domain.alerts import Alert, Calls
from hub.domain.signage.content import Feeds
from hub.http.endpoints import Open
from hub.rooms.feed_sources import feed_sources
from hub.rooms.room import House, Room, survive
from hub.service.alarms.ports import Source
from hub.service.alarms.watching import AlarmWatch
from hub.service.emergencies import Emergencies, Template
from hub.service.feeding import Feeding
from hub.service.terminals import DeviceReport, Stage
from hub.service.texts import text, text_or_none
from hub.web.emergency_pages import EmergencyPages
from hub.web.office import Office

# Seconds between two looks at emergencies whose time is over, and the longest wait for a commit.
GLANCE, COMMIT = 1.0, 30.0


class AlarmRoom(Room):
    """Belongs to the event loop; each source has a thread of its own."""

    def __init__(
        self,
        house: House,
    ) -> None:
        settings, database, board = house.settings, house.database, house.board
        own, clock = settings.emergencies, house.clock
        self._clock, self._tell = clock, house.tell
        self._told: dict[str, DeviceReport] = {}
        self._news: SimpleQueue[DeviceReport] = SimpleQueue()
        self.emergencies = Emergencies(house.reception, board, templates(own.templates), clock)
        self._feeding = Feeding(
            feed_sources(settings),
            SqlFeeds(database, board.lobby.site.id),
            clock,
            lambda source, well: self._became("feed", source, well=well),
        )
        book = SqlAlarmBook(database, board.lobby.site.id)
        self._watches = [
            AlarmWatch(
                source,
                book,
                self._taking(source.name),
                clock,
                partial(self._became, "alarms", source.name),
            )
            for source in _sources(settings)
        ]
        self._hooked = _hook(settings, self.emergencies, clock)
        self.has_sources = bool(self._watches) or self._feeding.has_sources
        self._loop: asyncio.AbstractEventLoop | None = None

    def endpoints(self) -> tuple[Open, ...]:
        """The hook, where the city has one."""
        return self._hooked

    def pages(self, office: Office) -> tuple[EmergencyPages, ...]:
        """Where staff raise and end them."""
        return (EmergencyPages(office, self.emergencies),)

    def feeds(self) -> Feeds:
        """As hub.service.feeds.FeedShelf."""
        return self._feeding.feeds()

    async def run(self) -> None:
        """Until cancelled."""
        self._loop = asyncio.get_running_loop()
        await survive(self._begin_feeds)
        self._feeding.start()
        for watch in self._watches:
            watch.start()
        while True:
            await asyncio.sleep(GLANCE)
            await survive(self.emergencies.tidy)
            await self._report()

    async def stop(self) -> None:
        """End the threads."""
        stops = [watch.stop for watch in self._watches if watch.is_alive()]
        await asyncio.gather(*map(asyncio.to_thread, (self._feeding.stop, *stops)))

    def _became(self, device: str, source: str, well: bool) -> None:
        """In the source's thread. What cannot be read is shown on, but an alarm is missed."""
        failed = Stage.FAILED if device == "alarms" else Stage.DEGRADED
        stage, advice = (Stage.READY, "") if well else (failed, device)
        self._news.put(DeviceReport(device, stage, self._clock(), source, advice))

    async def _report(self) -> None:
        """Tell what has changed; what stays as it is is told again in a while."""
        changed = False
        while not self._news.empty():
            report = self._news.get()
            before = self._told.get(report.name)
            if before is None or before.stage is not report.stage:
                self._told[report.name], changed = report, True
        if changed:
            await self._tell(tuple(self._told.values()))

    async def _begin_feeds(self) -> None:
        await asyncio.to_thread(self._feeding.begin)

    def _taking(self, source: str) -> Callable[[Alert | None, Iterable[str]], None]:
        def take(alert: Alert | None, ends: Iterable[str]) -> None:
            assert self._loop is not None  # noqa: S101 - the watches start after it is known
            taken = self.emergencies.take(alert, ends, source)
            asyncio.run_coroutine_threadsafe(taken, self._loop).result(COMMIT)

        return take


def _sources(settings: Settings) -> Iterable[Source]:
    """What reads alarms is loaded where there is something to read: a start must not wait."""
    if not settings.emergencies.cap and settings.emergencies.jma is None:
        return ()
    from hub.rooms.alarm_sources import alarm_sources  # noqa: PLC0415 - see above

    return alarm_sources(settings)


def _hook(
    settings: Settings, emergencies: Emergencies, clock: Callable[[], datetime]
) -> tuple[Open, ...]:
    """The hook's part of the API, loaded where the city has one."""
    hook = settings.emergencies.hook
    if hook is None:
        return ()
    from hub.http.alarms import AlarmHook  # noqa: PLC0415 - see above
    from hub.rooms.alarm_sources import cap_message  # noqa: PLC0415 - see above

    file = settings.path(hook.token_file)
    return AlarmHook(emergencies, file, cap_message, clock).endpoints()


def templates(given: Iterable[Prepared]) -> dict[str, Template]:
    """The prepared emergencies of the settings, by id."""
    return {
        item.id: Template(
            id=item.id,
            name=item.name,
            headline=text(item.headline),
            instruction=text_or_none(item.instruction),
            area=text_or_none(item.area),
            level=item.level,
            calls=Calls(item.calls),
            lasts=timedelta(minutes=item.minutes) if item.minutes else None,
        )
        for item in given
    }
