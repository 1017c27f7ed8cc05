"""A playlist and a campaign as forms."""

from collections.abc import Collection, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from hub.domain.signage.programme import Campaign, Entry, Playlist
from hub.domain.signage.windows import ALWAYS
from hub.web.contents.fields import Fields, Raw
from hub.web.contents.items import MOST_TITLE
from hub.web.contents.ordering import keys
from hub.web.contents.windows import read_window, window_raw

ROW = "entry"
MOST_PRIORITY, MOST_WEIGHT = 9, 10
# Stands in a campaign that is not kept, because its dates lack.
_NO_DAY = date.min


def read_playlist(
    fields: Fields, playlist_id: str, items: Collection[str], zone: ZoneInfo
) -> Playlist:
    """What the form says; its faults are in `fields`."""
    rows = keys(fields.raw, ROW)
    entries = tuple(_entry(fields.part(f"{ROW}{key}-"), items, zone) for key in rows)
    return Playlist(
        id=playlist_id,
        title=fields.text("title", "名前", MOST_TITLE, needed=True),
        entries=entries,
        advertising=fields.number("advertising", "広告の割合", 0, 100),
    )


def _entry(fields: Fields, items: Collection[str], zone: ZoneInfo) -> Entry:
    return Entry(
        item=fields.choice("item", "出すもの", items),
        weight=fields.number("weight", "出る回数のめやす", 1, MOST_WEIGHT, empty=1),
        most_an_hour=fields.number("most", "1時間に多くて何回", 0, 240),
        priority=fields.number("priority", "優先", 0, MOST_PRIORITY),
        window=read_window(fields.part("window-"), zone),
    )


def playlist_raw(playlist: Playlist, zone: ZoneInfo) -> Raw:
    """A playlist as `read_playlist` reads it."""
    raw: dict[str, tuple[str, ...]] = {
        "title": (playlist.title,),
        "advertising": (str(playlist.advertising),),
        ROW: tuple(str(number) for number in range(len(playlist.entries))),
    }
    for number, entry in enumerate(playlist.entries):
        raw |= entry_raw(entry, str(number), zone)
    return raw


def entry_raw(entry: Entry, key: str, zone: ZoneInfo) -> dict[str, tuple[str, ...]]:
    """One row."""
    prefix = f"{ROW}{key}-"
    return {
        f"{prefix}item": (entry.item,),
        f"{prefix}weight": (str(entry.weight),),
        f"{prefix}most": (str(entry.most_an_hour),),
        f"{prefix}priority": (str(entry.priority),),
        **window_raw(entry.window, zone, f"{prefix}window-"),
    }


def with_new_entry(raw: Raw, item: str, zone: ZoneInfo) -> Raw:
    """The form with a row's fields for the last key, which was just added."""
    rows = keys(raw, ROW)
    return {**raw, **entry_raw(Entry(item), rows[-1], zone)} if rows else raw


def read_campaign(
    fields: Fields,
    campaign_id: str,
    items: Collection[str],
    screens: Collection[str],
    zone: ZoneInfo,
) -> Campaign:
    """What the form says; its faults are in `fields`."""
    first = fields.day("first_day", "はじめの日", needed=True)
    last = fields.day("last_day", "おわりの日", needed=True)
    if first and last and last < first:
        fields.wrong("last_day", "おわりの日", "「はじめの日」より後にしてください。")
    chosen = fields.choices("items", "広告の素材", items)
    if not chosen:
        fields.wrong("items", "広告の素材", "ひとつ以上選んでください。")
    fallback = first or last
    return Campaign(
        id=campaign_id,
        sponsor=fields.text("sponsor", "広告主", MOST_TITLE, needed=True),
        title=fields.text("title", "名前", MOST_TITLE, needed=True),
        items=chosen,
        first_day=fallback or _NO_DAY,
        last_day=last or fallback or _NO_DAY,
        plays_a_day=fields.number("plays", "1日に約束する回数", 1, 10_000, empty=1),
        weight=fields.number("weight", "ほかの広告との比", 1, MOST_WEIGHT, empty=1),
        screens=frozenset(fields.choices("screens", "画面", screens)),
        window=read_window(fields.part("window-"), zone),
    )


def campaign_raw(campaign: Campaign, zone: ZoneInfo) -> Raw:
    """A campaign as `read_campaign` reads it."""
    return {
        "title": (campaign.title,),
        "sponsor": (campaign.sponsor,),
        "items": campaign.items,
        "first_day": (campaign.first_day.isoformat(),),
        "last_day": (campaign.last_day.isoformat(),),
        "plays": (str(campaign.plays_a_day),),
        "weight": (str(campaign.weight),),
        "screens": tuple(sorted(campaign.screens)),
        **window_raw(campaign.window, zone, "window-"),
    }


def new_campaign_raw() -> Raw:
    """An empty form."""
    window: Mapping[str, tuple[str, ...]] = window_raw(ALWAYS, ZoneInfo("UTC"), "window-")
    return {**window, "weight": ("1",)}
