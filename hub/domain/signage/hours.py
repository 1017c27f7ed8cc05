"""One screen through one clock hour: its layouts, and the turns of their zones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from hub.domain.signage.active import Run, is_open, meet, runs
from hub.domain.signage.content import Clock, Countdown, Events, Item, Playable
from hub.domain.signage.playing import is_playable, last_instant, length
from hub.domain.signage.programme import (
    Entry,
    Layout,
    Playlist,
    Programme,
    Screen,
    Slot,
    Zone,
    ZoneKind,
)
from hub.domain.signage.spots import spots_of
from hub.domain.signage.turns import HOUR, Choice, Offer, Spots, Tally, Turn, fill, offer, start
from hub.domain.signage.windows import ALWAYS, Window

# For a display that no publication names yet, and for one whose layout is not there.
STANDBY = Layout("standby", "", "landscape", (Zone("main", ZoneKind.MAIN, 0, 0, 1, 1),))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the hour with one layout, half-open; for each of its main zones the turns."""

    begins: datetime
    ends: datetime
    layout: Layout
    zones: Mapping[str, tuple[Turn, ...]]


@dataclass(frozen=True, slots=True)
class View:
    """What a display goes by; `trusted`: its clock is believed."""

    programme: Programme
    playable: Playable
    trusted: bool = True


def stretches(view: View, screen_id: str, hour: datetime) -> tuple[Stretch, ...]:
    """The clock hour from `hour` (UTC), without a gap."""
    screen = view.programme.screens.get(screen_id)
    if screen is None:
        nothing = (Turn(hour, hour + HOUR, None),)
        return (Stretch(hour, hour + HOUR, STANDBY, {"main": nothing}),)
    tallies: dict[str, Tally] = {}
    offers: dict[str, Offer] = {}
    return tuple(
        _stretch(view, screen, slot, run, _Hour(hour, offers, tallies))
        for run, slot in slots_between(view, screen, Run(hour, hour + HOUR))
    )


@dataclass(frozen=True, slots=True)
class _Hour:
    """What the stretches of one hour share: an entry's plays are counted through all of them."""

    begins: datetime
    offers: dict[str, Offer]
    tallies: dict[str, Tally]


def slots_between(view: View, screen: Screen, span: Run) -> Iterator[tuple[Run, Slot]]:
    """Which slot counts when, through the whole span."""
    calendar = view.programme.calendar
    known = [slot for slot in screen.slots if view.trusted or slot.window == ALWAYS]
    edges = {span.begins, span.ends}
    for slot in known:
        for run in runs(slot.window, calendar, span.begins, span.ends):
            edges |= {edge for edge in (run.begins, run.ends) if span.begins < edge < span.ends}
    ordered, begins = sorted(edges), span.begins
    for at, after in pairwise(ordered):
        slot = _slot(view, screen, known, at)
        if after == span.ends or _slot(view, screen, known, after) is not slot:
            yield Run(begins, after), slot
            begins = after


def _slot(view: View, screen: Screen, slots: list[Slot], at: datetime) -> Slot:
    calendar = view.programme.calendar
    found = [slot for slot in slots if is_open(slot.window, calendar, at)]
    return max(found, key=lambda slot: slot.priority, default=screen.fallback)


def _stretch(view: View, screen: Screen, slot: Slot, run: Run, hour: _Hour) -> Stretch:
    layout = view.programme.layouts.get(slot.layout, STANDBY)
    zones = {
        zone.id: _turns(view, screen, slot.playlists.get(zone.id, ""), run, zone.id, hour)
        for zone in layout.zones
        if zone.kind is ZoneKind.MAIN
    }
    return Stretch(run.begins, run.ends, layout, zones)


def _turns(
    view: View, screen: Screen, name: str, run: Run, zone: str, hour: _Hour
) -> tuple[Turn, ...]:
    playlist = view.programme.playlists.get(name)
    if playlist is None:
        return (Turn(run.begins, run.ends, None),)
    if name not in hour.offers:
        hour.offers[name] = _offer(view, screen, playlist, hour.begins)
    found = hour.offers[name]
    tally = hour.tallies.setdefault(f"{zone} {name}", start(found))
    return fill(found, run.begins, run.ends, tally)


def _offer(view: View, screen: Screen, playlist: Playlist, hour: datetime) -> Offer:
    choices = (_choice(view, index, entry, hour) for index, entry in enumerate(playlist.entries))
    known = tuple(choice for choice in choices if choice is not None and choice.runs)
    spots: tuple[Spots, ...] = ()
    if playlist.advertising and view.trusted:
        spots = spots_of(view.programme, screen, view.playable, hour)
    return offer(hour, len(playlist.entries), known, spots, playlist.advertising)


def _choice(view: View, index: int, entry: Entry, hour: datetime) -> Choice | None:
    item = view.programme.items.get(entry.item)
    if item is None or not is_playable(item, view.programme, view.playable, hour):
        return None
    return Choice(
        index,
        item,
        length(item, view.programme),
        _runs(view, item, entry.window, hour),
        min(10, max(1, entry.weight)),
        entry.most_an_hour,
        entry.priority,
    )


def _runs(view: View, item: Item, window: Window, hour: datetime) -> tuple[Run, ...]:
    """When item and entry are both open in this hour."""
    whole = Run(hour, hour + HOUR)
    if not view.trusted:
        timed = isinstance(item.content, (Clock, Countdown, Events))
        return () if timed or window != ALWAYS or item.window != ALWAYS else (whole,)
    calendar = view.programme.calendar
    last = last_instant(item, view.playable)
    own = runs(item.window, calendar, hour, hour + HOUR)
    entries = runs(window, calendar, hour, hour + HOUR)
    within = Run(hour, min(whole.ends, last)) if last else whole
    return meet(meet((within,), own), entries)
