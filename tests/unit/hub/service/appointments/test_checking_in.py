"""Check-in: by number or link, once each, surviving what happens in between."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hub.domain.appointments.codes import shown, with_check
from hub.domain.appointments.records import Appointment, State
from hub.domain.errors import Refusal, Refused
from hub.domain.order import is_late
from hub.service.appointments import checking_in
from hub.service.ports import JournalFault
from tests.appointments import HOUR, TEN, plan, terms
from tests.lobbies import MINUTE
from tests.unit.hub.service.appointments.hall import Hall, play


async def state(hall: Hall, made: Appointment) -> State:
    found = await hall.see(made)
    assert isinstance(found, Appointment)
    return found.state


def test_by_number_by_link_and_by_token_there_is_one_ticket(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book()
        hall.clock.now = TEN - 10 * MINUTE
        first = await hall.come(shown(made.number), "a" * 32)
        assert (first.ticket.id, first.ticket.due, first.ahead) == ("a" * 32, TEN, 0)
        assert await state(hall, made) is State.CHECKED_IN
        for code in (made.token, f"https://hall.example.jp/a/{made.token}", made.number):
            again = await hall.come(code, kiosk="kiosk-2")
            assert again.ticket == first.ticket
        assert hall.due == set()
        assert len(hall.board.lobby.tickets) == 1

    play(tmp_path, story)


def test_two_kiosks_at_once_give_one_number(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book()
        hall.clock.now = TEN
        came = await asyncio.gather(*(hall.come(made.number) for _ in range(5)))
        assert len({each.ticket.label for each in came}) == 1
        assert len(hall.board.lobby.tickets) == 1

    play(tmp_path, story)


def test_a_power_cut_between_number_and_record_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise JournalFault("off")

    async def story(hall: Hall) -> None:
        first, second = await hall.book(), await hall.book()
        hall.clock.now = TEN
        with monkeypatch.context() as patched:
            patched.setattr(checking_in, "_came", cut)
            for made in (first, second):
                with pytest.raises(JournalFault):
                    await hall.come(made.number)
        given = [*hall.board.lobby.tickets.values()]
        assert [ticket.appointment for ticket in given] == [first.id, second.id]
        assert await state(hall, first) is State.BOOKED
        again = await hall.come(first.number)
        assert again.ticket == given[0]
        assert await state(hall, first) is State.CHECKED_IN
        # Whoever does not ask again is noticed all the same.
        await hall.expecting.attend()
        assert hall.due == set()
        assert await state(hall, second) is State.CHECKED_IN

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(-16, Refusal.TOO_EARLY), (24 * 60, Refusal.NOT_TODAY), (-24 * 60, Refusal.NOT_TODAY)],
)
def test_too_early_and_another_day_are_told(tmp_path: Path, minutes: int, code: Refusal) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book(TEN + timedelta(days=1))
        hall.clock.now = made.start + minutes * MINUTE
        with pytest.raises(Refused) as raised:
            await hall.come(made.number)
        assert raised.value.code is code
        assert not hall.board.lobby.tickets

    play(tmp_path, story)


def test_who_comes_too_late_gets_a_number_as_anybody(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book()
        hall.clock.now = TEN + 2 * HOUR
        await hall.expecting.attend()
        assert await state(hall, made) is State.MISSED
        late = (await hall.come(made.number)).ticket
        assert is_late(hall.board.lobby.site, late)
        assert late.rank == hall.clock.now
        assert await state(hall, made) is State.CHECKED_IN

    play(tmp_path, story)


def test_a_cancelled_one_and_a_place_on_the_waiting_list_open_nothing(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book()
        entry = await hall.wait("a@example.jp")
        hall.clock.now = TEN - MINUTE
        with pytest.raises(Refused) as raised:
            await hall.come(entry.token)
        assert raised.value.code is Refusal.UNKNOWN_APPOINTMENT
        await hall.bookings.cancel(made.token)
        with pytest.raises(Refused) as raised:
            await hall.come(made.number)
        assert raised.value.code is Refusal.APPOINTMENT_CANCELLED

    play(tmp_path, story, terms(plan(seats=1)))


def test_guessing_is_held_up_a_kiosk_alone_and_slips_are_not_guesses(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book()
        hall.clock.now = TEN
        slip = made.number[:-1] + str((int(made.number[-1]) + 1) % 10)
        codes = [slip] * 20 + [with_check(f"99999{count:02}") for count in range(10)]
        for code in codes:
            with pytest.raises(Refused) as raised:
                await hall.come(code)
            assert raised.value.code is Refusal.UNKNOWN_APPOINTMENT
        with pytest.raises(Refused) as raised:
            await hall.come(made.number)
        assert raised.value.code is Refusal.TOO_MANY_TRIES
        await hall.come(made.number, kiosk="kiosk-2")
        hall.clock.later(minutes=10)
        await hall.come(made.number)

    play(tmp_path, story)


def test_staff_receive_visitors_too_and_that_is_audited(tmp_path: Path) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book()
        hall.clock.now = TEN
        await hall.come(made.number, kiosk="sato")
        await hall.come(made.number, kiosk="sato")
        (line,) = hall.audit.latest(10)
        assert (line.who, line.action, line.subject) == ("sato", "appointment.check-in", made.id)

    play(tmp_path, story)


def test_one_that_is_moved_in_that_moment_keeps_its_new_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(hall: Hall) -> None:
        made = await hall.book(TEN + HOUR)
        seen = replace(made, start=TEN)
        hall.clock.now = TEN

        async def found(*_: object) -> Appointment:
            return seen

        monkeypatch.setattr(hall.check_in, "_found", found)
        await hall.come(made.number)
        after = await hall.see(made)
        assert isinstance(after, Appointment)
        assert (after.start, after.state) == (TEN + HOUR, State.BOOKED)

    play(tmp_path, story)
