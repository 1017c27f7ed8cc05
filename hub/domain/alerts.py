"""Emergencies: a layer above everything on every screen, until they end by their own rule."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hub.domain.site import Text

# 警戒レベル 4 is 「避難指示」: everyone in danger leaves (避難情報に関するガイドライン, 内閣府).
EVACUATION = 4
# How pressing an emergency without a level is: a fire, a lost child, a burst pipe.
UNLEVELLED = 3


class Status(StrEnum):
    """Only these two are ever shown; tests and drafts never become an Alert (CAP 1.2, 3.2.1)."""

    ACTUAL = "actual"
    # A drill: marked as one on every screen.
    EXERCISE = "exercise"


class Calls(StrEnum):
    """What becomes of the queue's calls meanwhile."""

    GO_ON = "go_on"
    STOP = "stop"


class Ending(StrEnum):
    """How the screens return to normal; every alert also ends where staff end it."""

    EXPIRY = "expiry"
    # The source cancels or replaces it; `expires` is then the last resort.
    CANCEL = "cancel"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Alert:
    """One emergency as it is shown; a later one with the same id replaces it.

    `id` names it at its `source`, which is "staff", "hook", "cap" or "jma".
    `level` is the Cabinet Office's 警戒レベル, 1 to 5, or 0 where it has none. `headline` says
    what is happening, `instruction` what to do, `area` where. An alert is shown from `begins`
    until `expires` (None: until it is ended) or `ended_at`.
    """

    id: str
    source: str
    status: Status
    headline: Text
    begins: datetime
    updated_at: datetime
    instruction: Text | None = None
    area: Text | None = None
    level: int = 0
    calls: Calls = Calls.GO_ON
    ending: Ending = Ending.MANUAL
    expires: datetime | None = None
    ended_at: datetime | None = None


def is_over(alert: Alert, now: datetime) -> bool:
    """Has it ended by `now`, by staff, its source or its time?"""
    return alert.ended_at is not None or (alert.expires is not None and alert.expires <= now)


def is_shown(alert: Alert, now: datetime) -> bool:
    """Is it up at `now`?

    What had begun when it was told is up at once: the clock of a terminal may be slow.
    """
    return alert.begins <= max(now, alert.updated_at) and not is_over(alert, now)


def standing(alerts: Iterable[Alert], now: datetime) -> tuple[Alert, ...]:
    """Those that are up at `now`, the most pressing first.

    Real ones come before drills, those that stop the calls before others, then the higher level;
    one without a level counts as 3. Of equals the latest comes first.
    """
    shown = [alert for alert in alerts if is_shown(alert, now)]
    shown.sort(key=lambda alert: alert.id)
    shown.sort(key=lambda alert: (_weight(alert), alert.updated_at), reverse=True)
    return tuple(shown)


def _weight(alert: Alert) -> tuple[bool, bool, int]:
    stops = alert.calls is Calls.STOP
    return alert.status is Status.ACTUAL, stops, alert.level or UNLEVELLED


def next_change(alerts: Iterable[Alert], now: datetime) -> datetime | None:
    """When `standing` changes next by the clock alone; always after `now`."""
    edges = (edge for alert in alerts for edge in (alert.begins, alert.expires, alert.ended_at))
    return min((edge for edge in edges if edge is not None and edge > now), default=None)


def untimed(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """What a terminal goes by whose clock is wrong: the hub ends them, or nobody.

    A clock that is fast would end them at once.
    """
    return tuple(replace(alert, expires=None) for alert in alerts)


def covers_display(alert: Alert) -> bool:
    """Does it take the whole of a display? Advisories (levels 1 and 2) are a band at its foot."""
    return alert.level not in (1, 2)


def covers_kiosk(alert: Alert) -> bool:
    """Does it end what visitors do at a kiosk? Only what sends them away, and never a drill."""
    leaves = alert.level >= EVACUATION or alert.calls is Calls.STOP
    return alert.status is Status.ACTUAL and leaves
