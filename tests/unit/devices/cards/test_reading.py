"""A read: the counter first, the secret once, the digits wiped, the fewest commands."""

from datetime import date

import pytest

from devices.cards.cards import Attributes, Birth, Item, Kind, Secret, Sex, Tries
from devices.cards.faults import (
    CardFault,
    CardRemoved,
    LastTry,
    SecretBlocked,
    TryUnknown,
    WrongCard,
    WrongSecret,
)
from devices.cards.reading import read, tries
from tests.unit.devices.cards.small_card import (
    ADDRESS,
    CODE_B,
    COMMON,
    FACE,
    NAME,
    PIN,
    TEXT,
    SmallCard,
    attributes_file,
)

FOUR = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})
ALL = frozenset(Item)
WHOLE = Attributes(NAME, ADDRESS, Birth(1944, 3, 21), Sex.FEMALE)


def digits(secret: bytes = PIN) -> bytearray:
    return bytearray(secret)


def verifies(card: SmallCard) -> list[bytes]:
    return [apdu for apdu in card.sent if apdu[1] == 0x20 and len(apdu) > 4]


def test_four_attributes_cost_seven_commands() -> None:
    card = SmallCard()
    assert read(card, Secret.PIN, digits(), FOUR) == WHOLE
    assert [apdu.hex() for apdu in card.sent] == [
        "00a4040c0ad3921000310001010408",
        "00a4020c020011",
        "00200080",
        "0020008004" + PIN.hex(),
        "00a4020c020002",
        "00b0000007",
        f"00b00007{len(attributes_file()) - 12 - 7:02x}",
    ]


def test_a_card_that_has_just_been_powered_costs_one_more() -> None:
    card = SmallCard(drowsy=True)
    assert read(card, Secret.PIN, digits(), FOUR) == WHOLE
    assert len(card.sent) == 8


def test_a_long_address_is_read_in_pieces() -> None:
    card = SmallCard()
    address = "架空町" * 120
    card.files[TEXT][2] = attributes_file(address=address.encode())
    assert read(card, Secret.PIN, digits(), FOUR).address == address
    assert len(card.sent) == 6 + -(-(len(card.files[TEXT][2]) - 12 - 7) // 256)


@pytest.mark.parametrize("length", [100, 127, 128, 200, 255, 256, 257, 600])
def test_every_form_of_length_is_understood(length: int) -> None:
    card = SmallCard()
    card.files[TEXT][2] = attributes_file(address=b"a" * length)
    assert read(card, Secret.PIN, digits(), FOUR).address == "a" * length


def test_only_what_was_asked_for_is_told() -> None:
    assert read(SmallCard(), Secret.PIN, digits(), frozenset({Item.NAME})) == Attributes(NAME)


def test_code_b_opens_the_attributes_without_a_pin() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x11].left = 0
    assert read(card, Secret.CODE_B, digits(CODE_B), FOUR) == WHOLE


def test_expiry_needs_no_secret_and_two_commands() -> None:
    card = SmallCard()
    assert read(card, Secret.PIN, digits(), FOUR | {Item.EXPIRY}).expiry == date(2035, 3, 21)
    assert [apdu.hex() for apdu in card.sent[:2]] == [f"00a4040c0a{COMMON.hex()}", "00b2010c00"]
    assert len(card.sent) == 9


@pytest.mark.parametrize("stored", [None, b"", b"\x01\x1c400", b"\x01\x1c" + b"9" * 28])
def test_a_card_without_a_legible_expiry_gives_the_rest(stored: bytes | None) -> None:
    card = SmallCard()
    card.files[COMMON] = {} if stored is None else {1: stored}
    assert read(card, Secret.PIN, digits(), FOUR | {Item.EXPIRY}) == WHOLE


def test_a_card_without_the_common_application_gives_the_rest() -> None:
    card = SmallCard()
    del card.files[COMMON]
    assert read(card, Secret.PIN, digits(), FOUR | {Item.EXPIRY}) == WHOLE


def test_the_photo_comes_by_code_b() -> None:
    found = read(SmallCard(), Secret.CODE_B, digits(CODE_B), ALL)
    assert found.photo is not None
    assert found.photo[4:8] == b"jP  "
    assert found.name == NAME


def test_the_photo_is_not_even_tried_by_pin() -> None:
    card = SmallCard()
    assert read(card, Secret.PIN, digits(), ALL).photo is None
    assert not any(FACE in apdu for apdu in card.sent)


@pytest.mark.parametrize("left", [0, 1])
def test_no_picture_is_worth_the_last_try_of_the_face(left: int) -> None:
    card = SmallCard()
    card.locks[FACE, 0x12].left = left
    found = read(card, Secret.CODE_B, digits(CODE_B), ALL, last_try=True)
    assert (found.name, found.photo) == (NAME, None)
    assert card.locks[FACE, 0x12].left == left


def test_a_wrong_secret_tells_the_tries_left_and_is_not_sent_again() -> None:
    card = SmallCard()
    with pytest.raises(WrongSecret) as wrong:
        read(card, Secret.PIN, digits(b"0000"), FOUR)
    assert wrong.value.left == 2
    assert len(verifies(card)) == 1


def test_the_last_try_is_not_used_without_consent() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x11].left = 1
    with pytest.raises(LastTry):
        read(card, Secret.PIN, digits(), FOUR)
    assert verifies(card) == []


def test_the_last_try_is_used_with_consent() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x11].left = 1
    assert read(card, Secret.PIN, digits(), FOUR, last_try=True) == WHOLE
    assert card.locks[TEXT, 0x11].left == 3


def test_a_wrong_last_try_blocks_and_says_so() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x11].left = 1
    with pytest.raises(SecretBlocked):
        read(card, Secret.PIN, digits(b"0000"), FOUR, last_try=True)


def test_a_blocked_secret_is_not_sent() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x11].left = 0
    with pytest.raises(SecretBlocked):
        read(card, Secret.PIN, digits(), FOUR, last_try=True)
    assert verifies(card) == []


def test_another_card_is_named() -> None:
    card = SmallCard()
    del card.files[TEXT]
    card.files[bytes.fromhex("D392F000260100000001")][6] = b"JPKIAPGPSETOKEN".ljust(32)
    with pytest.raises(WrongCard) as wrong:
        read(card, Secret.PIN, digits(), FOUR)
    assert wrong.value.kind is Kind.SMARTPHONE
    assert verifies(card) == []


def test_a_card_without_a_pin_says_that_it_is_the_wrong_one_for_it() -> None:
    card = SmallCard()
    del card.locks[TEXT, 0x11]
    with pytest.raises(WrongCard):
        read(card, Secret.PIN, digits(), FOUR)


@pytest.mark.parametrize("bad", [b"", b"123", b"12345", b"12a4", b"\x00" * 4, CODE_B])
def test_what_is_no_pin_is_never_sent(bad: bytes) -> None:
    card, typed = SmallCard(), digits(bad)
    with pytest.raises(ValueError, match="pin has 4 digits"):
        read(card, Secret.PIN, typed, FOUR)
    assert verifies(card) == []
    assert not any(typed)


def test_the_signing_secret_opens_no_attributes() -> None:
    with pytest.raises(ValueError, match="no auth_pin"):
        read(SmallCard(), Secret.AUTH_PIN, digits(), FOUR)


@pytest.mark.parametrize("taken", range(1, 8))
def test_taken_away_before_any_command_no_try_is_lost_twice(taken: int) -> None:
    card, typed = SmallCard(gone_before=taken), digits()
    with pytest.raises(TryUnknown if taken == 4 else CardRemoved):
        read(card, Secret.PIN, typed, FOUR)
    assert len(verifies(card)) <= 1
    assert card.locks[TEXT, 0x11].left == 3
    assert not any(typed)


@pytest.mark.parametrize("taken", range(1, 8))
def test_taken_away_within_any_command_no_try_is_lost_twice(taken: int) -> None:
    card, typed = SmallCard(gone_after=taken), digits(b"0000")
    with pytest.raises(CardFault):
        read(card, Secret.PIN, typed, FOUR)
    assert len(verifies(card)) <= 1
    assert card.locks[TEXT, 0x11].left >= 2
    assert not any(typed)


@pytest.mark.parametrize("call", ["right", "wrong", "blocked", "removed", "not a pin"])
def test_the_digits_are_overwritten_whatever_happens(call: str) -> None:
    card, typed = SmallCard(), digits({"wrong": b"0001", "not a pin": b"12"}.get(call, PIN))
    card.locks[TEXT, 0x11].left = 0 if call == "blocked" else 3
    card.gone_before = 5 if call == "removed" else 0
    same = typed
    try:
        read(card, Secret.PIN, typed, FOUR)
    except (CardFault, ValueError):
        assert call != "right"
    assert same == bytes(len(same))


def test_the_tries_of_each_secret_are_asked_at_no_cost() -> None:
    card = SmallCard()
    card.locks[TEXT, 0x15].left = 7
    found = [tries(card, secret).left for secret in (Secret.PIN, Secret.CODE_B, Secret.AUTH_PIN)]
    assert found == [3, 7, 3]
    assert tries(card, Secret.PIN) == Tries(3)
    assert verifies(card) == []
