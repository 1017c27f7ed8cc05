"""The display's emergency layer: alerts in, one panel out. Everything runs in the GUI thread."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from time import monotonic
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from hub.domain.alerts import Alert, covers_display, untimed
from hub.domain.lobby import Snapshot
from kiosk.shell.emergency import Manner, Panel, Steady, catalogue, panel, until

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1

# Clocks jump and Qt's timers are coarse: look at the clock often.
LOOK_MS = 200


@QmlElement
@QmlUncreatable("made by the program")
class Emergency(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is wrong
    """Shows what stands at the instant that `clock` gives; ends it by that clock too.

    Give `panel` to Machiai.Shell's EmergencyLayer.
    """

    changed = Signal()

    def __init__(
        self,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = steady
        self._told: tuple[Alert, ...] = ()
        self._is_trusted = True
        self._manner: Manner | None = None
        self._steady = Steady()
        self._looked = clock()
        self._due: datetime | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def hear(self, snapshot: Snapshot) -> None:
        """The lobby as it is now: live, or as it was kept."""
        self._told = snapshot.alerts
        site = snapshot.site
        self._manner = Manner(site.timezone, site.languages, catalogue, covers_display)
        self.compose()

    def trust(self, *, is_trusted: bool) -> None:
        """Say whether the clock is believed: by a wrong one no emergency ends."""
        if is_trusted != self._is_trusted:
            self._is_trusted = is_trusted
            self.compose()

    def look(self) -> None:
        """Compose if a change is due, or if the clock has been set back."""
        now = self._clock()
        if now < self._looked or (self._due is not None and now >= self._due):
            self.compose()

    def compose(self) -> None:
        """Show the panel of this instant."""
        now = self._clock()
        self._looked = now
        if self._manner is None:
            return
        alerts = self._told if self._is_trusted else untimed(self._told)
        self._due = until(alerts, self._manner, now)
        before = self._steady.shown
        made = panel(alerts, self._manner, now, frozenset())
        if not self._steady.show(made, self._seconds()):
            self._due = now
        if self._steady.shown != before:
            self.changed.emit()

    @property
    def shown(self) -> Panel:
        """What is shown now."""
        return self._steady.shown

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def panel(self) -> dict[str, Any]:
        """For EmergencyLayer: kiosk.shell.emergency.Panel."""
        return asdict(self._steady.shown)
