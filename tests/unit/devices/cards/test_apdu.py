"""Commands as bytes, answers followed up: never for ever, and never twice for a secret."""

from itertools import repeat

import pytest

from devices.cards.apdu import Command, Ins, Response, demand, exchange, transmit
from devices.cards.faults import CardGarbled, CardRefused
from tests.unit.devices.cards.scripts import Script

READ = Command(Ins.READ_BINARY, 0, 0, expected=256)


@pytest.mark.parametrize(
    ("command", "hexed"),
    [
        (Command(Ins.SELECT, 4, 0x0C, bytes.fromhex("D392F000260100000001")),
         "00a4040c0ad392f000260100000001"),
        (Command(Ins.VERIFY, 0, 0x80), "00200080"),
        (Command(Ins.VERIFY, 0, 0x80, b"1234"), "002000800431323334"),
        (Command(Ins.READ_BINARY, 1, 0, expected=7), "00b0010007"),
        (READ, "00b0000000"),
        (Command(Ins.SIGN, 0, 0x80, b"\x30\x31", 256, cla=0x80), "802a008002303100"),
    ],
)  # fmt: skip
def test_a_command_in_bytes(command: Command, hexed: str) -> None:
    assert command.encoded().hex() == hexed


def test_an_answer_is_data_and_a_status() -> None:
    assert transmit(Script(["aabb9000"]), READ) == Response(b"\xaa\xbb", 0x9000)


@pytest.mark.parametrize("answer", ["", "90", "00" * 259])
def test_an_answer_that_is_none_is_garbled(answer: str) -> None:
    with pytest.raises(CardGarbled):
        transmit(Script([answer]), READ)


def test_a_right_length_is_asked_with() -> None:
    card = Script(["6c05", "01020304059000"])
    assert exchange(card, READ).data == b"\1\2\3\4\5"
    assert card.sent == ["00b0000000", "00b0000005"]


def test_a_right_length_of_zero_is_256() -> None:
    card = Script(["6c00", "9000"])
    exchange(card, Command(Ins.READ_BINARY, 0, 0, expected=7))
    assert card.sent[1] == "00b0000000"


def test_the_rest_is_fetched() -> None:
    card = Script(["016102", "02036100", "049000"])
    assert exchange(card, READ) == Response(b"\1\2\3\4", 0x9000)
    assert card.sent[1:] == ["00c0000002", "00c0000000"]


def test_a_right_length_then_the_rest() -> None:
    card = Script(["6c02", "6102", "01029000"])
    assert exchange(card, READ) == Response(b"\1\2", 0x9000)


def test_a_card_that_always_names_another_length_is_asked_twice() -> None:
    card = Script(repeat("6c05"))
    with pytest.raises(CardRefused) as refused:
        demand(card, READ)
    assert (refused.value.status, len(card.sent)) == (0x6C05, 2)


def test_a_command_that_expects_nothing_is_not_asked_again() -> None:
    card = Script(["6c05"])
    assert exchange(card, Command(Ins.SELECT, 2, 0x0C, b"\0\2")).status == 0x6C05
    assert len(card.sent) == 1


@pytest.mark.parametrize("answer", ["6100", "6101", "aa6105"])
def test_an_answer_without_end_is_ended(answer: str) -> None:
    card = Script(repeat(answer))
    with pytest.raises(CardGarbled):
        demand(card, READ)
    assert len(card.sent) <= 10


def test_a_refusal_tells_the_command_and_the_status() -> None:
    with pytest.raises(CardRefused, match="B0: status 6982") as refused:
        demand(Script(["6982"]), READ)
    assert (refused.value.instruction, refused.value.status) == (0xB0, 0x6982)


def test_once_is_once() -> None:
    card = Script(["6c05", "6105"])
    assert transmit(card, Command(Ins.VERIFY, 0, 0x80, b"1234")).status == 0x6C05
    assert len(card.sent) == 1
