"""A certification authority to throw away, with certificates like JPKI's.

Nobody can take them for real ones: every name says that it is a simulation. The keys are made
once, on first use, because RSA-2048 takes a tenth of a second each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from devices.cards.simulator.encode import tlv

# Names, sexes, births and addresses in a signing certificate: .1 to .6 follow.
PERSONAL = "1.2.392.200149.8.5.5."
UTF8_STRING = 0x0C
AUTHORITY_FROM, AUTHORITY_UNTIL = date(2020, 1, 1), date(2059, 12, 31)


@dataclass(frozen=True, slots=True)
class Holder:
    """What a signing certificate says of a person; ``birth`` is E and YYYYMMDD, E the era."""

    name: str
    sex: str
    birth: str
    address: str


@dataclass(frozen=True, slots=True)
class Validity:
    """The days of a certificate, the last one with all its seconds."""

    first: date
    last: date


@cache
def thrown_away() -> Authority:
    """The one that ends with this process."""
    return Authority()


class Authority:
    """The two authorities of JPKI, and the one pair of user keys that all virtual cards share.

    With a folder its keys and certificates are kept there: ``sign.pem`` and ``auth.pem`` are what
    a terminal is told to trust.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def sign_key(self) -> RSAPrivateKey:
        """Of every card's 署名用電子証明書."""
        return self._key("user-sign")

    @cached_property
    def auth_key(self) -> RSAPrivateKey:
        """Of every card's 利用者証明用電子証明書."""
        return self._key("user-auth")

    @cached_property
    def sign_authority(self) -> x509.Certificate:
        """Who signs 署名用電子証明書."""
        return self._authority("sign", self._sign_authority_key)

    @cached_property
    def auth_authority(self) -> x509.Certificate:
        """Who signs 利用者証明用電子証明書."""
        return self._authority("auth", self._auth_authority_key)

    def publish(self) -> None:
        """Make what a terminal is told to trust, before anybody reads a card."""
        _ = self.sign_authority, self.auth_authority

    def sign_certificate(self, serial: int, holder: Holder, valid: Validity) -> bytes:
        """A 署名用電子証明書, DER: it names its holder."""
        alternative = x509.SubjectAlternativeName(list(_personal(holder)))
        builder = _user(serial, self.sign_key.public_key(), self.sign_authority, valid)
        signed = builder.add_extension(_usage(content_commitment=True), critical=True)
        return _der(signed.add_extension(alternative, critical=False), self._sign_authority_key)

    def auth_certificate(self, serial: int, valid: Validity) -> bytes:
        """A 利用者証明用電子証明書, DER: it names nobody."""
        builder = _user(serial, self.auth_key.public_key(), self.auth_authority, valid)
        return _der(builder.add_extension(_usage(), critical=True), self._auth_authority_key)

    @cached_property
    def _sign_authority_key(self) -> RSAPrivateKey:
        return self._key("sign")

    @cached_property
    def _auth_authority_key(self) -> RSAPrivateKey:
        return self._key("auth")

    def _key(self, name: str) -> RSAPrivateKey:
        file = self._folder / f"{name}.key" if self._folder else None
        if file and file.exists():
            key = load_pem_private_key(file.read_bytes(), None)
            if not isinstance(key, RSAPrivateKey):
                raise ValueError(f"{file}: not an RSA key; delete it for a new one")
            return key
        key = generate_private_key(65537, 2048)
        if file:
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            file.write_bytes(pem)
        return key

    def _authority(self, name: str, key: RSAPrivateKey) -> x509.Certificate:
        file = self._folder / f"{name}.pem" if self._folder else None
        if file and file.exists():
            return x509.load_pem_x509_certificate(file.read_bytes())
        certificate = _self_signed(name, key)
        if file:
            file.write_bytes(certificate.public_bytes(Encoding.PEM))
        return certificate


def _self_signed(name: str, key: RSAPrivateKey) -> x509.Certificate:
    subject = _name(f"JPKI simulator for {name}, not for real use")
    return (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(_start(AUTHORITY_FROM))
        .not_valid_after(_end(AUTHORITY_UNTIL))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_authority_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )


def _user(
    serial: int, key: RSAPublicKey, issuer: x509.Certificate, valid: Validity
) -> x509.CertificateBuilder:
    issuer_key = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    by = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier
    return (
        x509.CertificateBuilder(issuer.subject, _name(f"simulated {serial}"), key, serial)
        .not_valid_before(_start(valid.first))
        .not_valid_after(_end(valid.last))
        .add_extension(by(issuer_key), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _personal(holder: Holder) -> Iterator[x509.OtherName]:
    # Where a character of the name or the address stands for one that cannot be written: nowhere.
    plain_name, plain_address = "0" * len(holder.name), "0" * len(holder.address)
    values = (holder.name, plain_name, holder.sex, holder.birth, holder.address, plain_address)
    for number, value in enumerate(values, 1):
        oid = x509.ObjectIdentifier(f"{PERSONAL}{number}")
        yield x509.OtherName(oid, tlv(UTF8_STRING, value.encode()))


def _name(common: str) -> x509.Name:
    values = {
        NameOID.COUNTRY_NAME: "JP",
        NameOID.ORGANIZATION_NAME: "machiai simulator",
        NameOID.COMMON_NAME: common,
    }
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in values.items()])


def _usage(*, content_commitment: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _authority_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _der(builder: x509.CertificateBuilder, key: RSAPrivateKey) -> bytes:
    return builder.sign(key, SHA256()).public_bytes(Encoding.DER)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)
