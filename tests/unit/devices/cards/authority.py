"""Certificate authorities, their certificates and a forged card, made up for a test."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from devices.cards.simulator.contact import Card

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
YEAR = timedelta(days=365)


@cache
def key(number: int) -> RSAPrivateKey:
    """RSA-2048, as JPKI has it; the same one for the same number."""
    del number
    return generate_private_key(65537, 2048)


def name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def authority(
    number: int,
    *,
    common: str = "Test CA",
    begins: datetime = NOW - YEAR,
    ends: datetime = NOW + YEAR,
    ca: bool = True,
) -> x509.Certificate:
    """The certificate of authority `number`, signed by itself."""
    return (
        _builder(common, common, key(number).public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key(number), SHA256())
    )


def person(
    issuer: int,
    *,
    common: str = "Test CA",
    begins: datetime = NOW - YEAR,
    ends: datetime = NOW + YEAR,
    owner: CertificatePublicKeyTypes | None = None,
) -> x509.Certificate:
    """Somebody's certificate by authority `issuer`."""
    builder = _builder("somebody", common, owner or key(99).public_key(), begins, ends)
    return builder.sign(key(issuer), SHA256())


class Forged:
    """A card with somebody's certificate, and no key to it."""

    def __init__(self, copied: Card) -> None:
        self._copied = copied

    @property
    def atr(self) -> bytes:
        return self._copied.atr

    def answer(self, apdu: bytes) -> bytes:
        answer = self._copied.answer(apdu)
        return bytes(256) + answer[-2:] if apdu[1] == 0x2A else answer

    def reset(self) -> None:
        self._copied.reset()

    def power_off(self) -> None:
        self._copied.power_off()


def _builder(
    subject: str, issuer: str, owner: CertificatePublicKeyTypes, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer_name=name(issuer),
        subject_name=name(subject),
        public_key=owner,
        serial_number=4711,
        not_valid_before=begins,
        not_valid_after=ends,
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
