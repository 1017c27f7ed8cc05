"""/contents: where a content manager arrives, until there is something to manage."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from hub.service.access import Principal, Right
from hub.web.desk import Desk
from hub.web.guarding import guarded
from hub.web.rendering import page


class ContentPages:
    """Belongs to the event loop."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/contents", guarded(self._desk, Right.CONTENT, self._show))

    async def _show(self, _request: Request, who: Principal) -> Response:
        return page("contents.html", live=False, me=who)
