"""A day's records become facts: which service, which counter, which hour, and no person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hub.domain.estimate.learning import LONGEST, SHORTEST
from hub.domain.figures.facts import HOUR, Count, Measure, timed, unit
from hub.domain.figures.seats import Spell, hourly
from hub.domain.site import Service, Site, business_day
from hub.domain.tickets import PHONE, State, Ticket

# In place of a service or a counter; no id of the settings has such a sign.
ALL = "*"


@dataclass(frozen=True, slots=True)
class Row:
    """A day at a counter for a service. `packed` holds its hours side by side, from `first` on.

    Without `counter`: visitors who were not called. Without `service`: how long the counter was
    open, and idle, which no service alone is the reason for. With ALL in place of either it is a
    margin: the sum over all of them.
    """

    day: date
    service: str
    counter: str
    first: int
    packed: int


def rows(
    site: Site, day: date, tickets: Iterable[Ticket], spells: Iterable[Spell]
) -> tuple[Row, ...]:
    """A day's facts, by the hour in which each visitor began to wait."""
    zone = ZoneInfo(site.timezone)
    found: dict[tuple[str, str], dict[int, int]] = {}
    for ticket in tickets:
        service = site.services.get(ticket.service)
        if service is not None:
            place = service.id, (ticket.counter or "") if ticket.first_called_at else ""
            _add(found, place, ticket.queued_at.astimezone(zone).hour, of_ticket(site, ticket))
    for spell in spells:
        for hour, packed in hourly(spell, zone):
            _add(found, ("", spell.counter), hour, packed)
    return tuple(
        Row(day, service, counter, *side_by_side(hours))
        for (service, counter), hours in sorted(found.items())
    )


def margins(day: date, cells: Iterable[Row]) -> tuple[Row, ...]:
    """A day's sums: of everything hour by hour (always), of each service and of each counter."""
    hours: dict[int, int] = {}
    whole: dict[tuple[str, str], int] = {}
    for cell in cells:
        for hour, packed in apart(cell.first, cell.packed).items():
            hours[hour] = hours.get(hour, 0) + packed
            for place in ((cell.service, ALL), (ALL, cell.counter)):
                whole[place] = whole.get(place, 0) + packed
    return (
        Row(day, ALL, ALL, *side_by_side(hours)),
        *(Row(day, *place, 0, packed) for place, packed in sorted(whole.items())),
    )


def _add(
    found: dict[tuple[str, str], dict[int, int]], place: tuple[str, str], hour: int, packed: int
) -> None:
    hours = found.setdefault(place, {})
    hours[hour] = hours.get(hour, 0) + packed


def of_ticket(site: Site, ticket: Ticket) -> int:
    """One leg of a visit, as facts."""
    called = ticket.first_called_at
    gone = ticket.state in (State.CANCELLED, State.ABSENT)
    packed = unit(Count.ARRIVED)
    if ticket.origin is None:
        packed += _visit(site, ticket)
    if called is not None:
        packed += unit(Count.CALLED) + timed(Measure.WAIT, _minutes(ticket.queued_at, called))
    # Whoever is still absent in the evening is cancelled.
    if called is not None and gone:
        packed += unit(Count.ABSENT)
    elif gone:
        packed += unit(Count.CANCELLED)
    if ticket.state in (State.DONE, State.TRANSFERRED):
        packed += unit(Count.FINISHED) + _served(site.services[ticket.service], ticket)
    return packed


def _visit(site: Site, ticket: Ticket) -> int:
    """How the visit began. What a phone holds needs no paper."""
    if ticket.appointment is not None:
        source = Count.APPOINTED
    elif ticket.source == PHONE:
        source = Count.PHONE
    elif ticket.source in site.kiosks:
        source = Count.KIOSK
    else:
        source = Count.STAFF
    by_phone = unit(Count.PAPERLESS) if ticket.source == PHONE else 0
    given_back = unit(Count.GIVEN_BACK) if source is Count.PHONE and _gave_back(site, ticket) else 0
    return unit(Count.VISITS) + unit(source) + by_phone + given_back


def _gave_back(site: Site, ticket: Ticket) -> bool:
    """Before the call, and not only by the day's end."""
    gone = ticket.ended_at if ticket.state is State.CANCELLED else None
    uncalled = ticket.first_called_at is None
    return uncalled and gone is not None and business_day(site, gone) == ticket.day


def _served(service: Service, ticket: Ticket) -> int:
    """Walking and serving, where the clerk pressed what tells them; a forgotten button does not."""
    if ticket.called_at is None or ticket.ended_at is None:
        return 0
    longest = LONGEST * service.mean.total_seconds() / 60
    begun = ticket.served_at or ticket.called_at
    taken = _minutes(begun, ticket.ended_at)
    packed = timed(Measure.SERVE, taken) if SHORTEST < taken < longest else 0
    if ticket.served_at is not None and ticket.served_at >= ticket.called_at:
        walked = _minutes(ticket.called_at, ticket.served_at)
        packed += timed(Measure.WALK, walked) if walked < longest else 0
    return packed


def _minutes(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 60


def side_by_side(hours: Mapping[int, int]) -> tuple[int, int]:
    """The first hour, and all hours from it on as one integer."""
    first = min(hours, default=0)
    return first, sum(packed << HOUR * (hour - first) for hour, packed in hours.items())


def apart(first: int, packed: int) -> dict[int, int]:
    """The hours again, each with its facts."""
    found, mask = {}, (1 << HOUR) - 1
    while packed:
        if packed & mask:
            found[first] = packed & mask
        first, packed = first + 1, packed >> HOUR
    return found
