"""What every way of switching a panel is to the display."""

from typing import Protocol


class PanelFault(Exception):
    """The panel was not switched, as far as is known; the words are for the log."""


class Panel(Protocol):
    """A panel whose power can be switched. To switch it twice does no harm."""

    def switch(self, *, on: bool) -> None:
        """Switch it; blocks up to programs.PATIENCE. Raises PanelFault."""
