"""Every status that a secret can get, for the question and for the try."""

import pytest

from devices.cards.cards import Secret, Tries
from devices.cards.faults import (
    CardFault,
    CardRefused,
    CardRemoved,
    ReaderTrouble,
    SecretBlocked,
    TryUnknown,
    WrongSecret,
)
from devices.cards.profile import CARD_2016
from devices.cards.unlocking import ask_tries, unlock
from tests.unit.devices.cards.scripts import Script

PIN_FILE = CARD_2016.text.secret(Secret.PIN)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("63c3", 3), ("63c1", 1), ("63ca", 10), ("63c0", 0),
        ("6984", 0), ("6983", 0),
        ("6300", None),
        # Proven before: which gave all tries back.
        ("9000", 3),
    ],
)  # fmt: skip
def test_tries_left(answer: str, left: int | None) -> None:
    card = Script(["9000", answer])
    assert ask_tries(card, PIN_FILE) == Tries(left)
    assert card.sent == ["00a4020c020011", "00200080"]


@pytest.mark.parametrize("answer", ["6700", "6982", "6985", "6a88", "6c04", "6104", "6f00"])
def test_what_is_no_answer_to_the_question_is_a_refusal(answer: str) -> None:
    card = Script(["9000", answer])
    with pytest.raises(CardRefused):
        ask_tries(card, PIN_FILE)
    assert len(card.sent) == 2


def _unlock(card: Script) -> None:
    unlock(card, CARD_2016.text, Secret.PIN, bytearray(b"4826"), last_try=False)


@pytest.mark.parametrize("before", ["63c3", "6300", "9000"])
def test_a_right_secret(before: str) -> None:
    card = Script(["9000", before, "9000"])
    _unlock(card)
    assert card.sent[-1] == "002000800434383236"


@pytest.mark.parametrize(("answer", "left"), [("63c2", 2), ("63c1", 1), ("6300", None)])
def test_a_wrong_secret(answer: str, left: int | None) -> None:
    with pytest.raises(WrongSecret) as wrong:
        _unlock(Script(["9000", "63c3", answer]))
    assert wrong.value.left == left


@pytest.mark.parametrize("answer", ["63c0", "6984", "6983"])
def test_a_try_that_blocks(answer: str) -> None:
    with pytest.raises(SecretBlocked):
        _unlock(Script(["9000", "63c3", answer]))


UNCLEAR = ["6c04", "6104", "6700", "6985", "6a80", "6f00", "0000", "", "90", "00" * 300]


@pytest.mark.parametrize("answer", [*UNCLEAR, CardRemoved(), ReaderTrouble()])
def test_an_unclear_answer_makes_us_ask_the_counter_and_never_try_again(
    answer: str | CardFault,
) -> None:
    card = Script(["9000", "63c3", answer, "9000", "9000", "63c2", "9000", "9000"])
    with pytest.raises(TryUnknown) as unknown:
        _unlock(card)
    assert unknown.value.left == 2
    assert len(card.sent) == 6
    assert sum(apdu.startswith("0020008004") for apdu in card.sent) == 1


@pytest.mark.parametrize("after", [(), ("6a82",), ("9000", "6a82"), ("9000", "9000", "6f00")])
def test_a_counter_that_cannot_be_asked_is_unknown(after: tuple[str, ...]) -> None:
    with pytest.raises(TryUnknown) as unknown:
        _unlock(Script(["9000", "63c3", CardRemoved(), *after]))
    assert unknown.value.left is None
