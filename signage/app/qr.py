"""QR codes for QML: `image://qr/ADDRESS`, percent-encoded."""

from urllib.parse import unquote

import qrcode
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickImageProvider
from qrcode.constants import ERROR_CORRECT_M

# Modules of quiet zone around the code, ISO/IEC 18004.
QUIET = 4


def picture(text: str) -> QImage:
    """One pixel a module, with the quiet zone; black on white."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    matrix = code.get_matrix()
    image = QImage(len(matrix), len(matrix), QImage.Format.Format_RGB32)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            image.setPixelColor(
                x, y, QColor(Qt.GlobalColor.black if dark else Qt.GlobalColor.white)
            )
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
        """Return the code in whole pixels a module, as large as fits the size asked for."""
        code = picture(unquote(source))
        scale = max(1, min(requested_size.width(), 1024) // code.width())
        return code.scaled(code.width() * scale, code.height() * scale)
