"""A visitor who has a virtual My Number card read, and then thinks better of the form."""

import time
from dataclasses import dataclass
from pathlib import Path

from hub.cli.demo.paperless import EVENT
from hub.cli.demo.processes import Hand

# People of the simulator: one who took the wrong card out of the purse, one with the right one.
WRONG, RIGHT = "licence", "sato"
PIN = "1234"


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Somebody at the kiosk of `hand`, whose pictures go to `shots`."""

    hand: Hand
    shots: Path

    def read(self) -> float:
        """From home to the four attributes and home again; milliseconds from PIN to attributes."""
        self.hand.do(tap="write-free", see="screen-form_shelf")
        self._step(f"event-{EVENT}", "card_place")
        self._lay(WRONG, "card_trouble")
        self.hand.do(tap="demo-pull", see="demo-insert")
        self._lay(RIGHT, "card_consent")
        self.hand.do(tap="agree", see="screen-card_secret")
        milliseconds = self._open()
        self._step("accept", "card_remove")
        self.hand.do(tap="demo-pull", see="ask")
        self.hand.do(tap="leave", see="overlay-leave")
        self.hand.do(tap="delete-and-leave", see="screen-home")
        return milliseconds

    def _lay(self, person: str, screen: str) -> None:
        self.hand.do(tap="demo-insert", see=f"person-{person}")
        self._step(f"person-{person}", screen)

    def _open(self) -> float:
        for digit in PIN:
            self.hand.do(tap=f"digit-{digit}")
        self._look("card_secret")
        began = time.perf_counter()
        self._step("digit-enter", "card_reading")
        self.hand.do(see="screen-card_check")
        milliseconds = (time.perf_counter() - began) * 1000
        self._look("card_check")
        return milliseconds

    def _step(self, tap: str, screen: str) -> None:
        self.hand.do(tap=tap, see=f"screen-{screen}")
        self._look(screen)

    def _look(self, name: str) -> None:
        self.hand.do(shot=str(self.shots / f"kiosk-{name}.png"))
