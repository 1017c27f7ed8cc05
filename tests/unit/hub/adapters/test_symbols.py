"""Codes in pictures: found whatever the picture, refused whatever the file."""

from io import BytesIO

import pytest
import qrcode
from PIL import Image
from qrcode.image.pil import PilImage

from hub.adapters.symbols import read_picture
from tests.desks import Keys


def picture(*texts: str) -> Image.Image:
    """Codes beside each other, as on a screen or in a photograph of two papers."""
    codes = [
        qrcode.make(text, image_factory=PilImage, box_size=4).get_image().convert("L")
        for text in texts
    ]
    wide = sum(code.width for code in codes)
    found = Image.new("L", (wide, max(code.height for code in codes)), 255)
    at = 0
    for code in codes:
        found.paste(code, (at, 0))
        at += code.width
    return found


def file(image: Image.Image, kind: str = "PNG") -> bytes:
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF"])
def test_a_code_is_read_from_every_kind_of_picture(kind: str) -> None:
    (text,) = Keys().seal().texts
    assert read_picture(file(picture(text), kind)) == (text,)


def test_a_turned_photograph_with_colours_is_read() -> None:
    (text,) = Keys().seal().texts
    turned = picture(text).convert("RGBA").rotate(17, expand=True, fillcolor=(255, 255, 255, 255))
    assert read_picture(file(turned)) == (text,)


def test_two_codes_in_one_picture_are_both_read() -> None:
    assert set(read_picture(file(picture("MC1ONE", "MC1TWO")))) == {"MC1ONE", "MC1TWO"}


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg/>", bytes(5000)])
def test_what_is_no_picture_has_no_codes(data: bytes) -> None:
    assert read_picture(data) == ()


def test_a_cut_or_blank_picture_has_no_codes() -> None:
    whole = file(picture("MC1"))
    assert read_picture(whole[: len(whole) // 2]) == ()
    assert read_picture(file(Image.new("L", (50, 50), 255))) == ()


def test_a_picture_of_too_many_pixels_is_not_unpacked() -> None:
    assert read_picture(file(Image.new("1", (8000, 7000)))) == ()
