"""Where a hub's alarms come from, as its settings say; loaded where they name a source."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from assets.words import Words, load
from config.schema.emergencies import CapSource, Jma
from config.schema.settings import Settings
from hub.adapters.alarms.cap_sources import CapFeed, CapFolder
from hub.adapters.alarms.cap_xml import read_cap
from hub.adapters.alarms.jma_source import JmaSource
from hub.adapters.xml import BadXml
from hub.domain.alerts import Calls
from hub.rooms.feed_sources import limits
from hub.service.alarms import cap, jma
from hub.service.alarms.ports import Source
from hub.service.texts import text_or_none


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
        return CapFeed(item.url, rules, every, limits(item, settings))
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
    return JmaSource(item.feeds, item.prefecture or "", rules, every, limits(item, settings))


@lru_cache(maxsize=16)
def _words(language: str) -> Words:
    return load(language, "emergency")


def cap_message(body: bytes) -> cap.Message | None:
    """A message that came to the hook; None for what is none."""
    try:
        return read_cap(body)
    except BadXml:
        return None
