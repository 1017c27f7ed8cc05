"""The typing components on a window of their own, with the real dictionary behind them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from assets.words import load
from kiosk.app.dating import Dating
from kiosk.app.lookup import Lookup, open_mozc
from kiosk.app.typing import Typing
from kiosk.typing.candidates import Dictionary
from tests.ui.qml import Screen, until

STAND = Path(__file__).parent / "Stand.qml"


class Desk:
    """A question with a field and a board."""

    def __init__(
        self,
        kind: str = "name",
        *,
        size: tuple[int, int] = (1080, 1920),
        language: str = "ja",
        most: int = 0,
        dictionary: Callable[[], Dictionary] = open_mozc,
        modes: Mapping[str, bool] | None = None,
    ) -> None:
        self.lookup = Lookup(dictionary)
        self.typing = Typing(self.lookup)
        self.dates = Dating(today=lambda: date(2026, 11, 24))
        say = dict(load(language, "kiosk").texts)
        shown = {"typing": self.typing, "dates": self.dates, "say": say, "shown": kind}
        if kind == "date":
            self.dates.begin(0, 0, 0, True, language)
        else:
            self.typing.begin(kind, "", most, language)
        self.screen = Screen(STAND, shown | {"language": language} | dict(modes or {}), size=size)

    def close(self) -> None:
        """Take the window away, then the worker."""
        self.screen.close()
        self.lookup.close()

    def type(self, keys: str) -> None:
        """Touch the keys of the board one after the other."""
        for key in keys:
            self.screen.tap(f"key-{key}")

    def offered(self) -> list[str]:
        """The candidates, once there are any."""
        until(lambda: bool(self.typing.property("candidates")), "candidates")
        return list(self.typing.property("candidates"))

    def choose(self, word: str) -> None:
        """Touch a candidate in the bar."""
        self.tap(f"candidate-{self.offered().index(word)}")

    def tap(self, name: str) -> None:
        """Touch what has just appeared, once it is where it will stay."""
        self.screen.wait(name)
        self.screen.window.grabWindow()
        self.screen.tap(name)

    @property
    def text(self) -> str:
        """What the field holds."""
        return str(self.typing.property("text"))
