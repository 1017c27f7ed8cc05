"""The floor guide's view-model: touches in, one screen out. Everything runs in the GUI thread."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from assets.words import LANGUAGES, Words, load
from hub.client import DisplaySettings
from hub.domain.floors.places import Building
from hub.domain.lobby import Snapshot, restore
from hub.domain.site import words
from hub.domain.waiting import congestion
from signage.guide import board, machine
from signage.guide.machine import CLOSED, Guide, Touch
from signage.guide.scene import Scene
from signage.guide.view import view

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1

# The seconds that are left are shown, so look more often than once a second.
LOOK_MS = 250
NOWHERE = Scene(Building(), "")


@lru_cache(maxsize=16)
def _said(language: str) -> Words:
    return load(language, "common", "guide")


def _listed(value: Any) -> Any:
    """The value with lists for tuples, which QML does not know."""
    if isinstance(value, dict):
        return {name: _listed(each) for name, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, (list, tuple)) else value


@QmlElement
@QmlUncreatable("made by the program")
class FloorGuide(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is wrong
    """Opens at a touch of the display, if it stands in a building; closes by itself.

    `clock` gives the aware instant. While closed it costs nothing: no timer runs.
    """

    changed = Signal()
    warned = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._guide = CLOSED
        self._scene = NOWHERE
        self._snapshot: Snapshot | None = None
        self._live = False
        self._warning = 0
        self._view: dict[str, Any] = {}
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def settle(self, settings: DisplaySettings) -> None:
        """The display's own settings: where it stands, and in which building."""
        self._scene = Scene(settings.building, settings.node, self._scene.site)
        self._take(CLOSED)

    def hear(self, snapshot: Snapshot) -> None:
        """The lobby as it is now: live, or as it was kept."""
        self._snapshot = snapshot
        self._compose()

    def follow(self, *, live: bool) -> None:
        """Whether what was heard last is known to be true."""
        self._live = live
        self._compose()

    def look(self) -> None:
        """Nobody may have touched it for long."""
        self._do(machine.Tick())
        warning = machine.warning(self._guide, self._clock())
        if warning != self._warning:
            self._warning = warning
            self.warned.emit()

    @property
    def is_open(self) -> bool:
        """Is the guide in front of the rotation?"""
        return self._guide.is_open

    @Property(bool, notify=changed)
    def isOpen(self) -> bool:
        """The same, for QML."""
        return self._guide.is_open

    @Property(int, notify=warned)
    def warning(self) -> int:
        """Seconds until it closes by itself; 0 while there is time."""
        return self._warning

    @Property(str, notify=changed)
    def language(self) -> str:
        """The language that the visitor chose."""
        return self._guide.language

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def view(self) -> dict[str, Any]:
        """signage.guide.view.View, with the floors, the languages and the words to say it in."""
        return self._view

    @Slot()
    def touch(self) -> None:
        """The rotation was touched."""
        spot = self._scene.building.nodes.get(self._scene.node)
        if spot is not None:
            self._do(machine.Wake(spot.floor))

    @Slot(str)
    def showFloor(self, floor: str) -> None:
        self._do(machine.ShowFloor(floor))

    @Slot()
    def search(self) -> None:
        self._do(machine.Search())

    @Slot(str)
    def type(self, sign: str) -> None:
        self._do(machine.Type(sign))

    @Slot()
    def erase(self) -> None:
        self._do(machine.Erase())

    @Slot(str)
    def choose(self, place: str) -> None:
        """A place on the plan or in a list."""
        found = self._scene.building.places.get(place)
        if found is not None:
            self._do(machine.Choose(place, found.at.floor))

    @Slot()
    def go(self) -> None:
        """Show the way, beginning here."""
        self._do(machine.Go())
        self.leg(0)

    @Slot(int)
    def leg(self, number: int) -> None:
        """Look at part `number` of the way, from 0."""
        legs = self._view.get("way", {}).get("legs", ())
        if 0 <= number < len(legs):
            self._do(machine.Leg(number, legs[number]["floor"]))

    @Slot(bool)
    def stepFree(self, on: bool) -> None:
        """Ways without stairs, or all."""
        self._do(machine.StepFree(on))
        self.leg(0)

    @Slot(str)
    def speak(self, language: str) -> None:
        self._do(machine.Speak(language))

    @Slot()
    def back(self) -> None:
        self._do(machine.Back())

    @Slot()
    def close(self) -> None:
        self._do(machine.Close())

    @Slot()
    def stay(self) -> None:
        self._do(machine.Stay())

    def _do(self, touch: Touch) -> None:
        self._take(machine.step(self._guide, touch, self._clock()))

    def _take(self, guide: Guide) -> None:
        if guide == self._guide:
            return
        self._guide = guide
        if guide.is_open:
            self._timer.start()
        else:
            self._timer.stop()
        self._compose()
        if self._warning:
            self.look()

    def _compose(self) -> None:
        made = self._made() if self._guide.is_open else {}
        if made != self._view:
            self._view = made
            self.changed.emit()

    def _made(self) -> dict[str, Any]:
        said, scene = _said(self._guide.language), self._today()
        floors = sorted(scene.building.floors.values(), key=lambda floor: floor.storey)
        shown: dict[str, Any] = _listed(asdict(view(self._guide, scene, said)))
        return shown | {
            "floors": [
                {"id": floor.id, "name": words(floor.name, said.language)} for floor in floors
            ],
            "width": scene.building.floors[self._guide.floor].width,
            "height": scene.building.floors[self._guide.floor].height,
            "languages": [
                {"tag": tag, "name": LANGUAGES[tag]}
                for tag in (scene.site.languages if scene.site else ("ja", "en"))
            ],
            "leg": self._guide.leg,
            "stepFree": self._guide.step_free,
            "keys": {"kana": list(board.KANA), "letters": list(board.LETTERS)},
            "icons": board.ICONS,
            "says": dict(said.texts),
        }

    def _today(self) -> Scene:
        """The scene with the congestion of this instant, where it is known to be true."""
        snapshot = self._snapshot
        if snapshot is None:
            return self._scene
        rows = congestion(restore(snapshot), self._clock()) if self._live else ()
        return Scene(
            self._scene.building,
            self._scene.node,
            snapshot.site,
            {row.service.id: row for row in rows},
        )
