"""The kiosk on its window, taken away after the test."""

from collections.abc import Callable, Iterator

import pytest

from kiosk.app.world import World
from tests.ui.kiosk.kit import Stand, demo_world, stand

Open = Callable[..., Stand]


@pytest.fixture
def open_kiosk(qapp: object) -> Iterator[Open]:
    """Open kiosks of a world and a size; the demo city's in portrait if none is given."""
    del qapp
    opened: list[Stand] = []

    def show(world: World | None = None, size: tuple[int, int] = (1080, 1920)) -> Stand:
        opened.append(stand(world or demo_world(), size))
        return opened[-1]

    yield show
    for here in opened:
        here.close()


@pytest.fixture
def here(open_kiosk: Open) -> Stand:
    """The demo city's kiosk in portrait."""
    return open_kiosk()
