"""No text of any screen is cut off, in the tightest combinations of size, language and aids."""

import pytest

from tests.ui.kiosk.gallery import tour


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
