"""The rotation as QML sees it: zones, and two cards in each main one.

One card is up, the other is made ready below it; then it is faded in. Nothing leaves the screen
before what takes its place is there, whole.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from signage.app.cards import CardFace
from signage.app.face import WaitingRow
from signage.app.rows import Rows

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class Card(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is wrong
    """A face, and whether it can be shown: `told` when the screen knows."""

    changed = Signal()
    told = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = CardFace()
        self._rows = Rows(WaitingRow, self)
        self._ready = True
        self.fault = ""
        self.is_spoilt = False

    def take(self, face: CardFace) -> None:
        """Become `face`; what has another key must be made ready first."""
        if face == self._face:
            return
        if face.key != self._face.key:
            # The others have to be read first.
            self._ready, self.fault, self.is_spoilt = not face.source, "", False
        self._face = face
        self._rows.show(face.rows)
        self.changed.emit()

    @property
    def is_ready(self) -> bool:
        """Whether it can be shown now."""
        return self._ready

    @property
    def shown(self) -> CardFace:
        """What it is."""
        return self._face

    @Slot(str)
    def ready(self, key: str) -> None:
        """What this face needs is there, as QML knows."""
        if key == self._face.key and not self._ready:
            self._ready = True
            self.told.emit()

    @Slot(str, str)
    def fail(self, key: str, reason: str) -> None:
        """What this face needs cannot be shown, or broke off."""
        if key == self._face.key and not self.fault:
            self.fault = reason
            self.told.emit()

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def face(self) -> dict[str, Any]:
        """signage.app.cards.CardFace."""
        said = {name: value for name, value in asdict(self._face).items() if name != "rows"}
        return said | {"lines": list(said["lines"])}

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The lines of the waiting table."""
        return self._rows


@dataclass(frozen=True, slots=True)
class Listeners:
    """Called in the GUI thread, with the zone's id: a face is up; a face could not be shown."""

    up: Callable[[str, CardFace], None]
    failed: Callable[[str, CardFace, str], None]


@QmlElement
@QmlUncreatable("made by the program")
class MainZone(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is wrong
    """Two cards; `turned` says that the other one is to be faded in, `settled` that it was."""

    turned = Signal()

    def __init__(self, name: str, listeners: Listeners, parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._listeners = name, listeners
        self._cards = (Card(self), Card(self))
        self._top = 0
        self._fading = self._is_watched = False
        self._wanted = CardFace()
        self._upcoming: CardFace | None = None
        for card in self._cards:
            card.told.connect(self._look)

    @property
    def front(self) -> Card:
        """The card that is up, or being faded in."""
        return self._cards[self._top]

    @property
    def back(self) -> Card:
        """The other one."""
        return self._cards[1 - self._top]

    @property
    def is_settled(self) -> bool:
        """Whether what is up is what is wanted, whole."""
        return self.front.shown.key == self._wanted.key and not self._fading

    @property
    def is_fading(self) -> bool:
        """Whether something moves."""
        return self._fading

    def show(self, face: CardFace, upcoming: CardFace | None) -> None:
        """Show `face` as soon as it can be, and make `upcoming` ready."""
        self._wanted, self._upcoming = face, upcoming
        if self.front.shown.key == face.key:
            self.front.take(face)
            self._listeners.up(self._name, face)
        self._look()

    @Slot()
    def watch(self) -> None:
        """There is something on the screen that fades; until then cards just change."""
        self._is_watched = True

    @Slot()
    def settle(self) -> None:
        """The fade is over."""
        self._fading = False
        if self.back.is_spoilt:
            self.back.take(CardFace())
        self._look()

    @Property(QObject, constant=True)
    def first(self) -> QObject:
        """One card."""
        return self._cards[0]

    @Property(QObject, constant=True)
    def second(self) -> QObject:
        """The other card."""
        return self._cards[1]

    @Property(bool, notify=turned)
    def firstOnTop(self) -> bool:
        """Whether the first card is the one that is up."""
        return self._top == 0

    def _look(self) -> None:
        """Take the next step that can be taken."""
        if self.front.fault:
            self._tell_fault(self.front)
        if self._fading:
            return
        if self.front.shown.key != self._wanted.key:
            self.back.take(self._wanted)
            self._turn_or_tell()
        elif self._upcoming is not None and self._upcoming.key != self.front.shown.key:
            # A fault of it is told when its turn has come.
            self.back.take(self._upcoming)

    def _turn_or_tell(self) -> None:
        if self.back.fault:
            self._tell_fault(self.back)
            self.back.take(CardFace())
        elif self.back.is_ready:
            self._top = 1 - self._top
            self._fading = self._is_watched
            self._listeners.up(self._name, self.front.shown)
            self.turned.emit()

    def _tell_fault(self, card: Card) -> None:
        reason, card.fault, card.is_spoilt = card.fault, "", True
        self._listeners.failed(self._name, card.shown, reason)
