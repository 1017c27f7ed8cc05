"""The one way from a plain thread into the GUI thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Bridge(QObject):
    """Hand everything that threads `post` to one receiver in the GUI thread, in order.

    Make it in the GUI thread. Devices and clients, which know no Qt, get `post` as their
    callback. After `close` nothing arrives any more and posting is harmless, so a thread that
    ends late does not matter.
    """

    _posted = Signal(object)

    def __init__(self, receive: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive = receive
        self._open = True
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, item: object) -> None:
        """Queue `item` for the receiver; may be called by any thread."""
        if self._open:
            self._posted.emit(item)

    def close(self) -> None:
        """Drop what is queued and all that will be posted."""
        self._open = False

    @Slot(object)
    def _deliver(self, item: object) -> None:
        if self._open:
            self._receive(item)
