"""Letters to browsers: hub.service.outbox.Carrier on Web Push (RFC 8030).

The message is encrypted for the browser (RFC 8291), so that the push service in between reads
nothing; the hub names itself to the service by a signed token (VAPID, RFC 8292).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import urandom
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hub.adapters.fetching import FetchFault, Limits, post
from hub.service.handing import NotSent, Refused, Unclear
from hub.service.outbox import Letter

# One record holds the whole message (RFC 8188, 2.1); push services take 4096 bytes at least.
RECORD = 4096
# A token is good for that long; services refuse more than a day (RFC 8292, 2).
TOKEN_FOR = timedelta(hours=12)
# Gone, or never there: this browser has forgotten the subscription (RFC 8030, 7.3).
_GONE = frozenset({404, 410})
# The message itself is wrong, and stays so.
_BAD = frozenset({400, 401, 403, 413})
_CURVE = ec.SECP256R1()


class BadSubscription(ValueError):
    """What a browser sent is no subscription that may be sent to."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser is reached: `public` is its key (65 bytes), `secret` 16 bytes."""

    endpoint: str
    public: bytes
    secret: bytes


def subscription(text: str, hosts: Sequence[str]) -> Subscription:
    """Read what the browser sent; only https, only to `hosts`. Raises BadSubscription."""
    try:
        given = json.loads(text)
        endpoint, keys = str(given["endpoint"]), given["keys"]
        public, secret = _decoded(keys["p256dh"]), _decoded(keys["auth"])
        parts = urlsplit(endpoint)
        host = parts.netloc.lower()
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
        endpoint.encode("ascii")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadSubscription(str(error)) from error
    fits = parts.scheme == "https" and any(_is(host, known) for known in hosts)
    if not fits or len(secret) != 16 or len(endpoint) > 1_000 or not endpoint.isprintable():
        raise BadSubscription("not a push service that is known here")
    return Subscription(endpoint, public, secret)


def _is(host: str, known: str) -> bool:
    return host.endswith(known[1:]) if known.startswith("*.") else host == known


@dataclass(frozen=True, slots=True)
class Vapid:
    """Who the hub is to push services. `key`: a number in hex digits; `contact`: a URL."""

    key: str
    contact: str

    @property
    def public(self) -> str:
        """For the browser, in base64url."""
        return _encoded(_point(self._private.public_key()))

    def header(self, endpoint: str, now: datetime) -> str:
        """The Authorization for a request to this endpoint."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((now + TOKEN_FOR).timestamp()),
            "sub": self.contact,
        }
        told = b".".join(
            _encoded(json.dumps(part, separators=(",", ":")).encode()).encode()
            for part in ({"typ": "JWT", "alg": "ES256"}, claims)
        )
        r, s = decode_dss_signature(self._private.sign(told, ec.ECDSA(hashes.SHA256())))
        signature = _encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={told.decode()}.{signature}, k={self.public}"

    @property
    def _private(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int(self.key, 16), _CURVE)


def new_vapid_key() -> str:
    """A new private key, in hex digits."""
    return f"{ec.generate_private_key(_CURVE).private_numbers().private_value:064x}"


def encrypt(
    message: bytes,
    to: Subscription,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of a push request: aes128gcm (RFC 8188) with keys by RFC 8291, 3.4.

    `own` and `salt` are made anew for each message; tests give those of the standard.
    """
    own, salt = own or ec.generate_private_key(_CURVE), salt or urandom(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, to.public)
    sender = _point(own.public_key())
    shared = own.exchange(ec.ECDH(), theirs)
    keying = _derived(shared, to.secret, b"WebPush: info\0" + to.public + sender, 32)
    key = _derived(keying, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(keying, salt, b"Content-Encoding: nonce\0", 12)
    # 2 marks the end of the last record.
    sealed = AESGCM(key).encrypt(nonce, message + b"\x02", None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(sender)]) + sender + sealed


class PushCarrier:
    """One request a letter."""

    def __init__(self, vapid: Vapid, hosts: Sequence[str], limits: Limits) -> None:
        self._vapid = vapid
        self._hosts = hosts
        self._limits = limits

    def carry(self, letter: Letter, now: datetime, handing: Callable[[], None]) -> None:
        try:
            to = subscription(letter.to, self._hosts)
        except BadSubscription as error:
            raise Refused(str(error)) from error
        said = {
            "title": letter.subject,
            "body": letter.text,
            "link": letter.link,
            "tag": letter.topic.partition(".")[0],
        }
        body = encrypt(json.dumps(said, ensure_ascii=False).encode(), to)
        headers = {
            "Authorization": self._vapid.header(to.endpoint, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int((letter.not_after - now).total_seconds()))),
            "Urgency": "high",
        }
        _judge(_posted(to.endpoint, body, headers, self._limits, handing))


def _posted(
    url: str, body: bytes, headers: dict[str, str], limits: Limits, handing: Callable[[], None]
) -> int:
    handed = False

    def hand() -> None:
        nonlocal handed
        handing()
        handed = True

    try:
        return post(url, body, headers, limits, hand)
    except FetchFault as fault:
        raise (Unclear if handed else NotSent)(fault.code) from fault


def _judge(status: int) -> None:
    if status in _GONE | _BAD:
        raise Refused(f"status {status}")
    if not 200 <= status < 300:
        raise NotSent(f"status {status}")


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
