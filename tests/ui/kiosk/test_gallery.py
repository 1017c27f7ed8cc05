"""No text of any screen is cut off, in the tightest combinations of size, language and aids."""

import pytest

from tests.ui.kiosk.gallery import covered, tour
from tests.ui.kiosk.kit import Stand


@pytest.mark.parametrize(
    ("size", "language", "mode"),
    [
        ("portrait", "ja", "normal"),
        ("portrait", "ja-easy", "enlarged"),
        ("landscape", "en", "enlarged"),
        ("portrait", "ne", "contrast"),
        ("landscape", "ja", "enlarged-low"),
    ],
)
def test_nothing_is_clipped(size: str, language: str, mode: str) -> None:
    clipped = {name: found for name, found in tour(None, size, language, mode) if found}
    assert not clipped


def test_what_the_bar_of_aids_covers_is_noticed(here: Stand) -> None:
    assert covered(here.screen) == []
    card = here.screen.find("take-number")
    card.setY(card.y() + 1300)
    assert "take-number is covered" in covered(here.screen)
