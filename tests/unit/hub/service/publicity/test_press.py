"""A new edition at most once a second, and only when something changed."""

from dataclasses import dataclass, field
from datetime import timedelta

from hub.domain.lobby import Lobby
from hub.domain.publicity import Situation
from hub.service.board import Board
from hub.service.publicity.press import Press
from hub.service.publicity.sheets import Kind, Sheet
from tests.lobbies import World
from tests.lobbies_forecast import busy_at_ten

NOW, HOURS = Sheet(Kind.NOW, "ja"), Sheet(Kind.HOURS, "ja")


@dataclass
class Desk:
    """A press whose seconds are in the test's hand; the board hears what the world does."""

    world: World = field(default_factory=World)
    ticks: float = 0.0

    def __post_init__(self) -> None:
        self.board = Board(Lobby(self.world.site))
        self.board.advance(self.world.events)
        self.press = Press(self.board, lambda: self.world.now, lambda: self.ticks)

    def happen(self) -> None:
        """A number is taken, and the board hears of it."""
        self.world.issue()
        self.board.advance(self.world.events)

    def situation(self) -> Situation:
        return self.press.edition().situation


def test_within_a_second_everyone_gets_the_same_edition() -> None:
    desk = Desk()
    first = desk.press.edition()
    desk.happen()
    desk.ticks = 0.9
    assert desk.press.edition() is first
    desk.ticks = 1.0
    assert desk.press.edition().passing == first.passing + 1
    assert desk.situation().services[0].waiting == 1


def test_nothing_new_is_made_while_nothing_happens_within_a_minute() -> None:
    desk = Desk()
    first = desk.press.edition()
    desk.ticks, desk.world.now = 30.0, desk.world.now + timedelta(seconds=59)
    assert desk.press.edition() is first
    desk.ticks, desk.world.now = 60.0, desk.world.now + timedelta(seconds=1)
    assert desk.press.edition() is not first


def test_what_lasts_is_made_anew_with_the_hour_and_the_forecast_alone() -> None:
    desk = Desk()
    first = desk.press.edition()
    desk.ticks = 2.0
    desk.happen()
    second = desk.press.edition()
    assert second.stamp(NOW) != first.stamp(NOW)
    assert second.stamp(HOURS) == first.stamp(HOURS)
    desk.ticks = 4.0
    desk.board.forecast = busy_at_ten(desk.world.site, first.situation.today)
    third = desk.press.edition()
    assert third.stamp(HOURS) != second.stamp(HOURS)
    desk.ticks, desk.world.now = 6.0, desk.world.now + timedelta(hours=1)
    assert desk.press.edition().stamp(HOURS) != third.stamp(HOURS)
