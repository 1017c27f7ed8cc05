"""A real push service on this machine, and the browser behind it that reads what it is sent."""

import json
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """Has subscribed at `port`, and can read what comes (RFC 8291, from the other end)."""

    def __init__(self, port: int, secret: bytes = b"0123456789abcdef") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = secret
        self.endpoint = f"https://localhost:{port}/push/hanako"

    @property
    def public(self) -> bytes:
        shape = Encoding.X962, PublicFormat.UncompressedPoint
        return self.key.public_key().public_bytes(*shape)

    @property
    def subscription(self) -> str:
        keys = {"p256dh": encoded(self.public), "auth": encoded(self.secret)}
        return json.dumps({"endpoint": self.endpoint, "expirationTime": None, "keys": keys})

    def read(self, body: bytes) -> bytes:
        salt, sender, sealed = body[:16], body[21:86], body[86:]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.key.exchange(ec.ECDH(), theirs)
        info = b"WebPush: info\0" + self.public + sender
        keying = _derived(shared, self.secret, info, 32)
        key = _derived(keying, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(keying, salt, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")[:-1]


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def claims(authorization: str) -> dict[str, Any]:
    """What the hub says of itself, if its signature is right (RFC 8292); else InvalidSignature."""
    token, _, key = authorization.removeprefix("vapid t=").partition(", k=")
    told, _, signature = token.rpartition(".")
    raw = decoded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    public.verify(der, told.encode(), ec.ECDSA(hashes.SHA256()))
    found: dict[str, Any] = json.loads(decoded(told.partition(".")[2]))
    return found


class Pushed:
    """What came, and what the service answers."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.status = 201


@contextmanager
def push_service(pushed: Pushed, certificate: tuple[Path, Path]) -> Iterator[int]:
    """A running service, by its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            pushed.headers.append({name.lower(): value for name, value in self.headers.items()})
            pushed.bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(pushed.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            pass

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    server = ThreadingHTTPServer(("localhost", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
