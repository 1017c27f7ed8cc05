"""Floor plans for QML: `image://plan/FLOOR`, drawn at the size asked for."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from hub.domain.floors.places import Floor


class PlanProvider(QQuickImageProvider):
    """Give the QML engine the plans of `floors`, by id; one instance belongs to one engine."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.floors: Mapping[str, Floor] = {}

    def requestImage(
        self,
        source: str,
        size: QSize,  # noqa: ARG002 - Qt's way out for the natural size, unused by PySide6
        requested_size: QSize,
    ) -> QImage:
        """The plan on a transparent ground; an empty picture of a floor that there is not."""
        image = QImage(
            requested_size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.fill(Qt.GlobalColor.transparent)
        if source in self.floors:
            painter = QPainter(image)
            QSvgRenderer(self.floors[source].plan.encode()).render(painter)
            painter.end()
        return image
