"""The whole display at an instant, and when it changes next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hub.domain.events import Event
from hub.domain.lobby import Call, Snapshot
from hub.domain.site import Text
from hub.domain.waiting import Congestion
from signage.rotation import lists, notices, pages, stage, ticker
from signage.rotation.layout import Layout
from signage.rotation.notices import Notice, Turn
from signage.rotation.stage import Shown, Stage


@dataclass(frozen=True, slots=True)
class Programme:
    """What this display is to show: `services` it is for (none named: all), notices, sentences."""

    layout: Layout
    services: frozenset[str] = frozenset()
    notices: tuple[Notice, ...] = ()
    sentences: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Show:
    """What the display remembers from one instant to the next."""

    stage: Stage = field(default_factory=Stage)
    turn: Turn = field(default_factory=Turn)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the display knows: the lobby (None before the first news), and whether it is live."""

    snapshot: Snapshot | None = None
    live: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What each zone shows. `until` is when to compose the next frame at the latest.

    `live` False marks everything of the lobby as not current: no figure may be shown then.
    """

    live: bool
    until: datetime
    large: tuple[Shown, ...] = ()
    recent: tuple[Call, ...] = ()
    ready: pages.Page[str] = field(default_factory=pages.Page)
    board_lines: int = 0
    table: pages.Page[Congestion] = field(default_factory=pages.Page)
    notice: Notice | None = None
    line: ticker.Line | None = None


def hear(
    show: Show,
    programme: Programme,
    scene: Scene,
    events: Sequence[Event],
    now: datetime,
) -> Show:
    """Take in a snapshot and the events that led to it."""
    if scene.snapshot is None or not lists.is_today(scene.snapshot, now):
        return show
    news = lists.news(scene.snapshot, events, lists.wanted(programme.services))
    return replace(show, stage=stage.arrive(show.stage, news, programme.layout.slots, now))


def advance(show: Show, programme: Programme, now: datetime) -> Show:
    """Move on to `now`: calls that waited for a place, and the next notice."""
    return Show(
        stage.advance(show.stage, programme.layout.slots, now),
        notices.take_turn(show.turn, programme.notices, now),
    )


def compose(show: Show, programme: Programme, scene: Scene, now: datetime) -> Frame:
    """What to draw at `now`, after `advance` to the same instant."""
    up = [item for item in programme.notices if item.id == show.turn.notice]
    frame = Frame(
        scene.live,
        _next_change(show, programme, now),
        notice=up[0] if up else None,
        line=ticker.line(programme.sentences, now),
    )
    if scene.snapshot is None or not lists.is_today(scene.snapshot, now):
        return frame
    return _with_lobby(frame, show, programme, scene.snapshot, now)


def _with_lobby(
    frame: Frame, show: Show, programme: Programme, snapshot: Snapshot, now: datetime
) -> Frame:
    layout, want = programme.layout, lists.wanted(programme.services)
    large = show.stage.shown if show.stage.day == snapshot.day else ()
    table = lists.waiting_table(snapshot, programme.services, now)
    ready = lists.ready(snapshot, want)
    board = layout.ready_few if len(ready) <= layout.ready_few else layout.ready_most
    recent = lists.last_calls(snapshot, want, {item.call.ticket for item in large})
    said = ticker.lines(programme.sentences, table if frame.live else ())
    return replace(
        frame,
        large=large,
        recent=recent[: layout.call_lines(len(large), len(ready))],
        ready=pages.page(ready, board, now),
        board_lines=layout.board_lines(len(ready)),
        table=pages.page(table, layout.table_rows, now),
        line=ticker.line(said, now),
    )


def _next_change(show: Show, programme: Programme, now: datetime) -> datetime:
    """Pages and the clock's minute turn anyway; calls and notices may be due before."""
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    due = [
        minute,
        pages.next_turn(now),
        stage.next_entry(show.stage),
        notices.next_change(show.turn, programme.notices, now),
    ]
    return min(instant for instant in due if instant is not None)
