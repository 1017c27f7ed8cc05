"""The protocol against the virtual cards that ship with the product, in all their quirks."""

from dataclasses import dataclass, field

import pytest

from devices.cards.cards import Birth, CardInfo, Item, Kind, Secret, Sex, Tries
from devices.cards.faults import LastTry, SecretBlocked, WrongCard
from devices.cards.reading import identify, read
from devices.cards.simulator.card import Quirks, VirtualCard
from devices.cards.simulator.people import (
    ALL_BLOCKED,
    BLOCKED,
    LAST_TRY,
    LONG,
    NO_PIN,
    NUMBER,
    ORDINARY,
    PEOPLE,
    PIN,
    UNKNOWN_DAY,
    Person,
)
from devices.cards.simulator.wallet import Wallet

FOUR = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})
QUIRKS = {
    "usual": Quirks(),
    "first fails": Quirks(first_fails=True),
    "fetched": Quirks(fetched=True),
    "exact lengths": Quirks(exact_lengths=True),
    "proven is ok": Quirks(proven_is_ok=True),
    "blocked is 6984": Quirks(blocked_is_6984=True),
    "all": Quirks(
        first_fails=True,
        fetched=True,
        exact_lengths=True,
        proven_is_ok=True,
        blocked_is_6984=True,
    ),
}
READABLE = [person for person in PEOPLE if person.kind is Kind.MY_NUMBER]


@dataclass
class Port:
    """A card at hand, with all that it was asked and all that it told."""

    card: VirtualCard
    sent: list[bytes] = field(default_factory=list)
    told: bytearray = field(default_factory=bytearray)

    def send_and_receive(self, apdu: bytes) -> bytes:
        self.sent.append(apdu)
        answer = self.card.answer(apdu)
        self.told += answer[:-2]
        return answer


@pytest.fixture(params=QUIRKS.values(), ids=list(QUIRKS))
def quirks(request: pytest.FixtureRequest) -> Quirks:
    found: Quirks = request.param
    return found


def put(person: Person, quirks: Quirks | None = None) -> Port:
    return Port(Wallet().special_card(person, quirks or Quirks()))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_card_is_known(person: Person, quirks: Quirks) -> None:
    known = identify(put(person, quirks))
    assert known.kind is person.kind
    if person.kind is Kind.MY_NUMBER:
        pin = None if person.pin_left is None else Tries(person.pin_left)
        assert known == CardInfo(Kind.MY_NUMBER, pin, Tries(person.code_left))


@pytest.mark.parametrize("person", READABLE, ids=lambda person: person.key)
def test_every_card_that_can_be_read_is_read_by_its_code(person: Person, quirks: Quirks) -> None:
    port = put(person, quirks)
    if person is ALL_BLOCKED:
        with pytest.raises(SecretBlocked):
            read(port, Secret.CODE_B, bytearray(person.code_b.encode()), FOUR)
        return
    found = read(port, Secret.CODE_B, bytearray(person.code_b.encode()), FOUR)
    assert (found.name, found.address) == (person.name, person.address)
    assert found.sex == {"1": Sex.MALE, "2": Sex.FEMALE}.get(person.sex, Sex.NOT_STATED)
    assert found.birth is not None
    assert f"{found.birth.year}" == person.birth[:4]
    assert NUMBER.encode() not in port.told


def test_an_ordinary_card_is_known_by_five_commands_and_read_by_seven() -> None:
    known, port = put(ORDINARY), put(ORDINARY)
    identify(known)
    found = read(port, Secret.PIN, bytearray(PIN.encode()), FOUR)
    assert (found.name, found.birth) == (ORDINARY.name, Birth(1955, 4, 6))
    assert (len(known.sent), len(port.sent)) == (5, 7)


def test_the_longest_of_them_is_read_by_eight() -> None:
    port = put(LONG)
    assert read(port, Secret.PIN, bytearray(PIN.encode()), FOUR).address == LONG.address
    assert len(port.sent) == 8


def test_an_unknown_day_stays_unknown() -> None:
    found = read(put(UNKNOWN_DAY), Secret.PIN, bytearray(PIN.encode()), FOUR)
    assert found.birth == Birth(1942, None, None)


def test_expiry_and_photo_come_when_asked_for() -> None:
    port = put(ORDINARY)
    found = read(port, Secret.CODE_B, bytearray(ORDINARY.code_b.encode()), frozenset(Item))
    assert found.expiry == ORDINARY.expiry
    assert found.photo is not None
    assert NUMBER.encode() not in port.told


def test_the_last_try_waits_for_consent_and_then_counts() -> None:
    port = put(LAST_TRY)
    with pytest.raises(LastTry):
        read(port, Secret.PIN, bytearray(PIN.encode()), FOUR)
    assert read(port, Secret.PIN, bytearray(PIN.encode()), FOUR, last_try=True).name
    assert identify(port).pin == Tries(3)


def test_blocked_and_missing_secrets_are_told_apart() -> None:
    with pytest.raises(SecretBlocked):
        read(put(BLOCKED), Secret.PIN, bytearray(PIN.encode()), FOUR)
    with pytest.raises(WrongCard) as wrong:
        read(put(NO_PIN), Secret.PIN, bytearray(PIN.encode()), FOUR)
    assert wrong.value.kind is Kind.MY_NUMBER


@pytest.mark.parametrize(
    "person", [p for p in PEOPLE if p.kind is not Kind.MY_NUMBER], ids=lambda person: person.key
)
def test_a_card_that_is_none_of_ours_gets_no_secret(person: Person) -> None:
    port = put(person)
    with pytest.raises(WrongCard) as wrong:
        read(port, Secret.PIN, bytearray(PIN.encode()), FOUR)
    assert wrong.value.kind is person.kind
    assert not any(apdu[1] == 0x20 for apdu in port.sent)
