"""Small programmes to plan, publish and remark on."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hub.domain.signage.content import (
    Content,
    Feed,
    Image,
    Item,
    Medium,
    MediumKind,
    Notice,
    Pdf,
    Playable,
    Video,
)
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
from hub.domain.signage.windows import ALWAYS, Calendar, Part, Window

# A Friday, 10:00 in Tokyo.
HOUR = datetime(2026, 11, 20, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TOKYO = Calendar("Asia/Tokyo")
OPEN_HOURS = Window(parts=(Part(time(8), time(18)),))

PICTURE = Medium("a" * 64, MediumKind.IMAGE, "image/png", 9, width=1920, height=1080)
FILM = Medium("b" * 64, MediumKind.VIDEO, "video/mp4", 9, width=1920, height=1080, seconds=42.5)
PAPER = Medium("c" * 64, MediumKind.PDF, "application/pdf", 9, pages=3)
MEDIA = {medium.digest: medium for medium in (PICTURE, FILM, PAPER)}
ALL = Playable(frozenset(MEDIA))

FULL = Layout("full", "全面", "landscape", (Zone("main", ZoneKind.MAIN, 0, 0, 1, 1),))
PARTED = Layout(
    "parted",
    "呼出と案内",
    "landscape",
    (
        Zone("calls", ZoneKind.CALLS, 0, 0, 0.4, 0.9),
        Zone("main", ZoneKind.MAIN, 0.4, 0, 0.6, 0.9),
        Zone("line", ZoneKind.TICKER, 0, 0.9, 1, 0.1),
    ),
)


def item(
    name: str, content: Content | None = None, seconds: int = 15, window: Window = ALWAYS
) -> Item:
    """A notice unless another content is given."""
    return Item(name, name, content or Notice({"ja": "お知らせ"}, {"ja": "本文"}), seconds, window)


def picture(name: str) -> Item:
    return item(name, Image(PICTURE.digest, {"ja": "絵"}))


def film(name: str) -> Item:
    return item(name, Video(FILM.digest, {"ja": "映像"}))


def paper(name: str, seconds: int = 10) -> Item:
    return item(name, Pdf(PAPER.digest, {"ja": "広報"}), seconds)


def campaign(name: str, *items: str, plays: int = 100, **more: object) -> Campaign:
    plain = Campaign(name, "商店", name, items, date(2026, 11, 1), date(2026, 11, 30), plays)
    return replace(plain, **more)  # type: ignore[arg-type]


def programme(
    items: list[Item],
    entries: list[Entry] | None = None,
    *,
    advertising: int = 0,
    campaigns: tuple[Campaign, ...] = (),
    power: Window = ALWAYS,
    slots: tuple[Slot, ...] = (),
) -> Programme:
    """One screen "d1" with one playlist "p": the entries, or every item once."""
    row = tuple(entries if entries is not None else [Entry(one.id) for one in items])
    screen = Screen("d1", Slot("full", {"main": "p"}), slots, power=power)
    return Programme(
        TOKYO,
        items={one.id: one for one in items},
        playlists={"p": Playlist("p", "p", row, advertising)},
        campaigns={one.id: one for one in campaigns},
        layouts={FULL.id: FULL, PARTED.id: PARTED},
        screens={screen.id: screen},
        media=MEDIA,
    )


def with_feeds(*feeds: Feed) -> Playable:
    return Playable(ALL.media, {feed.source: feed for feed in feeds})
