"""What visitors and staff can do with appointments, and who hears of it."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from hub.domain.appointments.codes import is_number, is_token
from hub.domain.appointments.ledger import Terms
from hub.domain.appointments.records import Appointment, Contact, Entry, Place, State
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.booking import Bookings
from hub.service.appointments.ports import WaitWish, Wish
from tests.appointments import HOUR, TEN, MemoryStore, plan, terms
from tests.hubs import Clock
from tests.lobbies import MINUTE, NINE

T = TypeVar("T")
TODAY = NINE.date()
MAIL = Contact("a@example.jp", "花子")


@dataclass
class Desk:
    """Bookings in memory; each deed runs to its end."""

    rules: Terms = field(default_factory=lambda: terms(plan(seats=1), plan("tax")))
    clock: Clock = field(default_factory=Clock)
    store: MemoryStore = field(default_factory=MemoryStore)
    changes: int = 0

    def __post_init__(self) -> None:
        self.bookings = Bookings(self.store, self.rules, self.clock)
        self.bookings.on_change(self._note)

    def _note(self) -> None:
        self.changes += 1

    def do(self, deed: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(deed)

    def book(self, start: datetime = TEN, key: str = "k", **more: Any) -> Appointment:
        return self.do(self.bookings.book(Wish(key, "cert", start, **more)))

    def refused(self, deed: Coroutine[Any, Any, Any]) -> Refusal:
        with pytest.raises(Refused) as raised:
            self.do(deed)
        return raised.value.code


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_appointment_is_booked_once_a_form(desk: Desk) -> None:
    made = desk.book(contact=MAIL, language="en")
    assert is_number(made.number)
    assert is_token(made.token)
    assert made.id not in ("k", made.token)
    assert (made.contact, made.language, made.source) == (MAIL, "en", "web")
    assert desk.book() == made
    assert desk.book(TEN + HOUR) == made, "whatever the form says the second time"
    assert desk.do(desk.bookings.find(made.token)) == made


def test_what_is_free_is_what_can_be_booked(desk: Desk) -> None:
    desk.book()
    week = TODAY + timedelta(days=6)
    found = desk.do(desk.bookings.free("cert", TODAY - timedelta(days=9), week))
    assert [(slot.start, slot.free) for slot in found[:2]] == [(TEN, 0), (TEN + HOUR, 1)]
    assert len(found) == 2 + 3 * 4, "not nine o'clock today, and no weekend"
    far = TODAY.replace(year=9000)
    assert len(desk.do(desk.bookings.free("cert", TODAY, far))) == 2 + 3 * 5
    assert desk.do(desk.bookings.free("cert", week, TODAY)) == ()
    assert desk.refused(desk.bookings.free("move", TODAY, TODAY)) is Refusal.UNKNOWN_SERVICE


def test_links_change_and_cancel(desk: Desk) -> None:
    made = desk.book()
    moved = desk.do(desk.bookings.move(made.token, TEN + HOUR))
    assert (moved.start, moved.number) == (TEN + HOUR, made.number)
    gone = desk.do(desk.bookings.cancel(made.token))
    assert desk.do(desk.bookings.cancel(made.token)) == gone
    assert gone.state is State.CANCELLED
    assert desk.refused(desk.bookings.move(made.token, TEN)) is Refusal.APPOINTMENT_OVER


@pytest.mark.parametrize("token", ["", "x", "none-of-ours-none-of-ours-none-of"])
def test_a_link_that_opens_nothing(desk: Desk, token: str) -> None:
    desk.book()
    for deed in (
        desk.bookings.find(token),
        desk.bookings.cancel(token),
        desk.bookings.move(token, TEN),
        desk.bookings.accept(token),
        desk.bookings.leave(token),
        desk.bookings.cancel_for(token, "sato"),
    ):
        assert desk.refused(deed) is Refusal.UNKNOWN_APPOINTMENT


def test_the_waiting_list_by_links(desk: Desk) -> None:
    made = desk.book()
    wish = WaitWish("w", "cert", TEN, TEN + HOUR, contact=MAIL)
    entry = desk.do(desk.bookings.wait(wish))
    assert desk.do(desk.bookings.wait(wish)) == entry
    assert desk.refused(desk.bookings.accept(entry.token)) is Refusal.OFFER_LAPSED
    assert desk.refused(desk.bookings.cancel(entry.token)) is Refusal.UNKNOWN_APPOINTMENT
    desk.clock.now = NINE - HOUR
    desk.do(desk.bookings.cancel(made.token))
    held = desk.do(desk.bookings.find(entry.token))
    assert isinstance(held, Entry)
    assert held.place is Place.OFFERED
    taken = desk.do(desk.bookings.accept(entry.token))
    assert desk.do(desk.bookings.accept(entry.token)) == taken
    assert desk.do(desk.bookings.find(entry.token)) == taken
    assert desk.refused(desk.bookings.leave(entry.token)) is Refusal.APPOINTMENT_OVER


def test_a_place_on_the_list_can_be_given_up(desk: Desk) -> None:
    desk.book()
    entry = desk.do(desk.bookings.wait(WaitWish("w", "cert", TEN, TEN + HOUR, contact=MAIL)))
    left = desk.do(desk.bookings.leave(entry.token))
    assert left.place is Place.LEFT
    assert desk.do(desk.bookings.leave(entry.token)) == left


def test_staff_take_somebody_off_the_list_and_the_next_one_is_offered_the_seat(desk: Desk) -> None:
    made = desk.book()
    first, second = (
        desk.do(desk.bookings.wait(WaitWish(key, "cert", TEN, TEN + HOUR, contact=MAIL)))
        for key in ("first", "second")
    )
    desk.clock.now = NINE - HOUR
    desk.do(desk.bookings.cancel(made.token))
    off = desk.do(desk.bookings.leave_for(first.id, "sato"))
    assert off.place is Place.LEFT
    desk.clock.later(seconds=1)
    assert desk.do(desk.bookings.leave_for(first.id, "sato")) == off
    assert desk.store.book.entries[second.id].place is Place.OFFERED
    desk.do(desk.bookings.accept(second.token))
    late = desk.bookings.leave_for(second.id, "sato")
    assert desk.refused(late) is Refusal.APPOINTMENT_OVER
    unknown = desk.bookings.leave_for("0" * 32, "sato")
    assert desk.refused(unknown) is Refusal.UNKNOWN_APPOINTMENT
    assert desk.store.book.audits == [("sato", "appointment.unlist", first.id)]


def test_who_listens_hears_of_what_was_committed_and_of_nothing_else(desk: Desk) -> None:
    made = desk.book()
    assert desk.changes == 1
    desk.refused(desk.bookings.book(Wish("other", "cert", TEN)))
    desk.do(desk.bookings.find(made.token))
    desk.do(desk.bookings.told([made]))
    assert desk.changes == 1


def test_who_has_an_address_is_to_be_told_of_every_change_once(desk: Desk) -> None:
    desk.book(key="silent", start=TEN + HOUR)
    made = desk.book(contact=MAIL)
    untold = desk.do(desk.bookings.untold())
    assert untold.appointments == (made,)
    moved = desk.do(desk.bookings.move(made.token, TEN + timedelta(days=1)))
    desk.do(desk.bookings.told(untold.appointments))
    assert desk.do(desk.bookings.untold()).appointments[0].version == moved.version
    desk.do(desk.bookings.told([moved]))
    assert desk.do(desk.bookings.untold()).appointments == ()
    coming = desk.do(desk.bookings.coming(TEN, TEN + timedelta(days=2)))
    assert [item.start for item in coming] == [TEN + HOUR, TEN + timedelta(days=1)]


def test_staff_see_a_day_with_all_that_is_in_it(desk: Desk) -> None:
    made = desk.book()
    desk.do(desk.bookings.wait(WaitWish("w", "cert", TEN, TEN + HOUR, contact=MAIL)))
    day = desk.do(desk.bookings.day(TODAY))
    assert [(slot.service, slot.taken) for slot in day.slots[2:4]] == [("cert", 1), ("tax", 0)]
    assert len(day.slots) == 6
    assert day.appointments == (made,)
    assert [entry.first for entry in day.entries] == [TEN]
    empty = desk.do(desk.bookings.day(TODAY + timedelta(days=4)))
    assert (empty.slots, empty.appointments, empty.entries) == ((), (), ())


def test_what_staff_do_is_audited_once(desk: Desk) -> None:
    wish = Wish("phone", "cert", NINE)
    made = desk.do(desk.bookings.book_for(wish, "sato"))
    desk.clock.later(seconds=1)
    desk.do(desk.bookings.book_for(wish, "sato"))
    desk.do(desk.bookings.move_for(made.id, TEN, "sato"))
    desk.clock.now = TEN + MINUTE
    missed = desk.do(desk.bookings.miss(made.id, "tanaka"))
    assert (made.source, missed.state) == ("sato", State.MISSED)
    other = desk.do(desk.bookings.book_for(Wish("p2", "cert", TEN + HOUR), "sato"))
    desk.do(desk.bookings.cancel_for(other.id, "sato"))
    slot = desk.do(desk.bookings.adjust("cert", TEN + HOUR, 0, "sato"))
    assert (slot.seats, slot.taken) == (0, 0)
    assert desk.store.book.audits == [
        ("sato", "appointment.book", made.id),
        ("sato", "appointment.move", made.id),
        ("tanaka", "appointment.miss", made.id),
        ("sato", "appointment.book", other.id),
        ("sato", "appointment.cancel", other.id),
        ("sato", "appointment.adjust", "cert 2026-11-24 11:00"),
    ]


def test_instants_may_come_in_any_zone(desk: Desk) -> None:
    made = desk.book(TEN.astimezone(ZoneInfo("Asia/Tokyo")))
    assert made.start == TEN
    assert made.start.utcoffset() == timedelta(0)


def test_chance_gives_numbers_with_their_check_digit_and_no_two_links() -> None:
    many = Desk(terms(plan(seats=50)))
    made = [many.book(key=f"k{count}") for count in range(50)]
    assert all(is_number(item.number) and is_token(item.token) for item in made)
    assert len({item.number for item in made}) == len({item.token for item in made}) == 50
