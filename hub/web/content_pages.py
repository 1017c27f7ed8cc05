"""/contents: where a content manager arrives, until there is something to manage."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from hub.service.access import Principal, Right
from hub.web.guarding import guarded
from hub.web.office import Office
from hub.web.rendering import page


class ContentPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/contents", guarded(self._office, Right.CONTENT, self._show))

    async def _show(self, _request: Request, who: Principal) -> Response:
        return page("contents.html", live=False, me=who)
