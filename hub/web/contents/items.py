"""One thing to show: its form, by kind."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from hub.domain.signage.content import (
    Clock,
    Content,
    Countdown,
    Events,
    Guide,
    Image,
    Item,
    Medium,
    MediumKind,
    News,
    Notice,
    Pdf,
    Template,
    Video,
    Waiting,
    Weather,
)
from hub.domain.signage.windows import ALWAYS
from hub.web.contents.fields import Fields, Raw, begin_of, text_raw
from hub.web.contents.windows import read_window, window_raw

# Characters. A screen that is read from ten metres has no room for more.
MOST_TITLE, MOST_HEADING, MOST_BODY, MOST_ALT, MOST_LINK = 60, 60, 400, 200, 300
LEAST_SECONDS, MOST_SECONDS = 5, 300

Kind = Literal[
    "notice",
    "image",
    "video",
    "pdf",
    "news",
    "events",
    "weather",
    "waiting",
    "clock",
    "countdown",
    "guide",
]
KINDS: Mapping[str, str] = {
    "notice": "文字のお知らせ",
    "image": "画像",
    "video": "動画",
    "pdf": "PDF",
    "news": "市の新着情報（RSS）",
    "events": "催しの予定（カレンダー）",
    "weather": "天気",
    "waiting": "混みぐあいの表",
    "clock": "日付と時計",
    "countdown": "あと何日",
    "guide": "フロア案内",
}
TEMPLATES: Mapping[str, str] = {
    Template.PLAIN: "ふつう",
    Template.IMPORTANT: "大切なお知らせ",
    Template.EVENT: "催し",
    Template.CLOSED: "休み・受付時間",
}
FITS: Mapping[str, str] = {
    "contain": "全体を見せる（まわりに余白）",
    "cover": "いっぱいに広げる（端が切れる）",
}
MEDIA_KINDS: Mapping[str, MediumKind] = {
    "image": MediumKind.IMAGE,
    "video": MediumKind.VIDEO,
    "pdf": MediumKind.PDF,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What an item's form can choose from.

    `sources` are feeds by what they give ("news", "events", "weather"), each id -> name;
    `services` and `floors` are id -> name; `languages` are tag -> name, Japanese first.
    """

    zone: ZoneInfo
    languages: Mapping[str, str]
    media: Mapping[str, Medium]
    sources: Mapping[str, Mapping[str, str]]
    services: Mapping[str, str]
    floors: Mapping[str, str]


def read_item(fields: Fields, item_id: str, kind: Kind, offer: Offer) -> Item:
    """What the form says; its faults are in `fields`, and then the item is not to be kept."""
    title = fields.text("title", "名前", MOST_TITLE, needed=True)
    content = _READ[kind](fields, offer)
    return Item(
        id=item_id,
        title=title,
        content=content,
        seconds=fields.number("seconds", "出す秒数", LEAST_SECONDS, MOST_SECONDS, empty=15),
        window=read_window(fields.part("window-"), offer.zone),
    )


def _notice(fields: Fields, offer: Offer) -> Content:
    link = fields.text("link", "リンク", MOST_LINK)
    if link and not _is_address(link):
        fields.wrong("link", "リンク", "https:// ではじまるアドレスを入力してください。")
    return Notice(
        title=fields.texts("heading", "見出し", offer.languages, MOST_HEADING),
        body=fields.texts("body", "本文", offer.languages, MOST_BODY),
        template=Template(fields.choice("template", "見た目", tuple(Template))),
        link=link,
    )


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not set(link) & set(" \n\"'<>")


def _medium(fields: Fields, offer: Offer, kind: MediumKind) -> str:
    offered = [digest for digest, medium in offer.media.items() if medium.kind is kind]
    if not fields.has("medium"):
        fields.wrong("medium", "素材", "素材を選んでください。なければ、先に送ってください。")
        return ""
    return fields.choice("medium", "素材", offered)


def _alt(fields: Fields, offer: Offer) -> Mapping[str, str]:
    return fields.texts("alt", "何が写っているか", offer.languages, MOST_ALT)


def _image(fields: Fields, offer: Offer) -> Content:
    fit = fields.choice("fit", "はめかた", FITS)
    medium = _medium(fields, offer, MediumKind.IMAGE)
    return Image(medium, _alt(fields, offer), "cover" if fit == "cover" else "contain")


def _video(fields: Fields, offer: Offer) -> Content:
    sound = fields.number("sound", "音の大きさ", 0, 100)
    return Video(_medium(fields, offer, MediumKind.VIDEO), _alt(fields, offer), sound / 100)


def _pdf(fields: Fields, offer: Offer) -> Content:
    return Pdf(_medium(fields, offer, MediumKind.PDF), _alt(fields, offer))


def _source(fields: Fields, offer: Offer, kind: str) -> str:
    return fields.choice("source", "取り込み元", tuple(offer.sources.get(kind, ())))


def _news(fields: Fields, offer: Offer) -> Content:
    return News(_source(fields, offer, "news"), fields.number("most", "件数", 1, 8, empty=4))


def _events(fields: Fields, offer: Offer) -> Content:
    days = fields.number("days", "何日先まで", 1, 60, empty=14)
    return Events(_source(fields, offer, "events"), days)


def _weather(fields: Fields, offer: Offer) -> Content:
    return Weather(_source(fields, offer, "weather"))


def _waiting(fields: Fields, offer: Offer) -> Content:
    return Waiting(fields.choices("services", "業務", tuple(offer.services)))


def _clock(_fields: Fields, _offer: Offer) -> Content:
    return Clock()


def _countdown(fields: Fields, offer: Offer) -> Content:
    day = fields.day("target", "その日", needed=True)
    at = fields.clock("target_time", "その時刻")
    target = begin_of(day, at, offer.zone) if day else datetime.now(offer.zone)
    return Countdown(fields.texts("heading", "見出し", offer.languages, MOST_HEADING), target)


def _guide(fields: Fields, offer: Offer) -> Content:
    return Guide(fields.choice("floor", "階", ("", *offer.floors)))


_READ: Mapping[Kind, Callable[[Fields, Offer], Content]] = {
    "notice": _notice,
    "image": _image,
    "video": _video,
    "pdf": _pdf,
    "news": _news,
    "events": _events,
    "weather": _weather,
    "waiting": _waiting,
    "clock": _clock,
    "countdown": _countdown,
    "guide": _guide,
}


def new_raw(kind: Kind, media: Collection[str] = ()) -> Raw:
    """An empty form; with one medium already chosen."""
    empty = {"seconds": ("15",), "most": ("4",), "days": ("14",), "sound": ("0",)}
    defaults = {"template": (Template.PLAIN.value,), "fit": ("contain",), "kind": (kind,)}
    window = window_raw(ALWAYS, ZoneInfo("UTC"), "window-")
    return {**empty, **defaults, **window, "medium": tuple(media)}


def item_raw(item: Item, zone: ZoneInfo) -> Raw:
    """An item as `read_item` reads it."""
    return {
        **new_raw(item.content.kind),
        "title": (item.title,),
        "seconds": (str(item.seconds),),
        **_content_raw(item.content, zone),
        **window_raw(item.window, zone, "window-"),
    }


def _content_raw(content: Content, zone: ZoneInfo) -> dict[str, tuple[str, ...]]:
    match content:
        case Notice():
            return {
                **text_raw("heading", content.title),
                **text_raw("body", content.body),
                "template": (content.template.value,),
                "link": (content.link,),
            }
        case Image():
            return {**_shown_raw(content), "fit": (content.fit,)}
        case Video():
            return {**_shown_raw(content), "sound": (str(round(content.sound * 100)),)}
        case Pdf():
            return _shown_raw(content)
        case Countdown():
            at = content.target.astimezone(zone)
            when = {"target": (at.date().isoformat(),), "target_time": (f"{at:%H:%M}",)}
            return {**text_raw("heading", content.title), **when}
        case _:
            return _plain_raw(content)


def _shown_raw(content: Image | Video | Pdf) -> dict[str, tuple[str, ...]]:
    return {"medium": (content.medium,), **text_raw("alt", content.alt)}


def _plain_raw(content: Content) -> dict[str, tuple[str, ...]]:
    """Kinds whose fields are those of the form, by the same names."""
    match content:
        case News():
            return {"source": (content.source,), "most": (str(content.most),)}
        case Events():
            return {"source": (content.source,), "days": (str(content.days),)}
        case Weather():
            return {"source": (content.source,)}
        case Waiting():
            return {"services": content.services}
        case Guide():
            return {"floor": (content.floor,)}
        case _:
            return {}


def is_kind(value: str) -> bool:
    """Is it the name of a kind?"""
    return value in get_args(Kind)
