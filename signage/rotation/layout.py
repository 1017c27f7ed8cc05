"""How much fits on the two shapes of display, by the sizes that can be read from a distance."""

from dataclasses import dataclass
from enum import StrEnum


class Orientation(StrEnum):
    """How the panel hangs."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True, slots=True)
class Layout:
    """How many calls are large at once, and what the lists below them hold.

    `lines` are shared: several large calls take one of them; papers that are ready take one
    for up to `ready_few` numbers and two for pages of up to `ready_most`; the last calls get
    the rest.
    """

    slots: int
    lines: int
    ready_few: int
    ready_most: int
    table_rows: int

    def board_lines(self, ready: int) -> int:
        """The lines of the ready board."""
        return 0 if ready == 0 else 1 if ready <= self.ready_few else 2

    def call_lines(self, large: int, ready: int) -> int:
        """The lines of the last calls."""
        return self.lines - self.board_lines(ready) - (large > 1)


LAYOUTS = {
    Orientation.LANDSCAPE: Layout(3, 4, 3, 8, 4),
    Orientation.PORTRAIT: Layout(3, 4, 4, 10, 4),
}
