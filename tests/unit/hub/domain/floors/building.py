"""A small town hall: two floors and a basement, joined by stairs, an elevator and an escalator."""

from hub.domain.floors.places import Building, Floor, Link, Place, PlaceKind, Point, Way


def _floor(name: str, storey: int) -> Floor:
    return Floor(name, storey, {"ja": name}, "", 100, 60, 1.0)


def _place(name: str, kind: PlaceKind, node: str, ja: str, reading: str, *words: str) -> Place:
    return Place(name, kind, NODES[node], node, {"ja": ja, "en": name}, reading, words)


NODES = {
    "door": Point("f1", 0, 30),
    "hall": Point("f1", 40, 30),
    "north": Point("f1", 40, 0),
    "stairs-1": Point("f1", 60, 30),
    "lift-1": Point("f1", 40, 60),
    "stairs-2": Point("f2", 60, 30),
    "lift-2": Point("f2", 40, 60),
    "office-2": Point("f2", 60, 60),
    "lift-b": Point("b1", 40, 60),
    "island": Point("b1", 90, 0),
}
LINKS = (
    Link("door", "hall"),
    Link("hall", "north"),
    Link("hall", "stairs-1"),
    Link("hall", "lift-1", Way.SLOPE),
    Link("stairs-1", "stairs-2", Way.STAIRS),
    Link("lift-b", "lift-1", Way.ELEVATOR),
    Link("lift-1", "lift-2", Way.ELEVATOR),
    Link("stairs-2", "office-2"),
    Link("lift-2", "office-2"),
)
PLACES = (
    _place("door", PlaceKind.ENTRANCE, "door", "正面玄関", "しょうめんげんかん"),
    _place("residents", PlaceKind.COUNTER, "north", "市民課", "しみんか", "住民票", "引っ越し"),
    _place("tax", PlaceKind.COUNTER, "office-2", "税務課", "ぜいむか", "ゼイキン"),
    _place("lift", PlaceKind.ELEVATOR, "lift-1", "エレベーター", "えれべーたー"),
    _place("vault", PlaceKind.ROOM, "island", "書庫", "しょこ"),
)
HALL = Building(
    {floor.id: floor for floor in (_floor("b1", -1), _floor("f1", 1), _floor("f2", 2))},
    {place.id: place for place in PLACES},
    NODES,
    LINKS,
)
