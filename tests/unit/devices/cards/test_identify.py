"""What lies on the reader is known by its applications, and no try is spent to know it."""

import pytest

from devices.cards.cards import CardInfo, Kind, Tries
from devices.cards.faults import CardGarbled, CardRemoved
from devices.cards.reading import identify
from tests.unit.devices.cards.scripts import Script
from tests.unit.devices.cards.small_card import JPKI, JUKI, LICENCE, RESIDENCE, TEXT, SmallCard


def other(files: dict[bytes, dict[int, bytes]]) -> SmallCard:
    return SmallCard(files=files, locks={})


def token(label: bytes) -> dict[bytes, dict[int, bytes]]:
    return {JPKI: {0x0006: label.ljust(32) + bytes(128)}}


def test_a_my_number_card_and_its_tries_cost_five_commands() -> None:
    card = SmallCard()
    assert identify(card) == CardInfo(Kind.MY_NUMBER, Tries(3), Tries(10))
    assert [apdu.hex() for apdu in card.sent] == [
        "00a4040c0ad3921000310001010408",
        "00a4020c020011",
        "00200080",
        "00a4020c020015",
        "00200080",
    ]


def test_asking_again_and_again_spends_nothing() -> None:
    card = SmallCard()
    assert {identify(card) for _ in range(5)} == {CardInfo(Kind.MY_NUMBER, Tries(3), Tries(10))}


def test_a_card_that_has_just_been_powered_is_asked_once_more() -> None:
    card = SmallCard(drowsy=True)
    assert identify(card).kind is Kind.MY_NUMBER
    assert len(card.sent) == 6


def test_blocked_secrets_show() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x11].left = 0
    found = identify(card)
    assert found.pin is not None
    assert found.pin.blocked
    assert found.code_b == Tries(10)


def test_a_card_without_a_pin_has_none() -> None:
    card = SmallCard()
    del card.locks[TEXT, 0x11]
    assert identify(card) == CardInfo(Kind.MY_NUMBER, None, Tries(10))


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        (token(b"JPKIAPGPSETOKEN"), Kind.SMARTPHONE),
        (token(b"JPKIAPIOSTOKEN"), Kind.SMARTPHONE),
        (token(b"JPKIAPICCTOKEN"), Kind.JUKI),
        (token(b"JPKIAPNEWTOKEN"), Kind.OTHER),
        ({JPKI: {}}, Kind.OTHER),
        ({JPKI: {0x0006: b""}}, Kind.OTHER),
        ({LICENCE: {}}, Kind.LICENCE),
        ({RESIDENCE: {}}, Kind.RESIDENCE),
        ({JUKI: {}}, Kind.OTHER),
        ({TEXT: {}}, Kind.OTHER),
        ({}, Kind.OTHER),
    ],
)
def test_other_cards(files: dict[bytes, dict[int, bytes]], kind: Kind) -> None:
    card = other(files)
    assert identify(card) == CardInfo(kind)
    assert len(card.sent) <= 8


@pytest.mark.parametrize("status", ["6a82", "6a81", "6d00", "6e00", "6f00", "6a86", "6999", "0000"])
def test_a_card_that_knows_nothing_is_another(status: str) -> None:
    assert identify(Script([status] * 20)) == CardInfo(Kind.OTHER)


def test_a_card_that_answers_nothing_is_garbled() -> None:
    with pytest.raises(CardGarbled):
        identify(Script([""]))


@pytest.mark.parametrize("taken", range(1, 6))
def test_taken_away_meanwhile_says_so(taken: int) -> None:
    with pytest.raises(CardRemoved):
        identify(SmallCard(gone_before=taken))
