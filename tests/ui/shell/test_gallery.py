"""Every shared component in every look, as pictures: nothing is cut off, nothing warns."""

from pathlib import Path

import pytest

from tests.ui.qml import Screen, clipped

GALLERY = Path(__file__).with_name("Gallery.qml")
LOOKS = [
    {},
    {"highContrast": True},
    {"enlarged": True},
    {"highContrast": True, "enlarged": True},
]
SIZES = [(1080, 1920), (1920, 1080)]


@pytest.mark.parametrize("size", SIZES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("look", LOOKS, ids=["standard", "contrast", "enlarged", "both"])
def test_gallery_shows_every_component_whole(
    show: "type[Screen]", tmp_path: Path, look: dict[str, bool], size: tuple[int, int]
) -> None:
    screen = show(GALLERY, look, size=size)
    image = screen.grab(tmp_path / "gallery.png")
    assert (image.width(), image.height()) == size
    assert clipped(screen) == []
