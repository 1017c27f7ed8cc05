"""QR codes for QML: `image://qr/TEXT`, each dot a whole number of pixels, with its quiet zone."""

from urllib.parse import unquote

import qrcode
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

# ISO/IEC 18004 asks for four light modules around the code.
QUIET = 4
DEFAULT = 216


def render(text: str, side: int) -> QImage:
    """The code of `text`, black on white, on a square of `side` pixels or a little more."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    dot = max(1, side // len(rows))
    image = QImage(QSize(len(rows) * dot, len(rows) * dot), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(x * dot, y * dot, dot, dot, Qt.GlobalColor.black)
    painter.end()
    return image


class QrProvider(QQuickImageProvider):
    """Give one QML engine its codes."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, source: str, size: QSize, requested_size: QSize) -> QImage:
        """The code of the percent-encoded text."""
        del size
        wanted = requested_size.width() if requested_size.width() > 0 else DEFAULT
        return render(unquote(source), wanted)
