"""The large calls: every call is shown for a least time, however many come at once.

Calls that find no place wait for one; several share the panel. A clock that is set back
never holds a call for longer than its least time from then on.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hub.domain.lobby import Call

# Long enough to look up at the chime, find one's number and read the counter.
LEAST = timedelta(seconds=6)
# A visitor is at the counter, or has been called again, long before.
STALE = timedelta(minutes=2)

Key = tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class Shown:
    """A large call. `fresh` ones came while the display was watching: they get the cue."""

    call: Call
    since: datetime
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """`shown` newest first, `queue` oldest first; `seen` are the calls of the last snapshot."""

    day: date = date.min
    shown: tuple[Shown, ...] = ()
    queue: tuple[Call, ...] = ()
    seen: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class News:
    """What a snapshot of `day` brings.

    `listed` are its calls, newest first; `heard` those of the events that led to it, oldest
    first, which a burst may have pushed off the list already; `waiting` the ids of tickets
    that wait (again), whose calls have been taken back.
    """

    day: date
    listed: tuple[Call, ...] = ()
    heard: tuple[Call, ...] = ()
    waiting: frozenset[str] = frozenset()


def arrive(stage: Stage, news: News, slots: int, now: datetime) -> Stage:
    """The stage after `news`. What a new day's first snapshot lists is shown without a cue."""
    if news.day != stage.day:
        stage = _begin(news, now)
    brought = fresh(stage.seen, news)
    queue = {call.ticket: call for call in stage.queue if call.ticket not in news.waiting}
    shown = [item for item in stage.shown if item.call.ticket not in news.waiting]
    on_stage = {item.call.ticket for item in shown}
    for call in brought:
        queue.pop(call.ticket, None)
        if call.ticket not in on_stage:
            queue[call.ticket] = call
    again = {call.ticket: call for call in brought if call.ticket in on_stage}
    stage = replace(
        stage,
        shown=tuple(_repeated(item, again.get(item.call.ticket), now) for item in shown),
        queue=tuple(queue.values()),
        seen=seen(news),
    )
    return advance(stage, slots, now)


def advance(stage: Stage, slots: int, now: datetime) -> Stage:
    """Let waiting calls take the places of those that have been up for their least time."""
    shown = tuple(_not_later(item, now) for item in stage.shown)
    unsettled = tuple(item for item in shown if now - item.since < LEAST)
    room = slots - len(unsettled)
    entering = stage.queue[: max(room, 0)]
    if entering:
        shown = (*(Shown(call, now) for call in reversed(entering)), *unsettled)
    return replace(stage, shown=shown, queue=stage.queue[len(entering) :])


def next_entry(stage: Stage) -> datetime | None:
    """When the next waiting call finds a place; None if none waits."""
    return min(item.since for item in stage.shown) + LEAST if stage.queue else None


def _begin(news: News, now: datetime) -> Stage:
    shown = tuple(Shown(call, now, fresh=False) for call in _past(news)[:1])
    return Stage(news.day, shown, (), seen_before(news))


def seen(news: News) -> frozenset[Key]:
    """The calls that are known after `news`."""
    return frozenset(map(_key, news.listed))


def seen_before(news: News) -> frozenset[Key]:
    """The calls that were made before a display began to watch with `news`."""
    return frozenset(map(_key, _past(news)))


def _past(news: News) -> list[Call]:
    """The listed calls that none of the events has made, newest first."""
    heard = set(map(_key, news.heard))
    return [call for call in news.listed if _key(call) not in heard]


def fresh(seen: frozenset[Key], news: News) -> list[Call]:
    """New calls, oldest first; of several calls of one number the last.

    After an outage calls may come that are long answered: those go to the list only. How old
    a call is the latest call tells; this terminal's own clock may be wrong.
    """
    listed = [call for call in reversed(news.listed) if _key(call) not in seen]
    calls: dict[str, Call] = {}
    for call in (*news.heard, *listed):
        if call.ticket not in news.waiting:
            calls.pop(call.ticket, None)
            calls[call.ticket] = call
    *_, latest = calls.values() or [None]
    return [call for call in calls.values() if latest and latest.at - call.at < STALE]


def _repeated(item: Shown, again: Call | None, now: datetime) -> Shown:
    return item if again is None or again == item.call else Shown(again, now)


def _not_later(item: Shown, now: datetime) -> Shown:
    return replace(item, since=now) if item.since > now else item


def _key(call: Call) -> Key:
    return call.ticket, call.at
