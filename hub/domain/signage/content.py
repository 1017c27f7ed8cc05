"""The kinds of content, and the media that they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from hub.domain.signage.windows import ALWAYS, Window
from hub.domain.site import Text


class MediumKind(StrEnum):
    """What a file is, by its content and never by its name."""

    IMAGE = "image"
    VIDEO = "video"
    PDF = "pdf"
    # Floor plans; they come with the settings, and cannot be uploaded.
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that displays need, named by its SHA-256 in lower-case hexadecimal.

    `size` in bytes; `width` and `height` in pixels as shown (after turning), of a PDF's first
    page in points; `seconds` of a video, `pages` of a PDF, else 0. `sounds`: a video with sound.
    `contrast` of an image: the ratio (WCAG 2.2) of its 99th to its 1st percentile of relative
    luminance, or 0 where nobody measured.
    """

    digest: str
    kind: MediumKind
    mime: str
    size: int
    name: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    pages: int = 0
    sounds: bool = False
    contrast: float = 0.0


class Template(StrEnum):
    """The looks of a text notice."""

    PLAIN = "plain"
    IMPORTANT = "important"
    EVENT = "event"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Notice:
    """Words in the city's look; languages take turns. `link` becomes a QR code."""

    title: Text
    body: Text
    template: Template = Template.PLAIN
    link: str = ""
    kind: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True)
class Image:
    """A still picture; `fit`: whole with margins, or filling its zone with the edges cut.

    `alt` says what it shows, in words.
    """

    medium: str
    alt: Text
    fit: Literal["contain", "cover"] = "contain"
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class Video:
    """A film, shown to its end. `sound` is its volume, 0 (mute) to 1; calls make it quieter."""

    medium: str
    alt: Text
    sound: float = 0.0
    kind: Literal["video"] = "video"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A document, page by page; Item.seconds is for each page."""

    medium: str
    alt: Text
    kind: Literal["pdf"] = "pdf"


@dataclass(frozen=True, slots=True)
class News:
    """The latest `most` headlines of a feed (id of a source in the settings)."""

    source: str
    most: int = 4
    kind: Literal["news"] = "news"


@dataclass(frozen=True, slots=True)
class Events:
    """What the calendar `source` (iCalendar, id in the settings) holds for the next days."""

    source: str
    days: int = 14
    kind: Literal["events"] = "events"


@dataclass(frozen=True, slots=True)
class Weather:
    """Today's and tomorrow's weather of a source in the settings."""

    source: str
    kind: Literal["weather"] = "weather"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The congestion table; no services named: those of the display."""

    services: tuple[str, ...] = ()
    kind: Literal["waiting"] = "waiting"


@dataclass(frozen=True, slots=True)
class Clock:
    """Date and time, large."""

    kind: Literal["clock"] = "clock"


@dataclass(frozen=True, slots=True)
class Countdown:
    """Days, or on the last day hours, until `target`. Past it there is nothing to show."""

    title: Text
    target: datetime
    kind: Literal["countdown"] = "countdown"


@dataclass(frozen=True, slots=True)
class Guide:
    """One floor of the floor guide, with an invitation to touch; "" means the display's own."""

    floor: str = ""
    kind: Literal["guide"] = "guide"


Content = (
    Notice | Image | Video | Pdf | News | Events | Weather | Waiting | Clock | Countdown | Guide
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to show. `seconds` is its time on the screen, of a PDF each page's.

    A video's time is its own. `title` is for staff and for proof of play. `window` holds
    wherever the item is used.
    """

    id: str
    title: str
    content: Content
    seconds: int = 15
    window: Window = ALWAYS


def media_of(content: Content) -> tuple[str, ...]:
    """The digests of the files without which the content cannot be shown."""
    return (content.medium,) if isinstance(content, (Image, Video, Pdf)) else ()


@dataclass(frozen=True, slots=True)
class Headline:
    """One entry of a feed, cleaned: plain words, an https address or none."""

    title: str
    at: datetime | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One occurrence of a calendar's event; `whole_day` events end where their last day ends."""

    title: str
    begins: datetime
    ends: datetime
    place: str = ""
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """A day's weather in words and as a Material Symbols name; °C and percent, where known."""

    day: str
    words: str
    icon: str
    high: int | None = None
    low: int | None = None
    rain: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a source of the settings held when it was last read well, at `at`."""

    source: str
    at: datetime
    headlines: tuple[Headline, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    forecasts: tuple[Forecast, ...] = ()


Feeds = Mapping[str, Feed]
NO_FEEDS: Feeds = {}


@dataclass(frozen=True, slots=True)
class Playable:
    """What a display has at hand: whole files by digest, and the feeds' latest state."""

    media: frozenset[str] = frozenset()
    feeds: Feeds = field(default_factory=dict)
