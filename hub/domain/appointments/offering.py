"""The waiting list: a seat that comes free is held for the first in line, then for the next."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hub.domain.appointments.ledger import Ledger, Seating, Terms, Turn
from hub.domain.appointments.records import Entry, Place
from hub.domain.appointments.slots import Slot, SlotPlan, is_bookable, slot_at

# Nobody has to read mail by night: the time for an answer counts from the morning.
NIGHT, MORNING = time(21), time(7)
# Shorter than this nobody can answer: the seat is everybody's.
LEAST = timedelta(minutes=10)
INSTANT = timedelta(microseconds=1)


def slot_now(turn: Turn[Seating], plan: SlotPlan, start: datetime) -> Slot | None:
    """The slot that begins then, with what staff decided; None where there is none."""
    changed = turn.ledger.adjusted(plan.service, start, start + INSTANT)
    return slot_at(plan, turn.terms.site, start, changed.get(start))


def free_seats(turn: Turn[Seating], slot: Slot) -> list[int]:
    """Counted, not only looked for by name: staff may have made fewer seats than were taken."""
    taken = turn.ledger.taken(slot.service, slot.start)
    return sorted(set(range(slot.seats)) - taken)[: max(slot.seats - len(taken), 0)]


def offer(turn: Turn[Seating], service: str, start: datetime) -> None:
    """Hold the free seats of a slot for those who wait for it, one each, first come first.

    An entry is offered one seat in its life: who lets it pass gets into line again.
    """
    plan = turn.terms.plans.get(service)
    if plan is None or not is_bookable(plan, turn.terms.site, start, turn.now):
        return
    slot, until = slot_now(turn, plan, start), held_until(turn.terms, plan, start, turn.now)
    if slot is None or until < turn.now + LEAST:
        return
    in_line = turn.ledger.waiting(service, start)
    for seat, entry in zip(free_seats(turn, slot), in_line, strict=False):
        if turn.ledger.take(service, start, seat, entry.id):
            placed(turn, entry, Place.OFFERED, start=start, seat=seat, until=until)


def held_until(terms: Terms, plan: SlotPlan, start: datetime, now: datetime) -> datetime:
    """When a seat offered now is offered to the next one."""
    zone = ZoneInfo(terms.site.timezone)
    local = now.astimezone(zone)
    awake = now
    if local.time() >= NIGHT:
        awake = datetime.combine(local.date() + timedelta(days=1), MORNING, zone)
    elif local.time() < MORNING:
        awake = datetime.combine(local.date(), MORNING, zone)
    return min(awake.astimezone(now.tzinfo) + terms.offer, start - plan.closes)


def lapse(turn: Turn[Ledger]) -> None:
    """End what has run out, and offer the seats that were held to the next ones."""
    for entry in turn.ledger.stale(turn.now):
        leave_line(turn, entry, Place.LAPSED)


def leave_line(turn: Turn[Seating], entry: Entry, place: Place) -> Entry:
    """The entry ends; a seat that was held for it goes to the next one."""
    gone = placed(turn, entry, place)
    if entry.place is Place.OFFERED and entry.start is not None and entry.seat is not None:
        turn.ledger.give_back(entry.service, entry.start, entry.seat)
        offer(turn, entry.service, entry.start)
    return gone


def placed(turn: Turn[Seating], entry: Entry, place: Place, **changes: Any) -> Entry:
    """Keep where somebody on the list stands now."""
    version = entry.version + 1
    after = replace(entry, place=place, changed_at=turn.now, version=version, **changes)
    turn.ledger.put(after)
    return after
