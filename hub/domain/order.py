"""Who is next: one rule that a clerk can explain.

「来た順に呼びます。優先の方は、決まった分数だけ早く来た方として並びます。」

Everybody lines up by `rank`, the instant of arrival less the head start of the visitor's class;
the smallest rank is called first. Whoever has an appointment and is on time lines up among
those who will be called at its time:
「予約の方は、予約の時刻に呼ばれる方のところに並びます。」
Those come as much earlier as whoever is called now has waited. A head start of fixed length
would keep the promise on quiet days by passing everybody, and break it on busy ones.
A counter that only helps with a service looks at it as if its visitors had come `behind` later.
Ranks never change by waiting, and nobody who arrives later than the largest head start (plus
behind) can pass: nobody starves, whatever arrives.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import merge

from hub.domain.lobby import Entry, Lobby, entry
from hub.domain.site import Counter, Site
from hub.domain.tickets import Ticket

# Whoever has an appointment is to be called so long before its time: half of them come later.
PROMPT = timedelta(minutes=3)


class Placement(StrEnum):
    """Where a visitor who comes back, or comes over, lines up."""

    FIRST = "first"
    LAST = "last"
    ARRIVAL = "arrival"


def arrival_rank(site: Site, arrived: datetime, priority: str | None) -> datetime:
    """The rank of someone who arrived then, with the head start of the class."""
    return arrived - site.classes[priority].head_start if priority else arrived


def appointed_rank(
    site: Site, due: datetime, arrived: datetime, priority: str | None, waited: timedelta
) -> datetime:
    """The rank of someone with an appointment at `due`; a class can only better it.

    `waited`: for how long those who are called now have been in line.
    """
    rules, own = site.rules.appointments, arrival_rank(site, arrived, priority)
    if arrived > due + rules.late:
        return own
    return min(own, due - PROMPT - min(waited, rules.head_start))


def waited(lobby: Lobby, service: str, now: datetime) -> timedelta:
    """For how long whoever the service calls next has been in line, by rank."""
    queue = lobby.queues[service]
    return max(now - queue[0][0], timedelta()) if queue else timedelta()


def is_late(site: Site, ticket: Ticket) -> bool:
    """Did its visitor come too late for the appointment, and line up as anybody?"""
    late = site.rules.appointments.late
    return ticket.due is not None and ticket.issued_at > ticket.due + late


def placed_rank(
    lobby: Lobby,
    ticket: Ticket,
    service: str,
    place: Placement,
    now: datetime,
    counter: Counter | None = None,
) -> datetime:
    """The rank that puts `ticket` at `place` into the queue of `service`.

    A visitor sent to one `counter` comes first in that counter's whole line.
    """
    if place is Placement.ARRIVAL:
        if ticket.due is not None:
            passed = waited(lobby, service, now)
            return appointed_rank(lobby.site, ticket.due, ticket.issued_at, ticket.priority, passed)
        return arrival_rank(lobby.site, ticket.issued_at, ticket.priority)
    queue = lobby.queues[service]
    if place is Placement.LAST:
        return max(now, queue[-1][0] + timedelta(microseconds=1)) if queue else now
    behind = counter.profile.get(service, timedelta()) if counter else timedelta()
    head = next(_line(lobby, counter), None) if counter else next(iter(queue), None)
    return min(now, head[0]) - behind - timedelta(seconds=1) if head else now - behind


def position(lobby: Lobby, ticket: Ticket) -> int:
    """How many visitors of the same service are called before this one."""
    return bisect_left(lobby.queues[ticket.service], entry(ticket))


def line(lobby: Lobby, counter: Counter) -> Iterator[Ticket]:
    """The visitors that this counter may call, in the order in which it will call them."""
    return (lobby.tickets[ticket_id] for *_, ticket_id in _line(lobby, counter))


def _line(lobby: Lobby, counter: Counter) -> Iterator[Entry]:
    """Places by the rank that they have at this counter."""
    queues = [
        _own(lobby, service, counter, behind)
        for service, behind in counter.profile.items()
        # Finished papers are called by number when they are ready, not in turn.
        if not lobby.site.services[service].board
    ]
    return merge(*queues, _sent(lobby, counter))


def _own(lobby: Lobby, service: str, counter: Counter, behind: timedelta) -> Iterator[Entry]:
    for rank, queued, label, ticket_id in lobby.queues[service]:
        if lobby.tickets[ticket_id].counter in (None, counter.id):
            yield rank + behind, queued, label, ticket_id


def _sent(lobby: Lobby, counter: Counter) -> Iterator[Entry]:
    """Visitors of other services who were sent to this very counter."""
    for place in lobby.reserved[counter.id]:
        service = lobby.tickets[place[-1]].service
        if service not in counter.profile and not lobby.site.services[service].board:
            yield place
