"""The allow-list: nothing but what a profile needs reaches a card, and never the number."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.cards.cards import Item, Secret
from devices.cards.faults import CardFault, CardRemoved, NotAllowed
from devices.cards.guard import Guarded, Stand, permitted
from devices.cards.profile import CARD_2016, Application
from devices.cards.reading import identify, read
from tests.unit.devices.cards.scripts import Script
from tests.unit.devices.cards.small_card import (
    CODE_B,
    FACE,
    JPKI,
    JUKI,
    LICENCE,
    NUMBER,
    NUMBER_PICTURE,
    PIN,
    RESIDENCE,
    TEXT,
    SmallCard,
)

DIGEST = CARD_2016.jpki.key.prefix if CARD_2016.jpki.key else b""
SELECT_TEXT = b"\x00\xa4\x04\x0c\x0a" + TEXT
SELECT_FACE = b"\x00\xa4\x04\x0c\x0a" + FACE
# Every state a guard can be in: nothing, an application, one of its files.
STANDS = [Stand()] + [
    Stand(application, file)
    for application in CARD_2016.applications
    for file in [
        None,
        *(each.id for each in application.files),
        *(each.id for each in application.secrets),
        *([application.key.id] if application.key else []),
    ]
]


def _name(stand: Stand) -> str:
    return f"{stand.application.aid.hex() if stand.application else None}-{stand.file}"


def select(file: int) -> bytes:
    return b"\x00\xa4\x02\x0c\x02" + file.to_bytes(2, "big")


def allowed(stand: Stand, apdu: bytes) -> bool:
    return permitted(CARD_2016, stand, apdu) is not None


def test_the_states_are_all() -> None:
    assert len(STANDS) == 1 + len(CARD_2016.applications) + 3 + 2 + 0 + 4


KNOWN = {b"\x00\xa4", b"\x00\x20", b"\x00\xb0", b"\x00\xb2", b"\x80\x2a"}
# What comes after class and instruction in every command that is allowed, and in some that are not.
TAILS = [
    b"",
    b"\x00\x00",
    b"\x00\x80",
    b"\x00\x00\x07",
    b"\x81\x00\x11",
    b"\x01\x0c\x00",
    b"\x00\x80\x04" + PIN,
    b"\x02\x0c\x02\x00\x02",
    b"\x02\x0c\x02\x00\x01",
    b"\x04\x0c\x0a" + TEXT,
    b"\x00\x80\x33" + DIGEST + bytes(32) + b"\x00",
]
WORTH_TRYING = (0x00, 0x01, 0x02, 0x0C, 0x0D, 0x10, 0x80, 0x81, 0x91, 0x94, 0x95, 0xFF)
# The third and fourth byte of a command: the fourth picked so that every meaning is among them.
PLACES = [bytes(place) for place in product(range(256), WORTH_TRYING)]


def test_of_all_classes_and_instructions_only_five_pass() -> None:
    # Others are refused before the state is looked at: one that allows much shows it for all.
    reading = _at(CARD_2016.text, 0x0002)
    heads = (bytes(head) for head in product(range(256), repeat=2))
    passed = {head for head in heads for tail in TAILS if allowed(reading, head + tail)}
    assert passed == {b"\x00\xa4", b"\x00\xb0"}


def test_each_of_the_five_passes_in_some_state() -> None:
    tried = product(KNOWN, TAILS, STANDS)
    assert {head for head, tail, stand in tried if allowed(stand, head + tail)} == KNOWN


def _permitted(stand: Stand, head: bytes, bodies: list[bytes]) -> Iterator[bytes]:
    for place, body in product(PLACES, bodies):
        if allowed(stand, head + place + body):
            yield head + place + body


def _at(application: Application, file: int | None = None) -> Stand:
    return Stand(application, file)


@pytest.mark.parametrize("stand", STANDS, ids=_name)
def test_secrets_are_compared_in_the_selected_file_alone(stand: Stand) -> None:
    bodies = [b"", b"\x04" + PIN, b"\x0e" + CODE_B, b"\x0c" + NUMBER]
    right = {
        secret.id: b"\x04" + PIN if secret.digits == 4 else b"\x0e" + CODE_B
        for secret in (stand.application.secrets if stand.application else ())
    }
    here = right.get(stand.file or 0)
    wanted = [b"\x00\x20\x00\x80", b"\x00\x20\x00\x80" + here] if here else []
    assert list(_permitted(stand, b"\x00\x20", bodies)) == wanted


@pytest.mark.parametrize("stand", STANDS, ids=_name)
def test_files_are_read_where_they_are_selected_and_never_by_sfi(stand: Stand) -> None:
    readable = {file.id for file in (stand.application.files if stand.application else ())}
    count = sum(1 for _ in _permitted(stand, b"\x00\xb0", [b"", b"\x00", b"\x11", b"\x00\x00\x11"]))
    assert count == (0x80 * len(WORTH_TRYING) * 2 if stand.file in readable else 0)
    assert not any(
        allowed(stand, b"\x00\xb0" + bytes((0x80 | high, low, 0)))
        for high, low in product(range(0x80), range(0, 256, 17))
    )


@pytest.mark.parametrize("stand", STANDS, ids=_name)
def test_one_record_can_be_read(stand: Stand) -> None:
    found = list(_permitted(stand, b"\x00\xb2", [b"", b"\x00", b"\x00\x00\x00"]))
    here = stand.application is CARD_2016.common
    assert found == ([bytes.fromhex("00b2010c00")] if here else [])


@pytest.mark.parametrize(
    ("application", "files"),
    [
        (CARD_2016.text, {0x0002, 0x0011, 0x0015}),
        (CARD_2016.face, {0x0002, 0x0012}),
        (CARD_2016.jpki, {0x0006, 0x000A, 0x0017, 0x0018}),
        (CARD_2016.common, set()),
        (None, set()),
    ],
    ids=["text", "face", "jpki", "common", "none"],
)
def test_of_all_files_only_those_of_the_profile_can_be_selected(
    application: Application | None, files: set[int]
) -> None:
    stand = Stand(application)
    assert {file for file in range(0x10000) if allowed(stand, select(file))} == files


@pytest.mark.parametrize("stand", STANDS, ids=_name)
def test_files_are_selected_in_one_way(stand: Stand) -> None:
    bodies = [
        b"\x02\x00\x02",
        b"\x02\x00\x01",
        b"\x01\x02",
        b"\x02\x00\x02\x00",
        b"\x02\x3f\x00",
        b"",
    ]
    found = set(_permitted(stand, b"\x00\xa4", bodies))
    assert found <= {select(0x0002)}


@pytest.mark.parametrize("stand", STANDS, ids=_name)
def test_applications_are_selected_by_their_whole_names(stand: Stand) -> None:
    aids = [application.aid for application in CARD_2016.applications]
    bodies = [bytes((len(aid[:n]),)) + aid[:n] for aid in aids for n in range(1, 17)]
    bodies += [bytes((len(aid),)) + aid + b"\x00" for aid in aids]
    tails = [
        bytes((p1, p2)) + body for p1, p2, body in product((0, 2, 4), (0, 2, 4, 12, 13), bodies)
    ]
    found = {b"\x00\xa4" + tail for tail in tails if allowed(stand, b"\x00\xa4" + tail)}
    assert found == {b"\x00\xa4\x04\x0c" + bytes((len(aid),)) + aid for aid in aids}


def test_the_resident_registry_is_not_in_the_profile() -> None:
    assert {application.aid for application in CARD_2016.applications} & {JUKI} == set()
    assert not allowed(Stand(), b"\x00\xa4\x04\x0c\x0a" + JUKI)


@pytest.mark.parametrize("stand", STANDS, ids=_name)
def test_a_signature_is_of_a_sha256_digest_with_the_authentication_key(stand: Stand) -> None:
    good = DIGEST + bytes(range(32))
    bodies = [b"\x33" + good + b"\x00", b"\x33" + good, b"\x20" + bytes(32) + b"\x00",
              b"\x33" + bytes(51) + b"\x00"]  # fmt: skip
    here = stand == _at(CARD_2016.jpki, 0x0017)
    wanted = [b"\x80\x2a\x00\x80\x33" + good + b"\x00"] if here else []
    assert list(_permitted(stand, b"\x80\x2a", bodies)) == wanted


@pytest.mark.parametrize(
    "secret", [b"123", b"12345", b"12a4", b"\x01\x02\x03\x04", CODE_B, NUMBER, b""]
)
def test_a_pin_has_four_digits(secret: bytes) -> None:
    body = bytes((len(secret),)) + secret
    assert not allowed(_at(CARD_2016.text, 0x0011), b"\x00\x20\x00\x80" + body)


@pytest.mark.parametrize("head", [bytes.fromhex("00a4040c"), *sorted(KNOWN)], ids=bytes.hex)
@pytest.mark.parametrize("length", [255, 256, 300, 65_540])
def test_long_commands_are_closed(head: bytes, length: int) -> None:
    assert not allowed(_at(CARD_2016.text, 0x0011), head + bytes(length))


def test_the_rest_of_an_answer_can_be_fetched_only_when_there_is_one() -> None:
    card = Script(["9000", "9000", "aa6101", "bb9000"])
    guarded = Guarded(card, CARD_2016)
    fetch = bytes.fromhex("00c0000001")
    with pytest.raises(NotAllowed):
        guarded.send_and_receive(fetch)
    for apdu in (SELECT_TEXT, select(2), bytes.fromhex("00b0000002")):
        guarded.send_and_receive(apdu)
    assert guarded.send_and_receive(fetch) == b"\xbb\x90\x00"
    with pytest.raises(NotAllowed):
        guarded.send_and_receive(fetch)


READ_17 = bytes.fromhex("00b0000011")
# Each way to the number, to its picture or to 照合番号A that a card would go.
WAYS: dict[str, list[bytes]] = {
    "by its file": [SELECT_TEXT, select(1), READ_17],
    "by its short identifier": [SELECT_TEXT, bytes.fromhex("00b0810011")],
    "by its short identifier, beside another file": [
        SELECT_TEXT, select(2), bytes.fromhex("00b0810000"),
    ],
    "by an odd instruction": [SELECT_TEXT, bytes.fromhex("00b1810011")],
    "as a record": [SELECT_TEXT, bytes.fromhex("00b2010c00")],
    "by a part of the name": [SELECT_TEXT[:4] + b"\x09" + TEXT[:9], select(1), READ_17],
    "with an extended length": [SELECT_TEXT, select(1), bytes.fromhex("00b00000000011")],
    "on another channel": [SELECT_TEXT, b"\x01" + select(1)[1:], b"\x01" + READ_17[1:]],
    "under secure messaging": [SELECT_TEXT, b"\x0c" + select(1)[1:], b"\x0c" + READ_17[1:]],
    "by a path": [SELECT_TEXT, bytes.fromhex("00a4000c020001"), READ_17],
    "with an answer to the selection": [SELECT_TEXT, bytes.fromhex("00a402000200 01"), READ_17],
    "with an Le at the selection": [SELECT_TEXT, select(1) + b"\x00", READ_17],
    "by comparing it": [SELECT_TEXT, select(1), b"\x00\x20\x00\x80", READ_17],
    "selected by comparing": [SELECT_TEXT, bytes.fromhex("00200081"), READ_17],
    "as a picture": [SELECT_FACE, select(5), READ_17],
    "as a picture by its short identifier": [SELECT_FACE, bytes.fromhex("00b0850020")],
    "in the resident registry": [b"\x00\xa4\x04\x0c\x0a" + JUKI, select(1), READ_17],
    "in the registry by its short identifier": [
        b"\x00\xa4\x04\x0c\x0a" + JUKI, bytes.fromhex("00b0810011"),
    ],
    "after a selection that failed": [SELECT_TEXT, select(1), select(0x77), READ_17],
    "after an application that failed": [
        SELECT_TEXT, select(1), b"\x00\xa4\x04\x0c\x10" + LICENCE, READ_17,
    ],
    "by a file chosen in another application": [
        b"\x00\xa4\x04\x0c\x0a" + JPKI, select(1), SELECT_TEXT, select(1), READ_17,
    ],
}  # fmt: skip


def told(card: SmallCard) -> bool:
    return NUMBER[:10] in card.told or NUMBER_PICTURE[:10] in card.told


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_way_to_the_number_is_closed(way: list[bytes]) -> None:
    bare, card = SmallCard(open=True), SmallCard(open=True)
    for apdu in way:
        bare.send_and_receive(apdu)
    assert told(bare), "this is no way to the number: the test shows nothing"
    refused = False
    guarded = Guarded(card, CARD_2016)
    for apdu in way:
        try:
            guarded.send_and_receive(apdu)
        except NotAllowed:
            refused = True
    assert refused
    assert not told(card)


@pytest.mark.parametrize("file", [0x0013, 0x0014])
@pytest.mark.parametrize("head", [SELECT_TEXT, SELECT_FACE])
def test_number_a_cannot_be_compared(head: bytes, file: int) -> None:
    compared = b"\x00\x20\x00\x80\x0c" + NUMBER
    by_sfi = bytes((0, 0x20, 0, 0x80 | file, 12)) + NUMBER
    card = SmallCard()
    guarded = Guarded(card, CARD_2016)
    guarded.send_and_receive(head)
    for apdu in (select(file), compared, by_sfi, by_sfi[:4]):
        with pytest.raises(NotAllowed):
            guarded.send_and_receive(apdu)
    assert card.sent == [head]


@pytest.mark.parametrize(
    "apdu",
    [
        "", "00", "00b000", "00240180 04 31323334", "002c0280 04 31323334", "80320080 04 31323334",
        "00ca004200", "00ca00f200", "0084000008", "00a40000", "0088000008 0000000000000000 00",
        "00700000 01", "80ae0000 00", "00d6000001 00", "00e2000001 00", "00c0000010",
        "0cb0000011", "01b0000011", "10200080 04 31323334",
        # Signing in another way, and with the other key.
        "002a9e9a00", "802a009a 00", "802a0000 00", "0022 41b6 00",
    ],
)  # fmt: skip
@pytest.mark.parametrize("stand", STANDS[1:6:2], ids=_name)
def test_what_a_kiosk_has_no_business_with_is_closed(apdu: str, stand: Stand) -> None:
    assert not allowed(stand, bytes.fromhex(apdu))


def test_reading_after_a_failed_selection_is_refused_before_the_card() -> None:
    card = Script(["9000", "9000", "6a82"])
    guarded = Guarded(card, CARD_2016)
    for apdu in (SELECT_TEXT, select(2), select(0x11)):
        guarded.send_and_receive(apdu)
    with pytest.raises(NotAllowed):
        guarded.send_and_receive(READ_17)
    assert len(card.sent) == 3


@pytest.mark.parametrize("answer", ["6a82", "6f00", "", CardRemoved()])
def test_when_an_application_was_not_surely_selected_none_is(answer: str | CardFault) -> None:
    card = Script(["9000", answer])
    guarded = Guarded(card, CARD_2016)
    guarded.send_and_receive(SELECT_TEXT)
    with suppress(CardRemoved):
        guarded.send_and_receive(SELECT_FACE)
    with pytest.raises(NotAllowed):
        guarded.send_and_receive(select(2))


def test_a_refusal_says_the_instruction_and_nothing_more() -> None:
    with pytest.raises(NotAllowed) as refused:
        Guarded(SmallCard(), CARD_2016).send_and_receive(b"\x00\x20\x00\x80\x04" + PIN)
    assert str(refused.value) == "command 20 is not allowed in this state"


AIDS = st.sampled_from([TEXT, FACE, JPKI, JUKI, LICENCE, RESIDENCE, CARD_2016.common.aid])
FIDS = st.one_of(st.integers(0, 0x1F), st.integers(0, 0xFFFF))
BYTE = st.integers(0, 255)
COMMANDS = st.one_of(
    st.builds(lambda aid: b"\x00\xa4\x04\x0c" + bytes((len(aid),)) + aid, AIDS),
    st.builds(lambda aid, n: b"\x00\xa4\x04\x0c" + bytes((n,)) + aid[:n], AIDS, st.integers(1, 10)),
    st.builds(select, FIDS),
    st.builds(lambda fid, *p: b"\x00\xa4" + bytes(p) + select(fid)[4:], FIDS, BYTE, BYTE),
    st.builds(lambda *p: b"\x00\xb0" + bytes(p), BYTE, BYTE, BYTE),
    st.builds(lambda *p: b"\x00\xb0" + bytes(p), st.just(0), BYTE, BYTE),
    st.builds(lambda *p: b"\x00\xb2" + bytes(p), BYTE, BYTE, BYTE),
    st.builds(lambda p2, s: b"\x00\x20\x00" + bytes((p2, len(s))) + s, BYTE,
              st.sampled_from([PIN, CODE_B, NUMBER])),
    st.builds(lambda p2: b"\x00\x20\x00" + bytes((p2,)), BYTE),
    st.binary(max_size=20),
)  # fmt: skip


class Unreliable:
    """A card whose answers get lost now and then, after it did what it was asked."""

    def __init__(self, card: SmallCard, lost: Callable[[], bool]) -> None:
        self.card = card
        self._lost = lost

    def send_and_receive(self, apdu: bytes) -> bytes:
        answer = self.card.send_and_receive(apdu)
        if self._lost():
            raise CardRemoved
        return answer


@settings(max_examples=200)
@given(st.lists(COMMANDS, max_size=30), st.data())
def test_no_sequence_of_commands_leads_to_the_number(
    commands: list[bytes], data: st.DataObject
) -> None:
    lost = st.sampled_from([False, False, False, True])
    card = SmallCard(open=True)
    guarded = Guarded(Unreliable(card, lambda: data.draw(lost)), CARD_2016)
    for apdu in commands:
        try:
            guarded.send_and_receive(apdu)
        except (NotAllowed, CardFault):
            continue
    assert not told(card)
    assert card.locks[TEXT, 0x14].left == card.locks[FACE, 0x13].left == 10


def test_all_we_do_passes_and_tells_no_number() -> None:
    card = SmallCard()
    identify(card)
    read(card, Secret.CODE_B, bytearray(CODE_B), frozenset(Item))
    read(card, Secret.PIN, bytearray(PIN), frozenset(Item))
    assert not told(card)
