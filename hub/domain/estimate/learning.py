"""What past days teach: sums by service and hour, and from those the pace of each service.

Few observations move a figure little: every mean is shrunk toward the wider one that it belongs
to (the hour's to the service's, the service's to what the city configured), as if that had been
observed a certain number of times before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import sqrt
from operator import add, attrgetter, itemgetter
from zoneinfo import ZoneInfo

from hub.domain.estimate.pace import CONFIGURED_SPREAD, CONFIGURED_WEIGHT
from hub.domain.learned import Learned, Pace
from hub.domain.site import Service, Site
from hub.domain.tickets import State, Ticket

# So many services the wider mean counts like: for an hour's mean, for the spread, for absences.
HOUR_WEIGHT = 40.0
SPREAD_WEIGHT = 30.0
ABSENT_WEIGHT = 50.0
# Clerks, weather and matters make a whole day slower or faster: however long the history, a
# day's own mean is known this morning like from so many of its services.
DAY_WEIGHT = 60.0
# A service longer than so many configured means is a forgotten button, not a visitor.
LONGEST = 6.0
# Shorter ones (in minutes) are a call that was taken back.
SHORTEST = 0.1
# Minutes: nobody holds less against a promise in steps of five.
PUNCTUAL = 1.0
# A pause of a clerk is a mean of none, as if so many had been seen; a longer one is a break.
PAUSE_WEIGHT = 20.0
LONGEST_PAUSE = timedelta(minutes=8)
# Until somebody presses "absent", after the delay before which that is not allowed.
HESITATION = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Sums:
    """What happened in one hour of one day, or several: counts, and sums in minutes.

    `served` visitors took `minutes` (and `squares` of them); `called` were called, `absent` of
    them never came; of `arrived` in that hour, `preferred` had head starts of `head_starts`.
    `promised` were told a range when they came: `inside` of them were called within it, and its
    middle was wrong by `error`, later than real by `late` (negative: earlier). `timed` were
    called after `waited`. Between `pauses` pairs of visitors a clerk let the second wait for
    `paused`: what has to be written down, and a breath.
    """

    served: int = 0
    minutes: float = 0.0
    squares: float = 0.0
    called: int = 0
    absent: int = 0
    arrived: int = 0
    preferred: int = 0
    head_starts: float = 0.0
    promised: int = 0
    inside: int = 0
    error: float = 0.0
    late: float = 0.0
    # Unlike `called` 0 in sums of days that were kept before waits were.
    timed: int = 0
    waited: float = 0.0
    pauses: int = 0
    paused: float = 0.0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*map(add, _VALUES(self), _VALUES(other)))


_VALUES = attrgetter(*(field.name for field in fields(Sums)))

# (service, hour of the day)
Hours = Mapping[tuple[str, int], Sums]


def summed(site: Site, tickets: Iterable[Ticket]) -> dict[tuple[str, int], Sums]:
    """A day's records, by service and by the hour in which each began to wait."""
    found: dict[tuple[str, int], Sums] = {}
    zone, listed = ZoneInfo(site.timezone), list(tickets)
    pauses = _pauses(listed)
    for ticket in listed:
        service = site.services.get(ticket.service)
        if service is not None:
            key = service.id, ticket.queued_at.astimezone(zone).hour
            own = _sums(site, service, ticket)
            if (pause := pauses.get(ticket.id)) is not None:
                own = replace(own, pauses=1, paused=pause)
            found[key] = found.get(key, Sums()) + own
    return found


def _pauses(tickets: Iterable[Ticket]) -> dict[str, float]:
    """The minutes between a counter's last visitor and the one who was waiting then."""
    by_counter: dict[str, list[tuple[datetime, Ticket]]] = {}
    for ticket in tickets:
        if ticket.counter and ticket.first_called_at:
            by_counter.setdefault(ticket.counter, []).append((ticket.first_called_at, ticket))
    found = {}
    for calls in by_counter.values():
        calls.sort(key=itemgetter(0))
        for (_, before), (called, ticket) in pairwise(calls):
            ended = before.ended_at if before.state in (State.DONE, State.TRANSFERRED) else None
            if ended and ticket.queued_at <= ended <= called <= ended + LONGEST_PAUSE:
                found[ticket.id] = (called - ended).total_seconds() / 60
    return found


def _sums(site: Site, service: Service, ticket: Ticket) -> Sums:
    called = ticket.first_called_at
    taken = (ticket.ended_at - called).total_seconds() / 60 if called and ticket.ended_at else 0.0
    longest = LONGEST * service.mean.total_seconds() / 60
    served = ticket.state in (State.DONE, State.TRANSFERRED) and SHORTEST < taken < longest
    minutes = taken if served else 0.0
    preferred = site.classes.get(ticket.priority or "")
    kept = _kept(ticket)
    head = preferred.head_start.total_seconds() / 60 if preferred else 0.0
    return Sums(
        served=int(served),
        minutes=minutes,
        squares=minutes**2,
        called=int(called is not None),
        # Whoever is still absent in the evening is cancelled.
        absent=int(called is not None and ticket.state in (State.CANCELLED, State.ABSENT)),
        arrived=1,
        preferred=int(head > 0),
        head_starts=head,
        promised=int(kept is not None),
        inside=int(kept is not None and kept[0]),
        error=abs(kept[1]) if kept else 0.0,
        late=kept[1] if kept else 0.0,
        timed=int(called is not None),
        waited=max(0.0, (called - ticket.queued_at).total_seconds() / 60) if called else 0.0,
    )


def _kept(ticket: Ticket) -> tuple[bool, float] | None:
    """Was the promise kept, and by how many minutes was its middle late; None without both."""
    if ticket.promised is None or ticket.first_called_at is None:
        return None
    wait = (ticket.first_called_at - ticket.queued_at).total_seconds() / 60
    low, high = ticket.promised
    return low - PUNCTUAL <= wait <= high + PUNCTUAL, (low + high) / 2 - wait


def learn(site: Site, day: date, past: Iterable[Hours]) -> Learned:
    """The paces that `day` begins with, from the days before it."""
    days = list(past)
    by_service: dict[str, dict[int, Sums]] = {service: {} for service in site.services}
    for hours in days:
        for (service, hour), sums in hours.items():
            if service in by_service:
                own = by_service[service]
                own[hour] = own.get(hour, Sums()) + sums
    paces = tuple(
        (service, _pace(site, site.services[service], hours, len(days)))
        for service, hours in by_service.items()
        if hours
    )
    return Learned(day, paces)


def _pace(site: Site, service: Service, hours: Mapping[int, Sums], days: int) -> Pace:
    whole = sum(hours.values(), Sums())
    configured = service.mean.total_seconds() / 60
    mean = _shrunk(whole.minutes, whole.served, configured, CONFIGURED_WEIGHT)
    absence = (site.rules.absence_delay + HESITATION).total_seconds() / 60
    return Pace(
        mean=mean,
        weight=min(CONFIGURED_WEIGHT + whole.served, DAY_WEIGHT),
        spread=_spread(whole),
        absent=round(_shrunk(whole.absent, whole.called, 0.0, ABSENT_WEIGHT), 4),
        absence=absence,
        pause=round(_shrunk(whole.paused, whole.pauses, 0.0, PAUSE_WEIGHT), 3),
        hours=tuple(
            (hour, round(_shrunk(sums.minutes, sums.served, mean, HOUR_WEIGHT), 3))
            for hour, sums in sorted(hours.items())
            if sums.served
        ),
        arrivals=tuple(
            (hour, round(sums.arrived / days / 60, 4)) for hour, sums in sorted(hours.items())
        ),
        preferred=round(whole.preferred / whole.arrived, 4) if whole.arrived else 0.0,
        head_start=round(whole.head_starts / whole.preferred, 1) if whole.preferred else 0.0,
    )


def _spread(sums: Sums) -> float:
    """The standard deviation as a share of the mean."""
    if sums.served < 2 or not sums.minutes:
        return CONFIGURED_SPREAD
    mean = sums.minutes / sums.served
    share = max(0.0, sums.squares / sums.served - mean**2) / mean**2
    squared = _shrunk(share * sums.served, sums.served, CONFIGURED_SPREAD**2, SPREAD_WEIGHT)
    return round(sqrt(squared), 3)


def _shrunk(total: float, count: float, wider: float, weight: float) -> float:
    return (weight * wider + total) / (weight + count)
