"""The supervisor's page as data: all queues, the longest waits, terminals and last actions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from hub.domain import day, moving
from hub.domain.acting import Act, Decision
from hub.domain.estimate.learning import Hours
from hub.domain.lobby import Lobby
from hub.domain.site import business_day
from hub.domain.site import words as text
from hub.domain.tickets import State
from hub.domain.waiting import Congestion, congestion, waited
from hub.service.access import Role
from hub.service.ports_access import AuditLine
from hub.service.terminals import TerminalReport
from hub.web import words
from hub.web.alerts import advised
from hub.web.choosing import typed_number
from hub.web.figures import Figures, figures
from hub.web.forms import BadForm
from hub.web.office import TerminalState
from hub.web.promises import PromiseRow, promise_rows
from hub.web.rows import Row, row
from hub.web.views import CounterRow, counter_rows

# The longest waits that are listed.
LONGEST = 8


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service's queue and whether it takes visitors."""

    id: str
    prefix: str
    name: str
    waiting: int
    wait: str
    level: str
    level_kind: str
    longest: str
    opening: str
    closed_by_staff: bool


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """One kiosk or display."""

    name: str
    kind: str
    state: str
    advice: str
    is_well: bool


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A line of the audit log."""

    at: str
    who: str
    deed: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on /supervisor."""

    services: tuple[ServiceRow, ...]
    counters: tuple[CounterRow, ...]
    longest: tuple[Row, ...]
    waiting: int
    figures: Figures
    promises: tuple[PromiseRow, ...]
    terminals: tuple[TerminalRow, ...]
    deeds: tuple[DeedRow, ...]


def overview(
    lobby: Lobby,
    now: datetime,
    terminals: Iterable[TerminalState],
    audit: Sequence[AuditLine],
    past: Iterable[Hours] = (),
) -> Overview:
    """The whole lobby at `now`; `past` are the days of the last weeks."""
    services = tuple(_service(lobby, found, now) for found in congestion(lobby, now))
    return Overview(
        services=services,
        counters=counter_rows(lobby, now),
        longest=_longest(lobby, now),
        waiting=sum(service.waiting for service in services),
        figures=figures(lobby, lobby.site.services, now),
        promises=promise_rows(lobby, past),
        terminals=tuple(map(_terminal, terminals)),
        deeds=tuple(_deed(lobby, line) for line in audit if _is_of_today(lobby, line)),
    )


def _service(lobby: Lobby, found: Congestion, now: datetime) -> ServiceRow:
    service = found.service
    queue = lobby.queues[service.id]
    first = min((queued for _, queued, *_ in queue), default=None)
    return ServiceRow(
        id=service.id,
        prefix=service.prefix,
        name=text(service.name, "ja"),
        waiting=found.waiting,
        wait=words.wait(found.wait) if found.waiting else "―",
        level=words.LEVELS[found.level] if found.level else "―",
        level_kind=found.level.value if found.level else "",
        longest=words.minutes(now - first) if first else "―",
        opening=words.why_closed(found.opening),
        closed_by_staff=lobby.services[service.id].closed,
    )


def _longest(lobby: Lobby, now: datetime) -> tuple[Row, ...]:
    waiting = (ticket for ticket in lobby.tickets.values() if ticket.state is State.WAITING)
    longest = sorted(waiting, key=lambda ticket: waited(ticket, now), reverse=True)
    return tuple(row(lobby, ticket, now) for ticket in longest[:LONGEST])


def _terminal(found: TerminalState) -> TerminalRow:
    report = found.report or TerminalReport()
    advice = "　".join(line.removeprefix("の") for line in advised(report.devices))
    return TerminalRow(
        name=found.name,
        kind="発券機" if found.role is Role.KIOSK else "表示盤",
        state="● つながっています" if found.connected else "▲ つながっていません",
        advice=advice + (f"　未送信 {report.pending}件" if report.pending else ""),
        is_well=found.connected and not advice,
    )


def _deed(lobby: Lobby, line: AuditLine) -> DeedRow:
    at = line.at.astimezone(ZoneInfo(lobby.site.timezone))
    deed = f"{_subject(lobby, line.subject)} {_name(line)}".strip()
    return DeedRow(words.clock(at), line.who, deed)


def _is_of_today(lobby: Lobby, line: AuditLine) -> bool:
    return business_day(lobby.site, line.at) == lobby.day


def _name(line: AuditLine) -> str:
    return words.AUDITED.get(line.action, line.action)


def _subject(lobby: Lobby, subject: str) -> str:
    """A number, a counter or a service by the name that people know."""
    ticket = lobby.find(subject)
    if ticket is not None:
        return ticket.label
    counter, service = lobby.site.counters.get(subject), lobby.site.services.get(subject)
    if counter is not None:
        return words.counter_name(counter.number)
    return text(service.name, "ja") if service else subject


Deed = Callable[[Act], Decision]


def supervise(lobby: Lobby, action: str, form: Mapping[str, str], name: str) -> tuple[Deed, str]:
    """The action of a button on the page, and its subject; Refused or BadForm."""
    subject = form.get("subject", "")
    deeds: Mapping[str, Deed] = {
        "close-service": partial(day.set_service, service_id=subject, closed=True),
        "open-service": partial(day.set_service, service_id=subject, closed=False),
        "close": partial(day.close_counter, counter_id=subject),
        "open": partial(day.open_counter, counter_id=subject, staff=name),
    }
    if action == "cancel":
        ticket = typed_number(lobby, form.get("number", ""))
        return partial(moving.cancel, ticket_id=ticket), ticket
    if action not in deeds:
        raise BadForm
    return deeds[action], subject
