"""The city's mark above a ticket."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from devices.printers import guide, layout, logo
from devices.printers.fonts import Fonts
from devices.printers.port import DOTS, PaperWidth
from tests.unit.devices.printers import guides, sheets
from tests.unit.devices.printers.reading import ink_box


def png(width: int = 600, height: int = 200, colour: object = "black") -> bytes:
    """A mark that is one rectangle on what is transparent."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    image.paste(colour, (10, 10, width - 10, height - 10))  # type: ignore[arg-type]
    kept = BytesIO()
    image.save(kept, format="PNG")
    return kept.getvalue()


@given(st.integers(64, 1000), st.integers(21, 1000))
def test_any_mark_fits_and_is_never_made_larger(width: int, height: int) -> None:
    mark = logo.dots(png(width, height), 528)
    assert mark is not None
    assert mark.mode == "1"
    assert mark.width <= min(width, 370)
    assert mark.height <= min(height, 120)


def test_what_is_transparent_or_light_is_white() -> None:
    mark = logo.dots(png(), 528)
    assert mark is not None
    assert mark.getpixel((0, 0)) == 255
    assert mark.getpixel((mark.width // 2, mark.height // 2)) == 0
    light = logo.dots(png(colour=(240, 220, 120, 255)), 528)
    assert light is not None
    assert ink_box(light) is None


@given(st.binary(max_size=50))
def test_what_is_no_picture_is_left_out(data: bytes) -> None:
    assert logo.dots(data, 528) is None
    assert logo.dots(png()[: len(png()) // 2], 528) is None


@pytest.mark.parametrize("width", [58, 80])
def test_it_stands_above_the_citys_name_and_moves_all_else_down(
    width: PaperWidth, fonts: Fonts
) -> None:
    bare = layout.render(sheets.JAPANESE, width, fonts)
    marked = layout.render(replace(sheets.JAPANESE, logo=png()), width, fonts)
    down = marked.height - bare.height
    assert down > 40
    below = marked.crop((0, down + 24, DOTS[width], marked.height))
    before = bare.crop((0, 24, DOTS[width], bare.height))
    assert not ImageChops.difference(below.convert("L"), before.convert("L")).getbbox()
    box = ink_box(marked.crop((0, 0, DOTS[width], down)))
    assert box is not None
    assert abs(box[0] + box[2] - DOTS[width]) <= 2


def test_a_broken_mark_leaves_the_ticket_as_it_is(fonts: Fonts) -> None:
    broken = layout.render(replace(sheets.JAPANESE, logo=b"no picture"), 80, fonts)
    assert broken.tobytes() == layout.render(sheets.JAPANESE, 80, fonts).tobytes()


def test_the_paper_of_a_form_has_it_too(fonts: Fonts) -> None:
    sheet = guides.JAPANESE
    bare = guide.render(sheet, 80, fonts)
    assert guide.render(replace(sheet, logo=png()), 80, fonts).height > bare.height + 40
