"""Visitors get onto the waiting list, take what is held for them, and get off it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from hub.domain.appointments.booking import FARTHEST, appointment, check_most, plan_of
from hub.domain.appointments.ledger import Ledger, Seating, Turn, Wanted
from hub.domain.appointments.offering import free_seats, leave_line, offer, placed
from hub.domain.appointments.records import Appointment, Entry, Place
from hub.domain.appointments.slots import Slot, is_bookable, local_day, slots_of
from hub.domain.errors import Refusal, Refused


def wait(turn: Turn[Ledger], wanted: Wanted, first: datetime, last: datetime) -> Entry:
    """Get into line for a seat that begins at `first` <= t < `last`; the same id counts once.

    Refused(UNKNOWN_SERVICE, NO_ADDRESS, SLOT_CLOSED, SEATS_FREE or TOO_MANY_APPOINTMENTS).
    """
    known = turn.ledger.entry(wanted.id)
    if known is not None:
        return known
    if not wanted.contact.mail:
        raise Refused(Refusal.NO_ADDRESS)
    slots = list(_bookable(turn, wanted.service, first, last))
    if not slots:
        raise Refused(Refusal.SLOT_CLOSED)
    if any(free_seats(turn, slot) for slot in slots):
        raise Refused(Refusal.SEATS_FREE)
    check_most(turn, wanted.service, wanted.contact)
    entry = Entry(
        id=wanted.id,
        token=turn.codes.token(),
        service=wanted.service,
        first=first,
        last=last,
        entered_at=turn.now,
        changed_at=turn.now,
        language=wanted.language,
        contact=wanted.contact,
    )
    turn.ledger.put(entry)
    return entry


def accept(turn: Turn[Seating], entry: Entry) -> Appointment:
    """Book the seat that is held. Refused(OFFER_LAPSED) where none is, or no longer."""
    start, seat, until = entry.start, entry.seat, entry.until
    if entry.place is not Place.OFFERED or start is None or seat is None or until is None:
        raise Refused(Refusal.OFFER_LAPSED)
    if until <= turn.now:
        raise Refused(Refusal.OFFER_LAPSED)
    length = plan_of(turn, entry.service).length
    slot = Slot(entry.service, start, start + length, 0)
    wanted = Wanted(entry.id, entry.service, entry.language, entry.contact)
    made = appointment(turn, wanted, slot, seat, entry.token)
    turn.ledger.put(made)
    placed(turn, entry, Place.TAKEN)
    return made


def leave(turn: Turn[Seating], entry: Entry) -> Entry:
    """Get off the list, or decline what is offered; twice does no harm."""
    if entry.place in (Place.WAITING, Place.OFFERED):
        return leave_line(turn, entry, Place.LEFT)
    return entry


def offer_all(turn: Turn[Seating], in_line: Iterable[Entry]) -> None:
    """Offer what is free to those who wait for it: the settings may have changed."""
    wanted = {
        (slot.service, slot.start)
        for entry in in_line
        if entry.service in turn.terms.plans
        for slot in _bookable(turn, entry.service, entry.first, entry.last)
    }
    for service, start in sorted(wanted):
        offer(turn, service, start)


def _bookable(turn: Turn[Seating], service: str, first: datetime, last: datetime) -> Iterator[Slot]:
    """The slots in a range that visitors may book now, full or not."""
    plan, site = plan_of(turn, service), turn.terms.site
    begin, end = max(first, turn.now), min(last, turn.now + FARTHEST)
    if begin >= end:
        return
    adjusted = turn.ledger.adjusted(service, begin, end)
    days = (local_day(site, end) - local_day(site, begin)).days + 1
    for count in range(min(days, plan.ahead + 1)):
        day = local_day(site, begin) + timedelta(days=count)
        for slot in slots_of(plan, site, day, adjusted):
            if begin <= slot.start < end and is_bookable(plan, site, slot.start, turn.now):
                yield slot
