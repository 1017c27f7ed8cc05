"""A piece in lines that can be read and compared: what it is, and what an edit changes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from assets.words import LANGUAGES
from hub.domain.signage.content import (
    Content,
    Countdown,
    Events,
    Guide,
    Image,
    Item,
    News,
    Notice,
    Pdf,
    Video,
    Waiting,
    Weather,
)
from hub.domain.signage.programme import Campaign, Playlist, Screen, Slot
from hub.domain.signage.publishing import Body
from hub.domain.signage.windows import Window
from hub.domain.site import Text
from hub.web.contents.items import FITS, KINDS, TEMPLATES
from hub.web.contents.windows import window_words
from hub.web.contents.words import ZONES

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called; no two items, playlists or files by the same name."""

    zone: ZoneInfo
    items: Mapping[str, str]
    playlists: Mapping[str, str]
    layouts: Mapping[str, str]
    screens: Mapping[str, str]
    media: Mapping[str, str]
    sources: Mapping[str, str]
    services: Mapping[str, str]
    floors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A line, with what it was; `is_new` where it differs from that."""

    label: str
    now: str
    before: str
    is_new: bool


def apart(names: Mapping[str, str]) -> Mapping[str, str]:
    """The names by id, with the ids' beginnings where several are called the same."""
    often = Counter(names.values())
    return {
        key: name if often[name] == 1 else f"{name}（{key[:8]}）" for key, name in names.items()
    }


def lines(body: Body, names: Names) -> tuple[Line, ...]:
    """Label and value, only those that say something; bodies that differ have other lines."""
    return tuple((label, value) for label, value in _lines(body, names) if value)


def _lines(body: Body, names: Names) -> Iterator[Line]:
    match body:
        case Item():
            return _item(body, names)
        case Playlist():
            return _playlist(body, names)
        case Campaign():
            return _campaign(body, names)
        case Screen():
            return _screen(body, names)


def changes(body: Body, live: Body | None, names: Names) -> tuple[Change, ...]:
    """Every line, and what was live under the same label; lines that left come last."""
    before = dict(lines(live, names)) if live else {}
    now = dict(lines(body, names))
    gone = [Change(label, "", was, True) for label, was in before.items() if label not in now]
    kept = [
        Change(label, value, before.get(label, ""), value != before.get(label, ""))
        for label, value in now.items()
    ]
    return (*kept, *gone)


def _item(item: Item, names: Names) -> Iterator[Line]:
    yield "名前", item.title
    yield "種類", KINDS[item.content.kind]
    yield from _content(item.content, names)
    if not isinstance(item.content, Video):
        yield "出す秒数", f"{item.seconds}秒"
    yield "いつ", _when(item.window, names)


def _when(window: Window, names: Names) -> str:
    return window_words(window, names.zone, whole=True)


def _content(content: Content, names: Names) -> Iterator[Line]:
    match content:
        case Notice():
            yield from _text("見出し", content.title)
            yield from _text("本文", content.body)
            yield "見た目", TEMPLATES[content.template]
            yield "リンク", content.link
        case Image() | Video() | Pdf():
            yield from _shown(content, names)
        case News() | Events() | Weather():
            yield from _fed(content, names)
        case Waiting():
            services = (names.services.get(one, one) for one in content.services)
            yield "業務", "、".join(services) or "すべて"
        case Countdown():
            yield from _text("見出し", content.title)
            yield "その日", f"{content.target.astimezone(names.zone):%Y-%m-%d %H:%M}"
        case Guide():
            yield "階", names.floors.get(content.floor, content.floor) or "表示盤のある階"
        case _:
            return


def _fed(content: News | Events | Weather, names: Names) -> Iterator[Line]:
    yield "取り込み元", names.sources.get(content.source, content.source)
    if isinstance(content, News):
        yield "件数", f"{content.most}件"
    if isinstance(content, Events):
        yield "何日先まで", f"{content.days}日"


def _shown(content: Image | Video | Pdf, names: Names) -> Iterator[Line]:
    yield "素材", names.media.get(content.medium, "（見つかりません）")
    yield from _text("何が写っているか", content.alt)
    if isinstance(content, Image):
        yield "はめかた", FITS[content.fit]
    if isinstance(content, Video):
        yield "音の大きさ", f"{round(content.sound * 100)}%" if content.sound else "なし"


def _text(label: str, text: Text) -> Iterator[Line]:
    for tag, words in text.items():
        yield (label if tag == "ja" else f"{label}（{LANGUAGES.get(tag, tag)}）"), words


def _playlist(playlist: Playlist, names: Names) -> Iterator[Line]:
    yield "名前", playlist.title
    yield "広告の割合", f"{playlist.advertising}%まで" if playlist.advertising else "なし"
    for number, entry in enumerate(playlist.entries, 1):
        said = [
            names.items.get(entry.item, f"{entry.item}（見つかりません）"),
            f"めやす{entry.weight}" if entry.weight != 1 else "",
            f"1時間に{entry.most_an_hour}回まで" if entry.most_an_hour else "",
            f"優先{entry.priority}" if entry.priority else "",
            _when(entry.window, names),
        ]
        yield f"{number}番目", "　".join(filter(None, said))


def _campaign(campaign: Campaign, names: Names) -> Iterator[Line]:
    yield "名前", campaign.title
    yield "広告主", campaign.sponsor
    yield "素材", "、".join(names.items.get(item, item) for item in campaign.items)
    yield "期間", f"{campaign.first_day} から {campaign.last_day} まで"
    yield "1日に約束する回数", f"{campaign.plays_a_day}回"
    yield "ほかの広告との比", str(campaign.weight)
    screens = "、".join(names.screens.get(one, one) for one in sorted(campaign.screens))
    yield "画面", screens or "広告の時間がある画面すべて"
    yield "いつ", _when(campaign.window, names)


def _screen(screen: Screen, names: Names) -> Iterator[Line]:
    yield "画面", names.screens.get(screen.id, screen.id)
    for number, slot in enumerate(screen.slots, 1):
        yield f"{number}番目", f"{_when(slot.window, names)}：{_slot(slot, names)}"
    yield "ほかの時間", _slot(screen.fallback, names)
    for number, line in enumerate(screen.ticker, 1):
        yield from _text(f"流す文{number}", line)
    yield "電源を入れておく時間", _when(screen.power, names)


def _slot(slot: Slot, names: Names) -> str:
    layout = names.layouts.get(slot.layout, slot.layout)
    playlists = [
        f"{ZONES.get(zone, zone)}＝{names.playlists.get(name, name)}"
        for zone, name in slot.playlists.items()
    ]
    priority = f"優先{slot.priority}" if slot.priority else ""
    return "　".join(filter(None, (layout, *playlists, priority)))
