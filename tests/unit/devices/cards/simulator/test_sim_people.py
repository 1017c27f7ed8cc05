"""The people and their cards: nobody is real, all can be told apart and read."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.cards.cards import Birth, Item, Secret
from devices.cards.reading import read
from devices.cards.simulator.people import (
    BY_KEY,
    EXPIRED,
    LONG,
    NUMBER,
    ORDINARY,
    PEOPLE,
    PIN,
    RARE_KANJI,
    Person,
)
from devices.cards.simulator.picture import photo
from devices.cards.simulator.source import SimulatedSource
from devices.cards.simulator.text import attributes
from devices.cards.simulator.wallet import Wallet
from tests.unit.devices.cards.simulator.cards import FACE, TEXT, Talk, file, verify

WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


THREE = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH})


def _words(most: int) -> st.SearchStrategy[str]:
    """Any text that can be written: no control characters, no halves of a character."""
    return st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=most)


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def test_everybody_has_a_key_and_words_of_their_own() -> None:
    assert len(BY_KEY) == len({person.about for person in PEOPLE}) == len(PEOPLE)


def test_the_number_on_the_cards_can_be_nobodys() -> None:
    """Its check digit is wrong (番号法施行規則: the eleven digits weighted, modulo 11)."""
    remainder = sum(int(digit) * w for digit, w in zip(NUMBER, WEIGHTS, strict=False)) % 11
    check = 0 if remainder <= 1 else 11 - remainder

    assert int(NUMBER[-1]) != check


def test_there_are_the_names_that_programs_get_wrong() -> None:
    assert any(0xE0100 <= ord(sign) <= 0xE01EF for sign in RARE_KANJI.name)
    assert any(ord(sign) > 0xFFFF for sign in RARE_KANJI.name if sign < "\U000e0000")
    assert len(attributes(LONG)) > 256
    assert any(person.name and "\u3000" not in person.name for person in PEOPLE)


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        ("19800217", "550217"),
        ("19890107", "640107"),
        ("19890108", "010108"),
        ("20190430", "310430"),
        ("20190501", "010501"),
        ("19120729", "450729"),
        ("19120730", "010730"),
        ("19261225", "011225"),
        ("19420000", "170000"),
    ],
)
def test_code_b_counts_years_by_era(birth: str, code: str) -> None:
    person = Person("x", "", birth=birth, expiry=date(2034, 2, 17), security_code="1234")

    assert person.code_b == f"{code}20341234"


def test_the_face_shows_photo_and_expiry() -> None:
    talk = Talk()
    content = talk.whole(FACE, file(0x0012), verify(ORDINARY.code_b), file(0x0002))

    assert photo() in content
    assert photo()[4:8] == b"jP  "
    assert b"\xdf\x29\x0820350217" in content


@settings(max_examples=30)
@given(name=_words(60), address=_words(200), birth=st.dates(date(1868, 1, 1)).map(_digits))
def test_what_a_card_says_is_read_as_it_is(name: str, address: str, birth: str) -> None:
    source = SimulatedSource()
    source.insert(replace(ORDINARY, name=name, address=address, birth=birth))

    with source.connect(source.wait(None)) as port:
        found = read(
            port,
            Secret.PIN,
            bytearray(PIN.encode()),
            THREE,
        )

    assert (found.name, found.address) == (name, address)
    assert found.birth == Birth(int(birth[:4]), int(birth[4:6]), int(birth[6:]))


def test_a_card_keeps_its_tries_in_the_wallet() -> None:
    wallet = Wallet()
    card = wallet.card(ORDINARY)
    for command in (TEXT, file(0x0011), verify("0000")):
        card.answer(bytes.fromhex(command))
    card.power_off()

    again = wallet.card(ORDINARY)
    again.answer(bytes.fromhex(TEXT))
    again.answer(bytes.fromhex(file(0x0011)))

    assert again.answer(bytes.fromhex("00200080")) == b"\x63\xc2"


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2033, 1, 1)])
def test_certificates_are_in_force_on_the_day_that_was_given(today: date) -> None:
    certificate = _certificate(ORDINARY, today)

    assert certificate.not_valid_before_utc.date() < today
    assert today < certificate.not_valid_after_utc.date() <= ORDINARY.expiry


def test_certificates_end_with_the_card() -> None:
    certificate = _certificate(EXPIRED, date(2026, 11, 22))

    assert certificate.not_valid_after_utc.date() == EXPIRED.expiry
    assert certificate.not_valid_before_utc < certificate.not_valid_after_utc


def _certificate(person: Person, today: date) -> x509.Certificate:
    card = Wallet(today=today).card(person)
    talk = Talk()
    talk.card = card
    content = talk.whole("00A4040C0AD392F000260100000001", file(0x000A))
    return x509.load_der_x509_certificate(content[: int.from_bytes(content[2:4]) + 4])
