"""What every zone of a screen shows at an instant, and until when: one pure function."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hub.domain.signage.content import Item, Playable
from hub.domain.signage.programme import Layout, Programme, Zone, ZoneKind

# For a display that no publication names yet.
STANDBY = Layout("standby", "", "landscape", (Zone("main", ZoneKind.MAIN, 0, 0, 1, 1),))


@dataclass(frozen=True, slots=True)
class Showing:
    """What one zone shows; without an `item` the city's standby card.

    `page` counts a document's pages from 0. `began` and `until` (UTC, half-open) are the item's
    whole turn: a film is at `now - began`, so that two displays agree. `campaign` is empty but
    for a spot. `upcoming` is what to make ready.
    """

    item: Item | None
    page: int
    began: datetime
    until: datetime
    campaign: str = ""
    upcoming: Item | None = None


@dataclass(frozen=True, slots=True)
class ScreenPlan:
    """A screen at an instant: every main zone of its `layout`, by id.

    Nothing changes before `until` (UTC): ask again then.
    """

    layout: Layout
    zones: Mapping[str, Showing]
    until: datetime


@dataclass(slots=True)
class Memo:
    """What plan() worked out for the hour; owned by one caller, for one thread."""

    hours: dict[object, object] = field(default_factory=dict)


def plan(
    programme: Programme,
    screen_id: str,
    now: datetime,
    playable: Playable,
    *,
    trusted: bool = True,
    memo: Memo | None = None,
) -> ScreenPlan:
    """What the screen shows at the aware instant `now`.

    It follows from its arguments alone: displays agree, and a restart continues. Not `trusted`
    means that the clock is wrong: only what is always open is shown, and no spots. With a `memo`
    it takes microseconds until the hour or the programme changes.
    """
    until = now + timedelta(minutes=1)
    return ScreenPlan(STANDBY, {"main": Showing(None, 0, now, until)}, until)
