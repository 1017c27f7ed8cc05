"""The virtual chip answers as My Number cards were measured to answer."""

from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.simulator.card import Quirks
from devices.cards.simulator.people import (
    AUTH_PIN,
    BLOCKED,
    LICENCE,
    NO_PIN,
    ORDINARY,
    OTHER,
    PASSWORD,
    PIN,
    SMARTPHONE,
)
from tests.unit.devices.cards.simulator.cards import (
    ASK,
    COMMON,
    FACE,
    JPKI,
    TEXT,
    Talk,
    file,
    verify,
)

# DigestInfo of SHA-256 (RFC 8017 section 9.2, note 1).
SHA256_INFO = "3031300D060960864801650304020105000420"


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.mark.parametrize("application", [TEXT, FACE, JPKI, COMMON])
def test_a_my_number_card_has_its_four_applications(talk: Talk, application: str) -> None:
    assert talk(application) == "9000"


def test_the_beginning_of_a_name_selects_too(talk: Talk) -> None:
    assert talk("00A4040C05D392F00026") == "9000"
    assert talk(file(0x0018)) == "9000"


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("00A4040C07A0000000031010", "6A82"),  # another application
        ("00A4040C", "6A82"),
        (file(0x2F01), "6A82"),
        ("00A40000", "6A86"),  # SELECT MF after power-on
        ("00FF0000", "6D00"),
        ("00200180", "6A86"),
        ("00B0000000", "6986"),  # nothing is selected
        (ASK, "6986"),
        ("01A4020C020001", "6881"),
        ("0CA4020C020001", "6882"),
        ("0CB0000000", "69FC"),
        ("90B0000000", "6E00"),
        ("002A0080020102", "6E00"),
        ("00", "6700"),
        ("00B00000", "6986"),
    ],
)
def test_what_it_does_not_do_it_refuses(talk: Talk, command: str, status: str) -> None:
    assert talk(command) == status


def test_select_mf_inside_an_application_changes_nothing(talk: Talk) -> None:
    talk(TEXT, file(0x0011), verify(PIN), file(0x0002))

    assert talk("00A40000") == "9000"
    assert talk("00B0000002") == "FF209000"


def test_the_four_attributes_in_bytes() -> None:
    person = replace(ORDINARY, name="山　花", address="東", birth="20010203", sex="2")
    talk = Talk(person)
    talk(TEXT, file(0x0011), verify(PIN))

    talk(file(0x0002))

    assert talk("00B0000000") == (
        "FF202C"
        "DF2108000E001A0020002B"
        "DF2209E5B1B1E38080E88AB1"
        "DF2303E69DB1"
        "DF24083230303130323033"
        "DF250132"
        "FFFF"
        "9000"
    )


def test_the_files_have_the_sizes_of_real_ones(talk: Talk) -> None:
    talk(TEXT, file(0x0011), verify(PIN))

    assert len(talk.whole(file(0x0001))) == 17
    assert len(talk.whole(file(0x0003))) == 336 + 2
    assert len(talk.whole(file(0x0004))) == 568
    assert len(talk.whole(file(0x0005))) >= 256
    assert len(talk.whole(JPKI, file(0x0006))) == 160
    assert talk.whole(JPKI, file(0x0008)) == bytes.fromhex("8F8F00")


def test_the_label_says_what_card_it_is(talk: Talk) -> None:
    assert talk.whole(JPKI, file(0x0006)).startswith(b"JPKIAPICCTOKEN2 ")
    assert Talk(SMARTPHONE).whole(JPKI, file(0x0006)).startswith(b"JPKIAPGPSETOKEN ")


def test_a_read_may_start_anywhere_but_behind_the_end(talk: Talk) -> None:
    talk(JPKI, file(0x0006))

    assert talk("00B0000104") == "504B49419000"
    assert talk("00B0009F00") == "009000"
    assert talk("00B000A000") == "6B00"
    assert talk("00B07FFF00") == "6B00"


def test_a_short_identifier_selects_and_reads(talk: Talk) -> None:
    talk(JPKI)

    assert talk("00B0860004") == "4A504B499000"
    assert talk("00B0000404") == "415049439000"
    assert talk("00200098") == "63C3"
    assert talk("00B0000000") == "6981"
    assert talk("00B0850000") == "6A82"


def test_record_1_of_the_common_application_tells_the_expiry(talk: Talk) -> None:
    talk(COMMON)

    assert bytes.fromhex(talk("00B2010C00")) == b"\x01\x1c" + b"0" * 15 + b"9999920350217\x90\x00"
    assert talk("00B2020C00") == "6A83"


def test_the_card_tells_its_expiry_before_anything_is_selected(talk: Talk) -> None:
    assert bytes.fromhex(talk("00CA00F200")) == b"20350217\x90\x00"
    assert talk("00CA00F300") == "6A88"
    assert talk(TEXT, "00CA00F200") == "6A88"


def test_a_challenge_is_never_the_same(talk: Talk) -> None:
    first, second = talk("0084000010"), talk("0084000010")

    assert len(first) == len(second) == 2 * (16 + 2)
    assert first != second


# --- Secrets --------------------------------------------------------------------------------


def test_what_a_secret_opens(talk: Talk) -> None:
    opened = {
        (TEXT, 0x0011, PIN): (0x0001, 0x0002),
        (TEXT, 0x0014, "000000000001"): (0x0001,),
        (TEXT, 0x0015, ORDINARY.code_b): (0x0002,),
        (FACE, 0x0012, ORDINARY.code_b): (0x0002,),
        (FACE, 0x0013, "000000000001"): (0x0002, 0x0005),
        (FACE, 0x0011, ORDINARY.code_b[:6]): (0x0001,),
        (JPKI, 0x001B, PASSWORD): (0x0001,),
    }
    closed = {TEXT: (0x0001, 0x0002), FACE: (0x0001, 0x0002, 0x0005), JPKI: (0x0001,)}
    for (application, fid, secret), files in opened.items():
        talk.card.power_off()
        for other in closed[application]:
            assert talk(application, file(other), "00B0000001") == "6982"
        assert talk(file(fid), verify(secret)) == "9000"
        for other in closed[application]:
            answer = talk(file(other), "00B0000001")
            assert answer == (
                "6982" if other not in files else "FF9000" if application != JPKI else "309000"
            )


def test_a_wrong_try_is_counted_and_a_right_one_gives_them_back(talk: Talk) -> None:
    talk(TEXT, file(0x0011))

    assert talk(ASK) == "63C3"
    assert talk(verify("0000")) == "63C2"
    assert talk(ASK) == "63C2"
    assert talk(verify(PIN)) == "9000"
    # Not 9000: OpenSC would take it for another card.
    assert talk(ASK) == "63C3"


def test_the_last_wrong_try_blocks_the_card(talk: Talk) -> None:
    talk(TEXT, file(0x0011), verify("0000"), verify("0000"))

    assert talk(verify("0000")) == "63C0"
    assert talk(ASK) == "63C0"
    assert talk(verify(PIN)) == "6984"
    assert talk(file(0x0002), "00B0000000") == "6982"


def test_a_wrong_try_closes_what_was_open(talk: Talk) -> None:
    talk(TEXT, file(0x0011), verify(PIN), verify("0000"))

    assert talk(file(0x0002), "00B0000000") == "6982"


def test_file_0012_is_blocked_on_every_card(talk: Talk) -> None:
    assert talk(TEXT, file(0x0012), ASK) == "63C0"


def test_cards_without_a_pin_or_with_a_blocked_one() -> None:
    assert Talk(NO_PIN)(TEXT, file(0x0011)) == "6A82"
    assert Talk(NO_PIN)(TEXT, file(0x0015), verify(NO_PIN.code_b)) == "9000"
    assert Talk(BLOCKED)(TEXT, file(0x0011), verify(PIN)) == "6984"


def test_what_was_proven_outlives_a_reset_and_the_same_selection(talk: Talk) -> None:
    talk(TEXT, file(0x0011), verify(PIN))
    talk.card.reset()

    assert talk(file(0x0002)) == "6A82"
    assert talk(TEXT, TEXT, file(0x0002), "00B0000002") == "FF209000"


@pytest.mark.parametrize("way", ["power off", "another application"])
def test_what_was_proven_ends(talk: Talk, way: str) -> None:
    talk(TEXT, file(0x0011), verify(PIN))

    if way == "power off":
        talk.card.power_off()
    else:
        talk(JPKI)

    assert talk(TEXT, file(0x0002), "00B0000002") == "6982"


# --- Signatures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("secret_file", "secret", "key_file", "certificate_file"),
    [(0x0018, AUTH_PIN, 0x0017, 0x000A), (0x001B, PASSWORD, 0x001A, 0x0001)],
    ids=["auth", "sign"],
)
def test_its_keys_sign_for_its_certificates(
    talk: Talk, secret_file: int, secret: str, key_file: int, certificate_file: int
) -> None:
    sign = f"802A00803 3{SHA256_INFO}{'11' * 32}00".replace(" ", "")
    assert talk(JPKI, file(key_file), sign) == "6982"

    signature = talk(file(secret_file), verify(secret), file(key_file), sign)
    by_short_name = talk(sign.replace("2A0080", f"2A00{0x80 | key_file:02X}"))

    assert signature == by_short_name
    content = talk.whole(file(certificate_file))
    key = x509.load_der_x509_certificate(_object(content)).public_key()
    assert isinstance(key, RSAPublicKey)
    recovered = key.recover_data_from_signature(
        bytes.fromhex(signature)[:256], PKCS1v15(), SHA256()
    )
    assert recovered == b"\x11" * 32


def test_it_signs_245_bytes_at_most(talk: Talk) -> None:
    talk(JPKI, file(0x0018), verify(AUTH_PIN), file(0x0017))

    assert len(talk(f"802A0080F5{'22' * 245}00")) == 2 * (256 + 2)
    assert talk(f"802A0080F6{'22' * 246}00") == "6700"
    assert talk("802A010001 22 00") == "6A86"


def test_a_smartphone_wants_its_pin_before_it_shows_a_certificate() -> None:
    phone = Talk(SMARTPHONE)

    assert phone(JPKI, file(0x000A), "00B0000001") == "6982"
    assert phone(file(0x0018), verify(AUTH_PIN), file(0x000A), "00B0000001") == "309000"
    assert phone(TEXT) == "6A82"


# --- Cards that differ ------------------------------------------------------------------------


def test_other_cards_have_other_applications() -> None:
    assert Talk(LICENCE)("00A4040C10A0000002310100000000000000000000") == "9000"
    assert Talk(LICENCE)(JPKI) == "6A82"
    assert Talk(OTHER)(JPKI) == "6A82"


def test_some_fail_at_the_first_command() -> None:
    talk = Talk(quirks=Quirks(first_fails=True))

    assert talk(TEXT) == "6F00"
    assert talk(TEXT) == "9000"
    talk.card.power_off()
    assert talk(TEXT) == "6F00"


def test_some_have_their_answers_fetched() -> None:
    talk = Talk(quirks=Quirks(fetched=True))
    talk(JPKI, file(0x0006))

    assert talk("00B0000010") == "6110"
    assert talk("00C0000004") == "4A504B49610C"
    assert talk("00C000000C") == "415049434354 4F4B454E32209000".replace(" ", "")
    assert talk("00C000000C") == "6985"
    talk("00B0000010", file(0x0006))
    assert talk("00C0000010") == "6985"


def test_some_want_the_exact_length() -> None:
    talk = Talk(quirks=Quirks(exact_lengths=True))
    talk(JPKI, file(0x0006))

    assert talk("00B0000000") == "6CA0"
    assert len(talk("00B00000A0")) == 2 * (160 + 2)


def test_some_tell_of_their_secrets_otherwise() -> None:
    talk = Talk(BLOCKED, Quirks(blocked_is_6984=True, proven_is_ok=True))

    assert talk(TEXT, file(0x0011), ASK) == "6984"
    assert talk(file(0x0015), verify(BLOCKED.code_b), ASK) == "9000"


@given(
    st.lists(st.binary(max_size=300) | st.sampled_from([bytes.fromhex(TEXT), bytes.fromhex(JPKI)]))
)
def test_it_always_answers_with_a_status(apdus: list[bytes]) -> None:
    card = CARD.card
    for apdu in apdus:
        assert 2 <= len(card.answer(apdu)) <= 65538


CARD = Talk()


def _object(content: bytes) -> bytes:
    """A DER object with its filler cut off: 30 82 and two bytes of length."""
    assert content[:2] == b"\x30\x82"
    return content[: int.from_bytes(content[2:4]) + 4]
