"""/t/{id}: one's own ticket, on a phone, without a cookie."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from hub.domain.tickets import Ticket
from hub.service.asking import is_id
from hub.web.office import Office
from hub.web.ticket_views import ticket_page
from hub.web.visitors import asked_language, visitor_page


class TicketPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: APIRouter) -> None:
        router.add_route("/t/{ticket}", self._ticket)

    async def _ticket(self, request: Request) -> Response:
        ticket = self._find(request.path_params["ticket"])
        language = asked_language(request, self._office, ticket.language if ticket else "")
        if ticket is None:
            return visitor_page(self._office, "no_ticket.html", language, None, 404)
        shown = ticket_page(self._office.lobby, ticket, self._office.now(), language)
        return visitor_page(self._office, "ticket.html", language, shown)

    def _find(self, ticket_id: str) -> Ticket | None:
        return self._office.lobby.find(ticket_id) if is_id(ticket_id) else None
