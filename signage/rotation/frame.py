"""The calls and lists of the display at an instant, and when they change next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hub.domain.events import Event
from hub.domain.lobby import Call, Snapshot
from hub.domain.site import Text
from hub.domain.waiting import Congestion
from signage.rotation import lists, pages, stage, ticker
from signage.rotation.board import Board
from signage.rotation.stage import Shown, Stage


@dataclass(frozen=True, slots=True)
class Place:
    """What this display is for: `services` (none named: all), its board, its sentences."""

    board: Board = field(default_factory=Board)
    services: frozenset[str] = frozenset()
    sentences: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What the display knows: the lobby (None before the first news), and whether it is live."""

    snapshot: Snapshot | None = None
    live: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands beside the rotation. `until` is when to compose the next frame at the latest.

    `live` False marks everything of the lobby as not current: no figure may be shown then.
    """

    live: bool
    until: datetime
    large: tuple[Shown, ...] = ()
    recent: tuple[Call, ...] = ()
    ready: pages.Page[str] = field(default_factory=pages.Page)
    board_lines: int = 0
    lines: tuple[ticker.Line, ...] = ()


def hear(large: Stage, place: Place, scene: Scene, events: Sequence[Event], now: datetime) -> Stage:
    """Take in a snapshot and the events that led to it."""
    if scene.snapshot is None or not lists.is_today(scene.snapshot, now):
        return large
    news = lists.news(scene.snapshot, events, lists.wanted(place.services))
    return stage.arrive(large, news, place.board.slots, now)


def compose(large: Stage, place: Place, scene: Scene, now: datetime) -> Frame:
    """What to draw at `now`, with the stage of the same instant."""
    frame = Frame(scene.live, _next_change(large, now), lines=place.sentences)
    if scene.snapshot is None or not lists.is_today(scene.snapshot, now):
        return frame
    return _with_lobby(frame, large, place, scene.snapshot, now)


def table(
    scene: Scene, services: frozenset[str], rows: int, now: datetime
) -> pages.Page[Congestion]:
    """The page of the waiting table that is up; empty before any news of the day."""
    if scene.snapshot is None or not lists.is_today(scene.snapshot, now):
        return pages.Page()
    return pages.page(lists.waiting_table(scene.snapshot, services, now), rows, now)


def _with_lobby(
    frame: Frame, large: Stage, place: Place, snapshot: Snapshot, now: datetime
) -> Frame:
    board, want = place.board, lists.wanted(place.services)
    shown = large.shown if large.day == snapshot.day else ()
    ready = lists.ready(snapshot, want)
    most = board.ready_few if len(ready) <= board.ready_few else board.ready_most
    recent = lists.last_calls(snapshot, want, {item.call.ticket for item in shown})
    waiting = lists.waiting_table(snapshot, place.services, now) if frame.live else ()
    return replace(
        frame,
        large=shown,
        recent=recent[: board.call_lines(len(shown), len(ready))],
        ready=pages.page(ready, most, now),
        board_lines=board.board_lines(len(ready)),
        lines=ticker.lines(place.sentences, waiting),
    )


def _next_change(large: Stage, now: datetime) -> datetime:
    """Pages and the clock's minute turn anyway; calls may be due before."""
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    due = [minute, pages.next_turn(now), stage.next_entry(large)]
    return min(instant for instant in due if instant is not None)
