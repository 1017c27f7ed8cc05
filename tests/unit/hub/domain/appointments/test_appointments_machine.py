"""Whatever visitors, staff and the clock do: one visitor a seat, and never more than seats."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from hub.domain.appointments import booking, waiting
from hub.domain.appointments.offering import LEAST, free_seats, held_until, lapse, slot_now
from hub.domain.appointments.records import Appointment, Entry, Place, State
from hub.domain.appointments.slots import is_bookable
from hub.domain.errors import Refused
from tests.appointments import HOUR, Office, plan, terms
from tests.lobbies import NINE

DAY = timedelta(days=1)
# Two days with two slots each, and one time that is no slot.
STARTS = [NINE + DAY * day + HOUR * hour for day in (1, 2) for hour in range(2)]
TIMES = st.sampled_from([*STARTS, NINE + DAY + HOUR / 2])
PLAN = plan(seats=1, ahead=400)


class Appointments(RuleBasedStateMachine):
    """Every action may be refused; refused or not, the invariants hold."""

    booked = Bundle("booked")
    in_line = Bundle("in_line")

    def __init__(self) -> None:
        super().__init__()
        self.office = Office(terms(PLAN, most=3))
        self.before: Counter[tuple[str, datetime]] = Counter()

    def known(self, record: Appointment) -> Appointment:
        return self.office.book.appointments[record.id]

    def entry(self, record: Entry) -> Entry:
        return self.office.book.entries[record.id]

    @initialize(target=booked)
    def full(self) -> MultipleResults[Appointment]:
        """Everything is booked at first, so that there is something to wait for."""
        turn = self.office.turn
        return multiple(*(booking.book(turn, self.office.wanted(), start) for start in STARTS))

    @rule(
        target=booked, start=TIMES, mail=st.sampled_from(["", "a@example.jp"]), staff=st.booleans()
    )
    def book(
        self, start: datetime, mail: str, staff: bool
    ) -> Appointment | MultipleResults[Appointment]:
        wanted = self.office.wanted(mail, by_staff=staff)
        try:
            made = booking.book(self.office.turn, wanted, start)
        except Refused:
            return multiple()
        assert booking.book(self.office.turn, wanted, STARTS[0]) == made, "the same key counts once"
        return made

    @rule(record=booked, start=TIMES)
    def move(self, record: Appointment, start: datetime) -> None:
        before = self.known(record)
        try:
            moved = booking.move(self.office.turn, before, start)
        except Refused:
            assert self.known(record) == before
            return
        assert moved.start == start
        assert booking.move(self.office.turn, moved, moved.start) == moved

    @rule(record=booked)
    def cancel(self, record: Appointment) -> None:
        try:
            gone = booking.cancel(self.office.turn, self.known(record))
        except Refused:
            return
        assert booking.cancel(self.office.turn, gone) == gone

    @rule(target=in_line, first=TIMES, hours=st.sampled_from([0, 1, 2, 30]))
    def wait(self, first: datetime, hours: int) -> Entry | MultipleResults[Entry]:
        wanted = self.office.wanted(f"{self.office.made}@example.jp")
        last = first + HOUR * hours
        try:
            entry = waiting.wait(self.office.turn, wanted, first, last)
        except Refused:
            return multiple()
        assert waiting.wait(self.office.turn, wanted, STARTS[0], STARTS[1]) == entry
        return entry

    @rule(record=in_line)
    def accept(self, record: Entry) -> None:
        found = self.office.book.find(record.token)
        if isinstance(found, Entry):
            try:
                made = waiting.accept(self.office.turn, found)
            except Refused:
                return
            assert (made.start, made.seat, made.token) == (found.start, found.seat, found.token)

    @rule(record=in_line)
    def leave(self, record: Entry) -> None:
        left = waiting.leave(self.office.turn, self.entry(record))
        assert waiting.leave(self.office.turn, left) == left

    @rule(start=TIMES, seats=st.one_of(st.none(), st.integers(0, 3)))
    def adjust(self, start: datetime, seats: int | None) -> None:
        booking.adjust(self.office.turn, "cert", start, seats)

    @rule(minutes=st.sampled_from([1, 20, 61, 600]))
    def later(self, minutes: int) -> None:
        self.office.now += timedelta(minutes=minutes)
        lapse(self.office.turn)
        booking.miss_all(self.office.turn)

    @invariant()
    def every_seat_has_one_visitor_and_every_visitor_one_seat(self) -> None:
        book = self.office.book
        expected = {
            (item.service, item.start, item.seat): item.id
            for item in book.appointments.values()
            if item.state is not State.CANCELLED
        }
        held = {
            (item.service, item.start, item.seat): item.id
            for item in book.entries.values()
            if item.place is Place.OFFERED
        }
        assert len(held) + len(expected) == len({*held, *expected})
        assert book.seats == expected | held

    @invariant()
    def nobody_gets_a_seat_that_there_is_not(self) -> None:
        """Staff may take seats away that are booked; nobody is added to them then."""
        now = Counter((service, start) for service, start, _ in self.office.book.seats)
        for (service, start), taken in now.items():
            slot = slot_now(self.office.turn, PLAN, start)
            seats = slot.seats if slot else 0
            assert taken <= max(seats, self.before[service, start])
        self.before = Counter(now)

    @invariant()
    def a_token_opens_exactly_one_and_a_number_too(self) -> None:
        book = self.office.book
        records: tuple[Appointment | Entry, ...]
        records = (*book.appointments.values(), *book.entries.values())
        for record in records:
            found = book.find(record.token)
            assert found is not None
            assert found.id == record.id
        numbers = [item.number for item in book.appointments.values()]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def who_waits_is_offered_what_is_free_in_the_order_of_coming(self) -> None:
        for entry in self.office.book.in_line():
            for start in STARTS:
                if entry.first <= start < entry.last and self.can_be_offered(start):
                    slot = slot_now(self.office.turn, PLAN, start)
                    assert slot is None or not free_seats(self.office.turn, slot)

    def can_be_offered(self, start: datetime) -> bool:
        turn = self.office.turn
        if not is_bookable(PLAN, turn.terms.site, start, turn.now):
            return False
        until = held_until(turn.terms, PLAN, start, turn.now)
        return until >= turn.now + LEAST

    @invariant()
    def nobody_is_offered_twice(self) -> None:
        for entry in self.office.book.entries.values():
            if entry.place is Place.WAITING:
                assert entry.start is None
            assert entry.version <= 3, "waiting, offered, ended"


TestAppointments = Appointments.TestCase
TestAppointments.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
