"""Visitors hear of each change once, are reminded once, and never of what is out of date."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hub.domain.appointments.records import Contact
from hub.service.appointments.booking import Bookings
from hub.service.appointments.correspondent import Correspondent, Reminding
from hub.service.appointments.letters import Writer
from hub.service.appointments.ports import WaitWish, Wish
from hub.service.outbox import Letter
from hub.service.ports import JournalFault
from tests.appointments import HOUR, TEN, MemoryStore, terms
from tests.hubs import Clock
from tests.lobbies import NINE, site

TOKYO = ZoneInfo("Asia/Tokyo")
MAIL = Contact("hanako@example.jp")
TOMORROW = TEN + timedelta(days=1)


class Box:
    """hub.service.outbox.Outbox without a mail server."""

    def __init__(self) -> None:
        self.letters: dict[str, Letter] = {}
        self.dropped: list[str] = []
        self.broken = False

    def carries(self, _channel: str) -> bool:
        return True

    def put(self, letters: Iterable[Letter]) -> None:
        for letter in letters:
            if self.broken:
                raise JournalFault("disk full")
            self.letters.setdefault(letter.id, letter)

    def drop(self, topic: str) -> None:
        self.dropped.append(topic)

    @property
    def subjects(self) -> list[str]:
        return [letter.subject.split(" ")[0] for letter in self.letters.values()]


class World:
    """Bookings in memory, and who writes about them."""

    def __init__(self, reminding: Reminding | None = None) -> None:
        self.clock, self.box = Clock(), Box()
        self.bookings = Bookings(MemoryStore(), terms(), self.clock)
        writer = Writer(site(), "https://hall.example.jp")
        self.writes = Correspondent(self.bookings, self.box, writer, reminding, self.clock)

    async def book(self, start: datetime, key: str = "a", contact: Contact = MAIL) -> str:
        return (await self.bookings.book(Wish(key, "cert", start, contact=contact))).token


def test_each_change_is_told_once_and_makes_older_letters_void() -> None:
    async def run() -> Box:
        world = World()
        token = await world.book(TOMORROW)
        await world.writes.attend()
        await world.bookings.move(token, TOMORROW + HOUR)
        await world.writes.attend()
        await world.bookings.cancel(token)
        await world.writes.attend()
        await world.writes.attend()
        return world.box

    box = asyncio.run(run())
    assert box.subjects == ["来庁のご予約", "ご予約の変更", "ご予約の取り消し"]
    confirmation, change, _ = box.letters
    assert {confirmation, f"{confirmation}.reminder", change} <= set(box.dropped)


def test_a_change_before_the_confirmation_left_is_told_as_one() -> None:
    async def run() -> Box:
        world = World()
        token = await world.book(TOMORROW)
        await world.bookings.move(token, TOMORROW + HOUR)
        await world.writes.attend()
        return world.box

    assert asyncio.run(run()).subjects == ["来庁のご予約"]


def test_whoever_gave_no_address_is_not_written_to() -> None:
    async def run() -> Box:
        world = World(Reminding(1, time(17)))
        await world.book(TOMORROW, contact=Contact())
        await world.writes.attend()
        return world.box

    assert asyncio.run(run()).letters == {}


def test_a_reminder_leaves_at_its_time_once_and_not_after_the_appointment() -> None:
    async def run() -> list[int]:
        world, seen = World(Reminding(1, time(17))), []
        await world.book(TOMORROW)
        # 16:59, 17:00 and 17:01 the day before, and when it has begun.
        for later in (479, 1, 1, 24 * 60):
            world.clock.later(minutes=later)
            await world.writes.attend()
            seen.append(world.box.subjects.count("ご予約のお知らせ"))
        return seen

    assert asyncio.run(run()) == [0, 1, 1, 1]


def test_who_books_after_the_time_of_reminding_has_the_confirmation_alone() -> None:
    async def run() -> Box:
        world = World(Reminding(1, time(8)))
        await world.book(TOMORROW)
        await world.writes.attend()
        return world.box

    assert asyncio.run(run()).subjects == ["来庁のご予約"]


def test_the_waiting_list_hears_of_a_seat_that_came_free() -> None:
    async def run() -> Box:
        world = World()
        tokens = [await world.book(TOMORROW, key, Contact()) for key in "ab"]
        midnight = NINE.astimezone(TOKYO).replace(hour=0) + timedelta(days=1)
        wish = WaitWish("w", "cert", TOMORROW, TOMORROW + HOUR, contact=MAIL)
        assert wish.first > midnight
        entry = await world.bookings.wait(wish)
        await world.writes.attend()
        await world.bookings.cancel(tokens[0])
        await world.writes.attend()
        await world.bookings.accept(entry.token)
        await world.writes.attend()
        return world.box

    titles = asyncio.run(run()).subjects
    assert titles == ["キャンセル待ちの受付", "空きが出ました", "来庁のご予約"]


def test_a_full_disk_loses_no_letter() -> None:
    async def run() -> Box:
        world = World()
        await world.book(TOMORROW)
        world.box.broken = True
        with pytest.raises(JournalFault):
            await world.writes.attend()
        world.box.broken = False
        await world.writes.attend()
        return world.box

    assert asyncio.run(run()).subjects == ["来庁のご予約"]


@pytest.mark.parametrize(("days", "expected"), [(1, (24, 17)), (0, (25, 17)), (7, (18, 17))])
def test_the_time_of_reminding_is_by_the_sites_clock(days: int, expected: tuple[int, int]) -> None:
    due = Reminding(days, time(17)).due(TOMORROW, TOKYO)
    assert (due.day, due.hour) == expected
