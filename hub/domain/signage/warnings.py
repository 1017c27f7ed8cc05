"""What a manager should know before publishing: what would be missing, unreadable or broken."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from hub.domain.signage.active import Run, is_open, meet, next_edge, runs
from hub.domain.signage.content import Countdown, Image, Item, Notice, Playable, media_of
from hub.domain.signage.coverage import Gap, gaps, is_too_much, needed
from hub.domain.signage.hours import View
from hub.domain.signage.legibility import (
    LARGEST_SCALE,
    LEAST_CONTRAST,
    SURELY_CUT,
    SURELY_WHOLE,
    WANTED,
    fit,
    scale,
)
from hub.domain.signage.playing import length
from hub.domain.signage.programme import Layout, Programme, Screen, Zone, ZoneKind
from hub.domain.signage.publishing import PieceKind
from hub.domain.signage.references import bad_rules, unknown
from hub.domain.signage.remarks import Code, Remark, Severity
from hub.domain.signage.turns import HOUR
from hub.domain.signage.windows import Window

__all__ = ["HORIZON", "Code", "Remark", "Severity", "warnings"]

# How far ahead a schedule is looked through for gaps.
HORIZON = timedelta(days=7)

Uses = Mapping[str, frozenset[tuple[str, str]]]


def warnings(
    programme: Programme,
    now: datetime,
    *,
    unplayable: Mapping[str, str] | None = None,
    sources: frozenset[str] = frozenset(),
    horizon: timedelta = HORIZON,
) -> tuple[Remark, ...]:
    """Everything to say about a programme before it is published, faults first.

    `unplayable`: digest -> reason, from decoding; `sources`: the ids of the settings' feeds.
    """
    broken = unplayable or {}
    view = View(programme, Playable(frozenset(programme.media.keys() - broken.keys())))
    span = Run(now, now + horizon)
    found = [
        *unknown(programme, sources),
        *bad_rules(programme),
        *_undecodable(programme, broken),
        *_of_windows(programme, now),
        *_legible(programme),
        *(remark for screen in programme.screens.values() for remark in _gaps(view, screen, span)),
        *_promises(programme, now, horizon),
    ]
    unique = dict.fromkeys(_key(remark) for remark in found)
    first = {_key(remark): remark for remark in reversed(found)}
    return tuple(
        sorted((first[key] for key in unique), key=lambda one: one.severity is not Severity.FAULT)
    )


def _key(remark: Remark) -> tuple[str, ...]:
    details = (f"{name}={value}" for name, value in remark.details.items())
    return (remark.code, remark.kind, remark.id, *details)


def _undecodable(programme: Programme, broken: Mapping[str, str]) -> Iterator[Remark]:
    for item in programme.items.values():
        for digest in media_of(item.content):
            if digest in broken:
                details = {"medium": digest, "reason": broken[digest]}
                yield Remark(Code.UNPLAYABLE, Severity.FAULT, PieceKind.ITEM, item.id, details)


def _of_windows(programme: Programme, now: datetime) -> Iterator[Remark]:
    """What is over already, or never comes."""
    for item in programme.items.values():
        over = item.content.target if isinstance(item.content, Countdown) else None
        yield from _of_window(programme, item.window, now, (PieceKind.ITEM, item.id), {}, over)
    for playlist in programme.playlists.values():
        for entry in playlist.entries:
            whose, details = (PieceKind.PLAYLIST, playlist.id), {"item": entry.item}
            yield from _of_window(programme, entry.window, now, whose, details)
    for campaign in programme.campaigns.values():
        yield from _of_window(
            programme, campaign.window, now, (PieceKind.CAMPAIGN, campaign.id), {}
        )
        if campaign.last_day < now.date() - timedelta(days=1):
            details = {"since": campaign.last_day.isoformat()}
            yield Remark(Code.EXPIRED, Severity.WARNING, PieceKind.CAMPAIGN, campaign.id, details)
    for screen in programme.screens.values():
        for slot in screen.slots:
            yield from _of_window(programme, slot.window, now, (PieceKind.SCREEN, screen.id), {})


def _of_window(
    programme: Programme,
    window: Window,
    now: datetime,
    whose: tuple[PieceKind, str],
    details: Mapping[str, str],
    over: datetime | None = None,
) -> Iterator[Remark]:
    ends = min((at for at in (window.ends, over) if at is not None), default=None)
    if ends is not None and ends <= now:
        since = {**details, "since": ends.isoformat()}
        yield Remark(Code.EXPIRED, Severity.WARNING, *whose, since)
        return
    calendar = programme.calendar
    later = window.begins if window.begins is not None and window.begins > now else now
    if not is_open(window, calendar, later) and next_edge(window, calendar, later) is None:
        yield Remark(Code.NEVER_OPEN, Severity.WARNING, *whose, details)


def _legible(programme: Programme) -> Iterator[Remark]:
    uses = _uses(programme)
    for item in programme.items.values():
        if length(item, programme) > HOUR:
            minutes = {"minutes": str(length(item, programme) // timedelta(minutes=1))}
            yield Remark(Code.TOO_LONG, Severity.WARNING, PieceKind.ITEM, item.id, minutes)
        yield from _contrast(programme, item)
        for layout_id, zone_id in sorted(uses.get(item.id, ())):
            layout = programme.layouts[layout_id]
            zone = next(zone for zone in layout.zones if zone.id == zone_id)
            yield from _in_zone(programme, item, layout, zone)


def _contrast(programme: Programme, item: Item) -> Iterator[Remark]:
    for digest in media_of(item.content):
        medium = programme.media.get(digest)
        if medium is not None and 0 < medium.contrast < LEAST_CONTRAST:
            details = {"contrast": f"{medium.contrast:.1f}"}
            yield Remark(Code.LOW_CONTRAST, Severity.WARNING, PieceKind.ITEM, item.id, details)


def _in_zone(programme: Programme, item: Item, layout: Layout, zone: Zone) -> Iterator[Remark]:
    where = {"layout": layout.id, "zone": zone.id}
    content = item.content
    if isinstance(content, Notice):
        for language in sorted(content.title.keys() | content.body.keys()):
            found = fit(content, language, layout, zone)
            said = {"language": language, "height": f"{found.height * 100:.1f}", **where}
            if found.spare < SURELY_WHOLE:
                severity = Severity.FAULT if found.spare < SURELY_CUT else Severity.WARNING
                yield Remark(Code.TEXT_CUT, severity, PieceKind.ITEM, item.id, said)
            elif found.height < WANTED:
                yield Remark(Code.TEXT_TOO_SMALL, Severity.WARNING, PieceKind.ITEM, item.id, said)
    if isinstance(content, Image) and content.medium in programme.media:
        times = scale(programme.media[content.medium], content.fit, layout, zone)
        if times > LARGEST_SCALE:
            details = {"scale": f"{times:.1f}", **where}
            yield Remark(Code.IMAGE_TOO_SMALL, Severity.WARNING, PieceKind.ITEM, item.id, details)


def _uses(programme: Programme) -> Uses:
    """By item: the layouts and zones in which it is shown."""
    found: dict[str, set[tuple[str, str]]] = {}
    for screen in programme.screens.values():
        for slot in (*screen.slots, screen.fallback):
            layout = programme.layouts.get(slot.layout)
            for zone in layout.zones if layout else ():
                if zone.kind is ZoneKind.MAIN:
                    for name in _items(programme, screen, slot.playlists.get(zone.id, "")):
                        found.setdefault(name, set()).add((slot.layout, zone.id))
    return {name: frozenset(places) for name, places in found.items()}


def _items(programme: Programme, screen: Screen, name: str) -> Iterator[str]:
    playlist = programme.playlists.get(name)
    if playlist is None:
        return
    yield from (entry.item for entry in playlist.entries)
    if playlist.advertising:
        for campaign in programme.campaigns.values():
            if not campaign.screens or screen.id in campaign.screens:
                yield from campaign.items


def _gaps(view: View, screen: Screen, span: Run) -> Iterator[Remark]:
    on = meet((span,), runs(screen.power, view.programme.calendar, span.begins, span.ends))
    whole = sum((run.ends - run.begins for run in on), timedelta(0))
    by_zone: dict[str, list[Gap]] = {}
    for gap in gaps(view, screen, span):
        by_zone.setdefault(gap.zone, []).append(gap)
    for zone, found in by_zone.items():
        empty = sum((gap.ends - gap.begins for gap in found), timedelta(0))
        if empty == whole:
            yield Remark(
                Code.NOTHING_PLAYABLE, Severity.WARNING, PieceKind.SCREEN, screen.id, {"zone": zone}
            )
        else:
            first = found[0]
            begins, ends = first.begins.isoformat(), first.ends.isoformat()
            details = {"zone": zone, "begins": begins, "ends": ends, "gaps": str(len(found))}
            yield Remark(Code.GAP, Severity.WARNING, PieceKind.SCREEN, screen.id, details)


def _promises(programme: Programme, now: datetime, horizon: timedelta) -> Iterator[Remark]:
    """Once for each screen and campaign, on the first day that is too full."""
    told: set[tuple[str, str]] = set()
    for day in range(max(1, horizon.days)):
        for screen in programme.screens.values():
            wanted = needed(programme, screen, now + timedelta(days=day))
            if is_too_much(programme, screen, wanted):
                for name in wanted:
                    if (screen.id, name) not in told:
                        told.add((screen.id, name))
                        yield _promise(screen, name, wanted)


def _promise(screen: Screen, campaign: str, wanted: Mapping[str, float]) -> Remark:
    details = {"screen": screen.id, "needed": f"{sum(wanted.values()):.0f}"}
    return Remark(Code.PROMISE_TOO_LARGE, Severity.WARNING, PieceKind.CAMPAIGN, campaign, details)
