"""Who waits, who is still to come, and the counters that take them, on the walk through a day.

Instants and ranks are minutes from now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from hub.domain.estimate.pace import Today
from hub.domain.estimate.staffing import Turn
from hub.domain.lobby import Entry

# Whoever is asked about stands behind those of other services with the very same rank.
LAST_OF_ALL = 1e-6


@dataclass(frozen=True, slots=True)
class Reach:
    """When the call comes, in minutes from now, and the variance of that."""

    minutes: float
    variance: float


@dataclass(slots=True, eq=False)
class Line:
    """The visitors of one service, or those of it that one counter alone may call.

    `head` is the rank of whoever is next; `probe` that of the one asked about, who stands
    behind the first `stop` and takes no time. They are taken in groups of `group`; `calls` are
    the calls of those groups, where they are noted down.
    """

    queue: Sequence[Entry]
    now: datetime
    pace: Today
    stop: int
    probe: float
    group: int = 1
    next: int = 0
    head: float = inf
    # They are all here.
    since: float = -inf
    reached: Reach | None = None
    calls: list[Reach] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._look()

    def take(self) -> tuple[float, float]:
        """The next visitors go to a counter: for how many minutes, and the variance of that."""
        count = self.group if self.group == 1 else min(self.group, self.stop - self.next)
        self.next += count
        self._look()
        return count * self.pace.mean, count * self.pace.variance

    def _look(self) -> None:
        """Only at whoever is next: a walk in groups, or without counters, looks at few."""
        if self.next < self.stop:
            self.head = (self.queue[self.next][0] - self.now).total_seconds() / 60
        else:
            self.head = self.probe

    def call_of(self, place: int) -> Reach | None:
        """The call of whoever stands there: within a group, between its call and the next."""
        number, rest = divmod(place, self.group)
        if number >= len(self.calls):
            return None
        here = self.calls[number]
        if not rest:
            return here
        later = self.calls[number + 1] if number + 1 < len(self.calls) else self.reached or here
        share = rest / self.group
        return Reach(
            here.minutes + share * (later.minutes - here.minutes),
            here.variance + share * (later.variance - here.variance),
        )


@dataclass(slots=True, eq=False)
class Flow:
    """Visitors of a service who are still to come: `stop` of them, one every `gap` minutes.

    They have a head start of `lead`.
    """

    pace: Today
    stop: int
    gap: float
    lead: float
    next: int = 0
    since: float = 0.0

    def __post_init__(self) -> None:
        self.since = self.gap / 2

    def rank(self, at: float) -> float:
        """The rank of whoever is next, at that time."""
        del at
        return self.since - self.lead

    def take(self) -> tuple[float, float]:
        self.next += 1
        self.since = (self.next + 0.5) * self.gap if self.next < self.stop else inf
        # Whether somebody comes at all is chance too: E[X²] each, as of a compound Poisson sum.
        return self.pace.mean, self.pace.variance + self.pace.mean**2


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment still to come: when its visitor checks in, and is to be called.

    A `share` of such visitors comes at all.
    """

    comes: float
    until: float
    share: float


@dataclass(slots=True, eq=False)
class Booked:
    """Appointments of a service whose visitors have not come yet, in the order of their times.

    They line up among those of `line` who are called at their time, as hub.domain.order has it,
    and pass nobody who came more than `most` earlier.
    """

    line: Line
    visits: Sequence[Visit]
    most: float
    next: int = 0
    since: float = 0.0
    place: float | None = None

    def __post_init__(self) -> None:
        self.since = self.visits[0].comes

    def rank(self, at: float) -> float:
        """The rank of whoever is next, which depends on who is called when they check in."""
        if self.place is None:
            visit, waited = self.visits[self.next], max(0.0, at - self.line.head)
            self.place = min(visit.comes, visit.until - min(self.most, waited))
        return self.place

    def take(self) -> tuple[float, float]:
        share, pace = self.visits[self.next].share, self.line.pace
        self.next += 1
        self.place = None
        self.since = self.visits[self.next].comes if self.next < len(self.visits) else inf
        # Who comes, and when, is chance, as of a flow.
        return share * pace.mean, share * (pace.variance + pace.mean**2)


@dataclass(slots=True)
class Hand:
    """A counter on the walk: its lines, with the minutes that it is behind with each.

    `others` are those who are still to come. `variance`: minutes² of what it has done up to its
    turn, `rest_variance` of what it does now.
    """

    turns: tuple[Turn, ...]
    lines: list[tuple[Line, float]]
    others: list[tuple[Flow | Booked, float]] = field(default_factory=list)
    free: float = 0.0
    rest_variance: float = 0.0
    spread: float = 0.0
    variance: float = 0.0

    def available(self, at: float) -> float:
        """The first moment from `at` on at which a clerk sits there; inf if none will."""
        for start, end in self.turns:
            if at < end:
                return max(at, start)
        return inf

    def first(self, at: float) -> Line | Flow | Booked | None:
        """The line whose visitor this counter takes next."""
        best, found = inf, None
        for line, behind in self.lines:
            if (head := line.head + behind) < best:
                best, found = head, line
        if not self.others:
            return found
        first: Line | Flow | Booked | None = found
        for other, behind in self.others:
            if other.since <= at and (rank := other.rank(at) + behind) < best:
                best, first = rank, other
        return first

    def next_arrival(self) -> float:
        """When somebody comes to this counter that stands idle; inf if never."""
        return min((other.since for other, _ in self.others), default=inf)
