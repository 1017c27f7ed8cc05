"""Each terminal's own settings, and how it says it is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from hub.http.bodies import read
from hub.http.endpoints import Guarded, json, nothing
from hub.service.access import Denial, Denied, Principal, Right, Role
from hub.service.terminals import (
    DISPLAY,
    KIOSK,
    REPORT,
    DeviceReport,
    DisplaySettings,
    KioskSettings,
    TerminalReport,
)
from hub.shape import Shape


@dataclass(frozen=True, slots=True)
class TerminalState:
    """A terminal as staff see it. `connected`: it follows the lobby now."""

    id: str
    name: str
    role: Role
    connected: bool
    report: TerminalReport | None = None
    reported_at: datetime | None = None


STATES = Shape(tuple[TerminalState, ...])
_SETTINGS: Shape[KioskSettings | DisplaySettings] = Shape(KioskSettings | DisplaySettings)


Record = Callable[[str, Sequence[DeviceReport]], Awaitable[None]]


class Terminals:
    """Belongs to the event loop. Reports live in memory: a terminal repeats its own.

    `record` keeps how each device is and was.
    """

    def __init__(
        self,
        kiosks: Mapping[str, KioskSettings],
        displays: Mapping[str, DisplaySettings],
        readers: Mapping[str, int],
        record: Record,
        clock: Callable[[], datetime],
    ) -> None:
        self._kiosks = kiosks
        self._displays = displays
        self._readers = readers
        self._record = record
        self._clock = clock
        self._reports: dict[str, tuple[TerminalReport, datetime]] = {}

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="GET",
                path="/api/terminal",
                right=Right.TERMINAL,
                run=self._settings,
                summary="The settings of the terminal that asks",
                tag="terminals",
                answer=_SETTINGS,
            ),
            Guarded(
                method="POST",
                path="/api/terminal/report",
                right=Right.TERMINAL,
                run=self._report,
                summary="A terminal says how it is",
                tag="terminals",
                body=REPORT,
            ),
            Guarded(
                method="GET",
                path="/api/terminals",
                right=Right.SERVE,
                run=self._all,
                summary="How all terminals are",
                tag="terminals",
                answer=STATES,
            ),
        )

    def states(self) -> tuple[TerminalState, ...]:
        """All terminals of the configuration, kiosks first."""
        kiosks = (self._state(item.id, item.name, Role.KIOSK) for item in self._kiosks.values())
        displays = (
            self._state(item.id, item.name, Role.SIGNAGE) for item in self._displays.values()
        )
        return (*kiosks, *displays)

    def _state(self, key: str, name: str, role: Role) -> TerminalState:
        return TerminalState(
            key, name, role, key in self._readers, *self._reports.get(key, (None, None))
        )

    async def _settings(self, _request: Request, who: Principal) -> Response:
        if who.role is Role.KIOSK and who.id in self._kiosks:
            return json(KIOSK, self._kiosks[who.id])
        if who.role is Role.SIGNAGE and who.id in self._displays:
            return json(DISPLAY, self._displays[who.id])
        raise Denied(Denial.NOT_CONFIGURED, terminal=who.id)

    async def _report(self, request: Request, who: Principal) -> Response:
        report = await read(request, REPORT)
        self._reports[who.id] = (report, self._clock())
        await self._record(who.id, report.devices)
        return nothing()

    async def _all(self, _request: Request, _who: Principal) -> Response:
        return json(STATES, self.states())
