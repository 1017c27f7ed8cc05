"""News of devices by mail: hub.service.alerting.Channel on SMTP (RFC 5321)."""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Literal

from hub.service.alerting import NotSent, Unclear
from hub.service.alerting_words import Wording
from hub.service.ports_health import DeviceState

# Seconds for each answer of the server, and for the last one: a client that waits less than ten
# minutes there may send again what was taken (RFC 5321, 4.5.3.2.6).
PATIENCE, LAST_PATIENCE = 30.0, 600.0

_TROUBLE = (smtplib.SMTPException, OSError)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and as whom mail is sent. `password` is a file that holds nothing else."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: Path | None = None
    ca: Path | None = None


class MailChannel:
    """One message for all news of a moment, to all recipients."""

    name = "mail"

    def __init__(
        self,
        server: MailServer,
        wording: Wording,
        patience: tuple[float, float] = (PATIENCE, LAST_PATIENCE),
    ) -> None:
        self._server = server
        self._wording = wording
        self._patience, self._last_patience = patience

    def send(self, news: Sequence[DeviceState], at: datetime, handing: Callable[[], None]) -> None:
        message = self._message(news, at)
        with self._connected() as smtp:
            with _before():
                _expect(smtp.mail(self._server.sender))
                _address(smtp, self._server.to)
                _expect(smtp.docmd("DATA"), 354)
            handing()
            _hand_over(smtp, message, self._last_patience)

    def _message(self, news: Sequence[DeviceState], at: datetime) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self._wording.title(news)
        message["From"] = Address(self._wording.lobby, addr_spec=self._server.sender)
        message["To"] = ", ".join(self._server.to)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = make_msgid(domain=self._server.sender.rpartition("@")[2])
        # Out-of-office robots do not answer (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self._wording.text(news), cte="base64")
        return message.as_bytes()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        with _before():
            smtp = self._connect()
        try:
            yield smtp
        finally:
            # Not by QUIT: what the server says to that changes nothing.
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        place = (server.host, server.port)
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                *place, timeout=self._patience, context=self._context()
            )
        else:
            smtp = smtplib.SMTP(*place, timeout=self._patience)
        try:
            self._enter(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _enter(self, smtp: smtplib.SMTP) -> None:
        if self._server.security == "starttls":
            smtp.starttls(context=self._context())
        smtp.ehlo_or_helo_if_needed()
        if self._server.password is not None:
            password = self._server.password.read_text(encoding="utf-8").strip()
            smtp.login(self._server.user, password)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._server.ca)


@contextmanager
def _before() -> Iterator[None]:
    """Whatever goes wrong here, the message has not left."""
    try:
        yield
    # A password beyond ASCII is a UnicodeError.
    except (*_TROUBLE, UnicodeError) as error:
        raise NotSent(_why(error)) from error


def _hand_over(smtp: smtplib.SMTP, message: bytes, patience: float) -> None:
    """The message, and the server's word that it has it."""
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(patience)
        # A line that begins with a dot gets another one (RFC 5321, 4.5.2).
        lines = message.replace(b"\r\n.", b"\r\n..")
        smtp.send(lines + (b".\r\n" if lines.endswith(b"\r\n") else b"\r\n.\r\n"))
        answer = smtp.getreply()
    except _TROUBLE as error:
        raise Unclear(_why(error)) from error
    if answer[0] != 250:
        raise NotSent(_said(answer))


def _address(smtp: smtplib.SMTP, recipients: Sequence[str]) -> None:
    """Name all recipients; one who is refused does not keep the news from the others."""
    answers = [smtp.rcpt(recipient) for recipient in recipients]
    if not any(code in (250, 251) for code, _ in answers):
        raise smtplib.SMTPResponseException(*answers[0])


def _expect(answer: tuple[int, bytes], code: int = 250) -> None:
    if answer[0] != code:
        raise smtplib.SMTPResponseException(*answer)


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _said((error.smtp_code, said if isinstance(said, bytes) else said.encode()))
    return f"{type(error).__name__}: {error}"


def _said(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode('utf-8', 'replace')}"[:200]
