"""公的個人認証AP of a virtual card: certificates, keys and their secrets."""

from __future__ import annotations

from datetime import date, timedelta
from zlib import crc32

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from devices.cards.cards import Kind
from devices.cards.simulator.ca import Authority, Holder, Validity
from devices.cards.simulator.encode import filled
from devices.cards.simulator.layout import FREE, Application, Data, File, KeyFile, SecretFile
from devices.cards.simulator.people import AUTH_PIN, MOST_PASSWORD, MOST_PIN, PASSWORD, Person

AID = bytes.fromhex("D392F000260100000001")
AUTH_PIN_FILE, PASSWORD_FILE = 0x0018, 0x001B
BY_PIN, BY_PASSWORD = frozenset({AUTH_PIN_FILE}), frozenset({PASSWORD_FILE})
VALID_DAYS, AGE_DAYS = 5 * 365, 365


def application(person: Person, authority: Authority, today: date) -> Application:
    """The application with all its files; its certificates are a year old, or expired."""
    files: dict[int, File] = {
        0x0001: Data.made(lambda: _sign_certificate(person, authority, today), BY_PASSWORD),
        0x0002: Data.made(lambda: _der(authority.sign_authority)),
        0x0006: Data.made(lambda: token(person.label)),
        0x0008: Data.made(lambda: bytes.fromhex("8F8F00")),
        # Free on the plastic card; a smartphone wants its PIN first.
        0x000A: Data.made(
            lambda: authority.auth_certificate(_serial(person, "auth"), validity(person, today)),
            BY_PIN if person.kind is Kind.SMARTPHONE else FREE,
        ),
        0x000B: Data.made(lambda: _der(authority.auth_authority)),
        0x0017: KeyFile(lambda: authority.auth_key, BY_PIN),
        AUTH_PIN_FILE: SecretFile(AUTH_PIN.encode(), MOST_PIN, person.auth_left),
        0x001A: KeyFile(lambda: authority.sign_key, BY_PASSWORD),
        PASSWORD_FILE: SecretFile(PASSWORD.encode(), MOST_PASSWORD, person.password_left),
    }
    return Application("jpki", AID, files)


def validity(person: Person, today: date) -> Validity:
    """Five years that end with the card at the latest."""
    last = min(today + timedelta(VALID_DAYS - AGE_DAYS), person.expiry)
    return Validity(min(today, last) - timedelta(AGE_DAYS), last)


def token(label: str) -> bytes:
    """CK_TOKEN_INFO of PKCS #11 with 32-bit numbers, big-endian. 160 bytes.

    Fields: label, manufacturer (32 bytes each), model, serial number (16 each), flags, sessions
    (4 numbers), longest and shortest PIN, memory (4 numbers), versions, time.
    """
    texts = ((label, 32), ("machiai simulator", 32), ("", 16), ("", 16))
    numbers = (0, 0, 0, 0, 0, 16, 6, *(0xFFFFFFFF,) * 4)
    head = b"".join(text.encode().ljust(size) for text, size in texts)
    return (head + b"".join(number.to_bytes(4) for number in numbers)).ljust(160, b"\x00")


def _sign_certificate(person: Person, authority: Authority, today: date) -> bytes:
    holder = Holder(person.name, person.sex, person.era_birth, person.address)
    days = validity(person, today)
    return filled(authority.sign_certificate(_serial(person, "sign"), holder, days))


def _serial(person: Person, use: str) -> int:
    """The same for a person each time, so that somebody can be known again."""
    return crc32(f"{use} {person.key}".encode()) + 1


def _der(certificate: x509.Certificate) -> bytes:
    return filled(certificate.public_bytes(Encoding.DER))
