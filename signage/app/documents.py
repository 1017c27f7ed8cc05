"""Pages of documents for QML: `image://document/DIGEST/PAGE`, drawn in the thread that asks."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

# Asked for no size: half a panel.
DEFAULT = QSize(960, 960)


class DocumentProvider(QQuickImageProvider):
    """Give the QML engine pages; one instance belongs to one engine.

    `files` are replaced as a whole: another thread reads them.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.files: Mapping[str, Path] = {}

    def requestImage(
        self,
        source: str,
        size: QSize,  # noqa: ARG002 - Qt's way out for the natural size, unused by PySide6
        requested_size: QSize,
    ) -> QImage:
        """The page, whole within the size; an empty picture where it cannot be drawn."""
        digest, _, number = source.partition("/")
        file = self.files.get(digest)
        wanted = requested_size if requested_size.width() > 0 else DEFAULT
        return render(file, int(number), wanted) if file and number.isdigit() else QImage()


@lru_cache(maxsize=1)
def _library() -> QObject:
    """Keeps the library of documents open: each time that it opens it loses 30 kB (Qt 6.11)."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see below

    return QPdfDocument(None)  # type: ignore[call-overload, no-any-return] # as below


def render(file: Path, number: int, within: QSize) -> QImage:
    """Page `number` (from 0) on white; an empty picture of what is not a whole document."""
    # Loading Qt Pdf costs a display without documents time and memory.
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see above

    _library()
    document = QPdfDocument(None)  # type: ignore[call-overload] # the stub wants a parent
    try:
        if document.load(str(file)) is not QPdfDocument.Error.None_:
            return QImage()
        points = document.pagePointSize(number)
        size = points.scaled(within.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        drawn = document.render(number, size)
    finally:
        document.close()
    if drawn.isNull():
        return QImage()
    page = QImage(size, QImage.Format.Format_RGB32)
    # The page itself is transparent.
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return page
