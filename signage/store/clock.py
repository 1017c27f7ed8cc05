"""Whether this display's clock is to be believed, from what it and the hub said before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hub.domain.signage.clock import TOLERANCE, is_trusted

# No clock of a display that runs this release can be before it.
RELEASED = datetime(2026, 11, 22, tzinfo=UTC)
# A display whose battery is empty begins at most so much too early after a cut.
KEEP_EVERY = timedelta(minutes=10)


class ClockWatch:
    """Methods may be called from any thread; all instants are aware.

    `last_seen` is the latest instant that was believed before this start, `keep` is called with
    it from time to time. The hub has the last word: what agrees with its clock is believed even
    if it is earlier than what was believed before, what does not is not.
    """

    def __init__(self, last_seen: datetime | None, keep: Callable[[datetime], None]) -> None:
        self._last_seen = last_seen
        self._kept = last_seen
        self._keep = keep
        self._is_off = False

    def trusts(self, now: datetime) -> bool:
        """Can `now` be true?"""
        return not self._is_off and is_trusted(now, RELEASED, self._last_seen)

    def note(self, now: datetime) -> None:
        """Time passes; remember it if it is believed."""
        if self.trusts(now):
            self._see(max(now, self._last_seen or now))

    def compare(self, now: datetime, hub: datetime) -> None:
        """The hub's clock says `hub` when this one says `now`."""
        self._is_off = abs(now - hub) > TOLERANCE
        if not self._is_off:
            self._see(now)

    def _see(self, now: datetime) -> None:
        self._last_seen = now
        if self._kept is None or abs(now - self._kept) >= KEEP_EVERY:
            self._kept = now
            self._keep(now)
