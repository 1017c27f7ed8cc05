"""May this service take a visitor now, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from hub.domain.site import Service, Site, Span, Text


class Reason(StrEnum):
    """Why a service does or does not issue numbers."""

    OPEN = "open"
    CLOSED_DAY = "closed_day"
    NOT_YET = "not_yet"
    BREAK = "break"
    ENDED = "ended"
    BY_STAFF = "by_staff"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Opening:
    """`opens` is the next opening today, `closes` the end of the last span; local times.

    `note` says why a day is closed: the holiday's name, or what the city wrote.
    """

    reason: Reason
    opens: time | None = None
    closes: time | None = None
    note: Text | None = None

    @property
    def is_open(self) -> bool:
        return self.reason is Reason.OPEN


def opening(
    site: Site, service: Service, now: datetime, *, closed_by_staff: bool = False, issued: int = 0
) -> Opening:
    """Decide in the order a visitor would ask: the day, the hours, the staff, the maximum."""
    local = now.astimezone(ZoneInfo(site.timezone))
    note = service.closed_days.get(local.date()) or site.closed_days.get(local.date())
    spans = sorted(service.hours.get(local.weekday(), ()), key=lambda span: span.start)
    if note is not None or not spans:
        return Opening(Reason.CLOSED_DAY, note=note)
    hours = _within(spans, local.time())
    if not hours.is_open:
        return hours
    if closed_by_staff:
        return replace(hours, reason=Reason.BY_STAFF)
    if service.daily_maximum is not None and issued >= service.daily_maximum:
        return replace(hours, reason=Reason.FULL)
    return hours


def _within(spans: Sequence[Span], at: time) -> Opening:
    closes = spans[-1].end
    if any(span.start <= at < span.end for span in spans):
        return Opening(Reason.OPEN, closes=closes)
    later = [span.start for span in spans if at < span.start]
    if not later:
        return Opening(Reason.ENDED, closes=closes)
    reason = Reason.NOT_YET if later[0] == spans[0].start else Reason.BREAK
    return Opening(reason, opens=later[0], closes=closes)
