"""Bundles: the desk's coming keys, signed, and the right one for the instant."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hub.sealing import cbor
from hub.sealing.keys import (
    BadBundle,
    DeskKey,
    NoKey,
    fingerprint,
    read_bundle,
    sign_bundle,
)
from hub.sealing.letter import LONGEST
from tests.sealed import DAY, NINE

IDENTITY = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = IDENTITY.public_key().public_bytes_raw()


def desk_key(number: int) -> DeskKey:
    private = X25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    begins = NINE + number * DAY
    return DeskKey(private.public_key().public_bytes_raw(), begins, begins + DAY)


KEYS = tuple(map(desk_key, range(5)))
SIGNED = sign_bundle(KEYS, IDENTITY, NINE)


def test_a_bundle_comes_back() -> None:
    bundle = read_bundle(SIGNED, PUBLIC)
    assert (bundle.desk, bundle.made, bundle.keys) == (PUBLIC, NINE, KEYS)
    assert bundle.lasts_until == NINE + 5 * DAY
    assert len(SIGNED) < 400


def test_the_key_of_an_instant_is_the_one_that_has_begun_and_not_ended() -> None:
    bundle = read_bundle(SIGNED)
    for number, key in enumerate(KEYS):
        begins = NINE + number * DAY
        assert bundle.at(begins) == bundle.at(begins + DAY - timedelta(microseconds=1)) == key
    for now in (NINE - timedelta(seconds=1), NINE + 5 * DAY):
        with pytest.raises(NoKey):
            bundle.at(now)
    with pytest.raises(NoKey):
        read_bundle(sign_bundle((), IDENTITY, NINE)).at(NINE)


def test_a_key_is_kept_as_long_as_a_code_for_it_may_be_valid() -> None:
    assert KEYS[0].destroy_at > KEYS[0].ends + LONGEST


def test_every_flipped_bit_of_a_bundle_is_refused() -> None:
    for bit in range(len(SIGNED) * 8):
        broken = bytearray(SIGNED)
        broken[bit // 8] ^= 1 << bit % 8
        with pytest.raises(BadBundle):
            read_bundle(bytes(broken))


def test_a_bundle_of_another_desk_is_refused_where_one_is_trusted() -> None:
    other = sign_bundle(KEYS, Ed25519PrivateKey.generate(), NINE)
    read_bundle(other)
    with pytest.raises(BadBundle, match="another desk"):
        read_bundle(other, PUBLIC)


ROW: list[cbor.Raw] = [KEYS[0].public, 1_790_000_000, 1_790_000_001]


@pytest.mark.parametrize(
    "content",
    [
        5,
        [],
        [2, PUBLIC, 1, []],
        [1, PUBLIC, -1, []],
        [1, PUBLIC, 2**40, []],
        [1, b"short", 1, []],
        [1, PUBLIC, 1, [5]],
        [1, PUBLIC, 1, [[KEYS[0].public, 5, 5]]],
        [1, PUBLIC, 1, [[b"short", 1, 2]]],
        [1, PUBLIC, 1, [ROW, ROW]],
        [1, PUBLIC, 1, [ROW], 1],
    ],
)
def test_a_bundle_by_other_rules_is_refused_though_signed(content: cbor.Raw) -> None:
    written = cbor.write(content)
    with pytest.raises(BadBundle):
        read_bundle(IDENTITY.sign(b"machiai key bundle" + written) + written)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_bundle(data: bytes) -> None:
    with pytest.raises(BadBundle):
        read_bundle(data)


def test_a_fingerprint_is_for_people() -> None:
    assert fingerprint(PUBLIC) == "139e 3940 e64b 5491"
