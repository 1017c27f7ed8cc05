"""Drive QML in a test as a person does: show, find by `objectName`, touch, press keys, look.

`tests/ui/conftest.py` offers it as the fixture `show`.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QDeadlineTimer, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPointingDevice
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.shell.capture import capture
from kiosk.shell.window import load_window, make_engine

DEADLINE_MS = 5000


def until(
    condition: Callable[[], bool], what: str = "a condition", milliseconds: int = DEADLINE_MS
) -> None:
    """Let Qt work until the condition holds; fail after five seconds, or as many as are given."""
    deadline = QDeadlineTimer(milliseconds)
    while not condition():
        assert not deadline.hasExpired(), f"waited {milliseconds} ms in vain for {what}"
        QTest.qWait(1)


class Screen:
    """A shown window of one QML file, or of the text of an Item's body (in a `Stage`)."""

    def __init__(
        self,
        source: Path | str,
        properties: Mapping[str, object] | None = None,
        *,
        size: tuple[int, int] = (1080, 1920),
        import_paths: tuple[Path, ...] = (),
        images: Mapping[str, QQuickImageProvider] | None = None,
    ) -> None:
        self.engine = make_engine(*import_paths)
        for name, provider in (images or {}).items():
            self.engine.addImageProvider(name, provider)
        if isinstance(source, Path):
            self.window = load_window(self.engine, source, properties or {})
        else:
            self.window = _load_text(self.engine, source)
        self.window.resize(*size)
        self.expose()

    @classmethod
    def of(cls, window: QQuickWindow) -> Self:
        """A window that the program itself has opened, and closes."""
        screen = cls.__new__(cls)
        screen.window = window
        screen.expose()
        return screen

    def expose(self) -> None:
        """Show the window, and wait until it is there."""
        self.window.show()
        assert QTest.qWaitForWindowExposed(self.window, DEADLINE_MS)
        self.window.requestActivate()

    def items(self) -> Iterator[QQuickItem]:
        """Yield every item of the window, parents first; Repeaters' delegates too."""
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop(0)
            yield item
            waiting.extend(item.childItems())

    def find(self, name: str) -> QQuickItem:
        """Return the item with this `objectName`, one that is seen rather than one that is not.

        Names those that exist if there is none.
        """
        seen = sorted(self.items(), key=QQuickItem.isVisible)
        named = {item.objectName(): item for item in seen if item.objectName()}
        assert name in named, f"no item {name!r}; there are {sorted(named)}"
        return named[name]

    def wait(self, name: str) -> QQuickItem:
        """Wait until an item with this `objectName` exists and is visible; return it."""
        until(lambda: any(i.objectName() == name and i.isVisible() for i in self.items()), name)
        return self.find(name)

    def value(self, name: str, property_name: str) -> Any:
        """Return a QML property of an item."""
        return self.find(name).property(property_name)

    def center(self, name: str) -> QPoint:
        """Return the middle of an item in window pixels."""
        item = self.find(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def click(self, name: str) -> None:
        """Press and release the left mouse button on an item."""
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, left, none, self.center(name))

    def tap(self, name: str) -> None:
        """Touch an item with one finger and let go."""
        self.press(name)
        self.release(name)

    def press(self, name: str) -> None:
        """Put a finger on an item."""
        QTest.touchEvent(self.window, _touch()).press(0, self.center(name), self.window).commit()

    def release(self, name: str) -> None:
        """Lift the finger from an item."""
        QTest.touchEvent(self.window, _touch()).release(0, self.center(name), self.window).commit()

    def move(self, start: str, end: str) -> None:
        """Slide the finger from the middle of one item to that of another."""
        path = (self.center(start), self.center(end))
        for point in ((path[0] * (9 - n) + path[1] * n) / 9 for n in range(10)):
            QTest.touchEvent(self.window, _touch()).move(0, point, self.window).commit()

    def key(self, key: Qt.Key) -> None:
        """Press and release a key."""
        QTest.keyClick(self.window, key)

    def accessible(self, name: str) -> QAccessibleInterface:
        """Return what a screen reader is told of an item."""
        interface = QAccessible.queryAccessibleInterface(self.find(name))
        assert interface is not None, f"{name} tells a screen reader nothing"
        return interface

    def grab(self, file: Path | None = None) -> QImage:
        """Return the picture of the window, and write it to `file`."""
        image = capture(self.window, file) if file else self.window.grabWindow()
        assert not image.isNull()
        return image

    def close(self) -> None:
        """Destroy window and engine."""
        self.window.close()
        self.window.deleteLater()
        self.engine.deleteLater()
        QTest.qWait(0)


def clipped(screen: Screen) -> list[str]:
    """Return the texts of the window that are cut off or stick out of it."""
    return [text.property("text") for text in screen.items() if _is_clipped(screen.window, text)]


def _is_clipped(window: QQuickWindow, item: QQuickItem) -> bool:
    if not item.inherits("QQuickText") or not item.isVisible() or not item.property("text"):
        return False
    box = item.mapRectToScene(item.boundingRect()).toAlignedRect()
    too_wide = item.property("contentWidth") > item.width() + 1
    too_high = item.property("contentHeight") > item.height() + 1
    inside = window.contentItem().boundingRect().toAlignedRect().contains(box)
    return (
        bool(item.property("truncated")) or too_wide or too_high or not (inside or _scrolls(item))
    )


def _scrolls(item: QQuickItem | None) -> bool:
    while item is not None and not item.inherits("QQuickFlickable"):
        item = item.parentItem()
    return item is not None


@cache
def _touch() -> QPointingDevice:
    return QTest.createTouchDevice()


def _load_text(engine: QQmlApplicationEngine, body: str) -> QQuickWindow:
    head = "import QtQuick\nimport QtQuick.Layouts\nimport QtQuick.Window\nimport Machiai.Shell\n"
    text = f"{head}Window {{ id: window\n Stage {{ {body} }} }}"
    engine.loadData(text.encode(), QUrl("test.qml"))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    return window
