"""Can an item be shown by this display, at this time, and for how long?"""

from datetime import datetime, timedelta

from hub.domain.signage.content import (
    Appointment,
    Content,
    Countdown,
    Events,
    Item,
    News,
    Notice,
    Pdf,
    Playable,
    Video,
    Weather,
    media_of,
)
from hub.domain.signage.programme import Programme

# Nothing can be read, or billed, in less.
SHORTEST = timedelta(seconds=1)


def is_playable(item: Item, programme: Programme, playable: Playable, now: datetime) -> bool:
    """Is everything at hand that the item needs, and is there anything in it?

    Its window is not asked.
    """
    content = item.content
    needed = media_of(content)
    if any(digest not in programme.media or digest not in playable.media for digest in needed):
        return False
    return _has_something(content, playable, now)


def length(item: Item, programme: Programme) -> timedelta:
    """How long the item's turn is: a film's own time, a document's pages one after the other."""
    content = item.content
    seconds = float(item.seconds)
    if isinstance(content, Video) and content.medium in programme.media:
        seconds = programme.media[content.medium].seconds or seconds
    return max(SHORTEST, timedelta(seconds=seconds * pages(content, programme)))


def pages(content: Content, programme: Programme) -> int:
    """A document's pages; 1 of anything else."""
    medium = programme.media.get(content.medium) if isinstance(content, Pdf) else None
    return max(1, medium.pages) if medium else 1


def last_instant(item: Item, playable: Playable) -> datetime | None:
    """When the item has nothing to show any more, by itself; None: never, or not known yet."""
    content = item.content
    if isinstance(content, Countdown):
        return content.target
    if isinstance(content, Events) and content.source in playable.feeds:
        appointments = playable.feeds[content.source].appointments
        return max((appointment.ends for appointment in appointments), default=None)
    return None


def coming(events: Events, playable: Playable, now: datetime) -> tuple[Appointment, ...]:
    """The appointments to show: not over, and beginning within the item's days; in order."""
    feed = playable.feeds.get(events.source)
    until = now + timedelta(days=events.days)
    found = (a for a in (feed.appointments if feed else ()) if now < a.ends and a.begins < until)
    return tuple(sorted(found, key=lambda appointment: (appointment.begins, appointment.title)))


def _has_something(content: Content, playable: Playable, now: datetime) -> bool:
    match content:
        case News():
            feed = playable.feeds.get(content.source)
            return feed is not None and bool(feed.headlines)
        case Weather():
            feed = playable.feeds.get(content.source)
            return feed is not None and bool(feed.forecasts)
        case Events():
            return bool(coming(content, playable, now))
        case Countdown():
            return now < content.target
        case Notice():
            return any(text.strip() for text in (*content.title.values(), *content.body.values()))
        case _:
            return True
