"""A card proves that it holds the key of its user certificate."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import example, given
from hypothesis import strategies as st

from devices.cards.cards import Kind
from devices.cards.certificates import Authorities, Chain, Revocation
from devices.cards.faults import (
    CardGarbled,
    CardRemoved,
    LastTry,
    SecretBlocked,
    TryUnknown,
    WrongCard,
    WrongSecret,
)
from devices.cards.jpki import Authentication, WrongSignature, authenticate, certificate
from devices.cards.simulator import people
from devices.cards.simulator.ca import Authority
from devices.cards.simulator.card import Quirks, VirtualCard
from devices.cards.simulator.contact import Card, Removed
from devices.cards.simulator.faults import Fault, Faulty, Trouble
from devices.cards.simulator.people import ORDINARY, Person
from devices.cards.simulator.wallet import Wallet
from tests.unit.devices.cards.authority import Forged, authority, person

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
TODAY = NOW.date()
CA = Authority()
TRUSTED = Authorities((CA.auth_authority,))
CHALLENGE = bytes(range(32))
PIN = people.AUTH_PIN.encode()


@dataclass
class Port:
    """A virtual card as a port, which remembers what was sent."""

    card: Card
    sent: list[bytes] = field(default_factory=list)

    def send_and_receive(self, apdu: bytes) -> bytes:
        self.sent.append(apdu)
        try:
            return self.card.answer(apdu)
        except Removed:
            raise CardRemoved from None

    @property
    def verified(self) -> int:
        """How often a secret was sent."""
        return sum(apdu[1] == 0x20 and len(apdu) > 4 for apdu in self.sent)


CARD = Wallet(CA, today=TODAY).card(ORDINARY)


def card(who: Person = ORDINARY, quirks: Quirks | None = None) -> VirtualCard:
    return Wallet(CA, today=TODAY).special_card(who, quirks or Quirks())


def prove(port: Port, *, pin: bytes = PIN, last_try: bool = False) -> Authentication:
    typed = bytearray(pin)
    try:
        return authenticate(port, typed, CHALLENGE, TRUSTED, NOW, last_try=last_try)
    finally:
        assert typed == bytes(len(pin)), "the PIN is overwritten, whatever happens"


def tries_used(port: Port) -> int:
    with pytest.raises(WrongSecret) as wrong:
        prove(port, pin=b"0000", last_try=True)
    assert wrong.value.left is not None
    return people.MOST_PIN - wrong.value.left - 1


def test_the_certificate_is_read_without_any_secret() -> None:
    port = Port(card())
    assert certificate(port).issuer == CA.auth_authority.subject
    assert port.verified == 0


@pytest.mark.parametrize(
    "quirks", [Quirks(), Quirks(first_fails=True), Quirks(fetched=True), Quirks(exact_lengths=True)]
)
def test_a_card_proves_its_key(quirks: Quirks) -> None:
    port = Port(card(quirks=quirks))
    found = prove(port)
    assert found.chain is Chain.OK
    assert found.revocation is Revocation.UNCHECKED
    assert found.valid_from < NOW < found.valid_until
    assert port.verified == 1


def test_who_it_is_does_not_show_in_a_repr() -> None:
    found = prove(Port(card()))
    assert str(found.serial) not in repr(found)


def test_it_signs_this_challenge_and_nothing_else() -> None:
    port = Port(card())
    prove(port)
    (signed,) = [apdu for apdu in port.sent if apdu[:2] == b"\x80\x2a"]
    assert signed[-33:-1] == hashlib.sha256(CHALLENGE).digest()


def test_the_signing_key_and_its_password_are_not_touched() -> None:
    port = Port(card())
    prove(port)
    selected = {apdu[5:] for apdu in port.sent if apdu[:3] == b"\x00\xa4\x02"}
    assert selected == {bytes.fromhex(name) for name in ("000A", "0018", "0017")}


def test_a_certificate_out_of_its_dates_is_called_so() -> None:
    found = prove(Port(card(people.EXPIRED)))
    assert found.chain is Chain.EXPIRED


def test_an_unknown_authority_is_called_so() -> None:
    pin = bytearray(PIN)
    others = Authorities((authority(1),))
    found = authenticate(Port(card()), pin, CHALLENGE, others, NOW)
    assert found.chain is Chain.UNKNOWN_AUTHORITY


def test_a_registered_verifier_may_know_of_revocations() -> None:
    class Verifier:
        def state(self, found: x509.Certificate, now: datetime) -> Revocation:
            assert found.issuer == CA.auth_authority.subject
            assert now == NOW
            return Revocation.REVOKED

    found = authenticate(
        Port(card()), bytearray(PIN), CHALLENGE, TRUSTED, NOW, revocation=Verifier()
    )
    assert found.revocation is Revocation.REVOKED


def test_a_wrong_pin_costs_one_try() -> None:
    port = Port(card())
    with pytest.raises(WrongSecret) as wrong:
        prove(port, pin=b"1111")
    assert wrong.value.left == 2
    assert port.verified == 1


def test_the_last_try_needs_consent() -> None:
    port = Port(card())
    for _ in range(2):
        with pytest.raises(WrongSecret):
            prove(port, pin=b"1111")
    sent = port.verified
    with pytest.raises(LastTry):
        prove(port)
    assert port.verified == sent
    assert prove(port, last_try=True).chain is Chain.OK


def test_a_blocked_pin_is_not_sent() -> None:
    port = Port(card())
    for left in (2, 1, 0):
        with pytest.raises(WrongSecret if left else SecretBlocked):
            prove(port, pin=b"1111", last_try=True)
    sent = port.verified
    with pytest.raises(SecretBlocked):
        prove(port, last_try=True)
    assert port.verified == sent


def test_a_card_pulled_anywhere_loses_no_try_to_a_repetition() -> None:
    """At each command, before and after it is done; the right PIN gives all tries back."""
    whole = Port(card())
    prove(whole)
    for trouble in (Trouble.REMOVED, Trouble.LOST):
        for number in range(1, len(whole.sent) + 1):
            chip = card()
            port = Port(Faulty(chip, Fault(trouble, number)))
            with pytest.raises((CardRemoved, TryUnknown)):
                prove(port)
            assert port.verified <= 1
            chip.power_off()
            assert tries_used(Port(chip)) == 0


def test_a_card_without_an_answer_to_the_pin_leaves_the_tries_unknown() -> None:
    whole = Port(card())
    prove(whole)
    number = next(n for n, apdu in enumerate(whole.sent, 1) if apdu[1] == 0x20 and len(apdu) > 4)
    with pytest.raises(TryUnknown):
        prove(Port(Faulty(card(), Fault(Trouble.LOST, number))))


def test_a_card_that_signs_by_another_key_is_found_out() -> None:
    with pytest.raises(WrongSignature):
        prove(Port(Forged(card())))


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        (people.SMARTPHONE, Kind.SMARTPHONE),
        (people.IPHONE, Kind.SMARTPHONE),
        (people.LICENCE, Kind.LICENCE),
        (people.OTHER, Kind.OTHER),
    ],
)
def test_other_cards_are_called_by_their_kind(who: Person, kind: Kind) -> None:
    port = Port(card(who))
    with pytest.raises(WrongCard) as wrong:
        prove(port)
    assert wrong.value.kind is kind
    assert port.verified == 0


class Answering:
    """A card that gives a file as its certificate, and nothing else."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def send_and_receive(self, apdu: bytes) -> bytes:
        if apdu[1] != 0xB0:
            return b"\x90\x00"
        start = int.from_bytes(apdu[2:4])
        return self._content[start : start + (apdu[4] or 256)] + b"\x90\x00"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff" * 300,
        bytes(300),
        b"\x30\x82\x00\x10" + bytes(300),
        b"\x30\x84\xff\xff\xff\xff" + bytes(300),
    ],
)
def test_nonsense_for_a_certificate_is_called_so(content: bytes) -> None:
    with pytest.raises(CardGarbled):
        certificate(Answering(content))


def test_a_key_of_another_kind_is_not_taken_for_one() -> None:
    """Nor could it be: JPKI has RSA keys of 2048 bits, and only those are checked."""
    elliptic = person(1, owner=ec.generate_private_key(ec.SECP256R1()).public_key())
    with pytest.raises(CardGarbled):
        certificate(Answering(elliptic.public_bytes(Encoding.DER)))


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 255)), min_size=1, max_size=5))
@example([(12, 57)])  # a version that there is not
@example([(30, 0x02), (31, 0x02)])
def test_a_certificate_with_bytes_changed_is_garbled_or_of_no_authority(
    changes: list[tuple[int, int]],
) -> None:
    right = certificate(Port(CARD)).public_bytes(Encoding.DER)
    wrong = bytearray(right)
    for place, value in changes:
        wrong[place % len(wrong)] = value
    try:
        found = certificate(Answering(bytes(wrong) + b"\xff" * 300))
    except CardGarbled:
        return
    assert (TRUSTED.chain(found, NOW) is Chain.OK) == (wrong == right)


def test_no_short_challenge_and_no_short_pin_is_sent() -> None:
    port, pin = Port(card()), bytearray(PIN)
    with pytest.raises(ValueError, match="16 bytes"):
        authenticate(port, pin, bytes(15), TRUSTED, NOW)
    assert pin == bytes(4)
    with pytest.raises(ValueError, match="4 digits"):
        prove(port, pin=b"123")
    assert port.verified == 0
