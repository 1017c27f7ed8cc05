"""The reader without PC/SC keeps the promises of CardSource."""

from threading import Event, Thread

import pytest

from devices.cards.cards import Item, Kind, Secret
from devices.cards.faults import CardRemoved, ReaderTrouble
from devices.cards.reading import identify, read
from devices.cards.simulator.faults import Fault, Trouble
from devices.cards.simulator.people import LICENCE, ORDINARY, PIN
from devices.cards.simulator.source import SimulatedSource
from devices.cards.source import Presence, Slot
from tests.unit.devices.cards.simulator.cards import TEXT

FOUR = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})
SELECT = bytes.fromhex(TEXT)


@pytest.fixture
def source() -> SimulatedSource:
    return SimulatedSource()


def test_at_first_it_is_empty_and_says_that_it_is_not_real(source: SimulatedSource) -> None:
    presence = source.wait(None)

    assert presence.slot is Slot.EMPTY
    assert presence.simulated


def test_each_card_put_on_is_another_insertion(source: SimulatedSource) -> None:
    source.insert(ORDINARY)
    first = source.wait(None)
    source.insert(ORDINARY)
    second = source.wait(first)

    assert first.slot is second.slot is Slot.CARD
    assert second.insertion > first.insertion > 0


def test_whoever_waits_sees_a_card_at_once(source: SimulatedSource) -> None:
    empty, seen = source.wait(None), list[Presence]()
    waiting = Thread(target=lambda: seen.append(source.wait(empty)))
    waiting.start()

    source.insert(ORDINARY)

    waiting.join(5)
    assert seen[0].slot is Slot.CARD


def test_a_wake_ends_the_next_wait_too(source: SimulatedSource) -> None:
    empty = source.wait(None)

    source.wake()

    assert source.wait(empty) == empty


def test_it_is_read_as_a_real_one(source: SimulatedSource) -> None:
    source.insert(ORDINARY)
    with source.connect(source.wait(None)) as port:
        assert identify(port).kind is Kind.MY_NUMBER
        found = read(port, Secret.PIN, bytearray(PIN.encode()), FOUR)

    assert found.name == ORDINARY.name


def test_the_card_is_powered_off_on_leaving(source: SimulatedSource) -> None:
    source.insert(ORDINARY)
    presence = source.wait(None)
    with source.connect(presence) as port:
        read(port, Secret.PIN, bytearray(PIN.encode()), FOUR)

    with source.connect(presence) as port:
        answers = [port.send_and_receive(bytes.fromhex(c)) for c in (TEXT, "00B0820001")]

    assert answers == [b"\x90\x00", b"\x69\x82"]


def test_a_card_that_was_changed_cannot_be_connected(source: SimulatedSource) -> None:
    source.insert(ORDINARY)
    before = source.wait(None)
    source.insert(LICENCE)

    with pytest.raises(CardRemoved), source.connect(before):
        pass


@pytest.mark.parametrize("swap", [True, False])
def test_a_card_taken_away_in_mid_reading_is_gone(source: SimulatedSource, *, swap: bool) -> None:
    source.insert(ORDINARY)
    with source.connect(source.wait(None)) as port:
        port.send_and_receive(SELECT)
        if swap:
            source.insert(ORDINARY)
        else:
            source.remove()

        with pytest.raises(CardRemoved):
            port.send_and_receive(SELECT)


def test_a_card_taken_away_during_a_command_is_gone(source: SimulatedSource) -> None:
    asked, taken = Event(), Event()

    class Slow:
        atr = b""

        def answer(self, _apdu: bytes) -> bytes:
            asked.set()
            taken.wait(5)
            return b"\x90\x00"

        def reset(self) -> None: ...

        def power_off(self) -> None: ...

    def take() -> None:
        asked.wait(5)
        source.remove()
        taken.set()

    source.insert(Slow())
    hand = Thread(target=take)
    hand.start()
    with source.connect(source.wait(None)) as port, pytest.raises(CardRemoved):
        port.send_and_receive(SELECT)
    hand.join()


def test_faults_show_as_a_readers(source: SimulatedSource) -> None:
    source.insert(ORDINARY, Fault(Trouble.MUTE))
    with source.connect(source.wait(None)) as port, pytest.raises(ReaderTrouble):
        port.send_and_receive(SELECT)
    assert source.wait(None).slot is Slot.CARD

    source.insert(ORDINARY, Fault(Trouble.REMOVED))
    with source.connect(source.wait(None)) as port, pytest.raises(CardRemoved):
        port.send_and_receive(SELECT)
    assert source.wait(None).slot is Slot.EMPTY


def test_nothing_is_left_to_close(source: SimulatedSource) -> None:
    source.close()

    assert source.wait(None).slot is Slot.EMPTY
