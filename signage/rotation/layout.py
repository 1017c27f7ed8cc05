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

    `lines` are shared by the last calls and the ready board: the board takes up to
    `ready_lines` of them when many papers are ready, `ready_columns` numbers on each.
    """

    slots: int
    lines: int
    ready_columns: int
    ready_lines: int
    table_rows: int


LAYOUTS = {
    Orientation.LANDSCAPE: Layout(3, 4, 3, 3, 4),
    Orientation.PORTRAIT: Layout(3, 4, 5, 3, 6),
}
