"""The view-model: what QML may know, and nothing else."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from signage.app.face import Face, LargeCall, ListedCall, ReadyNumber, Voice, WaitingRow
from signage.app.rows import Rows

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # type: ignore[operator] # PySide6's stub is wrong
class Display(QObject):
    """The face of the display, and how the panel hangs."""

    changed = Signal()
    mounted = Signal()

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._face = Face()
        self._portrait = False
        self._rotation = 0
        self._calls = Rows(LargeCall, self)
        self._recent = Rows(ListedCall, self)
        self._ready = Rows(ReadyNumber, self)
        self._table = Rows(WaitingRow, self)

    def show(self, face: Face) -> None:
        """Show a face; what is the same stays as it is."""
        if face == self._face:
            return
        self._face = face
        self._calls.show(face.calls)
        self._recent.show(face.recent)
        self._ready.show(face.ready)
        self._table.show(face.table)
        self.changed.emit()

    def hang(self, *, portrait: bool, rotation: int) -> None:
        """Say how the panel hangs: `rotation` in degrees clockwise."""
        if (portrait, rotation) != (self._portrait, self._rotation):
            self._portrait, self._rotation = portrait, rotation
            self.mounted.emit()

    @Slot(str, result=str)
    def ja(self, key: str) -> str:
        """Return a fixed Japanese text of signage.*."""
        return self._voice.ja.text(f"signage.{key}")

    @Slot(str, result=str)
    def en(self, key: str) -> str:
        """Return a fixed English text of signage.*."""
        return self._voice.en.text(f"signage.{key}")

    @property
    def face(self) -> Face:
        """What is shown now."""
        return self._face

    city = Property(str, lambda self: self._face.city, notify=changed)
    date = Property(str, lambda self: self._face.date, notify=changed)
    longDate = Property(str, lambda self: self._face.long_date, notify=changed)
    clock = Property(str, lambda self: self._face.clock, notify=changed)
    trouble = Property(str, lambda self: self._face.trouble, notify=changed)
    readyPage = Property(str, lambda self: self._face.ready_page, notify=changed)
    tablePage = Property(str, lambda self: self._face.table_page, notify=changed)
    notice = Property(str, lambda self: self._face.notice, notify=changed)
    title = Property(str, lambda self: self._face.title, notify=changed)
    body = Property(str, lambda self: self._face.body, notify=changed)
    link = Property(str, lambda self: self._face.link, notify=changed)
    line = Property(str, lambda self: self._face.line, notify=changed)
    live = Property(bool, lambda self: self._face.live, notify=changed)
    known = Property(bool, lambda self: self._face.known, notify=changed)
    boardLines = Property(int, lambda self: self._face.board_lines, notify=changed)
    portrait = Property(bool, lambda self: self._portrait, notify=mounted)
    rotation = Property(int, lambda self: self._rotation, notify=mounted)
    calls = Property(QObject, lambda self: self._calls, constant=True)
    recent = Property(QObject, lambda self: self._recent, constant=True)
    ready = Property(QObject, lambda self: self._ready, constant=True)
    table = Property(QObject, lambda self: self._table, constant=True)
