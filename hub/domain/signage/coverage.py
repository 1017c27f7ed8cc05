"""When a screen would have nothing to show, and what sponsors are promised beyond its time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.domain.signage.active import Run, instant, meet, runs
from hub.domain.signage.content import Countdown, Item, media_of
from hub.domain.signage.hours import View, slots_between
from hub.domain.signage.playing import length
from hub.domain.signage.programme import Campaign, Entry, Programme, Screen, ZoneKind
from hub.domain.signage.spots import a_day, open_runs, share_of, takes_part


@dataclass(frozen=True, slots=True)
class Gap:
    """A main zone of a screen without anything to show, half-open, while its panel is on."""

    zone: str
    begins: datetime
    ends: datetime


def gaps(view: View, screen: Screen, span: Run) -> tuple[Gap, ...]:
    """The gaps within `span`, by zone and time. Feeds are taken to have something to show."""
    on = meet((span,), runs(screen.power, view.programme.calendar, span.begins, span.ends))
    found: dict[str, list[Run]] = {}
    for stretch, slot in slots_between(view, screen, span):
        layout = view.programme.layouts.get(slot.layout)
        for zone in layout.zones if layout else ():
            if zone.kind is ZoneKind.MAIN:
                shown = _shown(view, slot.playlists.get(zone.id, ""), stretch)
                found.setdefault(zone.id, []).extend(_without(meet((stretch,), on), shown))
    return tuple(
        Gap(zone, run.begins, run.ends) for zone, empty in found.items() for run in _joined(empty)
    )


def needed(programme: Programme, screen: Screen, day: datetime) -> Mapping[str, float]:
    """By campaign: the percent of a day's time on this screen that what it promised takes.

    `day` is any instant of it.
    """
    zone = ZoneInfo(programme.calendar.timezone)
    local = day.astimezone(zone).date()
    begin, end = instant(local, time(), zone), instant(local + timedelta(days=1), time(), zone)
    on = meet((Run(begin, end),), runs(screen.power, programme.calendar, begin, end))
    seconds = sum((run.ends - run.begins for run in on), timedelta(0)).total_seconds()
    wanted: dict[str, float] = {}
    for campaign in programme.campaigns.values():
        seen = meet(on, open_runs(programme, campaign, begin, end))
        if seen and takes_part(programme, campaign, screen):
            plays = a_day(programme, campaign) * _spot_seconds(programme, campaign)
            wanted[campaign.id] = 100 * plays / seconds
    return wanted


def is_too_much(programme: Programme, screen: Screen, wanted: Mapping[str, float]) -> bool:
    """Do the promises of a day exceed the screen's share of time for spots?"""
    return sum(wanted.values()) > share_of(programme, screen)


def _spot_seconds(programme: Programme, campaign: Campaign) -> float:
    items = [programme.items[name] for name in campaign.items if name in programme.items]
    total = sum(length(item, programme).total_seconds() for item in items)
    return total / max(1, len(items))


def _shown(view: View, name: str, span: Run) -> list[Run]:
    """When any entry of the playlist is open, in order and apart."""
    playlist = view.programme.playlists.get(name)
    entries = playlist.entries if playlist else ()
    return _joined([run for entry in entries for run in _of_entry(view, entry, span)])


def _of_entry(view: View, entry: Entry, span: Run) -> tuple[Run, ...]:
    item = view.programme.items.get(entry.item)
    if item is None or any(name not in view.playable.media for name in media_of(item.content)):
        return ()
    calendar = view.programme.calendar
    own = meet(_life(item, span), runs(item.window, calendar, span.begins, span.ends))
    return meet(own, runs(entry.window, calendar, span.begins, span.ends))


def _life(item: Item, span: Run) -> tuple[Run, ...]:
    if isinstance(item.content, Countdown):
        return (Run(span.begins, min(span.ends, item.content.target)),)
    return (span,)


def _joined(found: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in sorted(found, key=lambda run: run.begins):
        if joined and run.begins <= joined[-1].ends:
            joined[-1] = Run(joined[-1].begins, max(joined[-1].ends, run.ends))
        else:
            joined.append(run)
    return joined


def _without(spans: tuple[Run, ...], covered: list[Run]) -> Iterator[Run]:
    """What of the spans is not covered."""
    for span in spans:
        begins = span.begins
        for run in meet((span,), covered):
            if begins < run.begins:
                yield Run(begins, run.begins)
            begins = run.ends
        if begins < span.ends:
            yield Run(begins, span.ends)
