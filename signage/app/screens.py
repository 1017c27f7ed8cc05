"""Tells staff what the display shows: in words every few seconds, as a picture now and then.

Knows no Qt.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from statistics import linear_regression
from typing import Protocol

import structlog

from hub.client import MOST_SCREENSHOT, ScreenState
from hub.client.errors import ClientFault
from hub.client.rounds import Rounds
from signage.store.clock import ClockWatch

# Seconds between two reports.
PERIOD = 10.0
# Samples of the memory, one a report: the trend is that of the last four hours.
SAMPLES = int(4 * 3600 / PERIOD)
# With less than half an hour there is no trend to speak of.
FEWEST = int(1800 / PERIOD)

_log = structlog.get_logger("signage")


class Hub(Protocol):
    """The part of hub.client.api.HubClient that this needs."""

    def screen(self, state: ScreenState, screenshot: bytes = b"") -> datetime | None:
        """Tell it; return the hub's clock, if its answer says. Raises ClientFault."""


class Trend:
    """How a figure grows."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque(maxlen=SAMPLES)

    def add(self, at: datetime, figure: float) -> int:
        """One more sample; the growth an hour, 0 while it is too early to say."""
        if self._samples and at.timestamp() <= self._samples[-1][0]:
            # A clock that was set back makes nonsense of what came before.
            self._samples.clear()
        self._samples.append((at.timestamp(), figure))
        if len(self._samples) < FEWEST:
            return 0
        times, figures = zip(*self._samples, strict=True)
        return round(linear_regression(times, figures).slope * 3600)


class Screens(Rounds):
    """Reports `state()` once a period, with the latest picture that it has not sent yet."""

    def __init__(
        self,
        hub: Hub,
        state: Callable[[], ScreenState],
        watch: ClockWatch,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__("screens")
        self._hub, self._state, self._watch, self._clock = hub, state, watch, clock
        self._picture = b""
        self._told = True

    def picture(self, jpeg: bytes) -> None:
        """What the screen looks like; one that is too large is left out. From any thread."""
        if len(jpeg) <= MOST_SCREENSHOT:
            self._picture = jpeg

    def go(self) -> float:
        """Send one report."""
        self._watch.note(self._clock())
        picture, self._picture = self._picture, b""
        try:
            hub = self._hub.screen(self._state(), picture)
        except ClientFault as fault:
            if self._told:
                _log.info("screen not reported", fault=str(fault))
            self._told = False
            self._picture = self._picture or picture
        else:
            self._told = True
            if hub is not None:
                self._watch.compare(self._clock(), hub)
        return PERIOD
