"""However fast visitors switch language, aids and screens, the pages come to rest.

A page whose sizes depend on each other in a circle lays itself out for ever: then this test ends
by the watchdog of pytest (faulthandler_timeout), with the place where it hung.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from PySide6.QtTest import QTest

from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.state import Aid, CodeKind, Overlay, Scanned
from tests.ui.kiosk.kit import Stand, demo_world, stand
from tests.ui.qml import until

SWITCHES = 200
SIZES = ((1080, 1920), (1920, 1080), (768, 1366), (1366, 768), (540, 960), (1080, 1400))
LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "ko", "vi", "pt", "fil", "ne")
# Milliseconds without a frame: the page is done.
STILL = 100


class Frames:
    """Counts what the window draws."""

    def __init__(self, here: Stand) -> None:
        self.count = 0
        here.screen.window.frameSwapped.connect(self._count)

    def _count(self) -> None:
        self.count += 1

    def rest(self) -> bool:
        """Was nothing drawn for a moment?"""
        before = self.count
        QTest.qWait(STILL)
        return self.count == before


def switches(here: Stand, world: World, chance: Random) -> list[Callable[[], None]]:
    """What visitors, the lobby and a window manager may do at any moment."""
    language = ev.LanguageChosen(chance.choice(LANGUAGES))
    size, aid = chance.choice(SIZES), chance.choice(list(Aid))
    seen = replace(world, live=chance.random() < 0.5)
    return [
        lambda: here.send(ev.Opened(Overlay.LANGUAGE), language),
        lambda: here.send(ev.AidToggled(aid)),
        lambda: here.send(ev.TakeNumber()),
        lambda: here.send(ev.Back()),
        lambda: here.send(ev.CodeScanned(Scanned(CodeKind.TICKET, f"{8:032}"))),
        lambda: here.kiosk.learn(seen),
        lambda: here.screen.window.resize(*size),
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_page_comes_to_rest(seed: int) -> None:
    chance = Random(seed)
    world = demo_world()
    here = stand(world)
    frames = Frames(here)
    try:
        for number in range(SWITCHES // 2):
            chance.choice(switches(here, world, chance))()
            QTest.qWait(chance.choice((0, 0, 1, 5)))
            if number % 10 == 0:
                until(frames.rest, "the page to come to rest")
        until(frames.rest, "the last page to come to rest")
    finally:
        here.close()
