"""The one instant of a decision, in its two kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """`now` is aware; `at` are seconds of a clock that nobody sets, for how long things last."""

    now: datetime
    at: float

    def local(self, timezone: str) -> datetime:
        """The time on the lobby's wall."""
        return self.now.astimezone(ZoneInfo(timezone))


Clock = Callable[[], Moment]


def read_clock() -> Moment:
    """The instant, from the machine's clocks."""
    return Moment(datetime.now(UTC), monotonic())
