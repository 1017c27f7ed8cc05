"""The way to a place in words and lines, floor by floor. Pure."""

from dataclasses import dataclass
from math import ceil

from assets.words import Words
from hub.domain.floors.directions import Stretch, Turn, directions
from hub.domain.floors.places import Place
from hub.domain.floors.route import Leg, Route, route
from hub.domain.site import words
from signage.guide.scene import Scene, name_of, number_of

# Distances are said in steps of five metres: nobody counts single ones.
_STEP_METRES = 5


@dataclass(frozen=True, slots=True)
class LegView:
    """A part of the way: the floor it is on, what to do there, its line in the plan's units."""

    floor: str
    name: str
    steps: tuple[str, ...]
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The whole way; no legs: there is none such."""

    legs: tuple[LegView, ...] = ()
    distance: str = ""


NO_WAY = Way()


def way(scene: Scene, place: Place, said: Words, *, step_free: bool) -> Way:
    """From the display to the place, in the language of `said`."""
    found = route(scene.building, scene.node, place, step_free=step_free)
    if found is None:
        return NO_WAY
    legs = tuple(_leg(scene, found, number, place, said) for number in range(len(found.legs)))
    return Way(legs, _distance(found, said))


def _distance(found: Route, said: Words) -> str:
    metres = _metres(found.metres)
    return said.text("guide.distance", metres=metres, minutes=max(1, ceil(found.seconds / 60)))


def _leg(scene: Scene, found: Route, number: int, place: Place, said: Words) -> LegView:
    leg = found.legs[number]
    floor = scene.building.floors[leg.floor]
    # The line ends at the place itself, not before it in the corridor.
    points = leg.points if leg.onward else (*leg.points, place.at)
    walked = tuple(_step(scene, each, said) for each in directions(scene.building, leg, place))
    return LegView(
        leg.floor,
        words(floor.name, said.language),
        (*walked, _onward(scene, found, number, leg, place, said)),
        tuple((point.x, point.y) for point in points),
    )


def _step(scene: Scene, stretch: Stretch, said: Words) -> str:
    metres = _metres(stretch.metres)
    if stretch.landmark is None or stretch.turn is Turn.STRAIGHT:
        return said.text(f"guide.step.{stretch.turn.value}", metres=metres)
    number = number_of(stretch.landmark, scene.site)
    mark = said.text("guide.counter", number=number) if number else None
    mark = mark or name_of(stretch.landmark, scene.site, said)
    return said.text(f"guide.step.{stretch.turn.value}_at", metres=metres, mark=mark)


def _onward(scene: Scene, found: Route, number: int, leg: Leg, place: Place, said: Words) -> str:
    if leg.onward is None:
        return said.text("guide.arrive", place=name_of(place, scene.site, said))
    above = scene.building.floors[found.legs[number + 1].floor]
    return said.text(f"guide.step.{leg.onward.value}", floor=words(above.name, said.language))


def _metres(metres: float) -> int:
    return max(_STEP_METRES, round(metres / _STEP_METRES) * _STEP_METRES)
