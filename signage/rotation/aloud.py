"""Which calls are said aloud: new ones that somebody can still answer. Pure.

A display that was away catches up with everything that happened; numbers that were called long
ago stand on its screen, and are not called out again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hub.domain.events import Event
from hub.domain.lobby import Call, Snapshot
from hub.domain.tickets import State
from signage.rotation import stage
from signage.rotation.lists import Wanted, news

# What comes over a line that has been steady has just happened. What comes in the first seconds
# of a line may have waited for it: then the clocks decide, and they may differ by some seconds.
STEADY = timedelta(seconds=5)
RECENT = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Ears:
    """What was heard up to now. `live_since` is None while the hub is away."""

    live_since: datetime | None = None
    day: date = date.min
    seen: frozenset[stage.Key] = frozenset()


def line(ears: Ears, *, live: bool, now: datetime) -> Ears:
    """The hub has come, or gone."""
    return replace(ears, live_since=(ears.live_since or now) if live else None)


def listen(
    ears: Ears, snapshot: Snapshot, events: Iterable[Event], want: Wanted, now: datetime
) -> tuple[Ears, tuple[Call, ...]]:
    """The calls to say, oldest first; none of what a day's first snapshot lists."""
    told = news(snapshot, events, want)
    seen = ears.seen if ears.day == told.day else stage.seen_before(told)
    called = {item.id for item in snapshot.tickets if item.state is State.CALLED}
    steady = ears.live_since is not None and now - ears.live_since >= STEADY
    said = tuple(
        call
        for call in stage.fresh(seen, told)
        if call.ticket in called and (steady or now - call.at < RECENT)
    )
    return Ears(ears.live_since, told.day, stage.seen(told)), said


def answered(events: Iterable[Event]) -> frozenset[str]:
    """The tickets that need not be called any more: their visitors came, or were put down."""
    return frozenset(
        item.id for event in events for item in event.tickets if item.state is not State.CALLED
    )
