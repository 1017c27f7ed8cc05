"""What is free, and what a day holds."""

from datetime import date, datetime, time, timedelta

from hub.domain.appointments.ledger import Terms
from hub.domain.appointments.slots import Slot, SlotPlan, instant, is_bookable, local_day, slots_of
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.ports import Book, Day


def free(
    terms: Terms, book: Book, service: str, first: date, last: date, now: datetime
) -> tuple[Slot, ...]:
    """The slots that can be booked now, with the seats that are taken."""
    plan = terms.plans.get(service)
    if plan is None:
        raise Refused(Refusal.UNKNOWN_SERVICE, service=service)
    today = local_day(terms.site, now)
    begin, end = max(first, today), min(last, today + timedelta(days=plan.ahead))
    return tuple(
        slot
        for slot in _slots(terms, book, plan, begin, end)
        if is_bookable(plan, terms.site, slot.start, now)
    )


def of_day(terms: Terms, book: Book, day: date) -> Day:
    """All slots of all services, and who has and wants them."""
    first, last = _bounds(terms, day, day)
    slots = [slot for plan in terms.plans.values() for slot in _slots(terms, book, plan, day, day)]
    return Day(
        tuple(sorted(slots, key=lambda slot: slot.start)),
        tuple(book.between(first, last)),
        tuple(book.entries_between(first, last)),
    )


def _slots(terms: Terms, book: Book, plan: SlotPlan, first: date, last: date) -> list[Slot]:
    if first > last:
        return []
    begin, end = _bounds(terms, first, last)
    adjusted = book.adjusted(plan.service, begin, end)
    taken = book.counted(plan.service, begin, end)
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [
        Slot(slot.service, slot.start, slot.end, slot.seats, taken.get(slot.start, 0))
        for day in days
        for slot in slots_of(plan, terms.site, day, adjusted)
    ]


def _bounds(terms: Terms, first: date, last: date) -> tuple[datetime, datetime]:
    return (
        instant(terms.site, first, time()),
        instant(terms.site, last + timedelta(days=1), time()),
    )
