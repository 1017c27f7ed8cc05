"""Pictures of what a terminal shows."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow


def capture(window: QQuickWindow, file: Path) -> QImage:
    """Write what the window shows to a PNG file and return it; raise OSError if that fails."""
    image = window.grabWindow()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(file)):
        raise OSError(f"cannot write the picture {file}")
    return image
