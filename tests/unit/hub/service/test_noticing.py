"""Notices follow the lobby: told once, taken back when overtaken, forgotten with the visit."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from hub.domain.events import Event
from hub.domain.moving import bring_back, cancel, put_off
from hub.domain.serving import absent, recall
from hub.domain.tickets import Ticket
from hub.service import noticing
from hub.service.board import Board
from hub.service.notice_words import wording
from hub.service.noticing import Notices, TooManyWishes, Wish
from hub.service.outbox import Carrier, Held, Letter, LetterState, Outbox
from tests.lobbies import World, site

ADDRESS = "hanako@example.jp"


class Wishes:
    """hub.service.noticing.WishBook in memory."""

    def __init__(self) -> None:
        self.kept: list[Wish] = []

    def all(self) -> list[Wish]:
        return list(self.kept)

    def of(self, visit: str) -> list[Wish]:
        return [wish for wish in self.kept if wish.visit == visit]

    def add(self, wish: Wish) -> None:
        self.kept.append(wish)

    def refuse(self, wish: str) -> None:
        self.kept = [replace(own, address="") if own.id == wish else own for own in self.kept]

    def drop(self, visits: Iterable[str]) -> None:
        gone = set(visits)
        self.kept = [wish for wish in self.kept if wish.visit not in gone]


class Letters:
    """hub.service.outbox.LetterBook in memory, as far as letters are put in and dropped."""

    def __init__(self) -> None:
        self.kept: dict[str, Letter] = {}
        self.dropped: list[str] = []

    def begin(self) -> None: ...
    def add(self, letters: Sequence[Letter], _now: object) -> None:
        for letter in letters:
            assert letter.id not in self.kept, "told twice"
            self.kept[letter.id] = letter

    def drop(self, topic: str) -> None:
        self.dropped.append(topic)

    def take(self, *_: object) -> Held | None: ...
    def handing(self, *_: object) -> bool:
        return False

    def settle(self, *_: object) -> None: ...
    def again(self, *_: object) -> None: ...
    def tidy(self, *_: object) -> None: ...
    def counts(self) -> Mapping[tuple[str, LetterState], int]:
        return {}

    def wipe(self) -> None: ...


class Rig:
    """A lobby with notices; `run` lets them look once after each of the lobby's events."""

    def __init__(self) -> None:
        self.world = World(site(public_url="https://lobby.example.jp/"))
        self.board = Board(self.world.lobby)
        self.wishes, self.letters = Wishes(), Letters()
        carriers: Mapping[str, Carrier] = {"mail": None}  # type: ignore[dict-item]
        outbox = Outbox(self.letters, carriers, lambda: self.world.now)
        words = wording(lambda: self.world.lobby)
        self.notices = Notices(self.wishes, outbox, self.board, words, lambda: self.world.now)

    def wish(self, ticket: Ticket, ahead: int = 2, language: str = "ja") -> None:
        name = f"{len(self.wishes.kept):032x}"
        wish = Wish(name, ticket.visit, "mail", ADDRESS, ahead, language, self.world.now)
        asyncio.run(self.notices.add(replace(wish, address=f"{name[-2:]}{ADDRESS}")))

    def look(self) -> list[str]:
        """The subjects of what is told now."""
        before = set(self.letters.kept)
        asyncio.run(self.notices.look())
        return [letter.subject for key, letter in self.letters.kept.items() if key not in before]


@pytest.fixture
def rig() -> Rig:
    made = Rig()
    made.world.open("c2")
    return made


def test_soon_once_and_the_call_once(rig: Rig) -> None:
    world = rig.world
    first, second = world.issue("move"), [world.issue("move") for _ in range(3)][-1]
    rig.wish(second, ahead=1)
    assert rig.look() == []
    world.finish(world.call("c2"))
    assert rig.look() == []
    world.finish(world.call("c2"))
    assert rig.look() == ["B-004 まもなくお呼びします"]
    assert rig.look() == []
    world.finish(world.call("c2"))
    assert rig.look() == []
    called = world.call("c2")
    assert rig.look() == ["B-004 2番窓口へお越しください"]
    assert f"{second.visit}.soon" in rig.letters.dropped
    (call,) = [letter for letter in rig.letters.kept.values() if letter.topic.endswith(".call")]
    assert call.not_after == world.now + noticing.CALL_FOR
    assert f"https://lobby.example.jp/t/{second.visit}/notices?lang=ja" in call.text
    world.do("c2", partial(recall, ticket_id=called.id))
    assert rig.look() == []
    world.finish(world.see(called))
    rig.look()
    assert f"{second.visit}.call" in rig.letters.dropped
    assert rig.wishes.kept == []
    assert first.visit != second.visit


def test_what_the_lobby_has_overtaken_is_not_told(rig: Rig) -> None:
    world = rig.world
    ticket = world.issue("move")
    rig.wish(ticket)
    world.call("c2")
    world.later(20)
    assert rig.look() == []


def test_whoever_is_late_or_back_is_told_anew(rig: Rig) -> None:
    world = rig.world
    ticket = world.issue("move")
    rig.wish(ticket)
    assert rig.look() == ["B-001 まもなくお呼びします"]
    world.do(None, partial(put_off, ticket_id=ticket.id, minutes=5))
    assert rig.look() == ["B-001 まもなくお呼びします"]
    world.call("c2")
    assert len(rig.look()) == 1
    world.later(5)
    world.do("c2", partial(recall, ticket_id=ticket.id))
    world.do("c2", partial(absent, ticket_id=ticket.id))
    assert rig.look() == []
    world.do(None, partial(bring_back, ticket_id=ticket.id))
    rig.look()
    world.call("c2")
    assert rig.look() == ["B-001 2番窓口へお越しください"]


@pytest.mark.parametrize("ending", ["cancel", "day"])
def test_every_end_forgets_the_address(rig: Rig, ending: str) -> None:
    world = rig.world
    ticket = world.issue("move")
    rig.wish(ticket)
    rig.look()
    if ending == "cancel":
        world.do(None, partial(cancel, ticket_id=ticket.id))
    else:
        world.lobby.tickets.clear()
    assert rig.look() == []
    assert rig.wishes.kept == []
    assert {f"{ticket.visit}.soon", f"{ticket.visit}.call"} <= set(rig.letters.dropped)


def test_a_transferred_visit_goes_on_and_papers_are_told_when_they_are_ready() -> None:
    rig = Rig()
    world = rig.world
    world.open("c1", "c9")
    ticket = world.issue("cert")
    rig.wish(ticket, ahead=1, language="en")
    world.finish(world.call("c1"), onward=True)
    assert rig.look() == ["A-001: your turn is near"]
    world.finish(world.call("c9"), onward=True)
    assert rig.look() == []
    assert len(rig.wishes.kept) == 1


def test_a_visit_has_a_few_wishes_at_most(rig: Rig) -> None:
    ticket = rig.world.issue("move")
    for _ in range(noticing.MOST_OF_ONE):
        rig.wish(ticket)
    with pytest.raises(TooManyWishes):
        rig.wish(ticket)
    asyncio.run(rig.notices.stop(ticket.visit))
    assert rig.wishes.kept == []


def test_a_change_wakes_it_up_and_a_bug_does_not_end_it(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(noticing, "PAUSE", 0.0)
    looked: list[int] = []

    async def look() -> None:
        looked.append(1)
        if len(looked) == 1:
            raise ValueError
        raise asyncio.CancelledError

    async def run() -> None:
        monkeypatch.setattr(rig.notices, "look", look)
        running = asyncio.create_task(rig.notices.run())
        while not running.done():
            rig.board.advance(
                [Event(rig.world.events[-1].kind, rig.world.now, id=10_000 + len(looked))]
            )
            await asyncio.sleep(0)

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(_finished(run))
    assert looked == [1, 1]
    assert "notices" in caplog.text


async def _finished(run: Callable[[], Coroutine[Any, Any, None]]) -> None:
    await run()
    raise asyncio.CancelledError
