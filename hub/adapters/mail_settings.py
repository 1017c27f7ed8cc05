"""From settings to the mail server that they name."""

from config.schema.alerts import MailHost
from config.schema.settings import Settings
from hub.adapters.smtp import MailServer


def mail_server(mail: MailHost, settings: Settings) -> MailServer:
    """The server that the settings name."""
    return MailServer(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        sender=mail.sender,
        user=mail.user or "",
        password=settings.path(mail.password_file) if mail.password_file else None,
        ca=settings.path(mail.ca) if mail.ca else None,
    )
