"""What the floor guide shows: the plan with its places, what was found, a counter. Pure."""

from dataclasses import dataclass

from assets.words import Words
from hub.domain.floors.places import Place, PlaceKind
from hub.domain.floors.search import search
from hub.domain.site import words
from hub.domain.waiting import Congestion, Wait, phrase
from signage.guide.machine import Guide, Page
from signage.guide.scene import Scene, name_of, number_of, services_at
from signage.guide.way import NO_WAY, Way, way

# Places that fit on the screen as a list.
MOST_ROWS = 8
# What many ask for, offered before anything is typed.
POPULAR = (
    PlaceKind.TOILET,
    PlaceKind.ACCESSIBLE_TOILET,
    PlaceKind.INFORMATION,
    PlaceKind.ELEVATOR,
    PlaceKind.NURSING_ROOM,
    PlaceKind.ATM,
)


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the plan, in the plan's units; `number` is its counter's, else empty."""

    place: str
    kind: str
    x: float
    y: float
    name: str
    number: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a list; `detail` says its floor and what is done there."""

    place: str
    floor: str
    kind: str
    name: str
    detail: str
    number: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service of a counter; without figures where it is closed or nothing is known."""

    name: str
    people: str = ""
    wait: str = ""
    level: str = ""
    crowd: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The whole screen; `here` is the display's own spot if this floor has it."""

    page: Page
    floor: str
    pins: tuple[Pin, ...]
    here: tuple[float, float] | None
    rows: tuple[Row, ...] = ()
    typed: str = ""
    place: Row | None = None
    services: tuple[ServiceRow, ...] = ()
    way: Way = NO_WAY


def view(guide: Guide, scene: Scene, said: Words) -> View:
    """The screen of an open guide in the language of `said`."""
    on_place = guide.page in (Page.PLACE, Page.ROUTE)
    place = scene.building.places.get(guide.place) if on_place else None
    goes = place is not None and guide.page is Page.ROUTE
    return View(
        guide.page,
        guide.floor,
        _pins(guide.floor, scene, said, place),
        _here(guide.floor, scene),
        _rows(guide, scene, said) if guide.page is Page.SEARCH else (),
        guide.typed,
        _row(place, scene, said) if place else None,
        _services(place, scene, said) if place else (),
        way(scene, place, said, step_free=guide.step_free) if goes and place else NO_WAY,
    )


def _here(floor: str, scene: Scene) -> tuple[float, float] | None:
    spot = scene.building.nodes.get(scene.node)
    return (spot.x, spot.y) if spot and spot.floor == floor else None


def _pins(floor: str, scene: Scene, said: Words, chosen: Place | None) -> tuple[Pin, ...]:
    return tuple(
        Pin(
            place.id,
            place.kind.value,
            place.at.x,
            place.at.y,
            name_of(place, scene.site, said),
            number_of(place, scene.site),
            place == chosen,
        )
        for place in scene.building.places.values()
        if place.at.floor == floor
    )


def _rows(guide: Guide, scene: Scene, said: Words) -> tuple[Row, ...]:
    found = _found(guide.typed, scene, said) if guide.typed else _popular(scene)
    return tuple(_row(place, scene, said) for place in found[:MOST_ROWS])


def _found(typed: str, scene: Scene, said: Words) -> tuple[Place, ...]:
    """By names, kinds and services, in the chosen language and in Japanese."""
    extra = {
        place.id: (
            said.text(f"guide.kind.{place.kind.value}"),
            name_of(place, scene.site, said),
            *_service_words(place, scene),
        )
        for place in scene.building.places.values()
    }
    return search(scene.building, typed, extra)


def _service_words(place: Place, scene: Scene) -> list[str]:
    if scene.site is None:
        return []
    names = (scene.site.services[service].name for service in services_at(place, scene.site))
    return [word for name in names for word in name.values()]


def _popular(scene: Scene) -> tuple[Place, ...]:
    """The first place of each kind, those of the display's own floor before others."""
    spot = scene.building.nodes.get(scene.node)
    own = spot.floor if spot else ""
    by_floor = sorted(scene.building.places.values(), key=lambda place: place.at.floor != own)
    firsts = {place.kind: place for place in reversed(by_floor)}
    return tuple(firsts[kind] for kind in POPULAR if kind in firsts)


def _row(place: Place, scene: Scene, said: Words) -> Row:
    floor = scene.building.floors[place.at.floor]
    number = number_of(place, scene.site)
    where = words(floor.name, said.language)
    sign = said.text("guide.counter", number=number) if number else ""
    return Row(
        place.id,
        place.at.floor,
        place.kind.value,
        name_of(place, scene.site, said),
        "　".join(filter(None, (where, sign))),
        number,
    )


def _services(place: Place, scene: Scene, said: Words) -> tuple[ServiceRow, ...]:
    site = scene.site
    if site is None:
        return ()
    return tuple(
        _service(words(site.services[service].name, said.language), scene.rows.get(service), said)
        for service in services_at(place, site)
    )


def _service(name: str, row: Congestion | None, said: Words) -> ServiceRow:
    if row is None:
        return ServiceRow(name)
    if not row.opening.is_open:
        return ServiceRow(name, level="closed", crowd=said.text("congestion.closed"))
    level = row.level.value if row.level else ""
    return ServiceRow(
        name,
        said.text("wait.people", count=row.waiting),
        _wait(row.wait, said),
        level,
        said.text(f"congestion.{level}") if level else "",
    )


def _wait(wait: Wait | None, said: Words) -> str:
    if wait is None:
        return ""
    return said.text(f"wait.{phrase(wait)}", low=wait.low, high=wait.high, minutes=wait.high)
