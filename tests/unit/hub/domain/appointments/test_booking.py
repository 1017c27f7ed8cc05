"""Times are booked, changed and given back, as the city allows."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hub.domain.appointments import booking
from hub.domain.appointments.records import (
    TRANSITIONS,
    Action,
    State,
    next_state,
)
from hub.domain.errors import Refusal, Refused
from tests.appointments import HOUR, TEN, Office, plan, terms
from tests.lobbies import MINUTE, NINE


def refusal(raised: pytest.ExceptionInfo[Refused]) -> Refusal:
    return raised.value.code


def test_an_appointment_has_a_number_a_link_and_a_seat() -> None:
    office = Office()
    first = booking.book(office.turn, office.wanted("a@example.jp", language="en"), TEN)
    second = booking.book(office.turn, office.wanted(), TEN)
    assert (first.start, first.end, first.state) == (TEN, TEN + HOUR, State.BOOKED)
    assert (first.seat, second.seat) == (0, 1)
    assert (first.language, first.contact.mail) == ("en", "a@example.jp")
    assert len({first.number, second.number, first.token, second.token}) == 4


def test_a_number_that_is_in_use_is_not_given_again() -> None:
    office = Office()
    first = booking.book(office.turn, office.wanted(), TEN)
    office.codes.given = 0
    assert booking.book(office.turn, office.wanted(), TEN).number != first.number


def test_nothing_secret_is_printed() -> None:
    office = Office()
    made = booking.book(office.turn, office.wanted("a@example.jp"), TEN)
    assert not any(text in repr(made) for text in (made.token, made.number, "example"))


def test_a_slot_is_full_when_its_seats_are_booked() -> None:
    office = Office()
    for _ in range(2):
        booking.book(office.turn, office.wanted(), TEN)
    with pytest.raises(Refused) as raised:
        booking.book(office.turn, office.wanted(), TEN)
    assert refusal(raised) is Refusal.SLOT_FULL


@pytest.mark.parametrize(
    "start",
    [
        TEN - MINUTE,
        TEN + HOUR / 2,
        NINE,
        TEN - timedelta(days=1),
        TEN + timedelta(days=8),
        TEN + timedelta(days=4),
        TEN + timedelta(days=365_000),
    ],
    ids=["soon", "no slot", "too soon", "past", "too far", "saturday", "no calendar"],
)
def test_what_cannot_be_booked(start: datetime) -> None:
    office = Office()
    with pytest.raises(Refused) as raised:
        booking.book(office.turn, office.wanted(), start)
    assert refusal(raised) is Refusal.SLOT_CLOSED


def test_a_service_that_takes_no_appointments() -> None:
    office = Office()
    with pytest.raises(Refused) as raised:
        booking.book(office.turn, office.wanted(service="tax"), TEN)
    assert refusal(raised) is Refusal.UNKNOWN_SERVICE


def test_staff_book_until_a_slot_is_over_and_as_far_ahead_as_calendars_go() -> None:
    office = Office()
    booking.book(office.turn, office.wanted(by_staff=True), TEN + timedelta(days=364))
    office.now = TEN + HOUR - MINUTE
    booking.book(office.turn, office.wanted(by_staff=True), TEN)
    office.now = TEN + HOUR
    with pytest.raises(Refused):
        booking.book(office.turn, office.wanted(by_staff=True), TEN)


def test_one_address_has_only_so_many() -> None:
    office = Office(terms(most=1))
    booking.book(office.turn, office.wanted("a@example.jp"), TEN)
    with pytest.raises(Refused) as raised:
        booking.book(office.turn, office.wanted("a@example.jp"), TEN + HOUR)
    assert refusal(raised) is Refusal.TOO_MANY_APPOINTMENTS
    assert raised.value.details == {"most": 1}
    booking.book(office.turn, office.wanted("b@example.jp"), TEN)
    booking.book(office.turn, office.wanted("a@example.jp", by_staff=True), TEN + HOUR)


def test_moving_takes_the_new_seat_and_frees_the_old_one() -> None:
    office = Office(terms(plan(seats=1)))
    made = booking.book(office.turn, office.wanted(), TEN)
    office.now += MINUTE
    moved = booking.move(office.turn, made, TEN + HOUR)
    assert (moved.number, moved.token) == (made.number, made.token)
    assert (moved.start, moved.version, moved.changed_at) == (TEN + HOUR, 2, office.now)
    assert [*office.book.seats] == [("cert", TEN + HOUR, 0)]
    assert booking.move(office.turn, moved, TEN + HOUR) == moved


def test_a_move_to_a_full_slot_leaves_everything_as_it_was() -> None:
    office = Office(terms(plan(seats=1)))
    made = booking.book(office.turn, office.wanted(), TEN)
    booking.book(office.turn, office.wanted(), TEN + HOUR)
    with pytest.raises(Refused) as raised:
        booking.move(office.turn, made, TEN + HOUR)
    assert refusal(raised) is Refusal.SLOT_FULL
    assert office.book.appointments[made.id] == made
    assert len(office.book.seats) == 2


@pytest.mark.parametrize("by_staff", [False, True])
def test_once_it_has_begun_only_staff_change_it(by_staff: bool) -> None:
    office = Office()
    made = booking.book(office.turn, office.wanted(), TEN)
    office.now = TEN
    if by_staff:
        assert booking.cancel(office.turn, made, by_staff=True).state is State.CANCELLED
        return
    with pytest.raises(Refused) as raised:
        booking.cancel(office.turn, made)
    assert refusal(raised) is Refusal.APPOINTMENT_OVER
    with pytest.raises(Refused) as raised:
        booking.move(office.turn, made, TEN + HOUR)
    assert refusal(raised) is Refusal.APPOINTMENT_OVER


def test_cancelling_twice_gives_the_seat_back_once() -> None:
    office = Office(terms(plan(seats=1)))
    gone = booking.cancel(office.turn, booking.book(office.turn, office.wanted(), TEN))
    other = booking.book(office.turn, office.wanted(), TEN)
    assert booking.cancel(office.turn, gone) == gone
    assert office.book.seats == {("cert", TEN, 0): other.id}


def test_who_does_not_come_is_missed_once_nobody_is_expected_any_more() -> None:
    office = Office()
    made = booking.book(office.turn, office.wanted(), TEN)
    office.now = TEN + 40 * MINUTE - timedelta(microseconds=1)
    assert booking.miss_all(office.turn) == []
    office.now = TEN + 40 * MINUTE
    (missed,) = booking.miss_all(office.turn)
    assert (missed.id, missed.state) == (made.id, State.MISSED)
    assert booking.miss_all(office.turn) == []
    assert booking.miss(office.turn, missed) == missed


def test_staff_block_a_slot_and_those_who_booked_keep_their_seats() -> None:
    office = Office()
    made = booking.book(office.turn, office.wanted(), TEN)
    slot = booking.adjust(office.turn, "cert", TEN, 0)
    assert (slot.seats, slot.taken, slot.free) == (0, 1, 0)
    with pytest.raises(Refused):
        booking.book(office.turn, office.wanted(), TEN)
    assert office.book.appointments[made.id].state is State.BOOKED
    assert booking.adjust(office.turn, "cert", TEN, None).free == 1


def test_seats_are_counted_where_staff_took_one_of_them_away() -> None:
    office = Office()
    first = booking.book(office.turn, office.wanted(), TEN)
    booking.book(office.turn, office.wanted(), TEN)
    booking.cancel(office.turn, first)
    booking.adjust(office.turn, "cert", TEN, 1)
    with pytest.raises(Refused) as raised:
        booking.book(office.turn, office.wanted(), TEN)
    assert refusal(raised) is Refusal.SLOT_FULL, "seat 0 is free, and yet one is taken of one"


def test_staff_add_a_slot_in_opening_hours_alone() -> None:
    office = Office()
    booking.adjust(office.turn, "cert", TEN + 6 * HOUR, 1)
    assert booking.book(office.turn, office.wanted(), TEN + 6 * HOUR).end == TEN + 7 * HOUR
    for start in (TEN + timedelta(hours=13, minutes=30), TEN + timedelta(days=400)):
        with pytest.raises(Refused) as raised:
            booking.adjust(office.turn, "cert", start, 1)
        assert refusal(raised) is Refusal.SLOT_CLOSED


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_the_state_machine(state: State, action: Action) -> None:
    record = replace(booking.book(Office().turn, Office().wanted(), TEN), state=state)
    allowed, after = TRANSITIONS[action]
    if state in allowed:
        assert next_state(record, action) is after
    else:
        with pytest.raises(Refused) as raised:
            next_state(record, action)
        assert refusal(raised) is Refusal.APPOINTMENT_OVER


def test_every_state_is_reached_and_the_last_ones_are_ends() -> None:
    assert {after for _, after in TRANSITIONS.values()} == set(State)
    ends = {State.SERVED, State.LEFT, State.CANCELLED}
    assert not any(ends & allowed for allowed, _ in TRANSITIONS.values())
