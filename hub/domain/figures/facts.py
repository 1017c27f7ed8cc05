"""What happened in one hour at one counter for one service, or in any sum of those.

A year of a large hall is some 70,000 such hours. All numbers of one lie side by side in a single
integer, 32 bits each, so that merging two is one addition: a year is summed in milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from struct import Struct

from hub.domain.figures import scale
from hub.domain.figures.scale import CLASSES


class Count(IntEnum):
    """What is counted. The place of each is how facts are stored: see LAYOUT.

    A visit of several steps arrives once for each; VISITS counts it once. Of the visits each is
    by kiosk, by phone, by staff, or by appointment; GIVEN_BACK are those by phone that were
    cancelled before the call. The sums are in tenths of a minute.
    """

    ARRIVED = 0
    VISITS = 1
    CALLED = 2
    FINISHED = 3
    ABSENT = 4
    CANCELLED = 5
    KIOSK = 6
    PHONE = 7
    STAFF = 8
    APPOINTED = 9
    PAPERLESS = 10
    WAITED = 11
    WALKED = 12
    SERVED = 13
    OPEN = 14
    IDLE = 15
    GIVEN_BACK = 16


class Measure(StrEnum):
    """The times of a visit: until the call, from the call to the counter, and at the counter."""

    WAIT = "wait"
    WALK = "walk"
    SERVE = "serve"


_BITS = 32
_SUMS = {Measure.WAIT: Count.WAITED, Measure.WALK: Count.WALKED, Measure.SERVE: Count.SERVED}
_FIRST = {measure: len(Count) + at * CLASSES for at, measure in enumerate(Measure)}
LANES = len(Count) + len(Measure) * CLASSES
_CLASSES = Struct(f"<{CLASSES}I")
_MASK = (1 << _BITS * CLASSES) - 1
# Bits of one hour.
HOUR = LANES * _BITS
# Grows with every change of the places above: what was stored otherwise is counted anew,
# as far as the records of those days are still kept. Days whose
# records were deleted (hub.service.retention) cannot be: a migration must rewrite their rows.
LAYOUT = 2
# Nobody walks for an hour: a class of walking is a quarter as wide.
SCALE = {Measure.WAIT: 1.0, Measure.WALK: 0.25, Measure.SERVE: 1.0}


def unit(count: Count, number: int = 1) -> int:
    """So many of one thing, as facts."""
    return number << (_BITS * count)


def timed(measure: Measure, minutes: float) -> int:
    """One time, as facts: its class, and its part of the sum."""
    from_zero = max(0.0, minutes)
    lane = _FIRST[measure] + place_of(measure, from_zero)
    return (1 << (_BITS * lane)) + unit(_SUMS[measure], round(from_zero * 10))


def place_of(measure: Measure, minutes: float) -> int:
    """The class of a time, on the measure's own scale."""
    return scale.place(minutes / SCALE[measure])


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers, readable. `packed` is what is added and stored."""

    packed: int = 0

    def __add__(self, other: "Facts") -> "Facts":
        return Facts(self.packed + other.packed)

    def count(self, count: Count) -> int:
        """How many."""
        return (self.packed >> (_BITS * count)) & ((1 << _BITS) - 1)

    def minutes(self, count: Count) -> float:
        """A sum of times."""
        return self.count(count) / 10

    def classes(self, measure: Measure) -> Sequence[int]:
        """How many visits were in each class of times."""
        own = self.packed >> (_BITS * _FIRST[measure]) & _MASK
        return _CLASSES.unpack(own.to_bytes(_CLASSES.size, "little"))

    def quantile(self, measure: Measure, share: float) -> float | None:
        """The time that `share` of the visits did not exceed, in minutes; None of nobody."""
        found = scale.quantile(self.classes(measure), share)
        return None if found is None else found * SCALE[measure]

    def mean(self, measure: Measure) -> float | None:
        """The mean time in minutes; None of nobody."""
        number = sum(self.classes(measure))
        return self.minutes(_SUMS[measure]) / number if number else None

    def within(self, measure: Measure, minutes: float) -> float | None:
        """The share of visits whose time was below `minutes`; None of nobody."""
        return scale.within(self.classes(measure), minutes / SCALE[measure])
