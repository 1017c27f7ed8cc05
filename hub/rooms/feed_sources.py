"""Where the displays' news, events and weather come from, as the settings say."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from config.schema.emergencies import CapSource, Jma
from config.schema.feeds import Feed as FeedSettings
from config.schema.settings import Settings
from hub.adapters.feeds.sources import FetchedSource, Reader
from hub.adapters.fetching import Limits
from hub.domain.signage.content import Feed


def feed_sources(settings: Settings) -> Iterator[FetchedSource]:
    """What the displays' news, events and weather are read from."""
    for item in settings.feeds:
        every = timedelta(minutes=item.every_minutes)
        reader = _reader(item, settings.site.timezone)
        yield FetchedSource(item.id, item.url, every, limits(item, settings), reader)


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


def limits(item: CapSource | Jma | FeedSettings, settings: Settings) -> Limits:
    """What a source may take, of feeds and of alarms alike."""
    ca = settings.path(item.ca) if item.ca else None
    return Limits(private=item.private, ca=ca)
