"""What has happened, told as the new records of everything that it changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hub.domain.alerts import Alert
from hub.domain.due import Due
from hub.domain.learned import Learned
from hub.domain.tickets import Ticket


class Kind(StrEnum):
    """The lobby's history in words. `ticket.*` kinds carry the ticket(s) after the change."""

    DAY_STARTED = "day.started"
    DAY_ENDED = "day.ended"
    ISSUED = "ticket.issued"
    ADOPTED = "ticket.adopted"
    CALLED = "ticket.called"
    RECALLED = "ticket.recalled"
    SERVING = "ticket.serving"
    FINISHED = "ticket.finished"
    ABSENT = "ticket.absent"
    BROUGHT_BACK = "ticket.brought_back"
    HELD = "ticket.held"
    RESUMED = "ticket.resumed"
    TRANSFERRED = "ticket.transferred"
    CANCELLED = "ticket.cancelled"
    PUT_OFF = "ticket.put_off"
    UNDONE = "ticket.undone"
    COUNTER_CHANGED = "counter.changed"
    SERVICE_CHANGED = "service.changed"
    ALERTS_CHANGED = "alerts.changed"
    PUBLISHED = "content.published"
    LEARNED = "estimate.learned"
    DUE_CHANGED = "appointments.due"


@dataclass(frozen=True, slots=True)
class Undo:
    """What it takes to take back a counter's last action.

    `ticket` is the counter's visitor as it was, `before` the records as they were, `after`
    the (id, version) pairs that the action left behind: any later change forbids the undo.
    Ids in `after` that are not in `before` are legs that the action made.
    """

    kind: Kind
    ticket: str | None
    before: tuple[Ticket, ...]
    after: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CounterState:
    """`ticket` is the id of the visitor called or served here; `staff` the clerk's name."""

    id: str
    is_open: bool = False
    staff: str = ""
    ticket: str | None = None
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class ServiceState:
    """Whether staff closed the service for today."""

    id: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """`id` is gapless and ascending a site; 0 until the journal gives one.

    `by` names the terminal or person that acted, `command` is the caller's uuid that makes a
    repeated request harmless. `generation` is the content that the displays are to show from
    now on (hub.domain.signage.programme.Generation.number), `learned` what waiting times are
    estimated from, `due` the appointments of today that have changed.
    """

    kind: Kind
    at: datetime
    id: int = 0
    tickets: tuple[Ticket, ...] = ()
    counters: tuple[CounterState, ...] = ()
    services: tuple[ServiceState, ...] = ()
    alerts: tuple[Alert, ...] = ()
    generation: int | None = None
    learned: Learned | None = None
    due: tuple[Due, ...] = ()
    day: date | None = None
    by: str = ""
    command: str | None = None
