"""Floor plans for QML: `image://plan/FLOOR`, drawn at the size asked for."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from hub.domain.floors.places import Floor
from kiosk.shell.icons import drawn

_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'


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
        floor, wanted = self.floors.get(source), requested_size.expandedTo(QSize(1, 1))
        return drawn(floor.plan if floor else _EMPTY, wanted)
