"""What is published now: a new edition at most once a second, and only when something changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from time import monotonic

from hub.domain.events import Event
from hub.domain.forecast.grades import Forecast
from hub.domain.publicity import Situation, situation
from hub.service.board import Board
from hub.service.publicity.sheets import Sheet

# Seconds between two editions.
PACE = 1.0


@dataclass(frozen=True, slots=True)
class Edition:
    """`passing` and `lasting` change with what the sheets of their sort are made from."""

    passing: int
    lasting: int
    situation: Situation

    def stamp(self, sheet: Sheet) -> int:
        """Another one: the sheet has to be made anew."""
        return self.passing if sheet.is_passing else self.lasting


class Press:
    """Makes an edition when somebody asks for one. Belongs to the event loop.

    A hub that nobody looks at works nothing out; one that everybody looks at does so once a
    second. `ticks` are seconds that never stand still, as the clock of a test does.
    """

    def __init__(
        self, board: Board, clock: Callable[[], datetime], ticks: Callable[[], float] = monotonic
    ) -> None:
        self._board = board
        self._clock = clock
        self._ticks = ticks
        self._made = -inf
        self._happened = True
        self._edition: Edition | None = None
        board.listen(self._note)

    def edition(self) -> Edition:
        """What is published now."""
        known, ticks = self._edition, self._ticks()
        if known is not None and ticks - self._made < PACE:
            return known
        now = self._clock()
        if known is None or self._is_stale(known, now):
            known = self._edition = self._make(known, now)
        self._made = ticks
        return known

    def _is_stale(self, known: Edition, now: datetime) -> bool:
        found = known.situation
        is_later = _minute(now) != _minute(found.at)
        return self._happened or is_later or found.forecast is not self._board.forecast

    def _make(self, last: Edition | None, now: datetime) -> Edition:
        self._happened = False
        fresh = situation(self._board.lobby, self._board.forecast, now)
        if last is None:
            return Edition(1, 1, fresh)
        is_other = _lasting(fresh) != _lasting(last.situation)
        return Edition(last.passing + 1, last.lasting + is_other, fresh)

    def _note(self, _events: Sequence[Event]) -> None:
        self._happened = True


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _lasting(found: Situation) -> tuple[date, int, Forecast]:
    """An hour that has passed is no longer the best time to come."""
    return found.today, found.at.hour, found.forecast
