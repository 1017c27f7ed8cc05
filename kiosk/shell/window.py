"""Load a full-screen window from QML with the shared module, icons and the terminal's objects."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.shell.icons import IconProvider

QML_PATH = Path(__file__).resolve().parent / "qml"


class QmlError(Exception):
    """A QML file is broken; the messages of Qt say where. A bug, never a fault of the site."""


def make_engine(*import_paths: Path, parent: QObject | None = None) -> QQmlApplicationEngine:
    """Return an engine that knows `Machiai.Shell`, the icons and the modules below the paths."""
    engine = QQmlApplicationEngine(parent)
    for path in (QML_PATH, *import_paths):
        engine.addImportPath(str(path))
    engine.addImageProvider("icon", IconProvider())
    return engine


def load_window(
    engine: QQmlApplicationEngine, file: Path, properties: Mapping[str, object]
) -> QQuickWindow:
    """Return the Window that `file` declares, its required properties set; raise QmlError."""
    problems: list[str] = []
    engine.warnings.connect(lambda found: problems.extend(e.toString() for e in found))
    engine.setInitialProperties(dict(properties))
    older = len(engine.rootObjects())
    engine.load(QUrl.fromLocalFile(str(file)))
    for root in engine.rootObjects()[older:]:
        if isinstance(root, QQuickWindow):
            return root
    raise QmlError(f"{file}: no window. " + "\n".join(problems))
