"""Tell a person once that a device needs one, and once that it is well again.

What people believe of a device is compared with how it is. Where the two have differed for long
enough, and it is an hour to tell, the news is told and believed. So a blip is silent, what comes
and goes at night is never told, and what still stands in the morning is told then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from hub.domain.site import Span
from hub.service.handing import LostTurn, NotSent, Unclear, wait
from hub.service.health import LINK, SILENCE
from hub.service.ports_health import DeviceState, HealthBook, Key, Need, ToldBook, Turn

# How long a message takes at the longest, before and after it is handed over; then another hub
# may take the turn.
BEFORE, AFTER = timedelta(minutes=10), timedelta(minutes=30)


class Channel(Protocol):
    """A way to tell people. `send` may block for minutes; it has a thread of its own."""

    @property
    def name(self) -> str:
        """One word."""

    def send(self, news: Sequence[DeviceState], at: datetime, handing: Callable[[], None]) -> None:
        """Tell all of it in one message; what needs nobody is well again.

        Raises NotSent, or Unclear. `handing` is called once, just before the message could be
        taken, and may stop it by LostTurn.
        """


@dataclass(frozen=True, slots=True)
class Hours:
    """When people may be told: by weekday (Monday is 0); None is always. Not on `closed` days."""

    timezone: str
    spans: Mapping[int, Sequence[Span]] | None = None
    closed: frozenset[date] = frozenset()

    def include(self, now: datetime) -> bool:
        """May people be told now?"""
        if self.spans is None:
            return True
        local = now.astimezone(ZoneInfo(self.timezone))
        spans = () if local.date() in self.closed else self.spans.get(local.weekday(), ())
        return any(span.start <= local.time() < span.end for span in spans)


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a device must be in need, or well again, before it is told; and when."""

    patience: timedelta
    hours: Hours


def due(
    states: Iterable[DeviceState], told: Mapping[Key, Need], now: datetime, rule: Rule
) -> tuple[DeviceState, ...]:
    """What is to be told now. A need that has grown is told again, one that has shrunk is not."""
    if not rule.hours.include(now):
        return ()
    long_ago = now - rule.patience
    return tuple(
        state
        for state in states
        if _is_known(state, now)
        and _is_news(state, told.get(state.key, Need.NONE))
        and _stands_since(state, told) <= long_ago
    )


def _is_known(state: DeviceState, now: datetime) -> bool:
    """What a terminal told before it fell silent is no news; that it is silent may be."""
    return state.key.device == LINK or now - state.seen_at <= SILENCE


def _is_news(state: DeviceState, told: Need) -> bool:
    return state.need > told or (state.need is Need.NONE and told is not Need.NONE)


def _stands_since(state: DeviceState, told: Mapping[Key, Need]) -> datetime:
    grown = state.need is not Need.NONE and state.key in told
    return state.since if grown else state.began


class Teller:
    """One channel. `tell` blocks as long as the channel does, and may raise JournalFault."""

    def __init__(
        self,
        channel: Channel,
        health: HealthBook,
        book: ToldBook,
        rule: Rule,
        clock: Callable[[], datetime],
    ) -> None:
        self.channel = channel
        self._health = health
        self._book = book
        self._rule = rule
        self._clock = clock

    def tell(self) -> None:
        """Tell what is due, if anything is. Raises NotSent or Unclear after it was noted."""
        now = self._clock()
        if not self._due(now):
            return
        turn = self._book.take(self.channel.name, now, now + BEFORE)
        if turn is None:
            return
        failures = turn.failures + 1
        try:
            self._send(turn)
            failures = 0
        except Unclear:
            failures = 0
            raise
        finally:
            later = self._clock() + wait(failures) if failures else now
            self._book.release(turn, failures, later)

    def _due(self, now: datetime) -> tuple[DeviceState, ...]:
        told = self._book.told(self.channel.name)
        return due(self._health.states(), told, now, self._rule)

    def _send(self, turn: Turn) -> None:
        """What is told is noted before it leaves: a hub that dies in between is silent.

        The other order would tell it twice.
        """
        now, told = self._clock(), self._book.told(turn.channel)
        # Another hub may have told it between the look and the turn.
        news = due(self._health.states(), told, now, self._rule)
        believed = {item.key: told.get(item.key, Need.NONE) for item in news}
        handed = False

        def handing() -> None:
            nonlocal handed
            self._mark(turn, {item.key: item.need for item in news})
            handed = True

        if not news:
            return
        try:
            self.channel.send(news, now, handing)
        except NotSent:
            if handed:
                self._mark(turn, believed)
            raise

    def _mark(self, turn: Turn, told: Mapping[Key, Need]) -> None:
        if not self._book.mark(turn, told, self._clock() + AFTER):
            raise LostTurn
