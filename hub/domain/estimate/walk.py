"""The lines as the counters will take them, one visitor after another, on average times.

The counter that is free first takes whoever is first in its own line (hub.domain.order): own
services by rank, those it helps with behind. So it counts who is before you at *your* counters,
whatever else these do, and who will sit there then.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heapify, heappop, heappush
from math import inf
from operator import attrgetter

from hub.domain.estimate.pace import Today, rest, today
from hub.domain.estimate.staffing import Turn, turns
from hub.domain.lobby import Entry, Lobby
from hub.domain.site import Counter

# More visitors than these are taken in groups, so that a walk's time is bounded.
ONE_BY_ONE = 600
# Minutes until a clerk who sits before a waiting line calls.
ABOUT_TO_CALL = 0.5
# Whoever is asked about stands behind those of other services with the very same rank.
LAST_OF_ALL = 1e-6

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Reach:
    """When the call comes, in minutes from now, and the variance of that."""

    minutes: float
    variance: float


@dataclass(slots=True, eq=False)
class Line:
    """The visitors of one service, or those of it that one counter alone may call.

    `head` is the rank of whoever is next, in minutes from now; `probe` that of the one asked
    about, who stands behind the first `stop` and takes no time. Visitors who are still to come
    are a line too: one every `gap` minutes, each from `since` on, with a head start of `lead`.
    """

    queue: list[Entry]
    now: datetime
    pace: Today
    stop: int
    probe: float
    group: int = 1
    gap: float = 0.0
    lead: float = 0.0
    next: int = 0
    head: float = inf
    since: float = -inf
    reached: Reach | None = None

    def advance(self) -> None:
        """Find the rank of whoever is next."""
        if self.next >= self.stop:
            self.head = self.probe
        elif self.gap:
            self.since = (self.next + 0.5) * self.gap
            self.head = self.since - self.lead
        else:
            self.head = (self.queue[self.next][0] - self.now).total_seconds() / 60


@dataclass(slots=True)
class Hand:
    """A counter on the walk. `busy`, `variance`: minutes² of what it has done up to its turn."""

    turns: tuple[Turn, ...]
    lines: list[tuple[Line, float]]
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

    def first(self, at: float) -> Line | None:
        """The line whose visitor this counter takes next."""
        best, found = inf, None
        for line, behind in self.lines:
            if line.head + behind < best and line.since <= at:
                best, found = line.head + behind, line
        return found

    def take(self, line: Line) -> float:
        """One visitor, or a group of them, goes to the counter: for how many minutes."""
        count = min(line.group, line.stop - line.next)
        # Whether somebody comes at all is chance too: E[X²] each, as of a compound Poisson sum.
        chance = line.pace.mean**2 if line.gap else 0.0
        self.variance += count * (line.pace.variance + chance)
        line.next += count
        line.advance()
        return count * line.pace.mean

    def next_arrival(self) -> float:
        """When somebody comes to this counter that stands idle; inf if never."""
        return min((line.since for line, _ in self.lines if line.head < inf), default=inf)


@dataclass(slots=True)
class Walk:
    """All lines and hands, ready to go."""

    lines: dict[Key, Line]
    hands: list[Hand]
    sought: list[Line] = field(default_factory=list)

    def run(self) -> None:
        """Go until everyone who was sought is called, or no counter is left."""
        left = {id(line) for line in self.sought}
        heap = [(hand.free, number) for number, hand in enumerate(self.hands)]
        heapify(heap)
        while heap and left:
            at, number = heappop(heap)
            hand = self.hands[number]
            sits = hand.available(at)
            if sits > at:
                if sits < inf:
                    heappush(heap, (sits, number))
                continue
            line = hand.first(at)
            if line is None:
                if (comes := hand.next_arrival()) < inf:
                    heappush(heap, (comes, number))
                continue
            if line.next >= line.stop:
                line.reached = Reach(at, self._variance(line, at))
                line.head = inf
                left.discard(id(line))
                heappush(heap, (at, number))
            else:
                heappush(heap, (at + hand.take(line), number))

    def _variance(self, line: Line, at: float) -> float:
        """Of the pooled work before the call: s counters in step vary s² times less."""
        here = [hand for hand in self.hands if hand.turns[0][0] <= at]
        own = [hand for hand in here if (line, 0.0) in hand.lines]
        pool = own or [hand for hand in here if any(each is line for each, _ in hand.lines)]
        under_way = sum(hand.rest_variance for hand in pool) / len(pool)
        done = sum(hand.variance for hand in pool)
        return (done + under_way) / len(pool) ** 2 + (line.pace.doubt * at) ** 2


def prepare(lobby: Lobby, now: datetime, probes: Mapping[Key, Entry | None]) -> Walk:
    """The walk that finds those in `probes`: by line, someone's place; None: whoever comes now."""
    staffed = [
        (counter, found)
        for counter in lobby.site.counters.values()
        if (found := turns(lobby, counter, now))
    ]
    services = _connected([counter for counter, _ in staffed], {key[0] for key in probes})
    lines = _lines(lobby, now, services, probes)
    hands = [
        _hand(lobby, counter, Hand(found, own), now)
        for counter, found in staffed
        if (own := _of_counter(lines, counter))
    ]
    _stagger(hands)
    _expect(lines, hands, max((lines[key].probe for key in probes if key in lines), default=0.0))
    return Walk(lines, hands, [lines[key] for key in probes if key in lines])


def _connected(counters: Iterable[Counter], services: set[str]) -> set[str]:
    """The services that share counters with these, directly or over others."""
    found, profiles = set(services), [set(counter.profile) for counter in counters]
    while True:
        wider = found.union(*(profile for profile in profiles if profile & found))
        if wider == found:
            return found
        found = wider


def _lines(
    lobby: Lobby, now: datetime, services: set[str], probes: Mapping[Key, Entry | None]
) -> dict[Key, Line]:
    queues: dict[Key, list[Entry]] = {}
    reserved = any(lobby.reserved.values())
    # Papers are called by number when they are ready, not in turn.
    in_turn = [
        service.id
        for service in lobby.site.services.values()
        if service.id in services and not service.board
    ]
    for service in in_turn:
        queue = lobby.queues[service]
        queues[service, None] = _anyones(lobby, queue) if reserved else queue
    for counter, entries in lobby.reserved.items():
        for entry in entries:
            service = lobby.tickets[entry[-1]].service
            if service in in_turn:
                queues.setdefault((service, counter), []).append(entry)
    paces = {service: today(lobby, service, now) for service, _ in queues}
    group = 1 + sum(map(len, queues.values())) // ONE_BY_ONE
    lines = {}
    for key, queue in queues.items():
        probe = LAST_OF_ALL if key in probes else inf
        line = Line(queue, now, paces[key[0]], len(queue), probe, group)
        if (place := probes.get(key)) is not None:
            line.stop = bisect_left(queue, place)
            line.probe += (place[0] - now).total_seconds() / 60
        line.advance()
        lines[key] = line
    return lines


def _anyones(lobby: Lobby, queue: list[Entry]) -> list[Entry]:
    return [entry for entry in queue if lobby.tickets[entry[-1]].counter is None]


def _of_counter(lines: Mapping[Key, Line], counter: Counter) -> list[tuple[Line, float]]:
    """The counter's lines with the minutes that it is behind with each."""
    return [
        (line, counter.profile[service].total_seconds() / 60 if service in counter.profile else 0.0)
        for (service, only), line in lines.items()
        if only == counter.id or (only is None and service in counter.profile)
    ]


def _hand(lobby: Lobby, counter: Counter, hand: Hand, now: datetime) -> Hand:
    """The counter with what it is doing now: when it is free, and how sure that is."""
    ticket = lobby.tickets.get(lobby.counters[counter.id].ticket or "")
    if ticket is None or ticket.called_at is None or ticket.service not in lobby.site.services:
        if any(line.next < line.stop for line, _ in hand.lines):
            hand.free = ABOUT_TO_CALL
        return hand
    pace = today(lobby, ticket.service, now)
    passed = (now - (ticket.first_called_at or ticket.called_at)).total_seconds() / 60
    hand.free = rest(pace.service_mean, pace.spread, passed)
    hand.rest_variance = hand.free**2
    hand.spread = pace.spread
    return hand


def _expect(lines: Mapping[Key, Line], hands: Iterable[Hand], latest: float) -> None:
    """Add those who will come and be called before someone of rank `latest`.

    Whoever has a head start passes; at a counter that helps, so do the visitors of its own.
    """
    behind = max((behind for hand in hands for _, behind in hand.lines), default=0.0)
    flows = {
        id(line): flows
        for line in lines.values()
        if line.pace.arrivals and (flows := _flows(line, latest + behind))
    }
    for hand in hands:
        hand.lines += [
            (flow, behind) for line, behind in hand.lines for flow in flows.get(id(line), ())
        ]


def _flows(line: Line, until: float) -> list[Line]:
    """Those with a head start and those without, who rank before `until` when they come."""
    pace, found = line.pace, []
    for rate, lead in (
        (pace.arrivals * (1 - pace.preferred), 0.0),
        (pace.arrivals * pace.preferred, pace.head_start),
    ):
        if rate and (count := round(rate * (until + lead))) > 0:
            flow = Line([], line.now, pace, count, inf, gap=1 / rate, lead=lead)
            flow.advance()
            found.append(flow)
    return found


def _stagger(hands: list[Hand]) -> None:
    """Spread the ends of what is under way evenly, as those of independent services lie.

    A long rest at one of several counters does not hold up the others, which a walk on average
    times would have them wait for: s renewal processes in equilibrium give the k-th end at
    (k - (1 - c²)/2) m/s, and the walk does so too when the rests are (1 + c²/s) / (1 + c²) long.
    """
    for pool in _pools(hands):
        busy = sorted((hand for hand in pool if hand.rest_variance > 0), key=attrgetter("free"))
        for place, hand in enumerate(busy, 1):
            squared = hand.spread**2
            hand.free *= (1 + squared / len(busy)) / (1 + squared)
            hand.free *= 2 * place / (len(busy) + 1)


def _pools(hands: Iterable[Hand]) -> list[list[Hand]]:
    """Counters that share a line."""
    pools: list[tuple[set[int], list[Hand]]] = []
    for hand in hands:
        own = {id(line) for line, behind in hand.lines if behind == 0}
        apart = [pool for pool in pools if not pool[0] & own]
        shared = [pool for pool in pools if pool[0] & own]
        merged = own.union(*(pool[0] for pool in shared))
        pools = [*apart, (merged, [*(each for pool in shared for each in pool[1]), hand])]
    return [pool for _, pool in pools]
