"""The client of the virtual reader: packets, power, and a card that leaves."""

import socket
from collections.abc import Iterator
from time import monotonic

import pytest

from devices.cards.simulator import vpcd
from devices.cards.simulator.card import VirtualCard
from devices.cards.simulator.contact import Card
from devices.cards.simulator.faults import Fault, Faulty, Trouble
from devices.cards.simulator.people import ORDINARY, PIN
from devices.cards.simulator.vpcd import Slot
from devices.cards.simulator.wallet import Wallet
from tests.unit.devices.cards.simulator.cards import TEXT, file, verify

OFF, ON, RESET, ATR = (bytes((0, 1, control)) for control in (0, 1, 2, 4))


class Reader:
    """The other end: what pcscd's driver does, one packet at a time."""

    def __init__(self) -> None:
        self.wire, self.card_side = socket.socketpair()
        self.wire.settimeout(5)

    def ask(self, apdu: str) -> str:
        self.wire.sendall(_packet(bytes.fromhex(apdu)))
        return self.receive().hex().upper()

    def receive(self) -> bytes:
        """One packet; what came of it if it breaks off."""
        length, answer = int.from_bytes(self.wire.recv(2)), b""
        while len(answer) < length and (part := self.wire.recv(length - len(answer))):
            answer += part
        return answer


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.wire.close()


@pytest.fixture
def card() -> VirtualCard:
    return Wallet().card(ORDINARY)


@pytest.fixture
def slot(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slot]:
    # The wish for quick acknowledgement is TCP's.
    monkeypatch.setattr(vpcd, "_QUICK_ACK", None)
    slot = Slot(lambda: reader.card_side)
    yield slot
    slot.remove()


def test_the_reader_asks_for_the_atr_and_sends_commands(
    slot: Slot, reader: Reader, card: VirtualCard
) -> None:
    slot.insert(card)

    reader.wire.sendall(ON + ATR)
    assert reader.receive() == card.atr
    assert reader.ask(TEXT) == "9000"


def test_a_packet_may_come_in_pieces(slot: Slot, reader: Reader, card: VirtualCard) -> None:
    slot.insert(card)

    for byte in _packet(bytes.fromhex(TEXT)):
        reader.wire.sendall(bytes((byte,)))

    assert reader.receive() == b"\x90\x00"


def test_reset_keeps_what_was_proven_and_off_ends_it(
    slot: Slot, reader: Reader, card: VirtualCard
) -> None:
    slot.insert(card)
    for command in (TEXT, file(0x0011), verify(PIN)):
        reader.ask(command)

    reader.wire.sendall(RESET)
    assert (reader.ask(TEXT), reader.ask("00B0820002")) == ("9000", "FF209000")
    reader.wire.sendall(OFF)
    assert (reader.ask(TEXT), reader.ask("00B0820002")) == ("9000", "6982")


def test_a_card_taken_out_closes_the_connection(
    slot: Slot, reader: Reader, card: VirtualCard
) -> None:
    slot.insert(card)

    slot.remove()

    assert slot.card is None
    assert reader.wire.recv(1) == b""


def test_a_card_without_its_reader_still_lies_there(
    slot: Slot, reader: Reader, card: VirtualCard
) -> None:
    slot.insert(card)

    reader.wire.close()

    assert slot.card is card


def test_an_answer_breaks_off_in_the_middle(slot: Slot, reader: Reader, card: VirtualCard) -> None:
    slot.insert(Faulty(card, Fault(Trouble.BYTE, 1)))

    reader.wire.sendall(_packet(bytes.fromhex(TEXT)))

    assert [reader.wire.recv(2), reader.wire.recv(2), reader.wire.recv(2)] == [
        b"\0\2",
        b"\x90",
        b"",
    ]


def test_a_card_that_a_fault_took_out_is_gone(
    slot: Slot, reader: Reader, card: VirtualCard
) -> None:
    slot.insert(Faulty(card, Fault(Trouble.REMOVED)))

    reader.wire.sendall(_packet(bytes.fromhex(TEXT)))

    assert reader.wire.recv(1) == b""
    assert slot.card is None


def test_a_mute_card_can_be_taken_out_at_once(
    slot: Slot, reader: Reader, card: VirtualCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vpcd, "MUTE_SECONDS", 600)
    slot.insert(Faulty(card, Fault(Trouble.MUTE)))
    reader.wire.sendall(_packet(bytes.fromhex(TEXT)))

    before = monotonic()
    slot.remove()

    assert monotonic() - before < 5
    assert reader.wire.recv(1) == b""


def test_a_card_is_swapped_no_faster_than_the_reader_looks(card: VirtualCard) -> None:
    wires = [Reader(), Reader()]
    ends = [reader.card_side for reader in wires]
    slot = Slot(lambda: ends.pop(0))
    slot.insert(Still())

    before = monotonic()
    slot.insert(card)

    assert monotonic() - before >= vpcd.NOTICED_SECONDS
    assert slot.card is card
    slot.remove()
    for reader in wires:
        reader.wire.close()


class Still(Card):
    """A card that is never asked."""

    atr = b""

    def answer(self, apdu: bytes) -> bytes:
        raise AssertionError(apdu)

    def reset(self) -> None: ...

    def power_off(self) -> None: ...


def _packet(payload: bytes) -> bytes:
    return len(payload).to_bytes(2) + payload
