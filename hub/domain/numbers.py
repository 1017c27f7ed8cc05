"""From the atomic counter's ordinal to the number on the paper."""

from hub.domain.errors import Refusal, Refused
from hub.domain.site import Kiosk, Service

# Only so many numbers of an offline day fit on the paper's three digits.
OFFLINE_LAST = 999


def label(service: Service, ordinal: int) -> str:
    """The `ordinal`-th number (from 0) of the day, as printed: "A-047". The range wraps."""
    size = service.last - service.first + 1
    number = service.first + ordinal % size
    return f"{service.prefix}-{number:0{service.digits}}"


def offline_label(service: Service, kiosk: Kiosk, ordinal: int) -> str:
    """The kiosk's own series while the hub is away: prefix, the kiosk's mark, "AX-001"."""
    if not 0 <= ordinal < OFFLINE_LAST:
        raise Refused(Refusal.NO_NUMBERS_LEFT, service=service.id)
    return f"{service.prefix}{kiosk.mark}-{ordinal + 1:03}"


def is_offline_label(service: Service, kiosk: Kiosk, text: str) -> bool:
    """Could this kiosk have printed this number for this service while alone?"""
    head, _, digits = text.partition("-")
    is_number = len(digits) == 3 and digits.isascii() and digits.isdecimal()
    return is_number and head == service.prefix + kiosk.mark
