"""From when to when each counter takes visitors: who is there now, and the staffing plan."""

from collections.abc import Sequence
from datetime import datetime, time
from math import inf
from zoneinfo import ZoneInfo

from hub.domain.lobby import Lobby
from hub.domain.site import Counter

# Minutes. A clerk may be this late for a turn of the plan before it counts as not kept, and is
# taken to come after `SOON`.
GRACE = 10.0
SOON = 2.0

# (from, until) in minutes from now.
Turn = tuple[float, float]

ALWAYS: tuple[Turn, ...] = ((0.0, inf),)


def turns(lobby: Lobby, counter: Counter, now: datetime) -> tuple[Turn, ...]:
    """The counter's times for the rest of the day, in order.

    Without a plan an open counter stays open and a closed one closed. After the plan's last turn
    a clerk goes on until the line is empty.
    """
    is_open = lobby.counters[counter.id].is_open
    local = now.astimezone(ZoneInfo(lobby.site.timezone))
    spans = counter.hours.get(local.weekday(), ())
    if not spans:
        return ALWAYS if is_open else ()
    clock = local.hour * 60 + local.minute + local.second / 60
    plan = [(_minutes(span.start) - clock, _minutes(span.end) - clock) for span in spans]
    plan[-1] = (plan[-1][0], inf)
    return _open(plan) if is_open else _closed(plan)


def _minutes(at: time) -> float:
    return at.hour * 60 + at.minute


def _open(plan: Sequence[Turn]) -> tuple[Turn, ...]:
    """Open now: until the turn ends; between turns a clerk is about to go, or works through."""
    later = tuple(turn for turn in plan if turn[0] > 0)
    for start, end in plan:
        if start <= 0 < end:
            return ((0.0, end), *later)
    if any(-GRACE < end <= 0 for _, end in plan):
        return later
    # Early in the morning, or through the break.
    return ((0.0, later[0][1]), *later[1:]) if later else ((0.0, inf),)


def _closed(plan: Sequence[Turn]) -> tuple[Turn, ...]:
    """Closed now: opens with the next turn; one that has begun without a clerk is given up."""
    return tuple((max(start, SOON), end) for start, end in plan if start > -GRACE)
