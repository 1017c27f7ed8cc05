"""How long counters were open, and how long of that nobody sat there. Who worked is not kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hub.domain.figures.facts import Count, unit

_HOUR = timedelta(hours=1)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seat:
    """A counter as an event left it."""

    id: str
    is_open: bool = False
    ticket: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an event says of counters; `starts`: all are closed, a new day begins."""

    at: datetime
    seats: tuple[Seat, ...] = ()
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Spell:
    """A counter was open from `since` until `until`, without a visitor where `idle`."""

    counter: str
    since: datetime
    until: datetime
    idle: bool


@dataclass(slots=True)
class Seats:
    """The counters of a day as its events go by.

    A counter that was left open in the evening was open until the last thing that any of them did.
    """

    _now: dict[str, tuple[Seat, datetime]] = field(default_factory=dict)
    _past: list[Spell] = field(default_factory=list)
    _last: datetime = _NEVER

    def see(self, change: Change) -> None:
        """Take in an event; they come in the order of time."""
        if change.starts:
            self._now, self._past, self._last = {}, [], change.at
        for seat in change.seats:
            before = self._now.get(seat.id)
            if before is None or _facts(before[0]) != _facts(seat):
                self._past += _spell(before, change.at)
                self._now[seat.id] = seat, change.at
            self._last = max(self._last, change.at)

    def spells(self, now: datetime | None = None) -> tuple[Spell, ...]:
        """The day until `now`, or until its last deed."""
        until = now or self._last
        return (
            *self._past,
            *(spell for open_now in self._now.values() for spell in _spell(open_now, until)),
        )


def _facts(seat: Seat) -> tuple[bool, bool]:
    return seat.is_open, seat.ticket is None


def _spell(before: tuple[Seat, datetime] | None, until: datetime) -> list[Spell]:
    if before is None or not before[0].is_open or until <= before[1]:
        return []
    return [Spell(before[0].id, before[1], until, before[0].ticket is None)]


def seen(changes: Iterable[Change]) -> tuple[Spell, ...]:
    """A whole day's spells."""
    seats = Seats()
    for change in changes:
        seats.see(change)
    return seats.spells()


def hourly(spell: Spell, zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    """The spell cut at full hours: (hour of the day, facts)."""
    while spell.since < spell.until:
        local = spell.since.astimezone(zone)
        following = (local.replace(minute=0, second=0, microsecond=0) + _HOUR).astimezone(UTC)
        end = min(following, spell.until)
        tenths = round((end - spell.since).total_seconds() / 6)
        yield local.hour, unit(Count.OPEN, tenths) + (unit(Count.IDLE, tenths) if spell.idle else 0)
        spell = replace(spell, since=end)
