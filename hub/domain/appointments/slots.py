"""The times that can be booked: from the plan of a service, its counters, and the calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.domain.site import Site, Span


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
    """A time of a service, half-open; `taken` counts seats that are booked or held."""

    service: str
    start: datetime
    end: datetime
    seats: int
    taken: int = 0

    @property
    def free(self) -> int:
        """Seats that can be booked; 0 too where staff took more away than were free."""
        return max(self.seats - self.taken, 0)


def first_day(plan: SlotPlan, site: Site, now: datetime) -> date:
    """The first day that has a slot which can still be booked, closed or not."""
    return (now + plan.closes).astimezone(ZoneInfo(site.timezone)).date()


def last_day(plan: SlotPlan, site: Site, now: datetime) -> date:
    """The last day that can be booked now."""
    return now.astimezone(ZoneInfo(site.timezone)).date() + timedelta(days=plan.ahead)


def is_bookable(plan: SlotPlan, site: Site, start: datetime, now: datetime) -> bool:
    """Is it neither too soon nor too late to book a slot that begins then?"""
    day = start.astimezone(ZoneInfo(site.timezone)).date()
    return now + plan.closes <= start and day <= last_day(plan, site, now)


def slots_of(plan: SlotPlan, site: Site, day: date) -> Iterator[Slot]:
    """The day's slots by the plan, in order; none on a closed day. Instants are in UTC."""
    service = site.services[plan.service]
    if day in plan.without or day in site.closed_days or day in service.closed_days:
        return
    for opens, closes in spans(site, plan.hours, day):
        for count in range((closes - opens) // plan.length):
            start = opens + count * plan.length
            yield Slot(plan.service, start, start + plan.length, seats_at(plan, site, day, start))


def seats_at(plan: SlotPlan, site: Site, day: date, start: datetime) -> int:
    """The seats of the slot by the plan alone."""
    if plan.seats is not None:
        return plan.seats
    staffed = (spans(site, site.counters[counter].hours, day) for counter in plan.counters)
    return sum(
        any(opens <= start and start + plan.length <= closes for opens, closes in hours)
        for hours in staffed
    )


def spans(
    site: Site, hours: Mapping[int, tuple[Span, ...]], day: date
) -> Iterator[tuple[datetime, datetime]]:
    """The day's hours as instants: the site's clock may be put forward or back within them."""
    for span in sorted(hours.get(day.weekday(), ()), key=lambda span: span.start):
        yield instant(site, day, span.start), instant(site, day, span.end)


def instant(site: Site, day: date, at: time) -> datetime:
    """The instant, in UTC, at which the site's clocks show `at`."""
    return datetime.combine(day, at, ZoneInfo(site.timezone)).astimezone(UTC)
