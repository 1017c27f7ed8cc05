"""The bottom line: the city's own sentences, and what today's hours ask to be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.domain.opening import Reason
from hub.domain.site import Service, Text
from hub.domain.waiting import Congestion
from signage.rotation.pages import page


@dataclass(frozen=True, slots=True)
class Closing:
    """A service that gives no more numbers today, and why."""

    service: Service
    reason: Reason


Line = Text | Closing

_SAID = (Reason.ENDED, Reason.BY_STAFF, Reason.FULL)


def lines(texts: Sequence[Text], table: Sequence[Congestion]) -> tuple[Line, ...]:
    """The city's sentences; then, while others are still open, the services that have closed."""
    closed = [row for row in table if row.opening.reason in _SAID]
    if len(closed) == len(table):
        return tuple(texts)
    return (*texts, *(Closing(row.service, row.opening.reason) for row in closed))


def line(of: Sequence[Line], now: datetime) -> Line | None:
    """The sentence that is up at `now`; they take turns with the pages."""
    return next(iter(page(of, 1, now).items), None)
