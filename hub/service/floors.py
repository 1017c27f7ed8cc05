"""From the city's settings to the building of the floor guide."""

from itertools import pairwise

from config.plans import read_plan
from config.schema import floors as schema
from config.schema.settings import Settings
from hub.domain.floors.places import Building, Floor, Link, Place, PlaceKind, Point, Way
from hub.service.texts import text


def building(settings: Settings) -> Building:
    """The building with its plans. Raises OSError or BadPlan where a file went away meanwhile."""
    found = settings.floors
    nodes = {node.id: Point(node.floor, node.x, node.y) for node in found.nodes}
    return Building(
        {item.id: _floor(item, settings) for item in found.floors},
        {item.id: _place(item, nodes[item.node]) for item in found.places},
        nodes,
        tuple(
            Link(start, end, Way(ways.by))
            for ways in found.ways
            for start, end in pairwise(ways.along)
        ),
    )


def _floor(item: schema.Floor, settings: Settings) -> Floor:
    plan, width, height = read_plan(settings.path(item.plan))
    scale = item.metres_wide / width
    return Floor(item.id, item.storey, text(item.name), plan, width, height, scale)


def _place(item: schema.Place, node: Point) -> Place:
    return Place(
        id=item.id,
        kind=PlaceKind(item.kind),
        at=Point(
            node.floor,
            node.x if item.x is None else item.x,
            node.y if item.y is None else item.y,
        ),
        node=item.node,
        name=text(item.name) if item.name else {},
        reading=item.reading or "",
        words=item.words,
        counter=item.counter or "",
    )
