"""The times that can be booked: from the plan of a service, its counters, and the calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.domain.site import Site, Span

# Seats that staff have given to slots, by their beginning; 0 blocks one.
Seats = Mapping[datetime, int]
UNCHANGED: Seats = {}


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """How a service takes appointments.

    `seats` in every slot; where it is None, as many as of the `counters` are staffed all through
    the slot. `hours` by weekday (Monday is 0). A slot can be booked from `ahead` days before its
    day on, and until `closes` before it begins.
    """

    service: str
    length: timedelta
    seats: int | None
    counters: tuple[str, ...] = ()
    hours: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    ahead: int = 30
    closes: timedelta = timedelta(hours=1)
    without: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of a service, half-open, in UTC; `taken` counts seats that are booked or held."""

    service: str
    start: datetime
    end: datetime
    seats: int
    taken: int = 0

    @property
    def free(self) -> int:
        """Seats that can be booked; 0 too where staff took more away than were free."""
        return max(self.seats - self.taken, 0)


def is_bookable(plan: SlotPlan, site: Site, start: datetime, now: datetime) -> bool:
    """Is it neither too soon nor too late to book a slot that begins then?"""
    last = local_day(site, now) + timedelta(days=plan.ahead)
    return now + plan.closes <= start and local_day(site, start) <= last


def slots_of(plan: SlotPlan, site: Site, day: date, adjusted: Seats = UNCHANGED) -> list[Slot]:
    """The day's slots, in order, with what staff have `adjusted`; none on a closed day."""
    planned = {slot.start: slot for slot in _planned(plan, site, day)}
    for start, seats in adjusted.items():
        if local_day(site, start) == day:
            slot = planned.get(start) or Slot(plan.service, start, start + plan.length, 0)
            planned[start] = replace(slot, seats=seats)
    return [planned[start] for start in sorted(planned)]


def slot_at(plan: SlotPlan, site: Site, start: datetime, adjusted: int | None) -> Slot | None:
    """The slot that begins then; None where there is none."""
    changed = {} if adjusted is None else {start: adjusted}
    found = slots_of(plan, site, local_day(site, start), changed)
    return next((slot for slot in found if slot.start == start), None)


def is_open(plan: SlotPlan, site: Site, start: datetime) -> bool:
    """Is the service open all through a slot that would begin then?"""
    day, service = local_day(site, start), site.services[plan.service]
    hours = () if _is_closed(plan, site, day) else _spans(site, service.hours, day)
    return any(opens <= start and start + plan.length <= closes for opens, closes in hours)


def _planned(plan: SlotPlan, site: Site, day: date) -> Iterator[Slot]:
    if _is_closed(plan, site, day):
        return
    for opens, closes in _spans(site, plan.hours, day):
        for count in range((closes - opens) // plan.length):
            start = opens + count * plan.length
            yield Slot(plan.service, start, start + plan.length, _seats(plan, site, day, start))


def _is_closed(plan: SlotPlan, site: Site, day: date) -> bool:
    closed = site.services[plan.service].closed_days
    return day in plan.without or day in site.closed_days or day in closed


def _seats(plan: SlotPlan, site: Site, day: date, start: datetime) -> int:
    if plan.seats is not None:
        return plan.seats
    staffed = (_spans(site, site.counters[counter].hours, day) for counter in plan.counters)
    return sum(
        any(opens <= start and start + plan.length <= closes for opens, closes in hours)
        for hours in staffed
    )


def _spans(
    site: Site, hours: Mapping[int, tuple[Span, ...]], day: date
) -> Iterator[tuple[datetime, datetime]]:
    """The day's hours as instants: clocks may be put forward or back within them."""
    for span in sorted(hours.get(day.weekday(), ()), key=lambda span: span.start):
        yield instant(site, day, span.start), instant(site, day, span.end)


def local_day(site: Site, at: datetime) -> date:
    """The date on the site's calendar."""
    return at.astimezone(ZoneInfo(site.timezone)).date()


def instant(site: Site, day: date, at: time) -> datetime:
    """The instant, in UTC, at which the site's clocks show `at`."""
    return datetime.combine(day, at, ZoneInfo(site.timezone)).astimezone(UTC)
