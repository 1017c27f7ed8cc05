"""The published vectors end as they say, and say what another implementation makes."""

import json
import re
import zlib
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.sealing import body
from hub.sealing.envelope import key_id
from hub.sealing.keys import KioskKey, Ring
from hub.sealing.opened import Opened
from hub.sealing.opening import open_code
from hub.sealing.refusals import Damaged, Expired, NotOpened, UnknownKiosk
from tests.sealed import Memory
from tests.tools import sealed_vectors

FOUND: dict[str, Any] = json.loads(sealed_vectors.FILE.read_text(encoding="utf-8"))
NOW = datetime.fromisoformat(FOUND["now"])


def ends(refused: NotOpened) -> str:
    """As the vectors call it."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(refused).__name__).lower()
    more = ""
    if isinstance(refused, Damaged):
        more = refused.flaw.value
    elif isinstance(refused, UnknownKiosk):
        more = "forged" if refused.forged else ""
    elif isinstance(refused, Expired):
        more = "early" if refused.early else ""
    return f"{words} {more}".strip()


@pytest.mark.parametrize("vector", FOUND["vectors"], ids=lambda vector: str(vector["name"]))
def test_a_vector_ends_as_it_says(vector: dict[str, Any]) -> None:
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(FOUND["desk"]["private"]))
    kiosk = KioskKey(bytes.fromhex(FOUND["kiosk"]["public"]), "kiosk-1")
    ring = Ring({key_id(private.public_key().public_bytes_raw()): private}, {})
    seen = Memory()
    if "opened_before" in vector:
        seen.always = datetime.fromisoformat(vector["opened_before"])
    opened, how = _open(tuple(vector["texts"]), ring, {kiosk.id: kiosk}, seen)
    assert how == vector["ends"]
    if opened is not None:
        assert body.encode(opened.body).hex() == vector["body"]


def _open(
    texts: tuple[str, ...], ring: Ring, kiosks: dict[bytes, KioskKey], seen: Memory
) -> tuple[Opened | None, str]:
    try:
        return open_code(texts, ring, kiosks, seen, NOW), "opened"
    except NotOpened as refused:
        return None, ends(refused)


def test_every_way_to_end_is_there() -> None:
    flaws = {"characters", "foreign", "newer", "tampered", "content"}
    assert {vector["ends"] for vector in FOUND["vectors"]} == {
        "opened",
        "incomplete",
        *(f"damaged {flaw}" for flaw in flaws),
        "unknown key",
        "unknown kiosk",
        "unknown kiosk forged",
        "expired",
        "expired early",
        "replayed",
    }


@pytest.mark.skipif(
    "ng" in zlib.ZLIB_RUNTIME_VERSION, reason="another deflate writes other bytes, as it may"
)
def test_the_published_vectors_are_what_the_tool_writes() -> None:
    assert sealed_vectors.FILE.read_text(encoding="utf-8") == sealed_vectors.document()
