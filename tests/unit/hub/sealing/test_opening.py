"""Opening: every refusal is told apart, and nothing but a refusal ever comes of a bad code."""

from datetime import datetime, timedelta
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hub.sealing import answers, envelope, letter, packing, parts, text
from hub.sealing.keys import SLACK, DeskKey, KioskKey, Ring
from hub.sealing.letter import LONGEST, Meta
from hub.sealing.opened import Opened
from hub.sealing.opening import open_code
from hub.sealing.refusals import (
    Damaged,
    Expired,
    Flaw,
    Incomplete,
    NotOpened,
    Replayed,
    UnknownKey,
    UnknownKiosk,
)
from hub.sealing.sealing import seal
from tests.sealed import BOOK, DAY, NINE, TOPIC, Memory, World, moving_in

FORM = moving_in(Random(1))
BODY = answers.write(BOOK, FORM)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    return World()


def code(world: World, now: datetime = NINE, valid: timedelta = DAY) -> tuple[str, ...]:
    return seal(BODY, TOPIC, world.kiosk, world.desk, now, valid).texts


def opened(world: World, texts: tuple[str, ...], now: datetime = NINE) -> Opened:
    return open_code(texts, world.ring, world.kiosks, world.seen, now)


def test_a_code_opens_to_what_was_sealed(world: World) -> None:
    sealed = seal(BODY, TOPIC, world.kiosk, world.desk, NINE, DAY)
    found = opened(world, sealed.texts, NINE + MINUTE)
    assert (found.id, found.terminal, found.expires) == (sealed.id, "kiosk-1", sealed.expires)
    assert (found.issued, found.event, found.book) == (NINE, TOPIC.event, TOPIC.book)
    assert answers.read(BOOK, found.body).answers == FORM


def test_another_key_is_an_unknown_key(world: World) -> None:
    texts = code(world)
    with pytest.raises(UnknownKey) as refused:
        open_code(texts, Ring({}, {}), world.kiosks, world.seen, NINE)
    assert (refused.value.key, refused.value.destroyed) == (world.desk.id, None)
    with pytest.raises(UnknownKey) as refused:
        open_code(texts, Ring({}, {world.desk.id: NINE}), world.kiosks, world.seen, NINE)
    assert refused.value.destroyed == NINE


def test_a_key_with_the_same_id_opens_nothing(world: World) -> None:
    """Its id is 4 bytes, so that a stranger could make a key with the same one."""
    ring = Ring({world.desk.id: X25519PrivateKey.generate()}, {})
    with pytest.raises(Damaged, match="tampered"):
        open_code(code(world), ring, world.kiosks, world.seen, NINE)


def test_a_kiosk_that_is_not_registered_is_unknown(world: World) -> None:
    with pytest.raises(UnknownKiosk) as refused:
        open_code(code(world), world.ring, {}, world.seen, NINE)
    assert (refused.value.kiosk, refused.value.forged) == (next(iter(world.kiosks)), False)


def test_a_code_in_a_kiosk_s_name_is_forged(world: World) -> None:
    (known,) = world.kiosks.values()
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    with pytest.raises(UnknownKiosk) as refused:
        open_code(code(world), world.ring, {known.id: KioskKey(stranger, "x")}, world.seen, NINE)
    assert refused.value.forged


def test_a_desk_cannot_pass_a_letter_on_as_if_the_kiosk_had(world: World) -> None:
    """It knows the whole letter; the signature names the desk it was for."""
    mallory = X25519PrivateKey.generate()
    theirs = DeskKey(mallory.public_key().public_bytes_raw(), NINE, NINE + DAY)
    sealed = seal(BODY, TOPIC, world.kiosk, theirs, NINE, DAY)
    known = envelope.unseal(parts.joined(sealed.texts), mallory)
    again = parts.split(envelope.seal(known, world.desk.public))
    with pytest.raises(UnknownKiosk) as refused:
        opened(world, again)
    assert refused.value.forged


def test_a_code_is_valid_from_its_issue_to_just_before_its_end(world: World) -> None:
    for now in (NINE - SLACK, NINE, NINE + 30 * MINUTE - timedelta(microseconds=1)):
        opened(world, code(world, valid=30 * MINUTE), now)
    for now, early in (
        (NINE - SLACK - timedelta(microseconds=1), True),
        (NINE + 30 * MINUTE, False),
        (NINE + DAY, False),
    ):
        with pytest.raises(Expired) as refused:
            opened(world, code(world, valid=30 * MINUTE), now)
        assert refused.value.early is early
        assert (refused.value.terminal, refused.value.issued) == ("kiosk-1", NINE)
        assert refused.value.expires == NINE + 30 * MINUTE


def test_a_code_opens_once(world: World) -> None:
    texts = code(world)
    first = opened(world, texts, NINE + MINUTE)
    with pytest.raises(Replayed) as refused:
        opened(world, texts, NINE + 5 * MINUTE)
    assert refused.value.first == NINE + MINUTE
    assert refused.value.letter == first
    opened(world, code(world))


def test_the_desk_remembers_until_nobody_could_open_it(world: World) -> None:
    """A hub whose clock is late may take the code for valid a little longer."""

    class Noting(Memory):
        def first(self, letter: str, now: datetime, until: datetime) -> datetime | None:
            assert until == NINE + DAY + SLACK
            return super().first(letter, now, until)

    world.seen = Noting()
    opened(world, code(world))
    assert len(world.seen.opened) == 1


def test_a_refused_code_does_not_count_as_opened(world: World) -> None:
    texts = code(world)
    with pytest.raises(Expired):
        opened(world, texts, NINE + DAY)
    with pytest.raises(UnknownKiosk):
        open_code(texts, world.ring, {}, world.seen, NINE)
    assert world.seen.opened == {}
    opened(world, texts)


def test_the_longest_code_is_what_keys_are_kept_for(world: World) -> None:
    texts = code(world, world.desk.ends - MINUTE, LONGEST)
    opened(world, texts, world.desk.destroy_at - SLACK - 2 * MINUTE)
    with pytest.raises(ValueError, match="bounds"):
        code(world, valid=LONGEST + MINUTE)


@pytest.mark.parametrize("valid", [timedelta(), -DAY, timedelta(seconds=90)])
def test_a_code_is_valid_for_whole_minutes(world: World, valid: timedelta) -> None:
    with pytest.raises(ValueError, match=r"whole|bounds"):
        code(world, valid=valid)


def test_a_letter_by_other_rules_is_refused(world: World) -> None:
    """Signed and sealed, by a kiosk that does not keep to the format."""
    (kiosk,) = world.kiosks
    meta = Meta(kiosk, NINE, DAY, bytes(8), 1, 1, 1)
    for packed in (b"", packing.pack(b"\xa1\x01", 1), packing.pack(b"\x01", 1)):
        plain = letter.write(meta, packed, world.kiosk, world.desk.public)
        with pytest.raises(Damaged, match="content"):
            opened(world, parts.split(envelope.seal(plain, world.desk.public)))
    for plain in (b"", bytes(64), bytes(64) + b"\x87\x00", bytes(64) + b"\x80"):
        with pytest.raises(Damaged, match="content"):
            opened(world, parts.split(envelope.seal(plain, world.desk.public)))
    assert world.seen.opened == {}


def test_every_flipped_bit_of_an_envelope_is_refused(world: World) -> None:
    sealed = parts.joined(code(world))
    for bit in range(len(sealed) * 8):
        broken = bytearray(sealed)
        broken[bit // 8] ^= 1 << bit % 8
        with pytest.raises((Damaged, UnknownKey)) as refused:
            opened(world, parts.split(bytes(broken)))
        assert isinstance(refused.value, UnknownKey) is (8 <= bit < 40)


def test_every_changed_character_of_a_code_is_refused(world: World) -> None:
    (printed,) = code(world)
    for place, sign in enumerate(printed):
        for other in "A7" if sign not in "A7" else "QZ":
            with pytest.raises(Damaged) as refused:
                opened(world, (printed[:place] + other + printed[place + 1 :],))
            assert refused.value.flaw in (Flaw.CHARACTERS, Flaw.FOREIGN, Flaw.NEWER)
    opened(world, (printed,))


@given(st.lists(st.text(max_size=60) | st.text("MC1234567ABCXYZ \n", max_size=90), max_size=3))
def test_any_text_is_a_code_or_refused(typed: list[str]) -> None:
    world = World()
    with pytest.raises((Damaged, Incomplete)):
        opened(world, tuple(typed))


@given(
    st.binary(max_size=200),
    st.sampled_from(["text", "envelope", "addressed", "letter", "packed", "body"]),
)
def test_any_bytes_in_any_layer_are_refused(noise: bytes, layer: str) -> None:
    world = World()
    (kiosk,) = world.kiosks
    meta = Meta(kiosk, NINE, DAY, bytes(8), 1, 1, 1)
    if layer == "text":
        texts: tuple[str, ...] = (text.write(text.Part(1, 1, bytes(4), noise or b"\x00")),)
    else:
        packed = packing.pack(noise, 1) if layer == "body" else noise
        plain = letter.write(meta, packed, world.kiosk, world.desk.public)
        made = {
            "envelope": noise or b"\x01",
            "addressed": b"\x01" + world.desk.id + noise,
            "letter": envelope.seal(noise, world.desk.public),
        }
        texts = parts.split(made.get(layer, envelope.seal(plain, world.desk.public)))
    try:
        opened(world, texts)
    except NotOpened:
        return
    assert layer in ("packed", "body")
