"""What a scanner reads goes to the page that listens, and to no other."""

import asyncio
from threading import Thread

import pytest

from hub.service.desk import scans
from hub.service.desk.scans import ScanRoom

PATIENCE = 10


def room() -> ScanRoom:
    made = ScanRoom({"one": "1番", "two": "2番"})
    made.start()
    return made


async def from_a_thread(made: ScanRoom, scanner: str, text: str) -> None:
    thread = Thread(target=made.deliver, args=(scanner, text))
    thread.start()
    await asyncio.to_thread(thread.join)


def test_a_code_goes_to_the_page_of_its_scanner() -> None:
    async def run() -> None:
        made = room()
        one, two = made.listen("one"), made.listen("two")
        await from_a_thread(made, "two", "TWO")
        await from_a_thread(made, "one", "ONE")
        assert [await anext(one), await anext(two)] == ["ONE", "TWO"]

    asyncio.run(asyncio.wait_for(run(), PATIENCE))


def test_a_new_page_takes_over_and_the_old_one_ends() -> None:
    async def run() -> None:
        made = room()
        old, new = made.listen("one"), made.listen("one")
        await from_a_thread(made, "one", "CODE")
        assert await anext(new) == "CODE"
        with pytest.raises(StopAsyncIteration):
            await anext(old)
        # The old one's end takes nothing away from the new one.
        await from_a_thread(made, "one", "NEXT")
        assert await anext(new) == "NEXT"

    asyncio.run(asyncio.wait_for(run(), PATIENCE))


def test_a_silent_scanner_gives_signs_of_life_and_the_hub_can_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run() -> None:
        made = room()
        codes = made.listen("one")
        assert await anext(codes) == ""
        made.close()
        with pytest.raises(StopAsyncIteration):
            await anext(codes)

    monkeypatch.setattr(scans, "BEAT", 0.01)
    asyncio.run(asyncio.wait_for(run(), PATIENCE))


def test_what_nobody_listens_for_is_dropped() -> None:
    async def run() -> None:
        made = room()
        await from_a_thread(made, "one", "LOST")
        codes = made.listen("one")
        await from_a_thread(made, "one", "SEEN")
        assert await anext(codes) == "SEEN"

    asyncio.run(asyncio.wait_for(run(), PATIENCE))
    # After the hub, a scanner's thread may still say something.
    ScanRoom({}).deliver("one", "CODE")


def test_an_unknown_scanner_is_refused() -> None:
    with pytest.raises(KeyError):
        ScanRoom({}).listen("none")
