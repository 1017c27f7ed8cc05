"""The floor guide as a machine of screens: step(guide, touch, now) -> guide.

Closed is the initial value, and idling returns it, so that nothing of one visitor is left for
the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# The guide returns to the rotation when nobody has touched it for so long. A display is looked
# at standing, and others wait to see their numbers; WCAG 2.2.1 wants 20 s to ask for more time.
IDLE = timedelta(seconds=60)
WARNING = timedelta(seconds=20)
# No name of a place is longer; what goes on typing plays.
LONGEST = 20
# Steps back that are remembered.
DEEPEST = 20


class Page(StrEnum):
    """The guide's screens."""

    FLOOR = "floor"
    SEARCH = "search"
    PLACE = "place"
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Guide:
    """What a visitor has chosen. `leg` is the part of the route that is looked at, from 0."""

    is_open: bool = False
    page: Page = Page.FLOOR
    language: str = "ja"
    floor: str = ""
    typed: str = ""
    place: str = ""
    leg: int = 0
    step_free: bool = False
    touched: datetime | None = None
    # Where "back" leads, the latest last.
    before: tuple["Guide", ...] = ()


CLOSED = Guide()


@dataclass(frozen=True, slots=True)
class Wake:
    """The rotation was touched; the guide opens on the display's own floor."""

    floor: str


@dataclass(frozen=True, slots=True)
class ShowFloor:
    """Another floor's plan."""

    floor: str


@dataclass(frozen=True, slots=True)
class Search:
    """「どこへ行けばよいか」: look a place up."""


@dataclass(frozen=True, slots=True)
class Type:
    """A sign was typed into the search."""

    sign: str


@dataclass(frozen=True, slots=True)
class Erase:
    """The last sign was wrong."""


@dataclass(frozen=True, slots=True)
class Choose:
    """A place was chosen, on the plan (of `floor`) or in the list."""

    place: str
    floor: str


@dataclass(frozen=True, slots=True)
class Go:
    """Show the way to the chosen place."""


@dataclass(frozen=True, slots=True)
class Leg:
    """Look at one part of the way, on `floor`."""

    number: int
    floor: str


@dataclass(frozen=True, slots=True)
class StepFree:
    """Ways without stairs and escalators, or all."""

    on: bool


@dataclass(frozen=True, slots=True)
class Speak:
    """Another language."""

    language: str


@dataclass(frozen=True, slots=True)
class Back:
    """To the screen before; from the first one to the rotation."""


@dataclass(frozen=True, slots=True)
class Close:
    """Done: back to the rotation."""


@dataclass(frozen=True, slots=True)
class Stay:
    """「続ける」: a touch that changes nothing else."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; nobody touched anything."""


Touch = (
    Wake
    | ShowFloor
    | Search
    | Type
    | Erase
    | Choose
    | Go
    | Leg
    | StepFree
    | Speak
    | Back
    | Close
    | Stay
    | Tick
)


def step(guide: Guide, touch: Touch, now: datetime) -> Guide:
    """The guide after a touch, or after time has passed. A closed one only wakes."""
    if isinstance(touch, Wake):
        return guide if guide.is_open else Guide(is_open=True, floor=touch.floor, touched=now)
    if not guide.is_open or isinstance(touch, Close):
        return CLOSED
    if isinstance(touch, Tick):
        return CLOSED if _idle(guide, now) >= IDLE else guide
    return _touched(_STEPS[type(touch)](guide, touch), now)


def warning(guide: Guide, now: datetime) -> int:
    """Whole seconds until the guide closes by itself, from WARNING on; else 0."""
    left = IDLE - _idle(guide, now)
    return max(1, round(left.total_seconds())) if guide.is_open and left <= WARNING else 0


def _idle(guide: Guide, now: datetime) -> timedelta:
    """How long nobody has touched it. A clock that was set back gives the whole time again."""
    return max(timedelta(), now - (guide.touched or now))


def _touched(guide: Guide, now: datetime) -> Guide:
    return replace(guide, touched=now) if guide.is_open else CLOSED


def _to(guide: Guide, page: Page, **changes: object) -> Guide:
    """Another screen, from which "back" leads here."""
    here = replace(guide, before=())
    fresh = replace(guide, page=page, before=(*guide.before, here)[-DEEPEST:])
    return replace(fresh, **changes)  # type: ignore[arg-type] # names and types of Guide's fields


def _show_floor(guide: Guide, touch: ShowFloor) -> Guide:
    if guide.page is Page.FLOOR:
        return replace(guide, floor=touch.floor)
    return _to(guide, Page.FLOOR, floor=touch.floor)


def _search(guide: Guide, _: Search) -> Guide:
    return guide if guide.page is Page.SEARCH else _to(guide, Page.SEARCH, typed="")


def _type(guide: Guide, touch: Type) -> Guide:
    if guide.page is not Page.SEARCH:
        return guide
    return replace(guide, typed=(guide.typed + touch.sign)[:LONGEST])


def _erase(guide: Guide, _: Erase) -> Guide:
    return replace(guide, typed=guide.typed[:-1])


def _choose(guide: Guide, touch: Choose) -> Guide:
    if guide.page is Page.PLACE:
        return replace(guide, place=touch.place, floor=touch.floor)
    return _to(guide, Page.PLACE, place=touch.place, floor=touch.floor)


def _go(guide: Guide, _: Go) -> Guide:
    return _to(guide, Page.ROUTE, leg=0) if guide.page is Page.PLACE else guide


def _leg(guide: Guide, touch: Leg) -> Guide:
    if guide.page is not Page.ROUTE:
        return guide
    return replace(guide, leg=touch.number, floor=touch.floor)


def _step_free(guide: Guide, touch: StepFree) -> Guide:
    return replace(guide, step_free=touch.on, leg=0)


def _speak(guide: Guide, touch: Speak) -> Guide:
    return replace(guide, language=touch.language)


def _back(guide: Guide, _: Back) -> Guide:
    if not guide.before:
        return CLOSED
    *earlier, last = guide.before
    return replace(last, language=guide.language, step_free=guide.step_free, before=tuple(earlier))


def _stay(guide: Guide, _: Stay) -> Guide:
    return guide


_STEPS: dict[type, Callable[..., Guide]] = {
    ShowFloor: _show_floor,
    Search: _search,
    Type: _type,
    Erase: _erase,
    Choose: _choose,
    Go: _go,
    Leg: _leg,
    StepFree: _step_free,
    Speak: _speak,
    Back: _back,
    Stay: _stay,
}
