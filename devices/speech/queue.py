"""Which call is spoken next. Pure: every function returns a new line of waiting calls.

- Calls are spoken in the order in which they came, one announcement at a time.
- Calls that wait while another is spoken are joined: up to JOINED numbers after one chime.
- A number that is called again while it waits keeps its place and is said once, with what was
  called last (another counter). One that was already said goes to the end.
- A number that is taken care of before its turn is not said at all.
- At most KEPT calls wait. When more come, the oldest are no longer said: they have stood on the
  display longest, and a clerk can call again. The next announcement says once to look there.
"""

from dataclasses import dataclass, replace
from datetime import time

JOINED = 3
KEPT = 50


@dataclass(frozen=True, slots=True)
class Call:
    """A number (label A012, AX-001) that was called to a counter (its sign: 3, 12A).

    `ready`: its papers are finished and handed over there.
    """

    ticket: str
    label: str
    counter: str
    language: str = "ja"
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What one announcement says. `many`: some calls are only on the display."""

    calls: tuple[Call, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Calls that were not spoken yet, in order; and whether some had to be left out."""

    calls: tuple[Call, ...] = ()
    many: bool = False


def add(waiting: Waiting, call: Call) -> Waiting:
    """A number was called, or called again."""
    if any(other.ticket == call.ticket for other in waiting.calls):
        calls = tuple(call if c.ticket == call.ticket else c for c in waiting.calls)
        return replace(waiting, calls=calls)
    calls = (*waiting.calls, call)
    return Waiting(calls[-KEPT:], waiting.many or len(calls) > KEPT)


def withdraw(waiting: Waiting, ticket: str) -> Waiting:
    """The visitor has come, or the call was taken back."""
    return replace(waiting, calls=tuple(c for c in waiting.calls if c.ticket != ticket))


def take(waiting: Waiting) -> tuple[Batch | None, Waiting]:
    """What is spoken next, and who waits then; None where nobody waits."""
    if not waiting.calls:
        return None, Waiting()
    batch = Batch(waiting.calls[:JOINED], waiting.many)
    return batch, Waiting(waiting.calls[JOINED:])


@dataclass(frozen=True, slots=True)
class Period:
    """A time of day, half-open, with its volume; one that ends before it starts spans midnight."""

    start: time
    end: time
    volume: float

    def holds(self, at: time) -> bool:
        """Whether this local time is in it."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True)
class Loudness:
    """The volume (0 to 1) over the day; the first period that holds counts. 0 is silence."""

    usual: float = 1.0
    periods: tuple[Period, ...] = ()

    def at(self, local: time) -> float:
        """The volume at this local time."""
        return next((period.volume for period in self.periods if period.holds(local)), self.usual)
