"""Numbers come into the lobby: asked for at a terminal, or given by a kiosk that was alone."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from hub.domain.acting import Act, Decision, known_service
from hub.domain.due import Due
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Event, Kind
from hub.domain.lobby import Lobby
from hub.domain.numbers import is_offline_label, label
from hub.domain.opening import Reason
from hub.domain.order import appointed_rank, arrival_rank, position, waited
from hub.domain.site import Numbers, Service, Site, business_day
from hub.domain.tickets import State, Ticket
from hub.domain.waiting import Wait, estimate, service_opening

# Closed to those who come without an appointment.
_WITH_APPOINTMENT = frozenset({Reason.NOT_YET, Reason.BREAK, Reason.FULL})


class Register(Protocol):
    """What only the journal knows: the atomic number counters, and tickets of other days."""

    def next_ordinal(self, series: str) -> int:
        """Take the next number of a series, from 0. It counts only if the commit succeeds."""

    def ticket(self, ticket_id: str) -> Ticket | None:
        """Any ticket ever recorded."""


@dataclass(frozen=True, slots=True)
class Request:
    """A visitor asks for a number. `id` is a uuid4 in 32 hex digits: asked twice, given once.

    `then`: the services that the visitor goes to after `service`, with the same number.
    """

    id: str
    service: str
    language: str = "ja"
    priority: str | None = None
    remarks: str = ""
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfflineTicket:
    """A number that a kiosk gave while it was alone."""

    id: str
    label: str
    service: str
    issued_at: datetime
    language: str = "ja"
    priority: str | None = None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """The ticket, the people before it, and the wait it was promised."""

    ticket: Ticket
    ahead: int
    wait: Wait | None


def issue(act: Act, register: Register, request: Request, due: Due | None = None) -> Decision:
    """Give the next number. The same id twice gives the same ticket.

    `due`: the appointment that the visitor has come for.
    """
    lobby = act.lobby
    known = lobby.find(request.id) or register.ticket(request.id)
    if known is not None:
        return Decision((), known)
    service = known_service(lobby, request.service)
    for following in request.then:
        known_service(lobby, following)
    if request.priority is not None and request.priority not in lobby.site.classes:
        raise Refused(Refusal.UNKNOWN_CLASS, priority=request.priority)
    _check_open(act, service, due)
    ticket = _numbered(act, register, service, request, due)
    came = (replace(due, over=True),) if due else ()
    return Decision((Event(Kind.ISSUED, act.now, tickets=(ticket,), due=came, by=act.by),), ticket)


def _check_open(act: Act, service: Service, due: Due | None) -> None:
    """Refused(SERVICE_CLOSED). Hours and the day's maximum are for those without an appointment."""
    found = service_opening(act.lobby, service, act.now)
    rules = act.lobby.site.rules.appointments
    is_expected = due is not None and act.now <= due.at + rules.late
    if not (found.is_open or (is_expected and found.reason in _WITH_APPOINTMENT)):
        raise Refused(Refusal.SERVICE_CLOSED, service=service.id, reason=found.reason.value)


def issued(lobby: Lobby, ticket: Ticket) -> Issued:
    """What the visitor is told about a ticket: its place in line and the promise made."""
    ahead = position(lobby, ticket) if ticket.state is State.WAITING else 0
    return Issued(ticket, ahead, Wait(*ticket.promised) if ticket.promised else None)


def _numbered(
    act: Act, register: Register, service: Service, request: Request, due: Due | None
) -> Ticket:
    lobby, site = act.lobby, act.lobby.site
    rank = (
        appointed_rank(site, due.at, act.now, request.priority, waited(lobby, service.id, act.now))
        if due
        else arrival_rank(site, act.now, request.priority)
    )
    ticket = Ticket(
        id=request.id,
        visit=request.id,
        label=_free_label(lobby, register, service),
        service=service.id,
        day=lobby.day,
        issued_at=act.now,
        queued_at=act.now,
        rank=rank,
        language=request.language,
        priority=request.priority,
        remarks=request.remarks,
        source=act.by,
        steps=_steps(site, service, request.then),
        appointment=due.id if due else None,
        due=due.at if due else None,
    )
    wait = estimate(lobby, ticket, act.now)
    return replace(ticket, promised=(wait.low, wait.high) if wait else None)


def _steps(site: Site, service: Service, then: tuple[str, ...]) -> tuple[str, ...]:
    """The service's own steps, then each following service with its own.

    One dropped from the configuration while the kiosk was alone is passed over.
    """
    steps = list(service.steps)
    for name in dict.fromkeys(then):
        following = site.services.get(name)
        if following is not None and following != service:
            steps += (name, *following.steps)
    return tuple(steps)


def _free_label(lobby: Lobby, register: Register, service: Service) -> str:
    """The next number; where the range has wrapped, one that nobody in the lobby still holds."""
    series = service.id
    if lobby.site.rules.numbers is Numbers.DAILY:
        series = f"{service.id}/{lobby.day.isoformat()}"
    for _ in range(service.first, service.last + 1):
        number = label(service, register.next_ordinal(series))
        if number not in lobby.labels:
            return number
    raise Refused(Refusal.NO_NUMBERS_LEFT, service=service.id)


def adopt(act: Act, register: Register, kiosk_id: str, offline: OfflineTicket) -> Decision:
    """Take over a number that a kiosk gave while alone: exactly once, at its time of issue.

    The kiosk may have asked the hub first and missed the answer. Then the hub has the ticket
    under a number that nobody holds, and the number on the visitor's paper replaces it.
    """
    lobby = act.lobby
    _check_label(lobby, kiosk_id, offline)
    known = lobby.find(offline.id) or register.ticket(offline.id)
    if known is None:
        ticket = _adopted(act, kiosk_id, offline)
    elif known.label == offline.label or known.id not in lobby.tickets:
        return Decision((), known)
    else:
        ticket = _relabelled(known, offline)
    return Decision((Event(Kind.ADOPTED, act.now, tickets=(ticket,), by=kiosk_id),), ticket)


def _check_label(lobby: Lobby, kiosk_id: str, offline: OfflineTicket) -> None:
    kiosk = lobby.site.kiosks.get(kiosk_id)
    if kiosk is None:
        raise Refused(Refusal.UNKNOWN_KIOSK, kiosk=kiosk_id)
    service = known_service(lobby, offline.service)
    if not is_offline_label(service, kiosk, offline.label):
        raise Refused(Refusal.BAD_LABEL, number=offline.label, kiosk=kiosk_id)


def _relabelled(known: Ticket, offline: OfflineTicket) -> Ticket:
    """Nobody could answer a call of the number that was never printed: wait again, by arrival."""
    state = State.WAITING if known.state in (State.CALLED, State.ABSENT) else known.state
    return replace(known, label=offline.label, state=state, version=known.version + 1)


def _adopted(act: Act, kiosk_id: str, offline: OfflineTicket) -> Ticket:
    lobby = act.lobby
    service = lobby.site.services[offline.service]
    # A kiosk clock that runs ahead must not push its visitors to the end.
    issued_at = min(offline.issued_at, act.now)
    day = business_day(lobby.site, issued_at)
    # A class dropped from the configuration meanwhile leaves a valid number.
    priority = offline.priority if offline.priority in lobby.site.classes else None
    over = day < lobby.day and lobby.site.rules.numbers is Numbers.DAILY
    return Ticket(
        id=offline.id,
        visit=offline.id,
        label=offline.label,
        service=service.id,
        day=day,
        issued_at=issued_at,
        queued_at=issued_at,
        rank=arrival_rank(lobby.site, issued_at, priority),
        language=offline.language,
        priority=priority,
        source=kiosk_id,
        steps=_steps(lobby.site, service, offline.then),
        state=State.CANCELLED if over else State.WAITING,
        ended_at=act.now if over else None,
    )
