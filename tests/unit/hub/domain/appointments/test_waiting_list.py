"""A seat that comes free is held for the first in line, then for the next; nobody twice."""

from datetime import timedelta

import pytest

from hub.domain.appointments import booking, waiting
from hub.domain.appointments.offering import held_until, lapse
from hub.domain.appointments.records import Appointment, Entry, Place, State
from hub.domain.errors import Refusal, Refused
from tests.appointments import HOUR, TEN, Office, plan, terms
from tests.lobbies import MINUTE, NINE

TOMORROW = TEN + timedelta(days=1)
SMALL = plan(seats=1)


class Line(Office):
    """One seat tomorrow at ten, which `holder` has."""

    def __init__(self) -> None:
        super().__init__(terms(SMALL))
        self.holder = booking.book(self.turn, self.wanted(), TOMORROW)

    def enter(self, mail: str = "", hours: int = 1) -> Entry:
        wanted = self.wanted(mail or f"{self.made}@example.jp")
        self.now += MINUTE
        return waiting.wait(self.turn, wanted, TOMORROW, TOMORROW + HOUR * hours)

    def give_up(self) -> None:
        booking.cancel(self.turn, self.holder)

    def see(self, entry: Entry) -> Entry:
        return self.book.entries[entry.id]


def test_the_first_in_line_is_offered_the_seat_and_takes_it() -> None:
    line = Line()
    first, second = line.enter(), line.enter()
    assert first.place is Place.WAITING
    line.give_up()
    held = line.see(first)
    assert (held.place, held.start, held.seat) == (Place.OFFERED, TOMORROW, 0)
    assert held.until == line.now + HOUR
    assert line.see(second) == second
    with pytest.raises(Refused) as raised:
        booking.book(line.turn, line.wanted(), TOMORROW)
    assert raised.value.code is Refusal.SLOT_FULL, "what is held is not free"
    made = waiting.accept(line.turn, held)
    assert (made.state, made.start, made.token) == (State.BOOKED, TOMORROW, first.token)
    assert made.contact == first.contact
    assert line.see(first).place is Place.TAKEN
    assert line.book.seats == {("cert", TOMORROW, 0): made.id}
    assert line.see(second) == second
    assert isinstance(line.book.find(first.token), Appointment)


def test_a_declined_or_lapsed_offer_goes_to_the_next_and_never_back() -> None:
    line = Line()
    first, second, third = line.enter(), line.enter(), line.enter()
    line.give_up()
    assert waiting.leave(line.turn, line.see(first)).place is Place.LEFT
    assert line.see(second).place is Place.OFFERED
    line.now += HOUR
    lapse(line.turn)
    assert line.see(second).place is Place.LAPSED
    assert line.see(third).place is Place.OFFERED
    for gone in (first, second):
        with pytest.raises(Refused) as raised:
            waiting.accept(line.turn, line.see(gone))
        assert raised.value.code is Refusal.OFFER_LAPSED
    line.now += HOUR
    lapse(line.turn)
    assert line.book.seats == {}, "nobody is left: everybody may book it"


def test_an_offer_ends_at_its_instant_even_before_the_clockwork_looks() -> None:
    line = Line()
    first = line.enter()
    line.give_up()
    line.now += HOUR
    with pytest.raises(Refused):
        waiting.accept(line.turn, line.see(first))


def test_a_moved_appointment_and_more_seats_free_some_too() -> None:
    line = Line()
    first, second = line.enter(), line.enter()
    booking.move(line.turn, line.holder, TOMORROW + HOUR)
    assert line.see(first).place is Place.OFFERED
    booking.adjust(line.turn, "cert", TOMORROW, 2)
    assert line.see(second).place is Place.OFFERED


def test_who_waits_for_a_whole_day_is_offered_any_of_its_slots() -> None:
    line = Line()
    later = [booking.book(line.turn, line.wanted(), TOMORROW + HOUR * count) for count in (-1, 1)]
    entry = waiting.wait(
        line.turn, line.wanted("a@example.jp"), TOMORROW - HOUR, TOMORROW + 2 * HOUR
    )
    booking.cancel(line.turn, later[1])
    assert line.see(entry).start == TOMORROW + HOUR


def test_what_cannot_be_waited_for() -> None:
    line = Line()
    with pytest.raises(Refused) as raised:
        waiting.wait(line.turn, line.wanted(), TOMORROW, TOMORROW + HOUR)
    assert raised.value.code is Refusal.NO_ADDRESS
    with pytest.raises(Refused) as raised:
        line.enter(hours=2)
    assert raised.value.code is Refusal.SEATS_FREE
    with pytest.raises(Refused) as raised:
        line.enter(hours=0)
    assert raised.value.code is Refusal.SLOT_CLOSED
    for _ in range(2):
        line.enter("a@example.jp")
    with pytest.raises(Refused) as raised:
        line.enter("a@example.jp")
    assert raised.value.code is Refusal.TOO_MANY_APPOINTMENTS


def test_the_same_key_counts_once() -> None:
    line = Line()
    wanted = line.wanted("a@example.jp")
    entries = [waiting.wait(line.turn, wanted, TOMORROW, TOMORROW + HOUR) for _ in range(2)]
    assert entries[0] == entries[1]
    assert len(line.book.entries) == 1


def test_waiting_in_vain_ends() -> None:
    line = Line()
    entry = line.enter()
    line.now = TOMORROW + HOUR - MINUTE
    lapse(line.turn)
    assert line.see(entry) == entry
    line.now += MINUTE
    lapse(line.turn)
    assert line.see(entry).place is Place.LAPSED


@pytest.mark.parametrize(
    ("hour", "until"),
    [
        # Tokyo's clock: 9:00, 20:59, 21:00, 23:30, 6:00 of the next day, 8:00, 8:49.
        (0, 1),
        (12 - 1 / 60, 13 - 1 / 60),
        (12, 23),
        (14.5, 23),
        (21, 23),
        (23, 24),
        (23 + 49 / 60, 24),
    ],
)
def test_an_answer_has_an_hour_of_the_day_and_none_of_the_night(hour: float, until: float) -> None:
    office = Office(terms(SMALL))
    asked = NINE + timedelta(hours=hour)
    held = held_until(office.terms, SMALL, TOMORROW, asked)
    assert held == NINE + timedelta(hours=until)


def test_nobody_is_offered_what_cannot_be_answered_in_time() -> None:
    line = Line()
    entry = line.enter()
    line.now = TOMORROW - HOUR - 9 * MINUTE
    line.give_up()
    assert line.see(entry).place is Place.WAITING
    booking.book(line.turn, line.wanted(), TOMORROW)


def test_new_settings_may_free_seats_for_those_who_wait() -> None:
    line = Line()
    first, second = line.enter(), line.enter()
    line.terms = terms(plan(seats=2))
    waiting.offer_all(line.turn, line.book.in_line())
    assert [line.see(entry).place for entry in (first, second)] == [Place.OFFERED, Place.WAITING]
    line.terms = terms(plan("tax"))
    waiting.offer_all(line.turn, line.book.in_line())
