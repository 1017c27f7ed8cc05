"""What every zone of a screen shows at an instant, and until when: one pure function."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hub.domain.signage.content import Item, Pdf, Playable
from hub.domain.signage.hours import STANDBY, Stretch, View, stretches
from hub.domain.signage.playing import is_playable, pages
from hub.domain.signage.programme import Layout, Programme
from hub.domain.signage.turns import HOUR, Turn

__all__ = ["STANDBY", "Memo", "ScreenPlan", "Showing", "is_playable", "plan"]


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
    """The hours that plan() worked out; owned by one caller, used in one thread."""

    view: View | None = None
    hours: dict[tuple[str, datetime], tuple[Stretch, ...]] = field(default_factory=dict)

    def hour(self, view: View, screen_id: str, hour: datetime) -> tuple[Stretch, ...]:
        """The hour, worked out only once while the programme and what is at hand stay the same."""
        if self.view is None or not _is_same(self.view, view):
            self.view, self.hours = view, {}
        key = (screen_id, hour)
        if key not in self.hours:
            kept = (found for found in self.hours.items() if abs(found[0][1] - hour) <= HOUR)
            self.hours = {**dict(kept), key: stretches(view, screen_id, hour)}
        return self.hours[key]


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
    it takes microseconds until the hour, the programme or `playable` (by identity) changes.
    """
    known, view = memo or Memo(), View(programme, playable, trusted)
    at = now.astimezone(UTC)
    hour = at.replace(minute=0, second=0, microsecond=0)
    parts = known.hour(view, screen_id, hour)
    index = bisect_right(parts, at, key=lambda part: part.begins) - 1
    part = parts[index]
    following = parts[index + 1] if index + 1 < len(parts) else None
    zones: dict[str, Showing] = {}
    untils = [part.ends]
    for zone, turns in part.zones.items():
        number = bisect_right(turns, at, key=lambda turn: turn.begins) - 1
        after: tuple[Turn, ...] = turns[number + 1 : number + 2]
        if not after:
            next_part = following or known.hour(view, screen_id, hour + HOUR)[0]
            after = next_part.zones.get(zone, ())[:1]
        zones[zone], until = _showing(programme, turns[number], after, at)
        untils.append(until)
    return ScreenPlan(part.layout, zones, min(untils))


def _showing(
    programme: Programme, turn: Turn, after: tuple[Turn, ...], now: datetime
) -> tuple[Showing, datetime]:
    """The turn at this instant, and when its page is over."""
    page, until = _page(programme, turn, now)
    upcoming = after[0].item if after else None
    showing = Showing(turn.item, page, turn.begins, turn.ends, turn.campaign, upcoming)
    return showing, until


def _page(programme: Programme, turn: Turn, now: datetime) -> tuple[int, datetime]:
    if turn.item is None or not isinstance(turn.item.content, Pdf):
        return 0, turn.ends
    each = timedelta(seconds=max(1, turn.item.seconds))
    last = pages(turn.item.content, programme) - 1
    page = min(last, (now - turn.begins) // each)
    return page, turn.ends if page == last else min(turn.ends, turn.begins + each * (page + 1))


def _is_same(one: View, other: View) -> bool:
    return (
        one.programme is other.programme
        and one.playable is other.playable
        and one.trusted == other.trusted
    )
