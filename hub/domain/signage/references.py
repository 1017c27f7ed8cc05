"""What a programme names that is not there, and rules that are none."""

from collections.abc import Iterable, Iterator

from hub.domain.signage.content import Events, News, Weather, media_of
from hub.domain.signage.programme import Campaign, Programme, Screen
from hub.domain.signage.publishing import PieceKind
from hub.domain.signage.recurrence import BadRule, check_rule
from hub.domain.signage.remarks import Code, Remark, Severity
from hub.domain.signage.windows import Window


def unknown(programme: Programme, sources: frozenset[str]) -> Iterator[Remark]:
    """References to items, media, feeds, layouts, zones, playlists and screens."""
    for item in programme.items.values():
        content = item.content
        missing = [name for name in media_of(content) if name not in programme.media]
        yield from _missing(PieceKind.ITEM, item.id, "medium", missing)
        if isinstance(content, (News, Events, Weather)) and content.source not in sources:
            yield from _missing(PieceKind.ITEM, item.id, "source", [content.source])
    for playlist in programme.playlists.values():
        names = [entry.item for entry in playlist.entries if entry.item not in programme.items]
        yield from _missing(PieceKind.PLAYLIST, playlist.id, "item", names)
    for campaign in programme.campaigns.values():
        yield from _of_campaign(programme, campaign)
    for screen in programme.screens.values():
        yield from _of_screen(programme, screen)


def bad_rules(programme: Programme) -> Iterator[Remark]:
    """Recurrence rules that cannot be used; their windows never open."""
    for kind, name, window in windows(programme):
        if window.rule:
            start = window.rule_from or (window.begins.date() if window.begins else None)
            try:
                check_rule(window.rule, start)
            except BadRule as error:
                details = {"rule": window.rule, "reason": error.code, "part": error.part}
                yield Remark(Code.BAD_RULE, Severity.FAULT, kind, name, details)


def windows(programme: Programme) -> Iterator[tuple[PieceKind, str, Window]]:
    """Every window, and whose it is."""
    for item in programme.items.values():
        yield PieceKind.ITEM, item.id, item.window
    for playlist in programme.playlists.values():
        for entry in playlist.entries:
            yield PieceKind.PLAYLIST, playlist.id, entry.window
    for campaign in programme.campaigns.values():
        yield PieceKind.CAMPAIGN, campaign.id, campaign.window
    for screen in programme.screens.values():
        yield PieceKind.SCREEN, screen.id, screen.power
        for slot in screen.slots:
            yield PieceKind.SCREEN, screen.id, slot.window


def _of_campaign(programme: Programme, campaign: Campaign) -> Iterator[Remark]:
    items = [name for name in campaign.items if name not in programme.items]
    yield from _missing(PieceKind.CAMPAIGN, campaign.id, "item", items)
    screens = sorted(campaign.screens - programme.screens.keys())
    yield from _missing(PieceKind.CAMPAIGN, campaign.id, "screen", screens)


def _of_screen(programme: Programme, screen: Screen) -> Iterator[Remark]:
    for slot in (*screen.slots, screen.fallback):
        layout = programme.layouts.get(slot.layout)
        if layout is None:
            yield from _missing(PieceKind.SCREEN, screen.id, "layout", [slot.layout])
            continue
        zones = {zone.id for zone in layout.zones}
        unknown_zones = [name for name in slot.playlists if name not in zones]
        yield from _missing(PieceKind.SCREEN, screen.id, "zone", unknown_zones)
        lists = [name for name in slot.playlists.values() if name not in programme.playlists]
        yield from _missing(PieceKind.SCREEN, screen.id, "playlist", lists)


def _missing(kind: PieceKind, name: str, what: str, names: Iterable[str]) -> Iterator[Remark]:
    for one in names:
        yield Remark(Code.UNKNOWN_REFERENCE, Severity.FAULT, kind, name, {what: one})
