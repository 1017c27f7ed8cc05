"""券面事項入力補助AP of a virtual card: the four attributes, and the number nobody may read."""

from __future__ import annotations

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from devices.cards.simulator.ca import Authority
from devices.cards.simulator.encode import filled, tlv
from devices.cards.simulator.layout import Application, Data, File, SecretFile
from devices.cards.simulator.people import MOST_CODE, MOST_PIN, NUMBER, PIN, Person

AID = bytes.fromhex("D3921000310001010408")
PIN_FILE, DEAD_FILE, CODE_A_FILE, CODE_B_FILE = 0x0011, 0x0012, 0x0014, 0x0015
BY_PIN_OR_A = frozenset({PIN_FILE, CODE_A_FILE})
BY_PIN_OR_B = frozenset({PIN_FILE, CODE_B_FILE})
BY_ANY = BY_PIN_OR_A | BY_PIN_OR_B
# A reader of the first years reads this many bytes of the application's facts, at once.
FACTS_SIZE = 256


def application(person: Person, authority: Authority) -> Application:
    """The application with all its files."""
    files: dict[int, File] = {
        0x0001: Data.made(_number, BY_PIN_OR_A),
        0x0002: Data.made(lambda: filled(attributes(person)), BY_PIN_OR_B),
        0x0003: Data.made(lambda: filled(_signatures(person, authority.sign_key)), BY_ANY),
        0x0004: Data.made(lambda: card_certificate(authority.sign_key)),
        0x0005: Data.made(_facts),
        0x0006: Data.made(lambda: filled(tlv(0xA1, _public(authority.sign_key))), BY_ANY),
        0x0007: Data.made(lambda: filled(_signed_key(authority.sign_key))),
        DEAD_FILE: SecretFile(None, MOST_PIN, 0),
        CODE_A_FILE: SecretFile(NUMBER.encode(), MOST_CODE, MOST_CODE),
        CODE_B_FILE: SecretFile(person.code_b.encode(), MOST_CODE, person.code_left),
    }
    if person.pin_left is not None:
        files[PIN_FILE] = SecretFile(PIN.encode(), MOST_PIN, person.pin_left)
    return Application("text", AID, files)


def attributes(person: Person) -> bytes:
    """基本4情報, and before them where each starts, counted from the file's first byte."""
    values = (person.name, person.address, person.birth, person.sex)
    return with_offsets(0xFF20, 0xDF21, [value.encode() for value in values])


def with_offsets(outer: int, first_tag: int, values: list[bytes]) -> bytes:
    """An object whose first part tells the offsets of the others, two bytes each."""
    parts = [tlv(first_tag + number, value) for number, value in enumerate(values, 1)]
    body = sum(map(len, parts))
    room = len(tlv(first_tag, bytes(2 * len(parts))))
    position = len(tlv(outer, bytes(room + body))) - body
    offsets = []
    for part in parts:
        offsets.append(position.to_bytes(2))
        position += len(part)
    return tlv(outer, tlv(first_tag, *offsets), *parts)


def card_certificate(key: RSAPrivateKey) -> bytes:
    """A certificate for cards (ISO/IEC 7816-8), whose issuer is the key itself. 568 bytes."""
    body = tlv(0x5F4E, sha256(b"issuer").digest()[:16], sha256(b"card").digest()[:16], _public(key))
    return tlv(0x7F21, body, tlv(0x5F37, signature(key, body)))


def signature(key: RSAPrivateKey, content: bytes) -> bytes:
    """256 bytes."""
    return key.sign(content, PKCS1v15(), SHA256())


def _number() -> bytes:
    return filled(tlv(0xFF10, NUMBER.encode()))


def _signatures(person: Person, key: RSAPrivateKey) -> bytes:
    values = (person.name, person.address, person.birth, person.sex)
    after_offsets = b"".join(tlv(0xDF22 + n, value.encode()) for n, value in enumerate(values))
    digests = tlv(0xDF31, sha256(_number()).digest()) + tlv(0xDF32, sha256(after_offsets).digest())
    return tlv(0xFF30, digests, tlv(0xDF33, signature(key, digests)))


def _facts() -> bytes:
    # Version, as seen on cards; what the rest means is not known.
    parts = tlv(0xDF41, bytes.fromhex("01030E01")), tlv(0xDF42, bytes(16)), tlv(0xDF43, bytes(128))
    return filled(tlv(0xFF40, *parts), FACTS_SIZE)


def _public(key: RSAPrivateKey) -> bytes:
    numbers = key.public_key().public_numbers()
    return tlv(0x90, numbers.e.to_bytes(3)) + tlv(0x91, numbers.n.to_bytes(256))


def _signed_key(key: RSAPrivateKey) -> bytes:
    public = tlv(0xDF51, _public(key))
    return tlv(0xFF50, public, tlv(0xDF52, signature(key, public)))
