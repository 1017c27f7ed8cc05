"""Which leg of a visit its page shows: the paper's code stays good all day."""

from collections.abc import Mapping
from datetime import datetime

from hub.domain.lobby import Lobby
from hub.domain.tickets import ENDED, Ticket


def latest_leg(lobby: Lobby, ticket: Ticket) -> Ticket:
    """Where the visit stands now; an ended one stands at its end."""
    live = lobby.tickets.get(ticket.id)
    if live is not None:
        return live
    legs = (leg for leg in lobby.legs() if leg.visit == ticket.visit)
    return max(legs, key=_newer, default=ticket)


def latest_legs(lobby: Lobby) -> Mapping[str, Ticket]:
    """As `latest_leg`, for all visits at once."""
    found: dict[str, Ticket] = {}
    for leg in lobby.legs():
        other = found.get(leg.visit)
        if other is None or _newer(leg) > _newer(other):
            found[leg.visit] = leg
    return found


def legs_before(lobby: Lobby, ticket: Ticket) -> list[Ticket]:
    """The legs that led to this one, the first one first; as far as they are remembered."""
    found: list[Ticket] = []
    while ticket.origin is not None:
        before = lobby.find(ticket.origin)
        if before is None:
            break
        found.append(before)
        ticket = before
    return found[::-1]


def _newer(leg: Ticket) -> tuple[bool, datetime]:
    return leg.state not in ENDED, leg.queued_at
