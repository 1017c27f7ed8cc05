"""Which touches count, and that one visit answers once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from hub.service.board import Board
from hub.service.ports import JournalFault
from hub.service.survey import Count, SurveyBook
from hub.service.terminals import SurveyAnswer
from tests.lobbies import NINE, World

PAUSE = timedelta(seconds=20)


@dataclass
class Tally:
    """In memory, and broken when told."""

    kept: list[Count] = field(default_factory=list)
    broken: bool = False

    def add(self, counts: Sequence[Count]) -> None:
        if self.broken:
            raise JournalFault("full")
        self.kept += counts


class Stand:
    def __init__(self) -> None:
        self.world, self.tally = World(), Tally()
        self.book = SurveyBook(self.tally, Board(self.world.lobby), PAUSE, lambda: self.world.now)

    def touch(self, *seconds: float, kiosk: str = "kiosk-1", score: int = 5) -> None:
        """Answers by the kiosk's clock, seconds after nine, handed over together."""
        answers = [SurveyAnswer(score, NINE + timedelta(seconds=after)) for after in seconds]
        asyncio.run(self.book.at_kiosk(kiosk, answers))

    @property
    def counted(self) -> int:
        return sum(count.answers for count in self.tally.kept)


@pytest.fixture
def stand() -> Stand:
    return Stand()


def test_a_child_that_taps_for_an_hour_is_one_answer(stand: Stand) -> None:
    stand.world.later(120)
    for second in range(0, 3600, 5):
        stand.touch(second)
    assert stand.counted == 1
    stand.touch(3600 + 15)
    assert stand.counted == 2, "after a pause somebody else stands there"


def test_each_kiosk_counts_by_itself(stand: Stand) -> None:
    stand.touch(0)
    stand.touch(0, kiosk="kiosk-2")
    assert stand.counted == 2


def test_what_is_handed_over_late_counts_on_its_own_day_and_once(stand: Stand) -> None:
    stand.world.later(26 * 60)
    stand.touch(0, 60, 120)
    stand.touch(0, 60, 120)
    assert [count.day for count in stand.tally.kept] == [date(2026, 11, 24)] * 3


def test_a_clock_that_is_wrong_neither_blocks_nor_dates_back(stand: Stand) -> None:
    stand.touch(86_400 * 400)
    stand.world.later(1)
    stand.touch(60)
    assert stand.counted == 2, "a clock ahead holds nobody up"
    stand.touch(-86_400 * 30, kiosk="kiosk-2")
    assert stand.counted == 2, "what is a month old is no answer of these days"


def test_where_the_storage_fails_the_kiosk_may_send_again(stand: Stand) -> None:
    stand.tally.broken = True
    with pytest.raises(JournalFault):
        stand.touch(0)
    stand.tally.broken = False
    stand.touch(0)
    assert stand.counted == 1


def test_a_phone_answers_once_when_the_visit_is_over(stand: Stand) -> None:
    world, book = stand.world, stand.book
    world.open("c1", "c9")
    first = world.issue("cert")
    assert not asyncio.run(book.on_phone(first, 4)), "it has not been called yet"
    world.finish(world.call(), onward=True)
    assert not asyncio.run(book.on_phone(first, 4)), "the cashier is still to come"
    paying = world.call("c9")
    world.finish(paying)
    assert book.may_answer(world.see(first))
    assert asyncio.run(book.on_phone(first, 4))
    assert not asyncio.run(book.on_phone(first, 1))
    assert not asyncio.run(book.on_phone(world.see(paying), 1)), "it is the same visit"
    assert stand.tally.kept == [Count(date(2026, 11, 24), "cert", 4, 1)]


def test_two_touches_on_a_phone_at_once_are_one(stand: Stand) -> None:
    stand.world.open("c1")
    ticket = stand.world.issue("move")
    stand.world.open("c2")
    stand.world.finish(stand.world.call("c2"))

    async def twice() -> list[bool]:
        return await asyncio.gather(*(stand.book.on_phone(ticket, 3) for _ in range(2)))

    assert sorted(asyncio.run(twice())) == [False, True]
    assert stand.counted == 1


def test_a_number_that_was_given_back_is_not_asked(stand: Stand) -> None:
    stand.world.open("c1")
    called = (stand.world.issue("cert"), stand.world.call())[1]
    assert not stand.book.may_answer(called)


def test_the_day_is_the_lobbys(stand: Stand) -> None:
    stand.world.now = datetime.fromisoformat("2026-11-25T01:00:00+09:00")
    stand.touch(16 * 3600)
    assert stand.tally.kept[0].day == date(2026, 11, 24), "the day begins at five"
