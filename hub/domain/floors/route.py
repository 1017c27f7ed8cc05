"""The way to a place: the shortest by time, on request without a step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from math import hypot

from hub.domain.floors.places import STEP_FREE, Building, Link, Place, Point, Way

# Metres a second of an old person (Japan's pedestrian signals reckon with 1 m/s).
PACE = 1.0
# Seconds for one storey, waiting included; a flight of stairs tires, so it counts as more.
_STOREY = {Way.STAIRS: 40.0, Way.ESCALATOR: 25.0, Way.ELEVATOR: 20.0}
_ELEVATOR_WAIT = 40.0


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the route on one floor; `onward` is how the next floor is reached (None: last).

    `points` are where it goes, both ends included.
    """

    floor: str
    points: tuple[Point, ...]
    onward: Way | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The legs in order; `metres` walked on the level, `seconds` at a slow pace."""

    legs: tuple[Leg, ...]
    metres: float
    seconds: float


@dataclass(frozen=True, slots=True)
class _Step:
    node: str
    way: Way
    metres: float
    seconds: float


@dataclass(frozen=True, slots=True)
class _Reached:
    """A node, whether in an elevator, and the step that led here from `before`."""

    node: str
    rides: bool = False
    step: _Step | None = None
    before: "_Reached | None" = None


def route(building: Building, start: str, place: Place, *, step_free: bool) -> Route | None:
    """From node `start` to the place; None where no such way leads there."""
    allowed: Collection[Way] = STEP_FREE if step_free else frozenset(Way)
    steps = _steps(building, allowed)
    came = _search(steps, start, place.node)
    if came is None:
        return None
    return _told(building, start, came)


def _steps(building: Building, allowed: Collection[Way]) -> Mapping[str, list[_Step]]:
    steps: dict[str, list[_Step]] = {node: [] for node in building.nodes}
    for link in building.links:
        if link.way in allowed:
            metres, seconds = _cost(building, link)
            steps[link.start].append(_Step(link.end, link.way, metres, seconds))
            if link.way is not Way.ESCALATOR:
                steps[link.end].append(_Step(link.start, link.way, metres, seconds))
    return steps


def _cost(building: Building, link: Link) -> tuple[float, float]:
    """Metres on the level and seconds of one link."""
    start, end = building.nodes[link.start], building.nodes[link.end]
    floor = building.floors[start.floor]
    if start.floor == end.floor:
        metres = hypot(end.x - start.x, end.y - start.y) * floor.scale
        return metres, metres / PACE
    storeys = abs(_height(building, end) - _height(building, start))
    return 0.0, storeys * _STOREY.get(link.way, _STOREY[Way.STAIRS])


def _height(building: Building, point: Point) -> int:
    """Storeys above the ground: there is no storey 0."""
    storey = building.floors[point.floor].storey
    return storey - 1 if storey > 0 else storey


def _search(steps: Mapping[str, list[_Step]], start: str, goal: str) -> list[_Step] | None:
    """Dijkstra; the steps from `start` to `goal`. Waiting for an elevator is paid once."""
    if start not in steps or goal not in steps:
        return None
    order = count()
    queue: list[tuple[float, int, _Reached]] = [(0.0, next(order), _Reached(start))]
    done: set[tuple[str, bool]] = set()
    while queue:
        seconds, _, here = heappop(queue)
        if here.node == goal:
            return _steps_to(here)
        if (here.node, here.rides) in done:
            continue
        done.add((here.node, here.rides))
        for step in steps[here.node]:
            paid = _paid(step, here)
            there = _Reached(step.node, step.way is Way.ELEVATOR, paid, here)
            heappush(queue, (seconds + paid.seconds, next(order), there))
    return None


def _paid(step: _Step, here: _Reached) -> _Step:
    waits = step.way is Way.ELEVATOR and not here.rides
    return replace(step, seconds=step.seconds + _ELEVATOR_WAIT) if waits else step


def _steps_to(reached: _Reached) -> list[_Step]:
    steps: list[_Step] = []
    at: _Reached | None = reached
    while at is not None and at.step is not None:
        steps.append(at.step)
        at = at.before
    return steps[::-1]


def _told(building: Building, start: str, steps: list[_Step]) -> Route:
    legs: list[Leg] = []
    points = [building.nodes[start]]
    for step in steps:
        point = building.nodes[step.node]
        if point.floor == points[-1].floor:
            points.append(point)
        elif legs and len(points) == 1 and legs[-1].onward is step.way:
            # Riding on: no leg on a floor that is only passed.
            points = [point]
        else:
            legs.append(Leg(points[-1].floor, tuple(points), step.way))
            points = [point]
    legs.append(Leg(points[-1].floor, tuple(points)))
    return Route(
        tuple(legs), sum(step.metres for step in steps), sum(step.seconds for step in steps)
    )
