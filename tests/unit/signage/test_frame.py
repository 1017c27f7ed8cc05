"""What the display shows, from a lobby of real events: the zones, and never anything stale."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from hub.domain import day, serving
from hub.domain.errors import Refused
from hub.domain.events import Event
from hub.domain.lobby import snapshot
from hub.domain.opening import Reason
from hub.domain.waiting import Congestion
from signage.rotation.frame import Frame, Place, Scene, compose, hear, table
from signage.rotation.pages import Page
from signage.rotation.stage import Stage, advance
from signage.rotation.ticker import Closing
from tests.lobbies import NINE, World, counter, service, site

SECOND = timedelta(seconds=1)


@dataclass
class Display:
    """A display that follows a World as the follower does: snapshots and events."""

    world: World
    place: Place = field(default_factory=Place)
    stage: Stage = field(default_factory=Stage)
    scene: Scene = field(default_factory=Scene)
    known: int = 0

    def catch_up(self) -> "Display":
        """Take in everything that happened since; the first time only a snapshot."""
        events: Sequence[Event] = self.world.events[self.known :] if self.known else ()
        self.known = len(self.world.events)
        self.scene = Scene(snapshot(self.world.lobby), live=True)
        self.stage = hear(self.stage, self.place, self.scene, events, self.world.now)
        return self

    def lose_hub(self) -> None:
        self.scene = replace(self.scene, live=False)

    def frame(self, now: datetime | None = None) -> Frame:
        now = now or self.world.now
        self.stage = advance(self.stage, self.place.board.slots, now)
        return compose(self.stage, self.place, self.scene, now)

    def table(self, now: datetime | None = None) -> Page[Congestion]:
        return table(self.scene, self.place.services, 4, now or self.world.now)


def large(frame: Frame) -> list[str]:
    return [item.call.label for item in frame.large]


def recent(frame: Frame) -> list[str]:
    return [call.label for call in frame.recent]


def busy(tickets: int = 8) -> tuple[World, Display]:
    world = World()
    display = Display(world).catch_up()
    for _ in range(tickets):
        world.issue("cert")
    world.open("c1", "c2")
    return world, display


def test_before_any_news_there_is_nothing_of_a_lobby() -> None:
    display = Display(World())
    frame = display.frame()
    assert (frame.live, frame.large, frame.recent, frame.lines) == (False, (), (), ())
    assert display.table().items == ()


def test_a_call_is_large_and_the_ones_before_are_listed() -> None:
    world, display = busy()
    for _ in range(3):
        world.call("c1")
        display.catch_up()
        world.later()
    frame = display.frame()
    assert large(frame) == ["A-003"]
    assert recent(frame) == ["A-002", "A-001"]


def test_thirty_calls_in_one_batch_are_all_large_in_turn() -> None:
    """More than the snapshot's list holds: the events bring them."""
    counters = {f"c{number}": counter(number, cert=0) for number in range(1, 31)}
    world = World(site(counters=counters))
    display = Display(world).catch_up()
    for number in range(1, 31):
        world.issue("cert")
        world.open(f"c{number}")
    for number in range(1, 31):
        world.call(f"c{number}")
    display.catch_up()
    seen, now = set(), NINE
    for _ in range(25):
        frame = display.frame(now)
        seen.update(large(frame))
        now = frame.until
    assert len(seen) == 30


def test_an_undone_call_leaves_the_display() -> None:
    world, display = busy()
    world.call("c1")
    display.catch_up()
    world.undo("c1")
    assert large(display.catch_up().frame()) == []


def test_a_display_for_some_services_shows_only_theirs() -> None:
    world, display = busy()
    display.place = replace(display.place, services=frozenset({"move", "pay"}))
    world.issue("move")
    world.call("c1")
    world.open("c3")
    world.call("c3")
    frame = display.catch_up().frame()
    assert large(frame) == ["B-001"]
    assert [row.service.id for row in display.table().items] == ["move", "pay"]


def ready_world(count: int) -> tuple[World, Display]:
    world = World()
    world.open("c9")
    display = Display(world).catch_up()
    tickets = [world.issue("pickup") for _ in range(count)]
    for ticket in tickets:
        world.do("c9", partial(serving.call_number, ticket_id=ticket.id))
    return world, display.catch_up()


def test_ready_papers_are_called_large_and_stay_on_the_board() -> None:
    _, display = ready_world(2)
    frame = display.frame()
    assert large(frame) == ["P-002", "P-001"]
    assert frame.ready.items == ("P-001", "P-002")
    assert frame.recent == ()


def test_thirty_ready_numbers_take_turns_and_the_calls_keep_a_line() -> None:
    world, display = ready_world(30)
    world.issue("cert")
    world.open("c1")
    world.call("c1")
    display.catch_up()
    pages = [display.frame(NINE + turn * 8 * SECOND) for turn in range(20)]
    assert len({label for frame in pages for label in frame.ready.items}) == 30
    assert all(len(frame.ready.items) <= 8 for frame in pages)
    assert all(len(frame.recent) <= 2 for frame in pages)
    assert any(recent(frame) == ["A-001"] for frame in pages) or "A-001" in large(pages[-1])


def test_papers_handed_over_leave_the_board() -> None:
    world, display = ready_world(1)
    ticket = next(iter(world.lobby.tickets.values()))
    world.do("c9", lambda act: serving.finish(act, ticket.id, onward=False))
    assert display.catch_up().frame().ready.items == ()


def test_the_table_counts_who_waits_without_steps_behind_the_counter() -> None:
    _, display = busy(4)
    rows = {row.service.id: row.waiting for row in display.catch_up().table().items}
    assert rows == {"cert": 4, "move": 0, "tax": 0}


def test_twelve_services_are_shown_in_pages() -> None:
    many = {f"s{n}": service(f"s{n}", chr(65 + n)) for n in range(12)}
    display = Display(World(site(services=many, counters={}))).catch_up()
    pages = [display.table(NINE + turn * 8 * SECOND) for turn in range(3)]
    assert {row.service.id for page in pages for row in page.items} == set(many)
    assert all(len(page.items) == 4 for page in pages)


def test_a_service_closed_by_staff_says_so_and_the_ticker_too() -> None:
    world, display = busy()
    world.do(None, lambda act: day.set_service(act, "move", closed=True))
    frame = display.catch_up().frame()
    reasons = {row.service.id: row.opening.reason for row in display.table().items}
    assert reasons["move"] is Reason.BY_STAFF
    assert frame.lines == (Closing(world.site.services["move"], Reason.BY_STAFF),)


def test_when_everything_is_closed_the_ticker_keeps_to_the_citys_sentences() -> None:
    world, display = busy()
    for name in world.site.services:
        world.do(None, partial(day.set_service, service_id=name, closed=True))
    assert display.catch_up().frame().lines == ()


def test_without_the_hub_calls_stay_marked_and_come_back_by_themselves() -> None:
    world, display = busy()
    world.call("c1")
    display.catch_up()
    display.lose_hub()
    frame = display.frame()
    assert not frame.live
    assert large(frame) == ["A-001"]
    world.later()
    world.call("c1")
    frame = display.catch_up().frame()
    assert frame.live
    assert large(frame) == ["A-002"]


def test_yesterdays_calls_are_never_shown() -> None:
    world, display = busy()
    world.call("c1")
    display.catch_up()
    display.lose_hub()
    before_start = datetime(2026, 11, 24, 19, 59, 59, tzinfo=UTC)  # 4:59:59 in Tokyo
    assert large(display.frame(before_start)) == ["A-001"]
    frame = display.frame(before_start + SECOND)
    assert (frame.large, frame.recent) == ((), ())
    assert display.table(before_start + SECOND).items == ()


def test_a_snapshot_of_yesterday_is_not_shown_at_the_start() -> None:
    world, display = busy()
    world.call("c1")
    world.later(24 * 60)
    frame = display.catch_up().frame()
    assert (frame.large, frame.recent, frame.ready.items) == ((), (), ())


def test_a_display_whose_clock_is_behind_believes_the_hub() -> None:
    world, display = busy()
    world.call("c1")
    display.catch_up()
    assert large(display.frame(datetime(1970, 1, 1, tzinfo=UTC))) == ["A-001"]


def test_the_hubs_new_day_clears_the_display() -> None:
    world, display = busy()
    world.call("c1")
    display.catch_up()
    world.later(24 * 60)
    world.commit(day.start_day(world.lobby, world.lobby.day + timedelta(days=1), world.now))
    frame = display.catch_up().frame()
    assert (frame.large, frame.recent, display.table().items[0].waiting) == ((), (), 0)


ACTIONS = st.lists(
    st.sampled_from(["issue", "call", "wait", "tick", "lose", "catch up", "undo"]), max_size=60
)


@given(ACTIONS)
def test_every_frame_lasts_and_shows_only_tickets_of_the_lobby(actions: list[str]) -> None:
    world, display = busy(60)
    for action in actions:
        _act(world, display, action)
        frame = display.frame()
        assert world.now < frame.until <= world.now + timedelta(seconds=60)
        assert set(large(frame)).isdisjoint(recent(frame))
        assert set(large(frame)) <= {ticket.label for ticket in world.records.values()}


def _act(world: World, display: Display, action: str) -> None:
    steps: dict[str, Callable[[], object]] = {
        "issue": lambda: world.issue("cert"),
        "call": world.call,
        "wait": lambda: world.later(0.5),
        "tick": lambda: world.later(0.01),
        "lose": display.lose_hub,
        "catch up": display.catch_up,
        "undo": lambda: world.lobby.counters["c1"].undo and world.undo("c1"),
    }
    with suppress(Refused):
        steps[action]()
