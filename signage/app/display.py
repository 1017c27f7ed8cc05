"""The view-model: what QML may know, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from hub.domain.signage.programme import Layout, Zone, ZoneKind
from signage.app.cards import CardFace
from signage.app.face import Face, LargeCall, ListedCall, ReadyNumber, Voice
from signage.app.rows import Rows
from signage.app.zones import Listeners, MainZone

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1

# One card into the next.
FADE_MS = 700


@dataclass(frozen=True, slots=True)
class Place:
    """A zone as it lies on the screen, in shares; `key` is the zone's id."""

    key: str
    kind: str
    left_share: float
    top_share: float
    width_share: float
    height_share: float


@QmlElement
@QmlUncreatable("made by the program")
class Display(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is wrong
    """The face of the display, and how the panel hangs."""

    changed = Signal()
    mounted = Signal()
    # The layout is about to change: what was shown stands until the next one is whole.
    leaving = Signal()
    curtainMoved = Signal()
    ducking = Signal()

    def __init__(self, voice: Voice, parent: QObject | None = None, *, fade: int = FADE_MS) -> None:
        super().__init__(parent)
        self._voice, self._fade = voice, fade
        self._layout: Layout | None = None
        self._places = Rows(Place, self)
        self._mains: dict[str, MainZone] = {}
        self._ducked = self._hushed = False
        self._curtain = ""
        self._face = Face()
        self._portrait = False
        self._rotation = 0
        self._calls = Rows(LargeCall, self)
        self._recent = Rows(ListedCall, self)
        self._ready = Rows(ReadyNumber, self)

    def show(self, face: Face) -> None:
        """Show a face; what is the same stays as it is."""
        if face == self._face:
            return
        self._face = face
        self._calls.show(face.calls)
        self._recent.show(face.recent)
        self._ready.show(face.ready)
        self.changed.emit()

    def hang(self, *, portrait: bool, rotation: int) -> None:
        """Say how the panel hangs: `rotation` in degrees clockwise."""
        if (portrait, rotation) != (self._portrait, self._rotation):
            self._portrait, self._rotation = portrait, rotation
            self.mounted.emit()

    def arrange(self, layout: Layout, listeners: Listeners) -> None:
        """Lay the zones out; a main zone that stays keeps what it shows."""
        if layout == self._layout:
            return
        if self._layout is not None:
            self.leaving.emit()
        self._layout = layout
        mains = {zone.id for zone in layout.zones if zone.kind is ZoneKind.MAIN}
        left = [self._mains.pop(name) for name in self._mains.keys() - mains]
        for name in sorted(mains - self._mains.keys()):
            self._mains[name] = MainZone(name, listeners, self)
        self._places.show([_place(zone) for zone in layout.zones])
        for zone in left:
            zone.deleteLater()

    def rotate(self, cards: Sequence[tuple[str, CardFace, CardFace | None]]) -> None:
        """Show these cards: the zone's id, its face, and the one to make ready."""
        for name, face, upcoming in cards:
            self._mains[name].show(face, upcoming)

    def duck(self, ducked: bool) -> None:
        """Make films quieter while something is said, or as loud as before."""
        if ducked != self._ducked:
            self._ducked = ducked
            self.ducking.emit()

    def draw_curtain(self, source: str) -> None:
        """Show a picture before everything, or, without one, no more."""
        self._curtain = source
        self.curtainMoved.emit()

    @Property(str, notify=curtainMoved)
    def curtain(self) -> str:
        """The picture that stands before a layout that is not whole yet, or nothing."""
        return self._curtain

    def hush(self, hushed: bool) -> None:
        """Let an emergency be heard, or the films again."""
        if hushed != self._hushed:
            self._hushed = hushed
            self.ducking.emit()

    @property
    def is_settled(self) -> bool:
        """Whether every zone shows what it should, whole."""
        return all(zone.is_settled for zone in self._mains.values())

    @property
    def is_fading(self) -> bool:
        """Whether something of the rotation moves."""
        return any(zone.is_fading for zone in self._mains.values())

    @property
    def mains(self) -> dict[str, MainZone]:
        """The main zones by id."""
        return self._mains

    @Slot(str, result=QObject)
    def main(self, name: str) -> QObject | None:
        """Return the main zone of this id."""
        return self._mains.get(name)

    @Property(QObject, constant=True)
    def places(self) -> QObject:
        """The zones."""
        return self._places

    @Property(int, constant=True)
    def fade(self) -> int:
        """Milliseconds from one card to the next."""
        return self._fade

    @Property(bool, notify=ducking)
    def ducked(self) -> bool:
        """Whether films are to be quiet."""
        return self._ducked or self._hushed

    @Property(str, notify=changed)
    def lineLanguage(self) -> str:
        """The language of the bottom line's sentence."""
        return self._face.line_language

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


def _place(zone: Zone) -> Place:
    return Place(zone.id, zone.kind.value, zone.x, zone.y, zone.width, zone.height)
