"""A message is handed to a mail server: SMTP (RFC 5321), for news of devices and for letters."""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hub.service.handing import NotSent, Refused, Unclear

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
    user: str = ""
    password: Path | None = None
    ca: Path | None = None


class Postman:
    """Brings messages to one server, each on a connection of its own."""

    def __init__(
        self, server: MailServer, patience: tuple[float, float] = (PATIENCE, LAST_PATIENCE)
    ) -> None:
        """`patience`: seconds for each answer, and for the one after the message."""
        self.server = server
        self._patience, self._last_patience = patience

    def bring(self, message: bytes, to: Sequence[str], handing: Callable[[], None]) -> None:
        """Blocks. Raises NotSent, Refused where nobody would get it ever, or Unclear.

        `handing` is called once, just before the message could be taken; what it raises stops it.
        """
        with self._connected() as smtp:
            with _before():
                _expect(smtp.mail(self.server.sender))
                _address(smtp, to)
                _expect(smtp.docmd("DATA"), 354)
            handing()
            _hand_over(smtp, message, self._last_patience)

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
        server = self.server
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
        if self.server.security == "starttls":
            smtp.starttls(context=self._context())
        smtp.ehlo_or_helo_if_needed()
        if self.server.password is not None:
            password = self.server.password.read_text(encoding="utf-8").strip()
            smtp.login(self.server.user, password)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.server.ca)


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
        # The server's word on this very message: 5yz is for good (RFC 5321, 4.2.1).
        raise (Refused if 500 <= answer[0] < 600 else NotSent)(_said(answer))


def _address(smtp: smtplib.SMTP, recipients: Sequence[str]) -> None:
    """Name all recipients; one who is refused does not keep the news from the others."""
    answers = [smtp.rcpt(recipient) for recipient in recipients]
    if any(code in (250, 251) for code, _ in answers):
        return
    if all(500 <= code < 600 for code, _ in answers):
        raise Refused(_said(answers[0]))
    raise NotSent(_said(answers[0]))


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
