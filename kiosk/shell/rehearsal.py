"""A hand that follows orders: taps, looks and pictures, for demonstrations and measurements.

Orders come on standard input, one JSON object a line, and are carried out one after another:

    {"tap": "take-number", "see": "services"}   touch an item, then wait until another is shown
    {"scan": "/t/0…", "see": "screen-home"}     type this at once, and Enter, as a scanner does
    {"see": "ticket-number", "seconds": 10}     wait until an item is shown
    {"read": "call-number", "text": "A-012"}    wait until an item's text is this; or any, without
    {"shot": "out/home.png"}                    a picture of the window
    {"end": true}                               end the terminal

Items are found by `objectName`. Each order is answered on standard output by one line
{"rehearsal": "ok", "ms": 12.3, "text": ...} or {"rehearsal": "no", "why": ...}; `ms` is the time
from the touch (or the order) to the end of the first frame that shows the awaited item.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import TextIO

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.shell.bridge import Bridge
from kiosk.shell.capture import capture

PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Order:
    """One line of orders."""

    tap: str = ""
    scan: str = ""
    see: str = ""
    read: str = ""
    text: str = ""
    shot: str = ""
    end: bool = False
    seconds: float = PATIENCE_SECONDS


class Rehearsal(QObject):
    """Reads orders in a thread and carries them out in the GUI thread, on real input events."""

    def __init__(
        self,
        window: QQuickWindow,
        end: Callable[[], None],
        orders: TextIO = sys.stdin,
        answers: TextIO = sys.stdout,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._end = end
        self._answers = answers
        self._waiting: list[Order] = []
        self._current: Order | None = None
        self._touched = False
        self._began = 0.0
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._give_up)
        window.frameSwapped.connect(self._look)
        bridge = Bridge(self._take, self)
        Thread(target=_read, args=(orders, bridge), name="rehearsal", daemon=True).start()

    def _take(self, line: str) -> None:
        try:
            self._waiting.append(Order(**json.loads(line)))
        except (ValueError, TypeError) as fault:
            self._answer("no", why=f"not an order: {fault}")
        self._next()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = self._waiting.pop(0)
            self._touched = not self._current.tap
            self._began = perf_counter()
            self._patience.start(int(self._current.seconds * 1000))
            if self._current.scan:
                _scan(self._window, self._current.scan)
            self._window.update()

    def _look(self) -> None:
        """A frame is on the screen: go on with the order as far as it shows what is needed."""
        order = self._current
        if order is None:
            return
        if not self._touched:
            self._touch(order.tap)
        elif self._satisfied(order):
            elapsed = (perf_counter() - self._began) * 1000
            self._current = None
            # A picture draws a frame of its own: not inside this one's signal.
            QTimer.singleShot(0, self, lambda: self._finish(order, elapsed))
            return
        self._window.update()

    def _satisfied(self, order: Order) -> bool:
        shown = all(self._shown(name) for name in (order.see, order.read) if name)
        return shown and (not order.text or order.text in self._texts(order.read))

    def _texts(self, name: str) -> list[str]:
        """The texts of all items of this name: several calls may be up at once."""
        return [str(item.property("text")) for item in self._all_shown(name)] if name else []

    def _touch(self, name: str) -> None:
        item = self._shown(name)
        if item is None or not item.isEnabled():
            return
        if not _in_sight(item):
            # A list brings what has the focus into sight; the next frame tries again.
            item.forceActiveFocus()
            return
        self._touched = True
        self._began = perf_counter()
        _click(self._window, item.mapToScene(_middle(item)))

    def _finish(self, order: Order, elapsed: float) -> None:
        if order.shot:
            capture(self._window, Path(order.shot))
        text = order.text or next(iter(self._texts(order.read)), None)
        self._done("ok", ms=round(elapsed, 2), text=text)
        if order.end:
            self._end()

    def _give_up(self) -> None:
        there = sorted({item.objectName() for item in self._items() if item.objectName()})
        self._done("no", why=f"not there: {self._current}; there are {there}")

    def _done(self, outcome: str, **more: object) -> None:
        self._current = None
        self._patience.stop()
        self._answer(outcome, **more)
        self._next()

    def _answer(self, outcome: str, **more: object) -> None:
        line = json.dumps({"rehearsal": outcome, **more}, ensure_ascii=False)
        print(line, file=self._answers, flush=True)

    def _shown(self, name: str) -> QQuickItem | None:
        return next(self._all_shown(name), None)

    def _all_shown(self, name: str) -> Iterator[QQuickItem]:
        found = (item for item in self._items() if item.objectName() == name)
        return (item for item in found if item.isVisible() and item.opacity() > 0)

    def _items(self) -> Iterator[QQuickItem]:
        """All items, in the order in which they stand in the page."""
        rest = [self._window.contentItem()]
        while rest:
            item = rest.pop()
            yield item
            rest += reversed(item.childItems())


def _read(orders: TextIO, bridge: Bridge) -> None:
    # Whoever gives the orders may close them at any moment.
    with suppress(ValueError, OSError):
        for line in orders:
            if line.strip():
                bridge.post(line)


def _scan(window: QQuickWindow, text: str) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for sign in text:
        # Which key it was is not known; Qt calls one after its capital letter.
        pressed = QKeyEvent(QEvent.Type.KeyPress, ord(sign.upper()), none, sign)
        QGuiApplication.sendEvent(window, pressed)
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r")
    QGuiApplication.sendEvent(window, enter)


def _middle(item: QQuickItem) -> QPointF:
    return QPointF(item.width() / 2, item.height() / 2)


def _in_sight(item: QQuickItem) -> bool:
    """Is its middle within all lists that it may be scrolled out of?"""
    above = _parent(item)
    while above is not None:
        if above.clip() and not above.contains(item.mapToItem(above, _middle(item))):
            return False
        above = _parent(above)
    return True


def _parent(item: QQuickItem) -> QQuickItem | None:
    """None for the root, which the stubs of PySide6 do not say."""
    return item.parentItem()


def _click(window: QQuickWindow, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    screen = window.mapToGlobal(at)
    for kind, held in (
        (QEvent.Type.MouseButtonPress, left),
        (QEvent.Type.MouseButtonRelease, none),
    ):
        QGuiApplication.sendEvent(window, QMouseEvent(kind, at, screen, left, held, keys))
