"""Visitors with an appointment come: may they be received now, and with which number."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from hub.domain.acting import Act, Decision
from hub.domain.appointments.records import CAME, Action, Appointment, State
from hub.domain.due import Due
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Event, Kind
from hub.domain.issuing import Register, Request, issue
from hub.domain.lobby import Lobby
from hub.domain.site import Site, business_day
from hub.domain.tickets import ENDED, Ticket
from hub.domain.tickets import State as TicketState


def check_arrival(site: Site, found: Appointment, kiosk: str | None, now: datetime) -> None:
    """May the visitor check in now, at this kiosk if at one?

    Refused(APPOINTMENT_CANCELLED, NOT_TODAY, UNKNOWN_SERVICE, WRONG_PLACE or TOO_EARLY): the day
    in ISO 8601, times as "09:45", all by the site's clock. Who is late is not refused.
    """
    if found.state is State.CANCELLED:
        raise Refused(Refusal.APPOINTMENT_CANCELLED)
    zone = ZoneInfo(site.timezone)
    if business_day(site, found.start) != business_day(site, now):
        raise Refused(Refusal.NOT_TODAY, day=found.start.astimezone(zone).date().isoformat())
    if found.service not in site.services:
        raise Refused(Refusal.UNKNOWN_SERVICE, service=found.service)
    if kiosk is not None and not _receives(site, kiosk, found.service):
        raise Refused(Refusal.WRONG_PLACE, service=found.service)
    opens = found.start - site.rules.appointments.early
    if found.state not in CAME and now < opens:
        start, from_then = (f"{at.astimezone(zone):%H:%M}" for at in (found.start, opens))
        raise Refused(Refusal.TOO_EARLY, time=start, opens=from_then)


def _receives(site: Site, kiosk: str, service: str) -> bool:
    """A service that no kiosk gives numbers of is received at every one, by appointment."""
    known = site.kiosks.get(kiosk)
    return known is None or not site.services[service].at_kiosk or service in known.services


def arrive(act: Act, register: Register, found: Appointment, request: Request) -> Decision:
    """Give the visitor a number, or again the one that was given: once an appointment.

    That holds though the record of the appointment may know nothing of it yet: the lobby does.
    Refused(APPOINTMENT_OVER) where that number has been served, or was given up; as for any.
    """
    given = ticket_of(act.lobby, found.id) or (
        register.ticket(found.ticket) if found.ticket else None
    )
    if given is not None and given.state in ENDED:
        raise Refused(Refusal.APPOINTMENT_OVER)
    if given is not None:
        return Decision((), given)
    return issue(act, register, request, Due(found.id, found.service, found.start))


def ticket_of(lobby: Lobby, appointment: str) -> Ticket | None:
    """The number that was given for an appointment today, of its latest leg."""
    return next((leg for leg in reversed([*lobby.legs()]) if leg.appointment == appointment), None)


def outcome(tickets: Iterable[Ticket]) -> Action | None:
    """What has become of a visitor who came, by the numbers that were given: None while here."""
    states = {item.state for item in tickets}
    if not states or not states <= ENDED:
        return None
    return Action.SERVE if TicketState.DONE in states else Action.LEAVE


def expect(act: Act, booked: Iterable[Appointment]) -> Decision:
    """Let the lobby know whose visitors are still to come today, of all that are `booked`."""
    lobby = act.lobby
    came = {leg.appointment for leg in lobby.legs()}
    expected = {
        item.id: Due(item.id, item.service, item.start)
        for item in booked
        if item.id not in came and item.service in lobby.site.services
    }
    new = [due for key, due in expected.items() if lobby.due.get(key) != due]
    over = [replace(due, over=True) for key, due in lobby.due.items() if key not in expected]
    if not (new or over):
        return Decision()
    return Decision((Event(Kind.DUE_CHANGED, act.now, due=(*over, *new), by=act.by),))
