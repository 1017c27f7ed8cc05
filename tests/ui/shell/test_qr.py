"""A phone reads the code, because its dots are even and the space around it is white."""

from io import BytesIO
from itertools import groupby

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import QImage

from kiosk.shell.qr import QUIET, QrProvider

ADDRESS = "http://192.168.10.5:8000/t/0123456789abcdef0123456789abcdef?lang=ja-easy"
ENCODED = "http%3A%2F%2F192.168.10.5%3A8000%2Ft%2F0123456789abcdef0123456789abcdef%3Flang%3Dja-easy"


def _code(side: int) -> QImage:
    return QrProvider().requestImage(ENCODED, QSize(), QSize(side, side))


def _opened(image: QImage) -> Image.Image:
    buffer = QBuffer()
    assert image.save(buffer, "PNG")  # type: ignore[call-overload] # PySide6's stub wants bytes
    return Image.open(BytesIO(buffer.data().data())).convert("L")


@pytest.mark.parametrize("side", [108, 144, 216, 217, 432, 1024])
def test_the_code_is_as_large_as_asked_for_and_readable(side: int) -> None:
    image = _code(side)
    assert (image.width(), image.height()) == (side, side)
    assert zxingcpp.read_barcodes(_opened(image))[0].text == ADDRESS


@pytest.mark.parametrize("side", [108, 216, 217, 432])
def test_all_dots_are_whole_and_have_their_quiet_zone(side: int) -> None:
    picture = _opened(_code(side))
    box = picture.point(lambda level: 255 - level).getbbox()
    assert box is not None
    left, top, right, bottom = box
    row = picture.crop((left, top, right, top + 1)).tobytes()
    runs = [len(list(run)) for _, run in groupby(row)]
    dot = runs[0] // 7  # a code begins with the seven dark dots of its corner
    assert runs[0] == 7 * dot
    assert all(run % dot == 0 for run in runs)
    assert min(left, top, side - right, side - bottom) >= QUIET * dot


def test_too_small_a_square_grows_instead_of_spoiling_the_code() -> None:
    image = _code(10)
    assert image.width() > 10
    assert image.width() == image.height()


def test_without_a_size_there_is_one() -> None:
    assert _code(-1).width() == 216
