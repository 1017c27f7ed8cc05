"""All that the displays of a site show, as one value; published, it is a generation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from hub.domain.signage.content import Item, Medium
from hub.domain.signage.windows import ALWAYS, Calendar, Window
from hub.domain.site import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """An item's place in a playlist.

    `weight` (1 to 10) is how often it comes compared with the others, `most_an_hour` limits its
    plays in one clock hour (0: no limit). While any entry of a higher `priority` is open, only
    the entries of the highest one are played.
    """

    item: str
    weight: int = 1
    most_an_hour: int = 0
    priority: int = 0
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Playlist:
    """Entries that take turns. `advertising` is the largest share of time for spots, in percent."""

    id: str
    title: str
    entries: tuple[Entry, ...] = ()
    advertising: int = 0


@dataclass(frozen=True, slots=True)
class Campaign:
    """A sponsor's contract: its `items` are spots, played between two dates (both included).

    `plays_a_day` is what was promised, over all `screens` (none named: every one that has a
    share for advertising); `weight` shares the time between campaigns.
    """

    id: str
    sponsor: str
    title: str
    items: tuple[str, ...]
    first_day: date
    last_day: date
    plays_a_day: int
    weight: int = 1
    screens: frozenset[str] = frozenset()
    window: Window = ALWAYS


class ZoneKind(StrEnum):
    """What a zone of the screen is for."""

    CALLS = "calls"
    MAIN = "main"
    TICKER = "ticker"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of the screen in shares of its width and height, 0 to 1, from the top left."""

    id: str
    kind: ZoneKind
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Zones that cover a screen of one orientation; a ticker has sentences of its own."""

    id: str
    title: str
    orientation: Literal["landscape", "portrait"]
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What a screen does within `window`: a layout, and a playlist for each of its main zones."""

    layout: str
    playlists: Mapping[str, str] = field(default_factory=dict)
    window: Window = ALWAYS
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Screen:
    """A display, named as in the settings.

    Of the `slots` that are open the highest priority counts, of equals the first; with none
    open it shows `fallback`. `ticker` are its sentences, `floor` is where it stands in the
    floor guide, `power` when its panel is on (nothing named: always).
    """

    id: str
    fallback: Slot
    slots: tuple[Slot, ...] = ()
    ticker: tuple[Text, ...] = ()
    floor: str = ""
    power: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything, by id; `media` by digest.

    `standby` is the digest of the city's own picture for a screen that has nothing to show, or
    empty.
    """

    calendar: Calendar
    items: Mapping[str, Item] = field(default_factory=dict)
    playlists: Mapping[str, Playlist] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    screens: Mapping[str, Screen] = field(default_factory=dict)
    media: Mapping[str, Medium] = field(default_factory=dict)
    standby: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """One publication: `number` ascends a site, 0 is the empty one before the first."""

    number: int
    published_at: datetime
    programme: Programme


@dataclass(frozen=True, slots=True)
class Play:
    """Proof that one item was shown, whole or not, on one screen. `id` is a uuid4 in hex.

    `seconds` that it was really shown; `whole` means to its planned end without a fault.
    `digest` is the medium's, so that the proof outlives it.
    """

    id: str
    screen: str
    item: str
    title: str
    campaign: str
    digest: str
    began: datetime
    seconds: float
    whole: bool
