"""What people do who have an appointment, or say how it was, as QML sees it."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.app.strokes import struck
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Arrivals(QObject):
    """Lives in the GUI thread; `send` plays an event on the machine."""

    def __init__(self, send: Callable[[ev.Event], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send

    @Slot()
    def want(self) -> None:
        """「予約の方」."""
        self._send(ar.ArrivalWanted())

    @Slot(str)
    def digit(self, digit: str) -> None:
        """A digit of the appointment's number."""
        self._send(ar.ArrivalDigit(digit))

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        self._send(ar.ArrivalErased())

    @Slot()
    def enter(self) -> None:
        """The number is complete."""
        self._send(ar.ArrivalEntered(uuid4().hex))

    @Slot(int, result=bool)
    def stroke(self, key: int) -> bool:
        """A key that can be felt; was it one of ours?"""
        return struck(key, self.digit, self.erase, self.enter)

    @Slot()
    def survey(self) -> None:
        """「ご案内はいかがでしたか」."""
        self._send(ar.SurveyWanted())

    @Slot(int)
    def answer(self, score: int) -> None:
        """One of the five faces."""
        self._send(ar.SurveyAnswered(score))
