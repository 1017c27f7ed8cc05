"""A real mail server that can refuse, fall silent, or ask for a password."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socket import create_server
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

TAKEN = "250 taken"


class Post:
    """What was taken, and how the server behaves."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.unknown: set[str] = set()
        self.answer = TAKEN
        # Set while the server answers.
        self.awake = threading.Event()
        self.awake.set()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Session, envelope: Envelope
    ) -> str:
        if self.answer == TAKEN:
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(message_from_bytes(content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        # The server's own thread: nothing else waits for it.
        self.awake.wait(20)
        return self.answer


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with create_server(("localhost", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextmanager
def mail_server(
    post: Post, certificate: tuple[Path, Path] | None, *, starttls: bool, password: str = ""
) -> Iterator[int]:
    """A running server, by its port."""

    def authenticate(
        _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword
    ) -> AuthResult:
        right = data == LoginPassword(b"lobby", password.encode())
        # Not handled: the server itself answers with 535.
        return AuthResult(success=right, handled=False)

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if certificate else None
    if context is not None and certificate is not None:
        context.load_cert_chain(*certificate)
    options: dict[str, Any] = {"authenticator": authenticate} if password else {}
    server = Controller(
        post,
        hostname="localhost",
        port=free_port(),
        ssl_context=None if starttls else context,
        tls_context=context if starttls else None,
        require_starttls=starttls,
        auth_required=bool(password) and starttls,
        # It does not count TLS from the first byte.
        auth_require_tls=starttls,
        **options,
    )
    server.start()
    try:
        yield server.port
    finally:
        post.awake.set()
        server.stop()
