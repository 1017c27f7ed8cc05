"""The two questions: how long for a number, and how long for whoever comes now."""

from datetime import datetime

from hub.domain.estimate.spread import Estimate, estimate
from hub.domain.estimate.walk import Line, prepare
from hub.domain.lobby import Lobby, entry
from hub.domain.tickets import Ticket


def of_ticket(lobby: Lobby, ticket: Ticket, now: datetime) -> Estimate | None:
    """For a visitor in line, or about to join it.

    None where nobody is there to call, and for papers, which are called when they are ready.
    """
    if ticket.service not in lobby.site.services:
        return None
    key = ticket.service, ticket.counter
    walk = prepare(lobby, now, {key: entry(ticket)})
    walk.run()
    line = walk.lines.get(key)
    return _said(line) if line else None


def of_all(lobby: Lobby, now: datetime) -> dict[str, Estimate | None]:
    """For everybody in line, by ticket id; None where nobody is there to call."""
    waiting = (lobby.tickets[place[-1]] for queue in lobby.queues.values() for place in queue)
    return {ticket.id: of_ticket(lobby, ticket, now) for ticket in waiting}


def of_newcomers(lobby: Lobby, now: datetime) -> dict[str, Estimate | None]:
    """For whoever took a number of each service now, without a head start."""
    walk = prepare(lobby, now, {(service, None): None for service in lobby.site.services})
    walk.run()
    lines = walk.lines
    return {
        service: _said(lines[service, None]) if (service, None) in lines else None
        for service in lobby.site.services
    }


def _said(line: Line) -> Estimate | None:
    return estimate(line.reached.minutes, line.reached.variance) if line.reached else None
