"""公的個人認証: the card proves that it holds the key of its user certificate (利用者証明用).

The signing certificate and its password are not in the card's profile: they cannot be reached.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from devices.cards.apdu import Command, Ins, demand
from devices.cards.cards import Kind, Secret
from devices.cards.certificates import (
    Authorities,
    Chain,
    Revocation,
    RevocationSource,
    Unchecked,
)
from devices.cards.faults import CardFault, CardGarbled, CardRefused, WrongCard
from devices.cards.files import has_application, read_object, select_application, select_file
from devices.cards.guard import Guarded
from devices.cards.port import CardPort
from devices.cards.profile import CARD_2016, Content, Key, Profile
from devices.cards.reading import identify
from devices.cards.unlocking import unlock

# Bytes, and bits. RSA keys below 2048 bits are no longer sound (NIST SP 800-131A).
_LEAST_CHALLENGE = 16
_LEAST_KEY = 2048
# A short answer's most: an RSA signature of 2048 bits fills it.
_SIGNATURE = 256


class WrongSignature(CardFault):
    """The signature is not by the key of the certificate: this is no card of that person."""

    def __init__(self) -> None:
        super().__init__("the card's signature does not fit its certificate")


@dataclass(frozen=True, slots=True)
class Authentication:
    """A challenge was signed by the key of this certificate, which its owner's PIN opened.

    It says nothing of whether the certificate is in force unless `revocation` is GOOD:
    UNCHECKED is shown as 失効未確認.
    """

    # The certificate's number identifies its owner to those who know it (発行の番号).
    serial: int = field(repr=False)
    valid_from: datetime
    valid_until: datetime
    chain: Chain
    revocation: Revocation


def certificate(port: CardPort, profile: Profile = CARD_2016) -> x509.Certificate:
    """The user certificate, which a plastic card gives without any secret.

    Raises:
        WrongCard: the card has none, or gives it to nobody without a secret (a smartphone).
        CardGarbled: what it gives is no certificate with a sound RSA key.
        CardFault: CardRemoved, ReaderTrouble or ReaderInUse.
    """
    guarded = Guarded(port, profile)
    if not has_application(guarded, profile.jpki):
        _wrong_card(port, profile)
    try:
        data = read_object(guarded, profile.jpki.file(Content.AUTH_CERTIFICATE))
    except CardRefused:
        _wrong_card(port, profile)
    return _parsed(data)


def authenticate(
    port: CardPort,
    pin: bytearray,
    challenge: bytes,
    authorities: Authorities,
    now: datetime,
    *,
    last_try: bool = False,
    revocation: RevocationSource | None = None,
    profile: Profile = CARD_2016,
) -> Authentication:
    """Let the card sign `challenge` by one try of the PIN, and check the signature.

    `challenge` is at least 16 random bytes, made for this once. `pin` is overwritten, whatever
    happens. Without a `revocation` source the result is UNCHECKED.

    Raises:
        WrongSignature: the card does not hold the certificate's key.
        LastTry, SecretBlocked, WrongSecret, TryUnknown: as reading.read.
        WrongCard, CardGarbled, CardFault: as certificate.
    """
    try:
        if len(challenge) < _LEAST_CHALLENGE:
            raise ValueError(f"a challenge has at least {_LEAST_CHALLENGE} bytes")
        found = certificate(port, profile)
        signature = _signed(Guarded(port, profile), profile, pin, challenge, last_try=last_try)
    finally:
        pin[:] = bytes(len(pin))
    _check(found, signature, challenge)
    return Authentication(
        serial=found.serial_number,
        valid_from=found.not_valid_before_utc,
        valid_until=found.not_valid_after_utc,
        chain=authorities.chain(found, now),
        revocation=(revocation or Unchecked()).state(found, now),
    )


def _wrong_card(port: CardPort, profile: Profile) -> NoReturn:
    raise WrongCard(identify(port, profile).kind) from None


def _parsed(data: bytes) -> x509.Certificate:
    try:
        found = x509.load_der_x509_certificate(data)
    except (ValueError, x509.InvalidVersion):
        raise CardGarbled("no certificate in its file") from None
    _key(found)
    return found


def _key(found: x509.Certificate) -> RSAPublicKey:
    try:
        key = found.public_key()
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPublicKey) or key.key_size < _LEAST_KEY:
        raise CardGarbled("no sound RSA key in its certificate")
    return key


def _signed(
    port: CardPort, profile: Profile, pin: bytearray, challenge: bytes, *, last_try: bool
) -> bytes:
    application = profile.jpki
    if application.key is None:
        raise WrongCard(identify(port, profile).kind)
    select_application(port, application)
    try:
        unlock(port, application, Secret.AUTH_PIN, pin, last_try=last_try)
    except CardRefused:
        raise WrongCard(Kind.MY_NUMBER) from None
    select_file(port, application.key.id)
    return demand(port, _sign(application.key, challenge))


def _sign(key: Key, challenge: bytes) -> Command:
    """COMPUTE DIGITAL SIGNATURE over a DigestInfo, which the card pads (PKCS #1 v1.5, type 1)."""
    data = key.prefix + hashlib.sha256(challenge).digest()
    return Command(Ins.SIGN, 0x00, 0x80, data, expected=_SIGNATURE, cla=0x80)


def _check(found: x509.Certificate, signature: bytes, challenge: bytes) -> None:
    try:
        _key(found).verify(signature, challenge, PKCS1v15(), SHA256())
    except InvalidSignature:
        raise WrongSignature from None
