"""A card's certificate, checked against the certificate authorities that a city trusts.

What is checked: that an authority signed it, and the dates of both. What is not: whether it was
revoked since. J-LIS tells that to registered verifiers alone (公的個人認証法, Art. 17 and 36).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

# SHA-1 and older ones can be forged (RFC 6194); JPKI signs by SHA-256.
_SOUND = frozenset({"sha256", "sha384", "sha512"})
_SUFFIXES = frozenset({".pem", ".crt", ".cer"})


class Chain(StrEnum):
    """How a certificate stands to the authorities."""

    OK = "ok"
    # None of the authorities signed it.
    UNKNOWN_AUTHORITY = "unknown_authority"
    AUTHORITY_OUT_OF_DATE = "authority_out_of_date"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"


class Revocation(StrEnum):
    """What is known of a certificate's revocation."""

    # 失効未確認: to be said wherever a result is shown.
    UNCHECKED = "unchecked"
    GOOD = "good"
    REVOKED = "revoked"


class RevocationSource(Protocol):
    """Who knows of revocations: the port for a city that is a registered verifier."""

    def state(self, certificate: x509.Certificate, now: datetime) -> Revocation: ...


class Unchecked:
    """The one source that comes with the product: it knows nothing."""

    def state(self, _certificate: x509.Certificate, _now: datetime) -> Revocation:
        return Revocation.UNCHECKED


class Fault(StrEnum):
    """What is wrong with a file or folder of authorities."""

    UNREADABLE = "cannot be read"
    EMPTY = "no *.pem, *.crt or *.cer in it"
    NO_CERTIFICATE = "no certificate in it"
    NO_AUTHORITY = "the certificate is not an authority's"


class BadAuthority(ValueError):
    """A file of the authorities' folder, or the folder, is not what it should be."""

    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(f"{path}: {fault}")
        self.path = path
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Authorities:
    """The trusted certificates. Generations of one authority share their subject's name."""

    certificates: tuple[x509.Certificate, ...]

    def chain(self, certificate: x509.Certificate, now: datetime) -> Chain:
        """How `certificate` stands at `now` (aware)."""
        signers = [issuer for issuer in self.certificates if signed_by(certificate, issuer)]
        if not signers:
            return Chain.UNKNOWN_AUTHORITY
        if now < certificate.not_valid_before_utc:
            return Chain.NOT_YET_VALID
        if now > certificate.not_valid_after_utc:
            return Chain.EXPIRED
        valid = any(i.not_valid_before_utc <= now <= i.not_valid_after_utc for i in signers)
        return Chain.OK if valid else Chain.AUTHORITY_OUT_OF_DATE


def signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key, which may sign certificates, signed this one."""
    if not _may_issue(issuer):
        return False
    try:
        algorithm = certificate.signature_hash_algorithm
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, UnsupportedAlgorithm, ValueError):
        return False
    return algorithm is not None and algorithm.name in _SOUND


def _may_issue(certificate: x509.Certificate) -> bool:
    """RFC 5280, 6.1.4 (k) and (n)."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
    return basic.ca and usage.key_cert_sign


def load(folder: Path) -> Authorities:
    """The authorities of a folder's files: *.pem, *.crt and *.cer, each PEM or DER.

    Raises:
        BadAuthority: the folder cannot be read or has no such file, or a file holds something
            else than certificates of authorities.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError:
        raise BadAuthority(folder, Fault.UNREADABLE) from None
    if not files:
        raise BadAuthority(folder, Fault.EMPTY)
    return Authorities(tuple(_all(files)))


def _all(files: Iterable[Path]) -> Iterable[x509.Certificate]:
    for path in files:
        for certificate in _certificates(path):
            if not _may_issue(certificate):
                raise BadAuthority(path, Fault.NO_AUTHORITY)
            yield certificate


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        content = path.read_bytes()
        if content.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except OSError:
        raise BadAuthority(path, Fault.UNREADABLE) from None
    except (ValueError, x509.InvalidVersion):
        raise BadAuthority(path, Fault.NO_CERTIFICATE) from None
