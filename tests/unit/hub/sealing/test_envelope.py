"""The envelope opens for its addressee alone, as any HPKE implementation would open it."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

from hub.sealing import envelope
from hub.sealing.refusals import Damaged, Flaw
from tests.sealed import World

WORLD = World()
PUBLIC = WORLD.desk.public
HEADER = b"\x01" + WORLD.desk.id
OTHERS = CipherSuite.new(
    KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305
)


def opened(sealed: bytes) -> bytes:
    envelope.addressee(sealed)
    return envelope.unseal(sealed, WORLD.private)


@given(st.binary(max_size=600))
def test_what_is_sealed_opens_to_the_same(letter: bytes) -> None:
    sealed = envelope.seal(letter, PUBLIC)
    assert len(sealed) == len(letter) + envelope.OVERHEAD
    assert envelope.addressee(sealed) == WORLD.desk.id
    assert envelope.unseal(sealed, WORLD.private) == letter


def test_an_independent_implementation_opens_what_we_seal() -> None:
    sealed = envelope.seal(b"letter", PUBLIC)
    assert sealed[:5] == HEADER
    context = OTHERS.create_recipient_context(
        sealed[5:37],
        KEMKey.from_pyca_cryptography_key(WORLD.private),
        info=b"machiai sealed code" + sealed[:5],
    )
    assert context.open(sealed[37:]) == b"letter"


def test_we_open_what_an_independent_implementation_seals() -> None:
    enc, context = OTHERS.create_sender_context(
        KEMKey.from_pyca_cryptography_key(WORLD.private.public_key()),
        info=b"machiai sealed code" + HEADER,
    )
    assert envelope.unseal(HEADER + enc + context.seal(b"letter"), WORLD.private) == b"letter"


def test_every_flipped_bit_is_noticed() -> None:
    sealed = envelope.seal(b"a letter", PUBLIC)
    for bit in range(len(sealed) * 8):
        broken = bytearray(sealed)
        broken[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged) as refused:
            opened(bytes(broken))
        assert refused.value.flaw is (Flaw.NEWER if bit < 8 else Flaw.TAMPERED)


def test_every_length_is_noticed() -> None:
    sealed = envelope.seal(b"a letter", PUBLIC)
    for cut in [sealed[:size] for size in range(len(sealed))] + [sealed + b"\x00"]:
        with pytest.raises(Damaged):
            opened(cut)


def test_another_key_does_not_open() -> None:
    with pytest.raises(Damaged, match="tampered"):
        envelope.unseal(envelope.seal(b"letter", PUBLIC), X25519PrivateKey.generate())


def test_the_same_letter_never_looks_the_same() -> None:
    assert envelope.seal(b"letter", PUBLIC) != envelope.seal(b"letter", PUBLIC)


@pytest.mark.parametrize("public", [b"", b"short", bytes(32), b"\x01" + bytes(31)])
def test_nothing_is_sealed_to_a_key_that_is_none(public: bytes) -> None:
    with pytest.raises(ValueError, match=r"32 bytes|shared key"):
        envelope.seal(b"letter", public)
