"""One's own ticket on the phone. No personal data.

Texts in plain Japanese have readings, as in assets.words: pages show them with `ruby` or `plain`.
"""

from dataclasses import dataclass
from datetime import datetime

from hub.domain.lobby import Lobby
from hub.domain.order import position
from hub.domain.site import words as text
from hub.domain.tickets import State, Ticket
from hub.domain.waiting import estimate
from hub.web.public_views import counter_words, wait_words
from hub.web.texts import texts


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Everything on /t/{id}. `call` is the counter to go to, empty until called."""

    number: str
    service: str
    call: str
    message: str
    ahead: int | None
    wait: str


def ticket_page(lobby: Lobby, ticket: Ticket, now: datetime, language: str) -> TicketPage:
    """A ticket, or the leg that has followed from it: the paper's code stays good all day."""
    ticket = latest_leg(lobby, ticket)
    service = lobby.site.services.get(ticket.service)
    in_line = ticket.state is State.WAITING
    ahead = position(lobby, ticket) if in_line and service and not service.board else None
    is_called = ticket.state is State.CALLED
    return TicketPage(
        number=ticket.label,
        service=text(service.name, language) if service else "",
        call=counter_words(lobby, ticket.counter or "", language) if is_called else "",
        message=_message(ticket, language),
        ahead=ahead,
        wait="" if ahead is None else wait_words(estimate(lobby, ticket, now), language),
    )


def latest_leg(lobby: Lobby, ticket: Ticket) -> Ticket:
    """Where the visit stands now."""
    if ticket.id in lobby.tickets:
        return ticket
    legs = (leg for leg in lobby.tickets.values() if leg.visit == ticket.visit)
    return max(legs, key=lambda leg: leg.queued_at, default=ticket)


def _message(ticket: Ticket, language: str) -> str:
    said = texts(language).texts
    if ticket.state is State.WAITING:
        return said["next_step" if ticket.origin else "waiting"]
    key = {State.CALLED: "again" if ticket.calls > 1 else "", State.TRANSFERRED: "next_step"}
    return said.get(key.get(ticket.state, ticket.state.value), "")
