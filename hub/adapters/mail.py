"""News of devices by mail: hub.service.alerting.Channel."""

from collections.abc import Callable, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from hub.adapters.smtp import LAST_PATIENCE, PATIENCE, MailServer, Postman
from hub.service.alerting_words import Wording
from hub.service.ports_health import DeviceState


class MailChannel:
    """One message for all news of a moment, to all recipients."""

    name = "mail"

    def __init__(
        self,
        server: MailServer,
        to: tuple[str, ...],
        wording: Wording,
        patience: tuple[float, float] = (PATIENCE, LAST_PATIENCE),
    ) -> None:
        self._postman = Postman(server, patience)
        self._sender = server.sender
        self._to = to
        self._wording = wording

    def send(self, news: Sequence[DeviceState], at: datetime, handing: Callable[[], None]) -> None:
        self._postman.bring(self._message(news, at), self._to, handing)

    def _message(self, news: Sequence[DeviceState], at: datetime) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self._wording.title(news)
        message["From"] = Address(self._wording.lobby, addr_spec=self._sender)
        message["To"] = ", ".join(self._to)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2])
        # Out-of-office robots do not answer (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self._wording.text(news), cte="base64")
        return message.as_bytes()
