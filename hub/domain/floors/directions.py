"""A leg of a route in words' parts: where to turn, what one passes, how far it is."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, degrees, hypot

from hub.domain.floors.places import Building, Place, PlaceKind, Point
from hub.domain.floors.route import Leg

# Bends smaller than this are not worth a word; degrees.
_STRAIGHT = 30.0
# A landmark is what one passes within this distance of a corner; metres.
_NEAR = 6.0
_LANDMARKS = frozenset(
    {
        PlaceKind.COUNTER,
        PlaceKind.ENTRANCE,
        PlaceKind.INFORMATION,
        PlaceKind.ELEVATOR,
        PlaceKind.STAIRS,
        PlaceKind.ESCALATOR,
        PlaceKind.ATM,
        PlaceKind.SHOP,
        PlaceKind.TOILET,
    }
)


class Turn(StrEnum):
    """What to do at the beginning of a stretch."""

    STRAIGHT = "straight"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Turn, then walk `metres`; `landmark` stands where one turns, if anything does."""

    turn: Turn
    metres: float
    landmark: Place | None = None


def directions(building: Building, leg: Leg, goal: Place) -> tuple[Stretch, ...]:
    """The leg as stretches between turns; a leg that goes nowhere has none."""
    scale = building.floors[leg.floor].scale
    stretches: list[Stretch] = []
    for before, start, end in _corners(leg.points):
        metres = hypot(end.x - start.x, end.y - start.y) * scale
        turn = Turn.STRAIGHT if before is None else _turn(before, start, end)
        if turn is Turn.STRAIGHT and stretches:
            last = stretches[-1]
            stretches[-1] = Stretch(last.turn, last.metres + metres, last.landmark)
        else:
            mark = None if before is None else _landmark(building, start, scale, goal)
            stretches.append(Stretch(turn, metres, mark))
    return tuple(stretches)


def _corners(points: Sequence[Point]) -> list[tuple[Point | None, Point, Point]]:
    """Each segment with the point before it; segments without length are left out."""
    kept = [points[0]]
    kept += [point for before, point in itertools.pairwise(points) if point != before]
    return [
        (kept[number - 1] if number else None, kept[number], kept[number + 1])
        for number in range(len(kept) - 1)
    ]


def _turn(before: Point, corner: Point, after: Point) -> Turn:
    came = atan2(corner.y - before.y, corner.x - before.x)
    goes = atan2(after.y - corner.y, after.x - corner.x)
    # y grows downwards, so that a growing angle is a turn to the right.
    bend = (degrees(goes - came) + 180) % 360 - 180
    if abs(bend) < _STRAIGHT:
        return Turn.STRAIGHT
    return Turn.RIGHT if bend > 0 else Turn.LEFT


def _landmark(building: Building, corner: Point, scale: float, goal: Place) -> Place | None:
    near = [
        (hypot(place.at.x - corner.x, place.at.y - corner.y) * scale, number, place)
        for number, place in enumerate(building.places.values())
        if place.at.floor == corner.floor and place.kind in _LANDMARKS and place.id != goal.id
    ]
    distance, _, place = min(near, default=(_NEAR + 1, 0, None))
    return place if distance <= _NEAR else None
