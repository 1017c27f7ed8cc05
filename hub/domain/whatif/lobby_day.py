"""A day of the lobby, called as hub.domain.order says: who comes is given, who sits where too.

Fast enough to ask on a web page: a heap of what happens next and a heap of places a line,
no records and no events.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from heapq import heappop, heappush
from math import exp, inf, log1p, sqrt
from operator import itemgetter
from statistics import NormalDist

from hub.domain.estimate.pace import CONFIGURED_SPREAD
from hub.domain.order import appointed_rank, arrival_rank
from hub.domain.site import Counter, Service, Site

# From when until when a clerk sits at a counter.
Turn = tuple[datetime, datetime]

# The turns of each counter's clerks, in order, by the counter's id.
Plan = Mapping[str, Sequence[Turn]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A visitor who comes `at` that instant for `service`; `due` is the time of an appointment.

    `minutes` at the counter, where they are known; else they are drawn from the service's
    mean. `then` are the services after it, with their minutes.
    """

    at: datetime
    service: str
    minutes: float | None = None
    priority: str | None = None
    due: datetime | None = None
    then: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One leg of a visit: `visitor` is its place among the arrivals.

    `called_at` and `counter` are None for whoever nobody called.
    """

    visitor: int
    service: str
    queued_at: datetime
    called_at: datetime | None = None
    counter: str | None = None

    @property
    def wait(self) -> float | None:
        """Minutes until the call."""
        called = self.called_at
        return (called - self.queued_at).total_seconds() / 60 if called else None


def simulate(
    site: Site, arrivals: Sequence[Arrival], plan: Plan, seed: str = ""
) -> tuple[Outcome, ...]:
    """The day, in the order in which the legs began. The same `seed` gives the same day.

    A visitor's minutes do not depend on the plan, so that two plans differ by nothing else.
    Whose turn ends after the last visitor has come, or last of all, stays until nobody waits.
    Services, counters and classes that the site does not have are passed over, and papers
    that are called when they are ready.
    """
    return _Day(site, arrivals, plan, seed).run() if arrivals else ()


@dataclass(slots=True)
class _Leg:
    """A visitor's leg. Instants are minutes from the day's first arrival."""

    visitor: int
    service: str
    queued: float
    rank: float
    lead: float
    minutes: float
    then: Sequence[tuple[str, float]]
    comes: Arrival | None = None
    called: float | None = None
    counter: str | None = None


@dataclass(slots=True)
class _Clerk:
    """A counter's clerk; `profile` is (service, minutes behind)."""

    counter: str
    profile: tuple[tuple[str, float], ...]
    turns: Sequence[tuple[float, float]]
    is_free: bool = True

    def sits(self, at: float) -> bool:
        return any(start <= at < end for start, end in self.turns)


# (rank, queued, order of coming)
_Place = tuple[float, float, int]
_NOBODY: _Place = (inf, inf, 0)


class _Day:
    def __init__(self, site: Site, arrivals: Sequence[Arrival], plan: Plan, seed: str) -> None:
        self._site = site
        self._first = min(arrival.at for arrival in arrivals)
        ends = [end for turns in plan.values() for _, end in turns]
        last = max(arrival.at for arrival in arrivals)
        self._evening = self._minutes(min(last, max(ends, default=last)))
        in_turn = (key for key, service in site.services.items() if not service.board)
        self._lines: dict[str, list[tuple[_Place, _Leg]]] = {key: [] for key in in_turn}
        # (at, order, who comes or goes, the clerk who is free then)
        self._agenda: list[tuple[float, int, _Leg | None, _Clerk | None]] = []
        self._legs: list[_Leg] = []
        self._made = 0
        self._clerks = self._staffed(plan)
        for visitor, arrival in enumerate(arrivals):
            self._invite(visitor, arrival, seed)

    def _minutes(self, at: datetime) -> float:
        return (at - self._first).total_seconds() / 60

    def _staffed(self, plan: Plan) -> list[_Clerk]:
        clerks = []
        for counter in (self._site.counters[key] for key in plan if key in self._site.counters):
            turns = [self._turn(*turn) for turn in plan[counter.id]]
            clerks.append(_Clerk(counter.id, self._profile(counter), turns))
            for start, _ in turns:
                self._later(start, None, None)
        return clerks

    def _turn(self, start: datetime, end: datetime) -> tuple[float, float]:
        until = self._minutes(end)
        return self._minutes(start), inf if until >= self._evening else until

    def _profile(self, counter: Counter) -> tuple[tuple[str, float], ...]:
        return tuple(
            (service, behind.total_seconds() / 60)
            for service, behind in counter.profile.items()
            if service in self._lines
        )

    def _invite(self, visitor: int, arrival: Arrival, seed: str) -> None:
        legs = [
            (service, self._taken(service, f"{seed}/{visitor}") if known is None else known)
            for service, known in ((arrival.service, arrival.minutes), *arrival.then)
            if service in self._lines
        ]
        if not legs:
            return
        (service, minutes), *then = legs
        known = (
            arrival if arrival.priority in self._site.classes else replace(arrival, priority=None)
        )
        rank = arrival_rank(self._site, known.at, known.priority)
        lead = (known.at - rank).total_seconds() / 60
        at = self._minutes(known.at)
        leg = _Leg(visitor, service, at, at - lead, lead, minutes, then)
        self._later(at, replace(leg, comes=known), None)

    def _taken(self, service: str, seed: str) -> float:
        return _drawn(self._site.services[service], f"{seed}/{service}")

    def _later(self, at: float, leg: _Leg | None, clerk: _Clerk | None) -> None:
        self._made += 1
        heappush(self._agenda, (at, self._made, leg, clerk))

    def run(self) -> tuple[Outcome, ...]:
        while self._agenda:
            at, _, leg, clerk = heappop(self._agenda)
            if clerk is not None and leg is not None:
                self._finish(at, leg, clerk)
            elif leg is not None:
                leg.rank = self._rank(leg)
                self._queue(leg)
            self._call(at)
        return tuple(map(self._outcome, self._legs))

    def _queue(self, leg: _Leg) -> None:
        self._legs.append(leg)
        place = leg.rank, leg.queued, len(self._legs)
        heappush(self._lines[leg.service], (place, leg))

    def _rank(self, leg: _Leg) -> float:
        """An appointment's depends on how long those who are called now have waited."""
        comes, line = leg.comes, self._lines[leg.service]
        if comes is None or comes.due is None:
            return leg.rank
        passed = timedelta(minutes=max(0.0, leg.queued - line[0][0][0]) if line else 0.0)
        rank = appointed_rank(self._site, comes.due, comes.at, comes.priority, passed)
        return self._minutes(rank)

    def _finish(self, at: float, leg: _Leg, clerk: _Clerk) -> None:
        """The visitor leaves the counter, perhaps for the next one."""
        clerk.is_free = True
        if leg.then:
            (service, minutes), *then = leg.then
            rank = at - leg.lead
            self._queue(_Leg(leg.visitor, service, at, rank, leg.lead, minutes, then))

    def _call(self, at: float) -> None:
        """Whoever is free calls; of several the one who is least behind."""
        free = [clerk for clerk in self._clerks if clerk.is_free and clerk.sits(at)]
        while free and any(self._lines.values()):
            place, line, clerk = min((self._next(clerk) for clerk in free), key=itemgetter(0))
            if place is _NOBODY:
                return
            _, leg = heappop(line)
            leg.called, leg.counter, clerk.is_free = at, clerk.counter, False
            free.remove(clerk)
            self._later(at + leg.minutes, leg, clerk)

    def _next(self, clerk: _Clerk) -> tuple[_Place, list[tuple[_Place, _Leg]], _Clerk]:
        best, found = _NOBODY, list[tuple[_Place, _Leg]]()
        for service, behind in clerk.profile:
            if line := self._lines[service]:
                rank, queued, made = line[0][0]
                if (place := (rank + behind, queued, made)) < best:
                    best, found = place, line
        return best, found, clerk

    def _outcome(self, leg: _Leg) -> Outcome:
        queued = self._first + timedelta(minutes=leg.queued)
        called = None if leg.called is None else self._first + timedelta(minutes=leg.called)
        return Outcome(leg.visitor, leg.service, queued, called, leg.counter)


def _drawn(service: Service, seed: str) -> float:
    """Lognormal, as service times are; a hash of the seed is the chance in it."""
    drawn = int.from_bytes(blake2b(seed.encode(), digest_size=6).digest(), "big")
    squared = log1p(CONFIGURED_SPREAD**2)
    normal = NormalDist(-squared / 2, sqrt(squared)).inv_cdf((drawn + 0.5) / 256**6)
    return service.mean.total_seconds() / 60 * exp(normal)
