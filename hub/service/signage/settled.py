"""From the city's settings to the programme over which staff lay theirs."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from config import schema
from config.schema import contents, signage, windows
from config.schema.settings import Settings
from hub.domain.signage import content as shown
from hub.domain.signage.content import Content, Item, Medium
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import (
    Campaign,
    Entry,
    Layout,
    Playlist,
    Programme,
    Screen,
    Slot,
    Zone,
    ZoneKind,
)
from hub.domain.signage.windows import Calendar, Days, Part, Window
from hub.domain.site import Site
from hub.service.site import calendar_days, holidays
from hub.service.texts import text

# The settings' files by the names that they have there.
Media = Mapping[str, Medium]
Living = (
    contents.News
    | contents.Events
    | contents.Weather
    | contents.Waiting
    | contents.Clock
    | contents.Guide
)


def files(given: signage.Signage) -> Iterator[str]:
    """The names of the files that the settings show."""
    for item in given.items:
        if isinstance(item.content, contents.Image | contents.Video | contents.Pdf):
            yield item.content.file
    if given.standby is not None:
        yield given.standby


def base_programme(settings: Settings, site: Site, media: Media, today: date) -> Programme:
    """What `settings` describe; a file that is not in `media` (yet) cannot be shown."""
    given, zone = settings.signage, ZoneInfo(site.timezone)
    own = {item.id: item for item in given.screens}
    used = {name: media[name] for name in files(given) if name in media}
    return Programme(
        calendar=calendar(settings, site, today),
        items={item.id: _item(item, media, zone) for item in given.items},
        playlists={item.id: _playlist(item, zone) for item in given.playlists},
        campaigns={item.id: _campaign(item, zone) for item in given.campaigns},
        layouts={**STANDARD, **{item.id: _layout(item) for item in given.layouts}},
        screens={
            item.id: _screen(own.get(item.id) or _usual(item, given), given, zone)
            for item in settings.terminals.displays
        },
        media={medium.digest: medium for medium in used.values()},
        standby=used[given.standby].digest if given.standby in used else "",
    )


def calendar(settings: Settings, site: Site, today: date) -> Calendar:
    """The days that windows ask for, from this year on as far as the site's own days go."""
    opened = schema.week(settings.site.hours)
    shut = {schema.values.WEEKDAYS.index(day) for day in settings.site.closed.weekdays}
    without_hours = (
        day
        for day in calendar_days(today)
        if day.weekday() in shut or not opened.get(day.weekday())
    )
    return Calendar(
        site.timezone, frozenset(holidays(today)), frozenset((*site.closed_days, *without_hours))
    )


def _item(given: contents.Item, media: Media, zone: ZoneInfo) -> Item:
    return Item(
        given.id,
        given.title,
        _content(given.content, media, zone),
        given.seconds,
        _window(given.window, zone),
    )


def _content(given: contents.Content, media: Media, zone: ZoneInfo) -> Content:
    match given:
        case contents.Notice():
            title, body = text(given.title), text(given.body)
            look = shown.Template(given.template)
            return shown.Notice(title, body, look, given.link or "")
        case contents.Image():
            return shown.Image(_digest(given.file, media), text(given.alt), given.fit)
        case contents.Video():
            return shown.Video(_digest(given.file, media), text(given.alt), given.sound / 100)
        case contents.Pdf():
            return shown.Pdf(_digest(given.file, media), text(given.alt))
        case contents.Countdown():
            return shown.Countdown(text(given.title), given.target.replace(tzinfo=zone))
    return _living(given)


def _living(given: Living) -> Content:
    """What the display fills in itself."""
    match given:
        case contents.News():
            return shown.News(given.source, given.most)
        case contents.Events():
            return shown.Events(given.source, given.days)
        case contents.Weather():
            return shown.Weather(given.source)
        case contents.Waiting():
            return shown.Waiting(given.services)
        case contents.Clock():
            return shown.Clock()
        case contents.Guide():
            return shown.Guide(given.floor or "")


def _digest(file: str, media: Media) -> str:
    return media[file].digest if file in media else ""


def _window(given: windows.Window, zone: ZoneInfo) -> Window:
    return Window(
        begins=_instant(given.begins, zone),
        ends=_instant(given.ends, zone),
        weekdays=frozenset(given.weekdays or ()),
        parts=tuple(Part(part.start, part.end) for part in given.parts),
        rule=given.rule or "",
        rule_from=given.rule_from,
        excluded=frozenset(given.excluded),
        holidays=Days(given.holidays),
        closed_days=Days(given.closed_days),
    )


def _instant(local: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Settings give local time without an offset."""
    return local.replace(tzinfo=zone) if local else None


def _playlist(given: signage.Playlist, zone: ZoneInfo) -> Playlist:
    entries = (
        Entry(item.item, item.weight, item.most_an_hour, item.priority, _window(item.window, zone))
        for item in given.entries
    )
    return Playlist(given.id, given.title, tuple(entries), given.advertising)


def _campaign(given: signage.Campaign, zone: ZoneInfo) -> Campaign:
    return Campaign(
        id=given.id,
        sponsor=given.sponsor,
        title=given.title,
        items=given.items,
        first_day=given.first_day,
        last_day=given.last_day,
        plays_a_day=given.plays_a_day,
        weight=given.weight,
        screens=frozenset(given.screens),
        window=_window(given.window, zone),
    )


def _layout(given: signage.Layout) -> Layout:
    zones = (
        Zone(item.id, ZoneKind(item.kind), item.x, item.y, item.width, item.height)
        for item in given.zones
    )
    return Layout(given.id, given.title, given.orientation, tuple(zones))


def _usual(display: schema.Display, given: signage.Signage) -> signage.Screen:
    """What a display does that signage.yaml does not name."""
    playlists = {"main": given.playlists[0].id} if given.playlists else {}
    layout = f"calls-{display.orientation}" if not playlists else f"l-{display.orientation}"
    return signage.Screen(id=display.id, fallback=signage.Slot(layout=layout, playlists=playlists))


def _screen(given: signage.Screen, everywhere: signage.Signage, zone: ZoneInfo) -> Screen:
    ticker = everywhere.ticker if given.ticker is None else given.ticker
    return Screen(
        given.id,
        _slot(given.fallback, zone),
        tuple(_slot(slot, zone) for slot in given.slots),
        tuple(map(text, ticker)),
        power=_window(given.power, zone),
    )


def _slot(given: signage.Slot, zone: ZoneInfo) -> Slot:
    return Slot(given.layout, dict(given.playlists), _window(given.window, zone), given.priority)
