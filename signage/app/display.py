"""The view-model: what QML may know, and nothing else."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from signage.app.face import Face, LargeCall, ListedCall, ReadyNumber, Voice, WaitingRow
from signage.app.rows import Rows

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class Display(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is wrong
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

    @Property(str, notify=changed)
    def city(self) -> str:
        """The city's name."""
        return self._face.city

    @Property(str, notify=changed)
    def date(self) -> str:
        """Month, day and weekday."""
        return self._face.date

    @Property(str, notify=changed)
    def longDate(self) -> str:
        """The date with its era."""
        return self._face.long_date

    @Property(str, notify=changed)
    def clock(self) -> str:
        """The time."""
        return self._face.clock

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """A hint for the staff, or nothing."""
        return self._face.trouble

    @Property(str, notify=changed)
    def readyPage(self) -> str:
        """Which page of the ready board, or nothing."""
        return self._face.ready_page

    @Property(str, notify=changed)
    def tablePage(self) -> str:
        """Which page of the waiting table, or nothing."""
        return self._face.table_page

    @Property(str, notify=changed)
    def notice(self) -> str:
        """Changes with the notice and its words; empty without one."""
        return self._face.notice

    @Property(str, notify=changed)
    def title(self) -> str:
        """The notice's title."""
        return self._face.title

    @Property(str, notify=changed)
    def body(self) -> str:
        """The notice's text."""
        return self._face.body

    @Property(str, notify=changed)
    def link(self) -> str:
        """The notice's address, or nothing."""
        return self._face.link

    @Property(str, notify=changed)
    def line(self) -> str:
        """The sentence of the bottom line."""
        return self._face.line

    @Property(bool, notify=changed)
    def live(self) -> bool:
        """Whether what is shown is known to be true."""
        return self._face.live

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether there has been any news of the lobby."""
        return self._face.known

    @Property(int, notify=changed)
    def boardLines(self) -> int:
        """How many lines the ready board takes."""
        return self._face.board_lines

    @Property(bool, notify=mounted)
    def portrait(self) -> bool:
        """Whether the panel hangs upright."""
        return self._portrait

    @Property(int, notify=mounted)
    def rotation(self) -> int:
        """Degrees clockwise."""
        return self._rotation

    @Property(QObject, notify=changed)
    def calls(self) -> QObject:
        """The large calls."""
        return self._calls

    @Property(QObject, notify=changed)
    def recent(self) -> QObject:
        """The last calls."""
        return self._recent

    @Property(QObject, notify=changed)
    def ready(self) -> QObject:
        """The numbers of the ready board."""
        return self._ready

    @Property(QObject, notify=changed)
    def table(self) -> QObject:
        """The waiting table."""
        return self._table
