"""The city's mark on the ticket, read for the kiosks. A running hub loads no more than this."""

import base64

from config.schema.settings import Settings


def read_logo(settings: Settings) -> str:
    """The file in base64, as kiosks are told; empty where the city has none, or it went away."""
    name = settings.site.kiosk.logo
    if name is None:
        return ""
    try:
        return base64.b64encode(settings.path(name).read_bytes()).decode()
    except OSError:
        return ""
