"""The lines as the counters will take them, one visitor after another, on average times.

The counter that is free first takes whoever is first in its own line (hub.domain.order): own
services by rank, those it helps with behind. So it counts who is before you at *your* counters,
whatever else these do, and who will sit there then.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heapreplace
from math import exp, inf
from operator import attrgetter

from hub.domain.estimate.lines import LAST_OF_ALL, Booked, Flow, Hand, Line, Reach, Visit
from hub.domain.estimate.pace import Today, rest, today
from hub.domain.estimate.staffing import ALWAYS, Turn, turns
from hub.domain.lobby import Entry, Lobby
from hub.domain.order import PROMPT
from hub.domain.site import Counter

# More visitors than these are taken in groups, so that a walk's time is bounded.
ONE_BY_ONE = 600
# Minutes until a clerk who sits before a waiting line calls.
ABOUT_TO_CALL = 0.5
# Minutes after which nobody pauses any more.
LONGEST_PAUSE = 10.0
# The share of appointments whose visitors come; of those who have not come at their time, which
# halves every so many minutes; how early most of them check in; and when those come, who may.
COMES, STILL_COMES, HALVES, EARLY, SOON = 0.95, 0.5, 5.0, 8.0, 2.0

MINUTE = timedelta(minutes=1)

Key = tuple[str, str | None]
Staffed = Sequence[tuple[Counter, tuple[Turn, ...]]]


@dataclass(slots=True)
class Walk:
    """All lines and hands that have to do with each other, ready to go."""

    lines: dict[Key, Line]
    hands: list[Hand]
    sought: list[Line] = field(default_factory=list)

    def run(self, *, noting: bool = False) -> None:
        """Go until everyone who was sought is called, or no counter is left.

        `noting`: note down the calls of all the others too.
        """
        left = len(self.sought)
        pools = {id(line): self._pool(line) for line in self.lines.values()}
        heap = [(hand.free, number) for number, hand in enumerate(self.hands)]
        heapify(heap)
        while heap and left:
            at, number = heap[0]
            hand = self.hands[number]
            sits = at if hand.turns is ALWAYS else hand.available(at)
            line = hand.first(at) if sits <= at else None
            if line is None:
                comes = hand.next_arrival() if sits <= at else sits
                _put_off(heap, comes, number)
            elif isinstance(line, Line) and line.next >= line.stop:
                line.reached = _reach(line, at, pools[id(line)])
                line.probe = line.head = inf
                left -= 1
            else:
                if noting and isinstance(line, Line):
                    line.calls.append(_reach(line, at, pools[id(line)]))
                minutes, variance = line.take()
                hand.variance += variance
                heapreplace(heap, (at + minutes, number))

    def _pool(self, line: Line) -> Sequence[Hand]:
        """The hands that share the work before a call from `line`."""
        own = [hand for hand in self.hands if any(each is line and not b for each, b in hand.lines)]
        return own or [h for h in self.hands if any(each is line for each, _ in h.lines)]


def _put_off(heap: list[tuple[float, int]], until: float, number: int) -> None:
    if until < inf:
        heapreplace(heap, (until, number))
    else:
        heappop(heap)


def _reach(line: Line, at: float, pool: Sequence[Hand]) -> Reach:
    """With the variance of the pooled work before: s counters in step vary s² times less."""
    if at <= ABOUT_TO_CALL:
        return Reach(0.0, 0.0)
    here = [hand for hand in pool if hand.turns[0][0] <= at] or pool
    under_way = sum(hand.rest_variance for hand in here) / len(here)
    done = sum(hand.variance for hand in here)
    return Reach(at, (done + under_way) / len(here) ** 2 + (line.pace.doubt * at) ** 2)


def prepare(lobby: Lobby, now: datetime, place: Entry | None, key: Key) -> Walk:
    """The walk that finds someone's place in one line; None: whoever comes now."""
    staffed = _staffed(lobby, now)
    services = _connected([counter for counter, _ in staffed], {key[0]})
    return _walk(lobby, now, staffed, services, {key: place})


def prepare_all(lobby: Lobby, now: datetime) -> Iterator[Walk]:
    """The walks that find everybody, and whoever comes now, each of services apart."""
    staffed = _staffed(lobby, now)
    counters = [counter for counter, _ in staffed]
    left = dict.fromkeys(lobby.site.services)
    while left:
        services = _connected(counters, {next(iter(left))})
        yield _walk(lobby, now, staffed, services, None)
        left = {service: None for service in left if service not in services}


def _staffed(lobby: Lobby, now: datetime) -> Staffed:
    return [
        (counter, found)
        for counter in lobby.site.counters.values()
        if (found := turns(lobby, counter, now))
    ]


def _connected(counters: Iterable[Counter], services: set[str]) -> set[str]:
    """The services that share counters with these, directly or over others."""
    found, profiles = set(services), [set(counter.profile) for counter in counters]
    while True:
        wider = found.union(*(profile for profile in profiles if profile & found))
        if wider == found:
            return found
        found = wider


def _walk(
    lobby: Lobby,
    now: datetime,
    staffed: Staffed,
    services: set[str],
    probes: Mapping[Key, Entry | None] | None,
) -> Walk:
    """`probes` are those sought by line; None for a newcomer to every line."""
    lines = _lines(lobby, now, services, probes)
    left = _left(lobby, now, lines.values())
    hands = [
        _hand(lobby, counter, Hand(found, own), now, left)
        for counter, found in staffed
        if (own := _of_counter(lines, counter))
    ]
    _stagger(hands)
    _expect(lines, hands, _booked(lobby, now, lines))
    sought = [line for key, line in lines.items() if probes is None or key in probes]
    return Walk(lines, hands, sought)


def _lines(
    lobby: Lobby, now: datetime, services: set[str], probes: Mapping[Key, Entry | None] | None
) -> dict[Key, Line]:
    queues = _queues(lobby, services)
    paces: dict[str, Today] = {}
    group = 1 + sum(map(len, queues.values())) // ONE_BY_ONE
    lines = {}
    for key, queue in queues.items():
        service = key[0]
        if service not in paces:
            paces[service] = today(lobby, service, now)
        probe = LAST_OF_ALL if probes is None or key in probes else inf
        stop = len(queue)
        if probes and (place := probes.get(key)) is not None:
            stop = bisect_left(queue, place)
            probe += (place[0] - now).total_seconds() / 60
        lines[key] = Line(queue, now, paces[service], stop, probe, group)
    return lines


def _queues(lobby: Lobby, services: set[str]) -> dict[Key, list[Entry]]:
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
    return queues


def _anyones(lobby: Lobby, queue: list[Entry]) -> list[Entry]:
    return [entry for entry in queue if lobby.tickets[entry[-1]].counter is None]


def _of_counter(lines: Mapping[Key, Line], counter: Counter) -> list[tuple[Line, float]]:
    """The counter's lines with the minutes that it is behind with each."""
    return [
        (line, counter.profile[service].total_seconds() / 60 if service in counter.profile else 0.0)
        for (service, only), line in lines.items()
        if only == counter.id or (only is None and service in counter.profile)
    ]


def _hand(
    lobby: Lobby, counter: Counter, hand: Hand, now: datetime, left: Mapping[str, float]
) -> Hand:
    """The counter with what it is doing now: when it is free, and how sure that is."""
    ticket = lobby.tickets.get(lobby.counters[counter.id].ticket or "")
    if ticket is None or ticket.called_at is None or ticket.service not in lobby.site.services:
        return _idle(hand, left.get(counter.id, inf))
    pace = today(lobby, ticket.service, now)
    passed = (now - (ticket.first_called_at or ticket.called_at)).total_seconds() / 60
    hand.free = rest(pace.service_mean, pace.spread, passed) + pace.pause
    hand.rest_variance = hand.free**2
    hand.spread = pace.spread
    return hand


def _idle(hand: Hand, passed: float) -> Hand:
    """A clerk who sits before a waiting line is about to call; before none, may still pause."""
    pause = hand.lines[0][0].pace.pause
    if any(line.next < line.stop for line, _ in hand.lines):
        hand.free = max(ABOUT_TO_CALL, pause)
    elif pause:
        hand.free = pause * exp(-passed / pause)
    hand.variance = hand.free**2 if pause else 0.0
    return hand


def _left(lobby: Lobby, now: datetime, lines: Iterable[Line]) -> Mapping[str, float]:
    """The minutes since each counter's last visitor left; those of long ago are left out."""
    found: dict[str, float] = {}
    if any(line.pace.pause for line in lines):
        for ticket in reversed(lobby.ended.values()):
            passed = (now - (ticket.ended_at or now)).total_seconds() / 60
            if passed > LONGEST_PAUSE:
                break
            if ticket.counter:
                found.setdefault(ticket.counter, passed)
    return found


def _booked(lobby: Lobby, now: datetime, lines: Mapping[Key, Line]) -> Mapping[int, Booked]:
    """Today's appointments that are still to come, by the line that they will join."""
    visits: dict[str, list[Visit]] = {}
    for due in sorted(lobby.due.values(), key=attrgetter("at")):
        left = (due.at - now) / MINUTE
        share = COMES if left >= 0 else STILL_COMES * 0.5 ** (-left / HALVES)
        visit = Visit(max(SOON, left - EARLY), max(SOON, left - PROMPT / MINUTE), share)
        visits.setdefault(due.service, []).append(visit)
    most = lobby.site.rules.appointments.head_start.total_seconds() / 60
    return {
        id(line): Booked(line, visits[service], most)
        for (service, only), line in lines.items()
        if only is None and service in visits
    }


def _expect(lines: Mapping[Key, Line], hands: Iterable[Hand], booked: Mapping[int, Booked]) -> None:
    """Add those who will come and be called before someone who comes now.

    Whoever has a head start passes, or an appointment; at a counter that helps, so do the
    visitors of its own.
    """
    behind = max((behind for hand in hands for _, behind in hand.lines), default=0.0)
    flows: dict[int, list[Flow | Booked]] = {
        id(line): list(_flows(line.pace, behind)) for line in lines.values()
    }
    for number, appointments in booked.items():
        flows[number].append(appointments)
    for hand in hands:
        hand.others = [(flow, late) for line, late in hand.lines for flow in flows[id(line)]]


def _flows(pace: Today, until: float) -> Iterator[Flow]:
    """Those with a head start and those without, who rank before `until` when they come."""
    for rate, lead in (
        (pace.arrivals * (1 - pace.preferred), 0.0),
        (pace.arrivals * pace.preferred, pace.head_start),
    ):
        if rate and (count := round(rate * (until + lead))) > 0:
            yield Flow(pace, count, 1 / rate, lead)


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
