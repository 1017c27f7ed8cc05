"""/: the lobby for everyone, without a cookie."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from hub.web.office import Office
from hub.web.public_views import lobby_page
from hub.web.visitors import asked_language, visitor_page


class PublicPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/", self._lobby)

    async def _lobby(self, request: Request) -> Response:
        language = asked_language(request, self._office)
        shown = lobby_page(self._office.lobby, self._office.now(), language)
        return visitor_page(self._office, "lobby.html", language, shown)
