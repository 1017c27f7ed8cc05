"""Emergencies and feeds of a hub, put together from settings."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache, partial
from queue import SimpleQueue

from assets.words import Words, load
from config.schema.emergencies import CapSource, Jma
from config.schema.emergencies import Template as Prepared
from config.schema.feeds import Feed as FeedSettings
from config.schema.settings import Settings
from hub.adapters.alarms.cap_sources import CapFeed, CapFolder
from hub.adapters.alarms.cap_xml import read_cap
from hub.adapters.alarms.jma_source import JmaSource
from hub.adapters.database.alarms import SqlAlarmBook
from hub.adapters.database.signage import SqlFeeds
from hub.adapters.feeds.sources import FetchedSource, Reader
from hub.adapters.fetching import Limits
from hub.adapters.xml import BadXml
from hub.domain.alerts import Alert, Calls
from hub.domain.signage.content import Feed, Feeds
from hub.http.alarms import AlarmHook
from hub.http.endpoints import Open
from hub.rooms.room import House, Room, survive
from hub.service.alarms import cap, jma
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
            for source in alarm_sources(settings)
        ]
        self._hook = own.hook and AlarmHook(
            self.emergencies, settings.path(own.hook.token_file), _message, clock
        )
        self.has_sources = bool(self._watches) or self._feeding.has_sources
        self._loop: asyncio.AbstractEventLoop | None = None

    def endpoints(self) -> tuple[Open, ...]:
        """The hook, where the city has one."""
        return self._hook.endpoints() if self._hook else ()

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


def alarm_sources(settings: Settings) -> Iterator[Source]:
    """Where alarms come from."""
    for item in settings.emergencies.cap:
        yield _cap_source(item, settings)
    if settings.emergencies.jma is not None:
        yield _jma_source(settings.emergencies.jma, settings)


def _cap_source(item: CapSource, settings: Settings) -> Source:
    rules = cap.Rules(
        item.id,
        areas=frozenset(item.areas),
        least=cap.Severity(item.least),
        exercises=item.exercises,
        calls=Calls(item.calls),
        lasts=timedelta(hours=item.hours),
    )
    every = timedelta(seconds=item.every_seconds)
    if item.url is not None:
        return CapFeed(item.url, rules, every, _limits(item, settings))
    return CapFolder(settings.path(item.folder or ""), rules, every)


def _jma_source(item: Jma, settings: Settings) -> Source:
    given = item.instructions.model_dump() if item.instructions else {}
    own = {name: text_or_none(said) for name, said in given.items()}
    rules = jma.Rules(
        city=item.city or "",
        region=item.region or "",
        coast=item.coast or "",
        languages=settings.site.languages,
        words=_words,
        say={name: words for name, words in own.items() if words is not None},
        least=item.least,
        least_intensity=item.least_intensity,
        exercises=item.exercises,
        stops=frozenset(item.stop_calls),
        quake_lasts=timedelta(minutes=item.quake_minutes),
    )
    every = timedelta(seconds=item.every_seconds)
    return JmaSource(item.feeds, item.prefecture or "", rules, every, _limits(item, settings))


@lru_cache(maxsize=16)
def _words(language: str) -> Words:
    return load(language, "emergency")


def _limits(item: CapSource | Jma | FeedSettings, settings: Settings) -> Limits:
    ca = settings.path(item.ca) if item.ca else None
    return Limits(private=item.private, ca=ca)


def _message(body: bytes) -> cap.Message | None:
    try:
        return read_cap(body)
    except BadXml:
        return None


def feed_sources(settings: Settings) -> Iterator[FetchedSource]:
    """What the displays' news, events and weather are read from."""
    for item in settings.feeds:
        every = timedelta(minutes=item.every_minutes)
        reader = _reader(item, settings.site.timezone)
        yield FetchedSource(item.id, item.url, every, _limits(item, settings), reader)


def _reader(item: FeedSettings, timezone: str) -> Reader:
    """Each library is loaded where a source of its kind is first read: a start must not wait."""

    def news(source: str, body: bytes, media_type: str, now: datetime) -> Feed:
        from hub.adapters.feeds.news import headlines  # noqa: PLC0415 - see above

        return Feed(source, now, headlines=headlines(body, media_type))

    def calendar(source: str, body: bytes, _media_type: str, now: datetime) -> Feed:
        from hub.adapters.feeds.calendar import appointments  # noqa: PLC0415 - see above

        return Feed(source, now, appointments=appointments(body, now, timezone))

    def weather(source: str, body: bytes, _media_type: str, now: datetime) -> Feed:
        from hub.adapters.feeds.weather import forecasts  # noqa: PLC0415 - see above

        return Feed(source, now, forecasts=forecasts(body, item.area or "", now))

    return {"news": news, "calendar": calendar, "weather": weather}[item.kind]
