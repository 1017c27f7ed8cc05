"""The way to a place: the shortest, and one without a step for those who need it."""

from dataclasses import replace
from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.floors.directions import Stretch, Turn, directions
from hub.domain.floors.places import STEP_FREE, Building, Link, Place, Point, Way
from hub.domain.floors.route import Route, route
from tests.unit.hub.domain.floors.building import HALL, NODES


def way(place: str, *, step_free: bool = False, start: str = "door") -> Route:
    found = route(HALL, start, HALL.places[place], step_free=step_free)
    assert found is not None
    return found


def test_the_shortest_way_takes_the_stairs() -> None:
    found = way("tax")
    assert [(leg.floor, leg.onward) for leg in found.legs] == [("f1", Way.STAIRS), ("f2", None)]
    assert found.metres == 40 + 20 + 30
    assert found.seconds == found.metres + 40


def test_without_a_step_it_takes_the_elevator_and_pays_its_wait_once() -> None:
    found = way("tax", step_free=True)
    assert [(leg.floor, leg.onward) for leg in found.legs] == [("f1", Way.ELEVATOR), ("f2", None)]
    assert found.seconds == 40 + 30 + 40 + 20 + 20


def test_floors_that_are_only_passed_are_not_told() -> None:
    found = way("tax", step_free=True, start="lift-b")
    assert [leg.floor for leg in found.legs] == ["b1", "f2"]


def test_who_stands_there_already_has_no_way_to_go() -> None:
    found = way("door")
    assert found.metres == 0
    assert directions(HALL, found.legs[0], HALL.places["door"]) == ()


def test_a_place_that_nothing_leads_to_has_no_route() -> None:
    assert route(HALL, "door", HALL.places["vault"], step_free=False) is None
    assert route(HALL, "nowhere", HALL.places["tax"], step_free=False) is None


def test_an_escalator_goes_one_way() -> None:
    links = (Link("stairs-1", "stairs-2", Way.ESCALATOR), Link("stairs-2", "office-2"))
    building = replace(HALL, links=links)
    up = route(building, "stairs-1", HALL.places["tax"], step_free=False)
    assert up is not None
    assert route(building, "stairs-1", HALL.places["tax"], step_free=True) is None
    below = replace(HALL.places["door"], node="stairs-1")
    assert route(building, "office-2", below, step_free=False) is None


def test_turns_are_told_with_what_stands_there() -> None:
    found = way("residents")
    lift = HALL.places["lift"]
    near = replace(HALL, places={**HALL.places, "lift": replace(lift, at=Point("f1", 43, 33))})
    told = directions(near, found.legs[0], HALL.places["residents"])
    assert told == (
        Stretch(Turn.STRAIGHT, 40.0),
        Stretch(Turn.LEFT, 30.0, near.places["lift"]),
    )
    right = directions(HALL, way("tax", step_free=True).legs[0], HALL.places["tax"])
    assert [stretch.turn for stretch in right] == [Turn.STRAIGHT, Turn.RIGHT]


NAMES = sorted(NODES)
links = st.builds(
    Link, st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(list(Way))
).filter(
    lambda link: (
        (NODES[link.start].floor == NODES[link.end].floor) is (link.way in (Way.WALK, Way.SLOPE))
    )
)


@given(st.lists(links, max_size=14), st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans())
def test_a_route_is_found_exactly_where_there_is_one(
    ways: list[Link], start: str, goal: str, step_free: bool
) -> None:
    building = replace(HALL, links=tuple(ways))
    place = replace(HALL.places["door"], node=goal)
    found = route(building, start, place, step_free=step_free)
    assert (found is not None) == (goal in _reachable(ways, start, step_free))
    if found is not None:
        _check_joined(found, building, start, place)


def _reachable(ways: list[Link], start: str, step_free: bool) -> set[str]:
    reached = {start}
    for _ in NAMES:
        for link in ways:
            if not step_free or link.way in STEP_FREE:
                if link.start in reached:
                    reached.add(link.end)
                if link.end in reached and link.way is not Way.ESCALATOR:
                    reached.add(link.start)
    return reached


def _check_joined(found: Route, building: Building, start: str, place: Place) -> None:
    assert found.legs[0].points[0] == NODES[start]
    assert found.legs[-1].points[-1] == building.nodes[place.node]
    assert all(point.floor == leg.floor for leg in found.legs for point in leg.points)
    assert all(leg.onward is not None for leg in found.legs[:-1])
    assert all(before.floor != after.floor for before, after in pairwise(found.legs))
    assert found.seconds >= found.metres


@given(st.lists(links, max_size=12), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_no_way_is_shorter_with_fewer_choices(ways: list[Link], start: str, goal: str) -> None:
    building = replace(HALL, links=tuple(ways))
    place = replace(HALL.places["door"], node=goal)
    free = route(building, start, place, step_free=True)
    any_way = route(building, start, place, step_free=False)
    assert (any_way.seconds if any_way else inf) <= (free.seconds if free else inf)
