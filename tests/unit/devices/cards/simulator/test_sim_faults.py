"""Faults on command: the same ones at the same place each time."""

import pytest

from devices.cards.simulator.contact import Mute, Removed
from devices.cards.simulator.faults import Fault, Faulty, Trouble, fault


class Card:
    """It answers every command with four bytes, and counts what it has done."""

    atr = b"\x3b\x00"

    def __init__(self) -> None:
        self.done = 0
        self.power = "on"

    def answer(self, _apdu: bytes) -> bytes:
        self.done += 1
        return b"ab\x90\x00"

    def reset(self) -> None:
        self.power = "reset"

    def power_off(self) -> None:
        self.power = "off"


@pytest.fixture
def card() -> Card:
    return Card()


def test_removed_before_a_command_leaves_it_undone(card: Card) -> None:
    faulty = Faulty(card, Fault(Trouble.REMOVED, 2))
    faulty.answer(b"")

    with pytest.raises(Removed):
        faulty.answer(b"")
    assert card.done == 1


def test_a_lost_answer_is_to_a_command_that_was_done(card: Card) -> None:
    faulty = Faulty(card, Fault(Trouble.LOST, 2))
    faulty.answer(b"")

    with pytest.raises(Removed):
        faulty.answer(b"")
    assert card.done == 2


@pytest.mark.parametrize(("number", "sent"), [(4, 0), (5, 1), (7, 3)])
def test_removed_at_a_byte_sends_what_was_before_it(card: Card, number: int, sent: int) -> None:
    faulty = Faulty(card, Fault(Trouble.BYTE, number))
    faulty.answer(b"")

    with pytest.raises(Removed) as removed:
        faulty.answer(b"")
    assert (removed.value.answer, removed.value.sent) == (b"ab\x90\x00", sent)


def test_a_mute_card_still_does_what_it_hears(card: Card) -> None:
    faulty = Faulty(card, Fault(Trouble.MUTE, 1))

    with pytest.raises(Mute):
        faulty.answer(b"")
    assert card.done == 1


def test_garbage_is_the_same_each_time(card: Card) -> None:
    first, again = (Faulty(card, Fault(Trouble.GARBAGE, 2)) for _ in range(2))

    answers = [[one.answer(b"") for _ in range(3)] for one in (first, again)]

    assert answers[0] == answers[1]
    assert answers[0][0] == b"ab\x90\x00"
    assert b"ab\x90\x00" not in answers[0][1:]


def test_a_slow_card_answers_as_it_should(card: Card) -> None:
    assert Faulty(card, Fault(Trouble.SLOW, 1)).answer(b"") == b"ab\x90\x00"


def test_power_and_atr_are_the_cards_own(card: Card) -> None:
    faulty = Faulty(card, Fault(Trouble.SLOW, 1))

    faulty.reset()
    assert (faulty.atr, card.power) == (card.atr, "reset")
    faulty.power_off()
    assert card.power == "off"


@pytest.mark.parametrize(
    ("words", "meant"),
    [("removed:3", Fault(Trouble.REMOVED, 3)), ("mute", Fault(Trouble.MUTE, 1))],
)
def test_faults_have_words(words: str, meant: Fault) -> None:
    assert fault(words) == meant


@pytest.mark.parametrize("words", ["", "burnt:3", "removed:x"])
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"burnt|x|''"):
        fault(words)
