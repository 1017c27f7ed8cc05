"""How much fits on the call board and into a list, by the sizes that can be read from afar.

Sizes in design pixels: 1080 on the short side of a screen.
"""

from dataclasses import dataclass

from hub.domain.signage.layouts import zone_size
from hub.domain.signage.programme import Layout, ZoneKind

LINE = 104  # height of a call in the list
_HEAD, _GAP, _CARD = 96, 14, 420
_MOST_LINES = 5
_WIDE = 900
_TABLE_HEAD, _TABLE_LINE, _TALL_LINE = 94, 78, 146


@dataclass(frozen=True, slots=True)
class Board:
    """How many calls are large at once, and what the lists below them hold.

    `lines` are shared: several large calls take one of them; papers that are ready take one
    for up to `ready_few` numbers and two for pages of up to `ready_most`; the last calls get
    the rest.
    """

    slots: int = 3
    lines: int = 4
    ready_few: int = 3
    ready_most: int = 8

    def board_lines(self, ready: int) -> int:
        """The lines of the ready board."""
        return 0 if ready == 0 else 1 if ready <= self.ready_few else min(2, self.lines)

    def call_lines(self, large: int, ready: int) -> int:
        """The lines of the last calls."""
        return max(0, self.lines - self.board_lines(ready) - (large > 1))


def board(width: int, height: int) -> Board:
    """The board that fits into a zone of this size."""
    lines = max(1, min(_MOST_LINES, (height - _HEAD - _GAP - _CARD) // LINE))
    if width >= _WIDE:
        return Board(3, lines, 4, 10)
    return Board(3, lines, *((3, 8) if width >= 700 else (2, 6)))


def board_of(layout: Layout) -> Board:
    """The board of a layout; one without calls still remembers them."""
    sizes = (zone_size(layout, zone) for zone in layout.zones if zone.kind is ZoneKind.CALLS)
    return board(*next(sizes, (720, 1000)))


def table_rows(width: int, height: int) -> int:
    """The lines of the waiting table that fit into a zone.

    In a narrow one, and in one that is higher than wide, each takes two rows.
    """
    line = _TALL_LINE if width < _WIDE or height > width else _TABLE_LINE
    return max(1, min(12, (height - _TABLE_HEAD) // line))
