"""券面事項確認AP of a virtual card: what is printed on it, as pictures."""

from __future__ import annotations

from devices.cards.simulator import picture
from devices.cards.simulator.ca import Authority
from devices.cards.simulator.encode import filled, tlv
from devices.cards.simulator.layout import Application, Data, File, SecretFile
from devices.cards.simulator.people import MOST_CODE, NUMBER, Person
from devices.cards.simulator.text import card_certificate, signature, with_offsets

AID = bytes.fromhex("D3921000310001010402")
BIRTH_FILE, CODE_B_FILE, CODE_A_FILE = 0x0011, 0x0012, 0x0013
MUNICIPALITY = b"99999"  # of no city


def application(person: Person, authority: Authority) -> Application:
    """The application with all its files."""
    by_code = frozenset({CODE_A_FILE, CODE_B_FILE})
    files: dict[int, File] = {
        0x0001: Data.made(lambda: filled(_age(person, authority)), frozenset({BIRTH_FILE})),
        0x0002: Data.made(lambda: filled(_face(person, authority)), by_code),
        0x0003: Data.made(lambda: filled(_facts())),
        0x0004: Data.made(lambda: card_certificate(authority.sign_key)),
        0x0005: Data.made(lambda: filled(_number_picture()), frozenset({CODE_A_FILE})),
        BIRTH_FILE: SecretFile(person.code_b[:6].encode(), MOST_CODE, MOST_CODE),
        CODE_B_FILE: SecretFile(person.code_b.encode(), MOST_CODE, person.code_left),
        CODE_A_FILE: SecretFile(NUMBER.encode(), MOST_CODE, MOST_CODE),
    }
    return Application("face", AID, files)


def _face(person: Person, authority: Authority) -> bytes:
    numbers = authority.sign_key.public_key().public_numbers()
    key = tlv(0x90, numbers.e.to_bytes(3)) + tlv(0x91, numbers.n.to_bytes(256))
    shown = [person.birth.encode(), person.sex.encode(), key]
    shown += [picture.words(), picture.words(), picture.photo()]
    shown += [signature(authority.sign_key, b"".join(shown))]
    # What follows is not signed, on real cards either.
    shown += [person.expiry.strftime("%Y%m%d").encode(), picture.words(80)]
    return with_offsets(0xFF20, 0xDF21, shown)


def _age(person: Person, authority: Authority) -> bytes:
    born = tlv(0xDF11, person.birth.encode())
    return tlv(
        0xFF10, born, tlv(0xDF12, bytes(16)), tlv(0xDF13, signature(authority.sign_key, born))
    )


def _facts() -> bytes:
    versions = tlv(0xDF31, bytes(4)), tlv(0xDF32, bytes(16)), tlv(0xDF33, b"\x01")
    return tlv(0xFF30, *versions, tlv(0xDF34, MUNICIPALITY), tlv(0xDF35, bytes(16)))


def _number_picture() -> bytes:
    return tlv(0xFF40, tlv(0xDF41, picture.words(300)))
