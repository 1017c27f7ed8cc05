"""What the floor guide is drawn from, and what its places are called. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assets.words import Words
from hub.domain.floors.places import Building, Place
from hub.domain.site import Site, words
from hub.domain.waiting import Congestion


@dataclass(frozen=True, slots=True)
class Scene:
    """The building, the display's node in it, and the services with today's waiting, by id.

    `rows` is empty while the hub is away: nothing that is not known to be true gets a figure.
    """

    building: Building
    node: str
    site: Site | None = None
    rows: Mapping[str, Congestion] = field(default_factory=dict)


def name_of(place: Place, site: Site | None, said: Words) -> str:
    """A place's own name, else its counter's, else what it is."""
    if place.name:
        return words(place.name, said.language)
    counter = site.counters.get(place.counter) if site else None
    if counter is not None:
        return words(counter.name, said.language)
    return said.text(f"guide.kind.{place.kind.value}")


def number_of(place: Place, site: Site | None) -> str:
    """The number on the counter's sign; empty for anything else."""
    counter = site.counters.get(place.counter) if site else None
    return counter.number if counter else ""


def services_at(place: Place, site: Site | None) -> tuple[str, ...]:
    """The ids of what is done at a place's counter, its own services before those it helps with."""
    counter = site.counters.get(place.counter) if site else None
    if counter is None:
        return ()
    return tuple(sorted(counter.profile, key=lambda service: counter.profile[service]))
