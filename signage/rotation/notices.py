"""Notices take turns; each is up between its two instants, for its own number of seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.domain.site import Text


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice, up while `begins` <= now < `ends`; None leaves that side open."""

    id: str
    title: Text
    body: Text
    link: str | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    seconds: int = 15


@dataclass(frozen=True, slots=True)
class Turn:
    """Which notice is up (None: none), and since when."""

    notice: str | None = None
    since: datetime | None = None


def active(notices: Sequence[Notice], now: datetime) -> tuple[Notice, ...]:
    """The notices of this instant, in their order."""
    return tuple(
        notice
        for notice in notices
        if (notice.begins is None or notice.begins <= now)
        and (notice.ends is None or now < notice.ends)
    )


def take_turn(turn: Turn, notices: Sequence[Notice], now: datetime) -> Turn:
    """Stay while the notice has time left, else go on to the next one that is active.

    A clock that was set back gives the notice its whole time again, and no more.
    """
    running = {notice.id for notice in active(notices, now)}
    since = min(turn.since or now, now)
    ids = [notice.id for notice in notices]
    if turn.notice in running and now - since < _time(notices[ids.index(turn.notice)]):
        return Turn(turn.notice, since)
    after = ids.index(turn.notice) + 1 if turn.notice in ids else 0
    following = [name for name in ids[after:] + ids[:after] if name in running]
    return Turn(following[0], now) if following else Turn()


def next_change(turn: Turn, notices: Sequence[Notice], now: datetime) -> datetime | None:
    """When another notice may be due; later than `now`. None if there is nothing to wait for."""
    edges = [edge for notice in notices for edge in (notice.begins, notice.ends) if edge]
    up = [notice for notice in notices if notice.id == turn.notice]
    if up and turn.since:
        edges.append(turn.since + _time(up[0]))
    return min((edge for edge in edges if edge > now), default=None)


def _time(notice: Notice) -> timedelta:
    return timedelta(seconds=notice.seconds)
