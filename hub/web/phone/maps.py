"""Where a counter lies: its floor's plan with a mark on it, as a picture for the phone."""

from collections.abc import Callable
from functools import cached_property

from hub.domain.floors.places import Building, Place

# The mark's height as a share of the plan's width: seen at once on a phone.
_SHARE = 0.13
# A pin that points at 0, 0 and is 26 units high; the colours of a call on every screen.
_PIN = (
    '<path d="M0 0C-8-10-9-13-9-16a9 9 0 1 1 18 0c0 3-1 6-9 16z" fill="#0017c1"'
    ' stroke="#ffffff" stroke-width="2"/><circle cy="-16" r="3.5" fill="#ffffff"/>'
)


class Maps:
    """The plans, read when the first one is asked for."""

    def __init__(self, load: Callable[[], Building]) -> None:
        self._load = load

    @cached_property
    def _building(self) -> Building:
        return self._load()

    def place(self, counter: str) -> Place | None:
        """Where the counter is, if it is on a plan. Blocks; raises OSError or ValueError."""
        places = self._building.places.values()
        return next((place for place in places if place.counter == counter), None)

    def picture(self, counter: str) -> str | None:
        """The plan with the mark, as SVG. As `place`."""
        place = self.place(counter)
        if place is None:
            return None
        floor = self._building.floors[place.at.floor]
        at, size = place.at, floor.width * _SHARE / 26
        plan, end, rest = floor.plan.rpartition("</svg>")
        mark = f'<g transform="translate({at.x:g} {at.y:g}) scale({size:.3f})">{_PIN}</g>'
        return f"{plan}{mark if end else ''}{end}{rest}"
