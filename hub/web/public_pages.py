"""/ and /t/{id}: for everyone, on a phone, without a cookie."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from assets.words import LANGUAGES, known_tag
from hub.domain.tickets import Ticket
from hub.service.asking import is_id
from hub.web.office import Office
from hub.web.public_views import lobby_page, ticket_page
from hub.web.rendering import page
from hub.web.texts import choose_language, texts


class PublicPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/", self._lobby)
        router.add_api_route("/t/{ticket}", self._ticket)

    async def _lobby(self, request: Request) -> Response:
        language = self._language(request)
        shown = lobby_page(self._office.lobby, self._office.now(), language)
        return self._page("lobby.html", language, shown)

    async def _ticket(self, request: Request) -> Response:
        ticket = self._find(request.path_params["ticket"])
        language = self._language(request, ticket)
        if ticket is None:
            return self._page("no_ticket.html", language, None, 404)
        return self._page(
            "ticket.html",
            language,
            ticket_page(self._office.lobby, ticket, self._office.now(), language),
        )

    def _find(self, ticket_id: str) -> Ticket | None:
        return self._office.lobby.find(ticket_id) if is_id(ticket_id) else None

    def _language(self, request: Request, ticket: Ticket | None = None) -> str:
        """What was asked for; else the visitor's own choice at the kiosk; else the browser's."""
        asked = request.query_params.get("lang") or (ticket.language if ticket else "")
        accepted = request.headers.get("accept-language", "")[:200]
        return choose_language(asked, accepted, self._office.lobby.site.languages)

    def _page(self, template: str, language: str, shown: object, status: int = 200) -> Response:
        offered = self._office.lobby.site.languages
        return page(
            template,
            status,
            page=shown,
            say=texts(language).text,
            lang=known_tag(language),
            chosen=language,
            languages=[(tag, LANGUAGES.get(tag, tag)) for tag in offered],
            now=self._office.now(),
        )
