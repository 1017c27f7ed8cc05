"""Icons for QML: `image://icon/NAME/RRGGBB`, drawn from assets/icons at the size asked for.

Recolouring the SVG itself needs no shader, so that it works on the software scene graph too.
"""

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

import assets


@lru_cache(maxsize=256)
def known(name: str, otherwise: str) -> str:
    """The icon that a city's staff named, or the other where there is none of that name."""
    return name if assets.path("icons", f"{name}.svg").is_file() else otherwise


def render(name: str, color: str, size: QSize) -> QImage:
    """Return the icon `name` in `color` (#rrggbb) as a transparent picture of `size` pixels.

    Raises FileNotFoundError if there is no such icon.
    """
    svg = assets.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return drawn(svg.replace("<svg ", f'<svg fill="{color}" ', 1), size)


def drawn(svg: str, size: QSize) -> QImage:
    """A drawing on a transparent ground of `size` pixels."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(svg.encode()).render(painter)
    painter.end()
    return image


class IconProvider(QQuickImageProvider):
    """Give the QML engine the icons; one instance belongs to one engine."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(
        self,
        source: str,
        size: QSize,  # noqa: ARG002 - Qt's way out for the natural size, unused by PySide6
        requested_size: QSize,
    ) -> QImage:
        """Return the icon of `NAME/RRGGBB`, 48 pixels wide if QML asks for no size."""
        name, _, color = source.partition("/")
        wanted = requested_size if requested_size.width() > 0 else QSize(48, 48)
        return render(name, f"#{color}", wanted)
