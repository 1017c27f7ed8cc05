"""What holds for every source of cards: the real PC/SC service, and the simulator in its place."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Thread

import pytest

from devices.cards.cards import Kind, Tries
from devices.cards.faults import CardRemoved
from devices.cards.pcsc import PcscSource
from devices.cards.reading import identify
from devices.cards.simulator.people import FOREIGN, ORDINARY, Person
from devices.cards.simulator.source import SimulatedSource
from devices.cards.simulator.wallet import Wallet
from devices.cards.source import CardSource, Presence, Slot
from tests.pcscd import Pcscd

# The virtual reader looks at its cards 2.5 times a second, a source at its readers once.
MOST_WAITS = 15
SELECT_TEXT = bytes.fromhex("00A4040C0AD3921000310001010408")
SELECT_ATTRIBUTES = bytes.fromhex("00A4020C020002")


@dataclass(frozen=True)
class Rig:
    """A source, and the hands that put cards on its reader."""

    source: CardSource
    insert: Callable[[Person], object]
    remove: Callable[[], None]

    def until(self, slot: Slot, seen: Presence | None = None) -> Presence:
        """The next presence of that slot that is another one than `seen`."""
        now = seen
        for _ in range(MOST_WAITS):
            now = self.source.wait(now)
            if now.slot is slot and now != seen:
                return now
        raise AssertionError(f"no {slot}, but {now}")


@pytest.fixture(scope="module")
def pcscd() -> Iterator[Pcscd]:
    with Pcscd() as pcscd:
        yield pcscd


@pytest.fixture(params=["simulator", "pcsc"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    if request.param == "simulator":
        simulated = SimulatedSource()
        rig = Rig(simulated, simulated.insert, simulated.remove)
    else:
        if sys.platform == "win32":
            pytest.skip("pcscd is for POSIX")
        pcscd: Pcscd = request.getfixturevalue("pcscd")
        pcscd.wallet = Wallet()
        rig = Rig(PcscSource(), pcscd.insert, pcscd.remove)
    yield rig
    rig.remove()
    rig.source.close()


def test_a_card_comes_is_known_and_goes(rig: Rig) -> None:
    empty = rig.until(Slot.EMPTY)
    assert empty.insertion == 0
    assert empty.reader
    rig.insert(ORDINARY)
    here = rig.until(Slot.CARD, empty)
    assert here.insertion > 0
    with rig.source.connect(here) as card:
        info = identify(card)
    assert (info.kind, info.pin, info.code_b) == (Kind.MY_NUMBER, Tries(3), Tries(10))
    rig.source.wake()
    assert rig.source.wait(here) == here
    rig.remove()
    assert replace(rig.until(Slot.EMPTY, here), reader="") == replace(empty, reader="")
    with pytest.raises(CardRemoved), rig.source.connect(here):
        pytest.fail("connected to nothing")


def test_each_card_put_on_has_a_number_of_its_own(rig: Rig) -> None:
    rig.insert(ORDINARY)
    first = rig.until(Slot.CARD)
    rig.remove()
    rig.until(Slot.EMPTY, first)
    rig.insert(FOREIGN)
    second = rig.until(Slot.CARD)
    assert second.insertion > first.insertion
    with pytest.raises(CardRemoved), rig.source.connect(first):
        pytest.fail("connected to another card")


def test_a_card_that_was_left_has_forgotten_what_was_selected(rig: Rig) -> None:
    """It was powered off: so it has forgotten a PIN, too."""
    rig.insert(ORDINARY)
    here = rig.until(Slot.CARD)
    with rig.source.connect(here) as card:
        card.send_and_receive(SELECT_TEXT)
        assert card.send_and_receive(SELECT_ATTRIBUTES) == b"\x90\x00"
    with rig.source.connect(here) as card:
        assert card.send_and_receive(SELECT_ATTRIBUTES) != b"\x90\x00"


def test_a_card_pulled_while_it_is_read_is_gone(rig: Rig) -> None:
    rig.insert(ORDINARY)
    here = rig.until(Slot.CARD)
    with rig.source.connect(here) as card:
        card.send_and_receive(SELECT_TEXT)
        rig.remove()
        with pytest.raises(CardRemoved):
            card.send_and_receive(SELECT_ATTRIBUTES)


def test_a_wait_ends_when_woken(rig: Rig) -> None:
    empty = rig.until(Slot.EMPTY)
    rig.source.wake()
    assert rig.source.wait(empty) == empty
    waiting = Thread(target=rig.source.wait, args=(empty,))
    waiting.start()
    rig.source.wake()
    waiting.join()
