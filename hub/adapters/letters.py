"""Letters by mail: hub.service.outbox.Carrier on SMTP."""

from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from hub.adapters.smtp import LAST_PATIENCE, PATIENCE, MailServer, Postman
from hub.service.outbox import Letter


class MailCarrier:
    """One message a letter, with its calendar file where there is one."""

    def __init__(
        self,
        server: MailServer,
        sender_name: str,
        patience: tuple[float, float] = (PATIENCE, LAST_PATIENCE),
    ) -> None:
        """`sender_name` is shown beside the sender's address."""
        self._postman = Postman(server, patience)
        self._sender = server.sender
        self._sender_name = sender_name

    def carry(self, letter: Letter, now: datetime, handing: Callable[[], None]) -> None:
        self._postman.bring(self._message(letter, now), (letter.to,), handing)

    def _message(self, letter: Letter, now: datetime) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["Subject"] = letter.subject
        message["From"] = Address(self._sender_name, addr_spec=self._sender)
        message["To"] = letter.to
        message["Date"] = format_datetime(now)
        message["Message-ID"] = self._message_id(letter)
        # Out-of-office robots do not answer (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text, cte="base64")
        if letter.calendar is not None:
            _attach(message, letter.calendar, letter.calendar_method)
        return message.as_bytes()

    def _message_id(self, letter: Letter) -> str:
        """Always the same for a letter, and not its id, which may be a secret."""
        name = sha256(letter.id.encode()).hexdigest()[:32]
        return f"<{name}@{self._sender.rpartition('@')[2]}>"


def _attach(message: EmailMessage, calendar: bytes, method: str) -> None:
    """As calendar programs want it: the method in the type (RFC 6047, 2.4), and a name."""
    message.add_attachment(
        calendar,
        maintype="text",
        subtype="calendar",
        cte="base64",
        filename="yoyaku.ics",
        params={"charset": "UTF-8"} | ({"method": method} if method else {}),
    )
