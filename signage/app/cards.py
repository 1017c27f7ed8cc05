"""The words and figures of one card of a main zone: a slide, said.

Pure, but that it asks the machine's typefaces which characters they can draw.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import singledispatch
from math import ceil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assets.words import plain
from hub.domain import dates
from hub.domain.signage.content import (
    Content,
    Countdown,
    Events,
    Feeds,
    Guide,
    Image,
    News,
    Notice,
    Pdf,
    Video,
    Waiting,
    Weather,
)
from hub.domain.site import Text, words
from hub.domain.waiting import Congestion
from kiosk.shell import icons
from kiosk.shell.phrases import unbroken
from signage.app.face import Voice, WaitingRow, page_note, waiting_row
from signage.app.glyphs import drawable
from signage.rotation import board
from signage.rotation.pages import Page, page
from signage.rotation.slides import Slide

# Design pixels of a list's head and of one of its lines.
_HEAD, _LINE = 120, 118
_MOST_DAYS = 3

Lines = tuple[Mapping[str, str], ...]
TableOf = Callable[[frozenset[str], int], Page[Congestion]]


@dataclass(frozen=True, slots=True)
class CardFace:
    """All that a card says; QML knows its fields. Another `key` is faded in, the same one stays.

    `turn` changes with each turn of the same item: a film begins again. `late` is how many
    seconds of its film have passed already, `sound` its volume.
    """

    key: str = "standby"
    kind: str = "standby"
    turn: str = ""
    heading: str = ""
    title: str = ""
    body: str = ""
    link: str = ""
    more: str = ""
    language: str = "ja"
    template: str = "plain"
    source: str = ""
    fit: str = "contain"
    alt: str = ""
    page: str = ""
    late: float = 0.0
    sound: float = 0.0
    lines: Lines = ()
    rows: tuple[WaitingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowing:
    """What cards are made of: files by digest, feeds, the table's page, and the time.

    `table` gives the page of so many lines for these services; `live` is whether its figures are
    known to be true. `standby` is the digest of the city's picture, or empty.
    """

    now: datetime
    timezone: str
    table: TableOf
    live: bool = False
    files: Mapping[str, Path] = field(default_factory=dict)
    feeds: Feeds = field(default_factory=dict)
    standby: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A card that is wanted: its slide, in a zone of so many design pixels."""

    voice: Voice
    slide: Slide
    size: tuple[int, int]
    knowing: Knowing


def card(asked: Asked) -> CardFace:
    """The card that was asked for."""
    slide = asked.slide
    made = CardFace(key=slide.key, turn=slide.began.isoformat())
    if slide.item is None:
        return _standby(made, asked.knowing)
    return _said(slide.item.content, made, asked)


@singledispatch
def _said(content: Content, made: CardFace, asked: Asked) -> CardFace:  # noqa: ARG001 - dispatch
    """A clock; the other kinds have functions of their own below."""
    return replace(made, kind=content.kind)


def _standby(made: CardFace, knowing: Knowing) -> CardFace:
    file = knowing.files.get(knowing.standby)
    if file is None:
        return made
    return replace(
        made, key=f"standby {knowing.standby}", source=file.absolute().as_uri(), fit="cover"
    )


@_said.register
def _notice(notice: Notice, made: CardFace, asked: Asked) -> CardFace:
    language = asked.slide.language
    said = asked.voice.of(language)
    return replace(
        made,
        kind="notice",
        template=notice.template.value,
        language=language,
        heading=plain(said.text(f"notice.heading.{notice.template.value}")),
        title=written(notice.title, language),
        body=written(notice.body, language),
        link=notice.link.strip(),
        more=plain(said.text("notice.more")),
    )


@_said.register
def _image(content: Image, made: CardFace, asked: Asked) -> CardFace:
    return replace(_medium(content, made, asked.knowing), fit=content.fit)


@_said.register
def _video(content: Video, made: CardFace, asked: Asked) -> CardFace:
    late = max(0.0, (asked.knowing.now - asked.slide.began).total_seconds())
    return replace(_medium(content, made, asked.knowing), late=late, sound=content.sound)


@_said.register
def _pdf(content: Pdf, made: CardFace, asked: Asked) -> CardFace:
    slide = asked.slide
    source = f"image://document/{content.medium}/{slide.page}"
    note = page_note(slide.page, slide.pages)
    return replace(_medium(content, made, asked.knowing), source=source, page=note)


def _medium(content: Image | Video | Pdf, made: CardFace, knowing: Knowing) -> CardFace:
    alt = words(content.alt, "ja") if content.alt else ""
    source = _address(knowing.files.get(content.medium))
    return replace(made, kind=content.kind, alt=alt, source=source)


def _address(file: Path | None) -> str:
    """A file that is not there is asked for all the same, so that its item is skipped."""
    return file.absolute().as_uri() if file else "file:missing"


@_said.register
def _news(content: News, made: CardFace, asked: Asked) -> CardFace:
    feed = asked.knowing.feeds.get(content.source)
    found = feed.headlines[: content.most] if feed else ()
    said = page(found, _rows(asked.size), asked.knowing.now)
    zone = ZoneInfo(asked.knowing.timezone)
    lines = tuple(
        {
            "title": unbroken(_one_line(item.title)),
            "day": _short(asked.voice, item.at.astimezone(zone).date()) if item.at else "",
        }
        for item in said.items
    )
    return _list(made, asked.voice, "news", lines, said)


@_said.register
def _events(content: Events, made: CardFace, asked: Asked) -> CardFace:
    feed, now = asked.knowing.feeds.get(content.source), asked.knowing.now
    last = now + timedelta(days=content.days)
    found = [
        item
        for item in (feed.appointments if feed else ())
        if item.ends > now and item.begins < last
    ]
    said = page(sorted(found, key=lambda item: item.begins), _rows(asked.size), now)
    zone = ZoneInfo(asked.knowing.timezone)
    lines = tuple(
        {
            "title": unbroken(_one_line(item.title)),
            "place": _one_line(item.place),
            "day": _short(asked.voice, item.begins.astimezone(zone).date()),
            "time": "" if item.whole_day else f"{dates.clock(item.begins.astimezone(zone))}～",
        }
        for item in said.items
    )
    return _list(made, asked.voice, "events", lines, said)


@_said.register
def _weather(content: Weather, made: CardFace, asked: Asked) -> CardFace:
    feed = asked.knowing.feeds.get(content.source)
    today = asked.knowing.now.astimezone(ZoneInfo(asked.knowing.timezone)).date()
    coming = [item for item in (feed.forecasts if feed else ()) if _day(item.day) >= today]
    most = max(1, min(_MOST_DAYS, asked.size[0] // 420))
    lines = tuple(
        {
            "day": _day_name(asked.voice, _day(item.day), today),
            "words": unbroken(_one_line(item.words)),
            "icon": icons.known(item.icon, "cloud"),
            "high": "" if item.high is None else f"{item.high}°",
            "low": "" if item.low is None else f"{item.low}°",
            "rain": "" if item.rain is None else f"{item.rain}%",
        }
        for item in coming[:most]
    )
    return _list(made, asked.voice, "weather", lines, Page())


@_said.register
def _waiting(content: Waiting, made: CardFace, asked: Asked) -> CardFace:
    said = asked.knowing.table(frozenset(content.services), board.table_rows(*asked.size))
    return replace(
        made,
        kind="waiting",
        rows=tuple(waiting_row(asked.voice, row, live=asked.knowing.live) for row in said.items),
        page=page_note(said.index, said.count),
    )


@_said.register
def _countdown(content: Countdown, made: CardFace, asked: Asked) -> CardFace:
    left = max(timedelta(), content.target - asked.knowing.now)
    zone = ZoneInfo(asked.knowing.timezone)
    days = (content.target.astimezone(zone).date() - asked.knowing.now.astimezone(zone).date()).days
    minutes = ceil(left / timedelta(minutes=1))
    number, unit = (days, "days") if days > 0 else (ceil(minutes / 60), "hours")
    if unit == "hours" and minutes < 60:
        number, unit = minutes, "minutes"
    return replace(
        made,
        kind="countdown",
        title=written(content.title, "ja"),
        heading=asked.voice.ja.text("signage.countdown.left"),
        body=str(number),
        more=asked.voice.ja.text(f"signage.countdown.{unit}"),
    )


@_said.register
def _guide(content: Guide, made: CardFace, asked: Asked) -> CardFace:  # noqa: ARG001 - dispatch
    return replace(
        made,
        kind="guide",
        title=asked.voice.ja.text("signage.guide.title"),
        body=asked.voice.ja.text("signage.guide.touch"),
        more=asked.voice.en.text("signage.guide.touch"),
    )


def _list(made: CardFace, voice: Voice, kind: str, lines: Lines, said: Page[Any]) -> CardFace:
    return replace(
        made,
        kind=kind,
        heading=voice.ja.text(f"signage.{kind}.heading"),
        more=voice.en.text(f"signage.{kind}.heading"),
        lines=lines,
        page=page_note(said.index, said.count),
    )


def _rows(size: tuple[int, int]) -> int:
    return max(1, (size[1] - _HEAD) // _LINE)


def _day(text: str) -> date:
    """A forecast's day, written as in ISO 8601; one that is not is never shown."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC).date()


def _day_name(voice: Voice, day: date, today: date) -> str:
    name = {0: "today", 1: "tomorrow"}.get((day - today).days)
    said = dates.short_date(voice.ja, day)
    return f"{voice.ja.text(f'signage.weather.{name}')}　{said}" if name else said


def _short(voice: Voice, day: date) -> str:
    return dates.short_date(voice.ja, day)


def _one_line(text: str) -> str:
    return " ".join(drawable(text).split())


def written(text: Text, language: str) -> str:
    """Words that people wrote, as far as they can be drawn; lines break between phrases."""
    said = drawable(text.get(language, "") or text.get("ja", ""))
    return unbroken(said) if language == "ja" and "{" not in said else said
