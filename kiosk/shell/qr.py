"""QR codes for QML: `image://qr/TEXT`, percent-encoded.

A reader wants even dots: ask in `sourceSize` for the size in the window's own pixels.
"""

from urllib.parse import unquote

import qrcode
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from qrcode.constants import ERROR_CORRECT_M

# ISO/IEC 18004 asks for four light modules around the code.
QUIET = 4
DEFAULT = 216
# Longer texts are encrypted ones: they look like chance, and no mask is better for them than
# another. To compare all eight takes two thirds of the time.
LONG = 300


def render(text: str, side: int) -> QImage:
    """The code of `text`, black in the middle of a white square of `side` pixels.

    Every dot is the same whole number of pixels; where `side` is too small for dots of one pixel,
    the square is larger.
    """
    mask = 0 if len(text) > LONG else None
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=mask)
    code.add_data(text, optimize=0)
    rows = code.get_matrix()
    dot = max(1, side // len(rows))
    margin = max(0, side - dot * len(rows)) // 2
    image = QImage(QSize(1, 1) * max(side, len(rows)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, top = margin + x * dot, margin + y * dot
                painter.fillRect(left, top, dot, dot, Qt.GlobalColor.black)
    painter.end()
    return image


class QrProvider(QQuickImageProvider):
    """Give the QML engine QR codes; one instance belongs to one engine."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(
        self,
        source: str,
        size: QSize,  # noqa: ARG002 - Qt's way out for the natural size, unused by PySide6
        requested_size: QSize,
    ) -> QImage:
        """The code of the percent-encoded text, 216 pixels wide if QML asks for no size."""
        wanted = requested_size.width()
        return render(unquote(source), wanted if wanted > 0 else DEFAULT)
