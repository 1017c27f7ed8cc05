"""What a screen does when: its slots and its ticker as a form."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from hub.domain.signage.programme import Layout, Screen, Slot, ZoneKind
from hub.domain.signage.windows import ALWAYS
from hub.web.contents.fields import Fields, Raw, text_raw
from hub.web.contents.ordering import keys
from hub.web.contents.windows import read_window, window_raw

SLOT, LINE = "slot", "line"
MOST_LINE = 120


@dataclass(frozen=True, slots=True)
class Choices:
    """What a screen's form can choose from: `playlists` are ids, `languages` tag -> name."""

    layouts: Mapping[str, Layout]
    playlists: Collection[str]
    languages: Mapping[str, str]
    zone: ZoneInfo


def main_zones(layout: Layout) -> tuple[str, ...]:
    """The zones that play a playlist."""
    return tuple(zone.id for zone in layout.zones if zone.kind is ZoneKind.MAIN)


def read_screen(fields: Fields, screen: Screen, choices: Choices) -> Screen:
    """The screen with what the form says; its faults are in `fields`."""
    slots = (
        replace(
            _slot(fields.part(f"{SLOT}{key}-"), choices),
            window=read_window(fields.part(f"{SLOT}{key}-window-"), choices.zone),
        )
        for key in keys(fields.raw, SLOT)
    )
    lines = (
        fields.texts(f"{LINE}{key}", "流す文", choices.languages, MOST_LINE)
        for key in keys(fields.raw, LINE)
    )
    return replace(
        screen,
        fallback=_slot(fields.part("fallback-"), choices),
        slots=tuple(slots),
        ticker=tuple(lines),
        power=read_window(fields.part("power-"), choices.zone),
    )


def _slot(fields: Fields, choices: Choices) -> Slot:
    layout = fields.choice("layout", "割りつけ", tuple(choices.layouts))
    zones = main_zones(choices.layouts[layout]) if layout in choices.layouts else ()
    playlists = {
        zone: fields.choice(f"playlist-{zone}", "番組", choices.playlists)
        for zone in zones
        if fields.has(f"playlist-{zone}")
    }
    return Slot(layout, playlists, ALWAYS, fields.number("priority", "優先", 0, 9))


def screen_raw(screen: Screen, zone: ZoneInfo) -> Raw:
    """A screen as `read_screen` reads it."""
    raw: dict[str, tuple[str, ...]] = {
        SLOT: tuple(map(str, range(len(screen.slots)))),
        LINE: tuple(map(str, range(len(screen.ticker)))),
        **_slot_raw(screen.fallback, "fallback-"),
        **window_raw(screen.power, zone, "power-"),
    }
    for number, slot in enumerate(screen.slots):
        prefix = f"{SLOT}{number}-"
        raw |= _slot_raw(slot, prefix) | window_raw(slot.window, zone, f"{prefix}window-")
    for number, line in enumerate(screen.ticker):
        raw |= text_raw(f"{LINE}{number}", line)
    return raw


def with_new_row(raw: Raw, name: str, screen: Screen, zone: ZoneInfo) -> Raw:
    """The form with the fields of the row that was just added: as in the fallback, always."""
    rows = keys(raw, name)
    if name != SLOT or not rows:
        return raw
    prefix = f"{SLOT}{rows[-1]}-"
    window = window_raw(ALWAYS, zone, f"{prefix}window-")
    return {**raw, **_slot_raw(screen.fallback, prefix), **window}


def _slot_raw(slot: Slot, prefix: str) -> dict[str, tuple[str, ...]]:
    return {
        f"{prefix}layout": (slot.layout,),
        f"{prefix}priority": (str(slot.priority),),
        **dict(_playlists_raw(slot, prefix)),
    }


def _playlists_raw(slot: Slot, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for zone, playlist in slot.playlists.items():
        yield f"{prefix}playlist-{zone}", (playlist,)
