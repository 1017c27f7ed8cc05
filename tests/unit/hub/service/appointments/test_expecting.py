"""The clockwork: every screen knows who is to come; what is over ends, and is forgotten."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from hub.domain.appointments.records import NOBODY, Contact, Entry, Place, State
from hub.domain.events import Kind
from hub.service.appointments.ports import WaitWish
from tests.appointments import HOUR, TEN, plan, terms
from tests.hubs import Clock
from tests.lobbies import MINUTE, NINE
from tests.unit.hub.service.appointments.hall import Hall, play, standing
from tests.unit.hub.service.appointments.test_checking_in import state

DAY = timedelta(days=1)


def told(hall: Hall) -> int:
    """How often the lobby was told who is to come."""
    return sum(event.kind is Kind.DUE_CHANGED for event in hall.events)


def test_todays_appointments_are_on_every_screen_and_follow_what_happens(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        one, two = await hall.book(TEN), await hall.book(TEN + HOUR)
        await hall.book(TEN + DAY)
        await hall.expecting.attend()
        assert hall.due == {one.id, two.id}
        await hall.bookings.move(one.token, TEN + HOUR)
        await hall.expecting.attend()
        assert hall.board.lobby.due[one.id].at == TEN + HOUR
        await hall.bookings.cancel(two.token)
        await hall.expecting.attend()
        assert hall.due == {one.id}
        before = told(hall)
        await hall.expecting.attend()
        assert told(hall) == before, "nothing new is not told"
        assert all("example" not in repr(event) for event in hall.events)

    play(tmp_path, story)


def test_a_new_day_begins_with_its_own(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        today, tomorrow = await hall.book(TEN), await hall.book(TEN + DAY)
        await hall.expecting.attend()
        assert hall.due == {today.id}
        hall.clock.now = NINE + DAY
        await hall.reception.tick()
        await hall.expecting.attend()
        assert hall.due == {tomorrow.id}

    play(tmp_path, story)


def test_after_a_restart_and_on_another_hub_the_same_are_expected(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Clock()
        async with standing(tmp_path, clock) as first:
            made = await first.book(TEN)
            await first.expecting.begin()
            async with standing(tmp_path, clock) as second:
                await second.expecting.begin()
                assert first.due == second.due == {made.id}
                assert told(second) == 0, "one hub tells it"
                other = await second.book(TEN + HOUR)
                await second.expecting.attend()
                await first.expecting.attend()
                first.catch_up.begin(None)
                await first.reception.tick()
                assert first.due == {made.id, other.id}
        async with standing(tmp_path, clock) as again:
            await again.expecting.begin()
            assert again.due == {made.id, other.id}

    asyncio.run(story())


def test_a_hub_that_looked_before_another_told_takes_nothing_back(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        before = await hall.bookings.coming(NINE, NINE + DAY)
        made = await hall.book(TEN)
        await hall.expecting.attend()
        await hall.expecting.tell(before)
        assert hall.due == {made.id}

    play(tmp_path, story)


def test_who_does_not_come_is_missed_and_no_longer_expected(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book(TEN)
        hall.clock.now = TEN + 39 * MINUTE
        await hall.expecting.attend()
        assert (hall.due, await state(hall, made)) == ({made.id}, State.BOOKED)
        hall.clock.later(minutes=1)
        await hall.expecting.attend()
        assert (hall.due, await state(hall, made)) == (set(), State.MISSED)

    play(tmp_path, story)


def test_who_came_has_been_served_or_has_left(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        served, left, here = [await hall.book(TEN) for _ in range(3)]
        hall.clock.now = TEN
        tickets = [(await hall.come(made.number)).ticket for made in (served, left, here)]
        await hall.serve(tickets[0])
        await hall.give_up(tickets[1])
        await hall.expecting.attend()
        found = [await state(hall, made) for made in (served, left, here)]
        assert found == [State.SERVED, State.LEFT, State.CHECKED_IN]
        # The day ends while this one still waits: the books of that day say what became of it.
        hall.clock.now = NINE + DAY
        await hall.reception.tick()
        await hall.expecting.attend()
        assert await state(hall, here) is State.LEFT

    play(tmp_path, story, terms(plan(seats=3)))


def test_an_offer_runs_out_and_goes_to_the_next(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book(TEN + HOUR)
        first = await hall.wait("a@example.jp", TEN + HOUR)
        hall.clock.later(minutes=1)
        second = await hall.wait("b@example.jp", TEN + HOUR)
        await hall.bookings.cancel(made.token)
        assert await place(hall, first) is Place.OFFERED
        hall.clock.later(minutes=31)
        await hall.expecting.attend()
        assert await place(hall, first) is Place.LAPSED
        assert await place(hall, second) is Place.OFFERED
        untold = (await hall.bookings.untold()).entries
        assert {entry.id for entry in untold} == {first.id, second.id}

    play(tmp_path, story, terms(plan(seats=1), offer=30 * MINUTE))


async def place(hall: Hall, entry: Entry) -> Place:
    found = await hall.see(entry)
    assert isinstance(found, Entry)
    return found.place


def test_more_seats_in_the_settings_are_offered_when_the_hub_starts(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Clock()
        async with standing(tmp_path, clock, terms(plan(seats=1))) as hall:
            await hall.book(TEN)
            entry = await hall.wait("a@example.jp")
        async with standing(tmp_path, clock, terms(plan(seats=2))) as hall:
            clock.now = NINE - 30 * MINUTE
            await hall.expecting.begin()
            assert await place(hall, entry) is Place.OFFERED

    asyncio.run(story())


def test_the_times_of_a_day_that_opens_are_offered_while_the_hub_runs(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        for start in (TEN, TEN + HOUR, NINE + DAY, TEN + DAY, TEN + HOUR + DAY):
            await hall.book(start)
        wish = WaitWish("key", "cert", TEN, TEN + 4 * DAY, contact=Contact("a@example.jp"))
        entry = await hall.bookings.wait(wish)
        await hall.expecting.attend()
        assert await place(hall, entry) is Place.WAITING
        hall.clock.now = NINE + DAY
        await hall.expecting.attend()
        assert await place(hall, entry) is Place.OFFERED

    play(tmp_path, story, terms(plan(seats=1, ahead=1)))


def test_contacts_are_forgotten_a_day_after_the_visit(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book(TEN, "a@example.jp")
        gone = await hall.book(TEN + 3 * DAY, "b@example.jp")
        await hall.bookings.cancel(gone.token)
        hall.clock.now = NINE + DAY
        await hall.expecting.attend()
        assert await contacts(hall, TEN + 3 * DAY) == [NOBODY], "a day after it was cancelled"
        assert (await hall.see(made)) is not None
        hall.clock.now = TEN + HOUR + DAY
        await hall.expecting.attend()
        assert await contacts(hall, TEN) == [NOBODY]
        assert "example" not in repr([*hall.events])

    play(tmp_path, story)


async def contacts(hall: Hall, start: datetime) -> list[Contact]:
    day = await hall.bookings.day(start.date())
    return [item.contact for item in day.appointments]
