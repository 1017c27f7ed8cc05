"""All pages, put together for the application."""

from collections.abc import Iterable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.web.account_pages import AccountPages
from hub.web.admin_pages import AdminPages
from hub.web.audit_pages import AuditPages
from hub.web.counter_pages import CounterPages
from hub.web.equipment_pages import EquipmentPages
from hub.web.issue_pages import IssuePages
from hub.web.live import Changes
from hub.web.office import Office
from hub.web.rendering import HEADERS, file
from hub.web.supervisor_pages import SupervisorPages

_LOBBY = (
    CounterPages,
    IssuePages,
    SupervisorPages,
)


class PageSet(Protocol):
    """Pages that belong together."""

    def add_to(self, router: Router) -> None:
        """Serve them."""


class Pages:
    """`router` serves everything; `close` lets the open pages go when the hub stops."""

    def __init__(self, office: Office, rooms: Iterable[PageSet]) -> None:
        """`rooms`: the pages of this hub's rooms."""
        changes = Changes(office.board)
        self.close = changes.close
        self.router = Router()
        self.router.add_route("/static/{name:path}", _file)
        self.router.add_route("/live", changes.serve)
        for always in (AccountPages, AdminPages, AuditPages, EquipmentPages):
            always(office).add_to(self.router)
        for pages in rooms:
            pages.add_to(self.router)
        if office.is_lobby:
            for lobby in _LOBBY:
                lobby(office).add_to(self.router)
        else:
            for path in ("/", "/counter"):
                self.router.add_route(path, _to_desk)


async def _file(request: Request) -> Response:
    return file(request)


async def _to_desk(_request: Request) -> Response:
    """Where there is no lobby, the desk is everyone's first page."""
    return RedirectResponse("/desk", 303, HEADERS)
