"""The emergency layer of a kiosk as QML sees it."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hub.domain.alerts import covers_kiosk
from kiosk.app.moment import Moment
from kiosk.app.world import World
from kiosk.flow.state import INITIAL, State
from kiosk.shell.emergency import NOTHING, Manner, Panel, Steady, catalogue, panel

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

# Seconds after which a band that was put away comes back to a kiosk that nobody uses.
FORGOTTEN = 60.0


@QmlElement
class Emergency(QObject):
    """Lives in the GUI thread. What one visitor has read is shown to the next one again.

    Give `panel` to Machiai.Shell's EmergencyLayer. `again` shows the kiosk once more.
    """

    changed = Signal()

    def __init__(self, again: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._again = again
        self._steady = Steady()
        self._state: State = INITIAL
        self._read: dict[tuple[str, datetime], float] = {}
        self._at = 0.0
        self._updated: dict[str, datetime] = {}

    def show(self, state: State, world: World, moment: Moment) -> None:
        """Show what stands at this moment, in the visitor's language."""
        if state == INITIAL:
            left = self._state != INITIAL
            kept = {key: at for key, at in self._read.items() if moment.at - at < FORGOTTEN}
            self._read = {} if left else kept
        self._state, self._at = state, moment.at
        before = self._steady.shown
        # What is held back comes with the next tick.
        self._steady.show(self._composed(world, moment), moment.at)
        if self._steady.shown != before:
            self.changed.emit()

    def _composed(self, world: World, moment: Moment) -> Panel:
        if world.lobby is None:
            return NOTHING
        site, alerts = world.lobby.site, world.lobby.alerts
        self._updated = {alert.id: alert.updated_at for alert in alerts.values()}
        manner = Manner(
            site.timezone, site.languages, catalogue, covers_kiosk, self._state.language
        )
        return panel(alerts.values(), manner, moment.now, frozenset(self._read))

    @property
    def shown(self) -> Panel:
        """What is shown now."""
        return self._steady.shown

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def panel(self) -> dict[str, Any]:
        """For EmergencyLayer: kiosk.shell.emergency.Panel."""
        return asdict(self._steady.shown)

    @Property(str, notify=changed)
    def readText(self) -> str:
        """The word of the button that puts a band away."""
        return catalogue(self._state.language).text("emergency.read")

    @Property(str, notify=changed)
    def note(self) -> str:
        """What the kiosk says about itself while it is covered."""
        return catalogue(self._state.language).text("emergency.stopped")

    @Slot()
    def putAway(self) -> None:
        """Somebody has read the band."""
        updated = self._updated.get(self._steady.shown.alert)
        if self._steady.shown.shape == "band" and updated is not None:
            self._read[self._steady.shown.alert, updated] = self._at
            self._again()
