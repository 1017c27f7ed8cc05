"""What the displays say of themselves. In memory alone: each repeats it every few seconds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hub.service.signage.wire import ScreenReport, ScreenSeen, ScreenState

# How every JPEG file begins (ITU-T T.81, B.1.1.3: SOI, then a marker).
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class _Heard:
    state: ScreenState
    at: datetime
    screenshot: bytes = b""
    screenshot_at: datetime | None = None


class Screens:
    """Belongs to the event loop. `readers` are the terminals that follow the lobby now."""

    def __init__(
        self,
        screens: Iterable[str],
        readers: Mapping[str, int],
        clock: Callable[[], datetime],
    ) -> None:
        self._screens = tuple(screens)
        self._readers = readers
        self._clock = clock
        self._heard: dict[str, _Heard] = {}

    def hear(self, screen: str, report: ScreenReport) -> None:
        """A display has told how it is; without a screenshot the one before stays."""
        now, before = self._clock(), self._heard.get(screen)
        if report.screenshot.startswith(JPEG):
            self._heard[screen] = _Heard(report.state, now, report.screenshot, now)
        elif before is not None:
            seen = before.screenshot, before.screenshot_at
            self._heard[screen] = _Heard(report.state, now, *seen)
        else:
            self._heard[screen] = _Heard(report.state, now)

    def seen(self) -> tuple[ScreenSeen, ...]:
        """All displays of the settings, in their order."""
        return tuple(map(self._seen, self._screens))

    def screenshot(self, screen: str) -> bytes:
        """The latest picture of a display (JPEG); empty where there is none."""
        heard = self._heard.get(screen)
        return heard.screenshot if heard else b""

    def _seen(self, screen: str) -> ScreenSeen:
        connected, heard = screen in self._readers, self._heard.get(screen)
        if heard is None:
            return ScreenSeen(screen, connected)
        return ScreenSeen(screen, connected, heard.state, heard.at, heard.screenshot_at)
