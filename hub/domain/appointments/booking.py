"""Times are booked, changed and given back: pure decisions within a turn at the ledger."""

from dataclasses import replace
from datetime import datetime, timedelta

from hub.domain.appointments.ledger import Ledger, Seating, Turn, Wanted
from hub.domain.appointments.offering import INSTANT, free_seats, offer, slot_now
from hub.domain.appointments.records import Action, Appointment, Contact, State, next_state
from hub.domain.appointments.slots import Slot, SlotPlan, is_bookable, is_open, slot_at
from hub.domain.errors import Refusal, Refused

# No city plans further, and no calendar has to be reckoned beyond.
FARTHEST = timedelta(days=366)


def book(turn: Turn[Ledger], wanted: Wanted, start: datetime) -> Appointment:
    """Take a seat; the same id again gives the same appointment.

    Refused(UNKNOWN_SERVICE, SLOT_CLOSED, SLOT_FULL or TOO_MANY_APPOINTMENTS).
    """
    known = turn.ledger.appointment(wanted.id)
    if known is not None:
        return known
    if not wanted.by_staff:
        check_most(turn, wanted.service, wanted.contact)
    return seat(turn, wanted, start)


def seat(turn: Turn[Seating], wanted: Wanted, start: datetime) -> Appointment:
    """Take a seat for somebody new. Refused as book, however many the address has."""
    slot = _slot(turn, wanted.service, start, by_staff=wanted.by_staff)
    made = appointment(turn, wanted, slot, _take(turn, slot, wanted.id))
    turn.ledger.put(made)
    return made


def appointment(
    turn: Turn[Seating], wanted: Wanted, slot: Slot, place: int, token: str = ""
) -> Appointment:
    """A new record, with a number that nobody has."""
    number = turn.codes.number()
    while turn.ledger.has_number(number):
        number = turn.codes.number()
    return Appointment(
        id=wanted.id,
        number=number,
        token=token or turn.codes.token(),
        service=slot.service,
        start=slot.start,
        end=slot.end,
        seat=place,
        made_at=turn.now,
        changed_at=turn.now,
        language=wanted.language,
        contact=wanted.contact,
        source=wanted.source,
        foreign=wanted.foreign,
    )


def move(
    turn: Turn[Seating], found: Appointment, start: datetime, *, by_staff: bool = False
) -> Appointment:
    """Take a seat in another slot, and give the old one back. Refused as book.

    Refused(APPOINTMENT_OVER) where it is no longer booked or, but for staff, has begun.
    """
    if found.state is State.BOOKED and found.start == start:
        return found
    _check_changeable(turn, found, Action.MOVE, by_staff=by_staff)
    slot = _slot(turn, found.service, start, by_staff=by_staff)
    moved = replace(
        found,
        start=slot.start,
        end=slot.end,
        seat=_take(turn, slot, found.id),
        changed_at=turn.now,
        version=found.version + 1,
    )
    turn.ledger.put(moved)
    _give_back(turn, found)
    return moved


def cancel(turn: Turn[Seating], found: Appointment, *, by_staff: bool = False) -> Appointment:
    """Give the seat back; twice does no harm.

    Refused(APPOINTMENT_OVER) where it is no longer booked or, but for staff, has begun.
    """
    if found.state is State.CANCELLED:
        return found
    _check_changeable(turn, found, Action.CANCEL, by_staff=by_staff)
    gone = stepped(turn, found, Action.CANCEL)
    _give_back(turn, found)
    return gone


def miss(turn: Turn[Seating], found: Appointment) -> Appointment:
    """Nobody came. Twice does no harm; Refused(APPOINTMENT_OVER) where somebody did."""
    return found if found.state is State.MISSED else stepped(turn, found, Action.MISS)


def miss_all(turn: Turn[Ledger]) -> list[Appointment]:
    """Nobody came for these in time."""
    until = turn.now - turn.terms.missed + INSTANT
    return [miss(turn, found) for found in turn.ledger.booked(turn.now - FARTHEST, until)]


def adjust(turn: Turn[Ledger], service: str, start: datetime, seats: int | None) -> Slot:
    """Give a slot so many seats, whatever the plan says; None: by plan again.

    Refused(SLOT_CLOSED) where the service is not open all through it.
    """
    plan, site = plan_of(turn, service), turn.terms.site
    if not _in_reach(turn, start) or not (
        slot_at(plan, site, start, None) or is_open(plan, site, start)
    ):
        raise Refused(Refusal.SLOT_CLOSED)
    turn.ledger.adjust(service, start, seats)
    offer(turn, service, start)
    slot = slot_at(plan, site, start, seats) or Slot(service, start, start + plan.length, 0)
    return replace(slot, taken=len(turn.ledger.taken(service, start)))


def stepped(turn: Turn[Seating], found: Appointment, action: Action, **changes: str) -> Appointment:
    """Keep what the state machine makes of it; Refused(APPOINTMENT_OVER)."""
    after = replace(
        found,
        state=next_state(found, action),
        changed_at=turn.now,
        version=found.version + 1,
        **changes,  # type: ignore[arg-type]
    )
    turn.ledger.put(after)
    return after


def plan_of(turn: Turn[Seating], service: str) -> SlotPlan:
    """How the service takes appointments; Refused(UNKNOWN_SERVICE) where it takes none."""
    plan = turn.terms.plans.get(service)
    if plan is None:
        raise Refused(Refusal.UNKNOWN_SERVICE, service=service)
    return plan


def check_most(turn: Turn[Ledger], service: str, contact: Contact) -> None:
    """Refused(TOO_MANY_APPOINTMENTS) where the address has as many as it may."""
    most = turn.terms.most
    if contact.mail and turn.ledger.open_for(service, contact.mail) >= most:
        raise Refused(Refusal.TOO_MANY_APPOINTMENTS, most=most)


def _slot(turn: Turn[Seating], service: str, start: datetime, *, by_staff: bool) -> Slot:
    plan = plan_of(turn, service)
    slot = slot_now(turn, plan, start) if _in_reach(turn, start) else None
    in_time = by_staff or is_bookable(plan, turn.terms.site, start, turn.now)
    if slot is None or slot.end <= turn.now or not in_time:
        raise Refused(Refusal.SLOT_CLOSED)
    return slot


def _in_reach(turn: Turn[Seating], start: datetime) -> bool:
    return turn.now - FARTHEST <= start <= turn.now + FARTHEST


def _take(turn: Turn[Seating], slot: Slot, holder: str) -> int:
    """A free seat; Refused(SLOT_FULL)."""
    for seat in free_seats(turn, slot):
        if turn.ledger.take(slot.service, slot.start, seat, holder):
            return seat
    raise Refused(Refusal.SLOT_FULL)


def _give_back(turn: Turn[Seating], found: Appointment) -> None:
    turn.ledger.give_back(found.service, found.start, found.seat)
    offer(turn, found.service, found.start)


def _check_changeable(
    turn: Turn[Seating], found: Appointment, action: Action, *, by_staff: bool
) -> None:
    next_state(found, action)
    if not by_staff and found.start <= turn.now:
        raise Refused(Refusal.APPOINTMENT_OVER)
