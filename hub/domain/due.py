"""An appointment of today as the lobby knows it: which service, and when. Nothing personal."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Due:
    """`id` is the appointment's, 32 hex digits; `at` its time.

    `over`: it does not wait for anybody any more: checked in, cancelled, moved or missed.
    """

    id: str
    service: str
    at: datetime
    over: bool = False
