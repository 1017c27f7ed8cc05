"""A building as a visitor walks it: floors, places, and the ways between them.

Coordinates are those of each floor's plan (its SVG's user units), x to the right and y down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hub.domain.site import Text


class PlaceKind(StrEnum):
    """What a place is to a visitor; each has a pictogram (JIS Z 8210 where there is one)."""

    COUNTER = "counter"
    ROOM = "room"
    ENTRANCE = "entrance"
    INFORMATION = "information"
    WAITING_AREA = "waiting_area"
    TOILET = "toilet"
    ACCESSIBLE_TOILET = "accessible_toilet"
    NURSING_ROOM = "nursing_room"
    ELEVATOR = "elevator"
    STAIRS = "stairs"
    ESCALATOR = "escalator"
    ATM = "atm"
    TELEPHONE = "telephone"
    AED = "aed"
    SHOP = "shop"
    PARKING = "parking"
    BUS_STOP = "bus_stop"


@dataclass(frozen=True, slots=True)
class Point:
    """A spot on a floor's plan."""

    floor: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor: `plan` is the text of its SVG, `scale` the metres of one unit of it.

    `storey` orders floors and counts climbs: 1 is the ground floor, -1 the first basement.
    `width` and `height` are the plan's, in its units.
    """

    id: str
    storey: int
    name: Text
    plan: str
    width: float
    height: float
    scale: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where one may want to go. `node` is where the ways reach it.

    `counter` is the id of the lobby's counter that it is, or empty. `reading` is its name in
    kana; `words` are what else people call it, or what they come for, to be searched. Without a
    name of its own it goes by its counter's, else by that of its kind.
    """

    id: str
    kind: PlaceKind
    at: Point
    node: str
    name: Text = field(default_factory=dict)
    reading: str = ""
    words: tuple[str, ...] = ()
    counter: str = ""


class Way(StrEnum):
    """How one gets from one node to another."""

    WALK = "walk"
    SLOPE = "slope"
    ELEVATOR = "elevator"
    ESCALATOR = "escalator"
    STAIRS = "stairs"


# The ways without a step (EN 301 549 and the law for barrier-free buildings ask for one route).
STEP_FREE = frozenset({Way.WALK, Way.SLOPE, Way.ELEVATOR})


@dataclass(frozen=True, slots=True)
class Link:
    """A way between two nodes, both ways; an escalator goes from `start` to `end` alone."""

    start: str
    end: str
    way: Way = Way.WALK


@dataclass(frozen=True, slots=True)
class Building:
    """Everything by id. Floors and places keep the order of the settings."""

    floors: Mapping[str, Floor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    nodes: Mapping[str, Point] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
