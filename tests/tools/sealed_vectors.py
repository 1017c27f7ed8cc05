"""Write hub/sealing/vectors.json: codes for other makers to open, and how each must end.

    python -m tests.tools.sealed_vectors

The envelopes are sealed by pyhpke, so that the vectors do not come from what they test, with
ephemeral keys that are given, so that they are the same each time.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pyhpke import AEADId, CipherSuite, KDFId, KEMId

from hub.sealing import body, letter, packing, parts, text
from hub.sealing.cbor import Raw
from hub.sealing.envelope import key_id
from hub.sealing.letter import Meta

FILE = Path(__file__).resolve().parents[2] / "hub" / "sealing" / "vectors.json"
SUITE = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305)
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
ISSUED = NOW - timedelta(minutes=20)


def seed(name: str) -> bytes:
    """32 bytes that anybody can make again."""
    return sha256(f"machiai vectors: {name}".encode()).digest()


DESK, OTHER_DESK = (X25519PrivateKey.from_private_bytes(seed(n)) for n in ("desk", "other desk"))
KIOSK, OTHER = (Ed25519PrivateKey.from_private_bytes(seed(n)) for n in ("kiosk", "other kiosk"))
DESK_PUBLIC = DESK.public_key().public_bytes_raw()

META = Meta(
    key_id(KIOSK.public_key().public_bytes_raw()),
    ISSUED,
    timedelta(hours=8),
    seed("letter")[:8],
    event=1,
    book=12,
    dictionary=1,
)
ANSWERS: dict[int, Raw] = {
    1: 20261124,
    3: ["\ufa19\U000e0101", "じん", "𠮷彦", "よしひこ"],
    4: 1,
    5: "09012345678",
    6: ["8620911", "熊本県熊本市東区健軍", "三丁目１２番４号"],
    8: None,
    16: [2, 1],
    -1: [{20: ["\ufa19\U000e0101", "じん", "𠮷彦", "よしひこ"], 22: 19820609}, {22: 19310000}],
}
LARGE: dict[int, Raw] = ANSWERS | {
    14: "".join(chr(0x4E00 + place * 37 % 20000) for place in range(700))
}


def sealed(plain: bytes, name: str, desk: X25519PrivateKey = DESK) -> bytes:
    """An envelope for `desk`, with the ephemeral key of this name."""
    public = desk.public_key().public_bytes_raw()
    header = b"\x01" + key_id(public)
    enc, context = SUITE.create_sender_context(
        SUITE.kem.deserialize_public_key(public),
        info=b"machiai sealed code" + header,
        eks=SUITE.kem.derive_key_pair(seed(f"ephemeral {name}")),
    )
    return header + enc + context.seal(plain)


def vector(
    name: str,
    ends: str,
    why: str,
    *,
    meta: Meta = META,
    answers: dict[int, Raw] | None = None,
    signer: Ed25519PrivateKey = KIOSK,
) -> dict[str, Any]:
    """One code with all that is inside it."""
    plain_body = body.encode(answers or ANSWERS)
    packed = packing.pack(plain_body, meta.dictionary)
    plain = letter.write(meta, packed, signer, DESK_PUBLIC)
    envelope = sealed(plain, name)
    return {
        "name": name,
        "why": why,
        "ends": ends,
        "texts": list(parts.split(envelope)),
        "envelope": envelope.hex(),
        "letter": plain.hex(),
        "body": plain_body.hex(),
    }


def changed(made: dict[str, Any], name: str, ends: str, why: str, **more: Any) -> dict[str, Any]:
    """Another vector of the same code."""
    return {**made, "name": name, "ends": ends, "why": why, **more}


def vectors() -> Iterator[dict[str, Any]]:
    """Every way that a code can end."""
    valid = vector("valid", "opened", "one part, all in order")
    yield valid
    yield from _typed(valid)
    yield from _parts()
    yield from _broken(valid)
    yield from _untrusted()
    old = replace(META, issued=NOW - timedelta(hours=8))
    yield vector("expired", "expired", "its last valid instant was just before now", meta=old)
    early = replace(META, issued=NOW + timedelta(minutes=6))
    yield vector("early", "expired early", "issued more than 5 minutes after now", meta=early)
    yield changed(
        valid, "replayed", "replayed", "as valid, opened before", opened_before=ISSUED.isoformat()
    )


def _typed(valid: dict[str, Any]) -> Iterator[dict[str, Any]]:
    (code,) = valid["texts"]
    kana = code.translate(str.maketrans(_KEYS, _KANA))
    wide = code.translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)})
    for name, typed, why in (
        ("caps lock", code.lower(), "a keyboard scanner with Caps Lock on"),
        ("full width", wide, "an input method made full width of it"),
        ("kana keys", kana, "typed with a keyboard in JIS kana mode"),
        ("lines", "\r\n".join(code[at : at + 20] for at in range(0, len(code), 20)), "wrapped"),
    ):
        yield changed(valid, name, "opened", why, texts=[typed])


_KEYS = "1234567QWERTYUIOPASDFGHJKLZXCVBNM"
_KANA = "ぬふあうえおやたていすかんなにらせちとしはきくまのりつさそひこみも"


def _parts() -> Iterator[dict[str, Any]]:
    large = vector("parts", "opened", "several parts", answers=LARGE)
    yield large
    yield changed(large, "parts shuffled", "opened", "any order, one twice",
                  texts=[*large["texts"][::-1], large["texts"][0]])  # fmt: skip
    yield changed(large, "parts missing", "incomplete", "part 2 is missing",
                  texts=large["texts"][:1] + large["texts"][2:])  # fmt: skip
    other = parts.split(sealed(bytes.fromhex(large["letter"]), "another"))
    yield changed(large, "parts mixed", "incomplete", "the last part begins another code",
                  texts=[*large["texts"][:-1], other[-1]])  # fmt: skip


def _broken(valid: dict[str, Any]) -> Iterator[dict[str, Any]]:
    (code,) = valid["texts"]
    envelope = bytes.fromhex(valid["envelope"])
    broken = bytearray(envelope)
    broken[60] ^= 1
    yield changed(valid, "characters lost", "damaged characters", "one in the middle is missing",
                  texts=[code[:300] + code[301:]])  # fmt: skip
    yield changed(valid, "character changed", "damaged characters", "one other letter",
                  texts=[code[:100] + ("A" if code[100] != "A" else "B") + code[101:]])  # fmt: skip
    yield changed(valid, "truncated", "damaged characters", "the end is missing",
                  texts=[code[:-40]])  # fmt: skip
    yield changed(valid, "foreign", "damaged foreign", "no sealed code",
                  texts=["https://example.lg.jp/"])  # fmt: skip
    yield changed(valid, "newer text", "damaged newer", "text format 2",
                  texts=[code.replace("MC1", "MC2", 1)])  # fmt: skip
    for name, ends, why, other in (
        ("tampered", "damaged tampered", "one bit of the ciphertext", bytes(broken)),
        ("cut envelope", "damaged tampered", "an envelope cut by one byte", envelope[:-1]),
        ("newer envelope", "damaged newer", "envelope version 2", b"\x02" + envelope[1:]),
    ):
        yield changed(valid, name, ends, why, texts=list(parts.split(other)), envelope=other.hex())


def _untrusted() -> Iterator[dict[str, Any]]:
    plain = bytes.fromhex(vector("x", "", "")["letter"])
    elsewhere = sealed(plain, "elsewhere", OTHER_DESK)
    base = vector("wrong key", "unknown key", "sealed for another desk")
    yield changed(base, "wrong key", "unknown key", base["why"],
                  texts=list(parts.split(elsewhere)), envelope=elsewhere.hex())  # fmt: skip
    stranger = replace(META, kiosk=key_id(OTHER.public_key().public_bytes_raw()))
    yield vector("unknown kiosk", "unknown kiosk", "not registered", meta=stranger, signer=OTHER)
    yield vector("forged", "unknown kiosk forged", "another kiosk signed", signer=OTHER)
    packed = packing.pack(body.encode(ANSWERS), 1)
    other_public = OTHER_DESK.public_key().public_bytes_raw()
    stolen = letter.write(META, packed, KIOSK, other_public)
    resealed = sealed(stolen, "resealed")
    yield changed(base, "resealed", "unknown kiosk forged",
                  "signed for another desk, which sealed it anew for this one",
                  texts=list(parts.split(resealed)), envelope=resealed.hex(),
                  letter=stolen.hex())  # fmt: skip
    bad = letter.write(META, packing.pack(b"\xa1\x01", 1), KIOSK, DESK_PUBLIC)
    yield changed(base, "content", "damaged content", "signed, but its body breaks off",
                  texts=list(parts.split(sealed(bad, "bad"))), letter=bad.hex(),
                  envelope=sealed(bad, "bad").hex(), body="a101")  # fmt: skip


def document() -> str:
    """The file."""
    found = {
        "about": "See FORMAT.md. `ends` is how opening `texts` at `now` must end.",
        "now": NOW.isoformat(),
        "desk": {
            "private": DESK.private_bytes_raw().hex(),
            "public": DESK_PUBLIC.hex(),
            "id": key_id(DESK_PUBLIC).hex(),
        },
        "kiosk": {
            "private": KIOSK.private_bytes_raw().hex(),
            "public": KIOSK.public_key().public_bytes_raw().hex(),
            "id": META.kiosk.hex(),
        },
        "meta": {
            "issued": ISSUED.isoformat(),
            "valid_minutes": 480,
            "id": META.id.hex(),
            "event": META.event,
            "book": META.book,
            "dictionary": META.dictionary,
        },
        "characters": {"format": text.PREFIX + text.FORMAT, "most": parts.QR_CHARACTERS},
        "vectors": list(vectors()),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
    sys.exit(0)
