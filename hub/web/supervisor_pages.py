"""/supervisor: the whole lobby, and what only a supervisor may change."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.domain.errors import Refused
from hub.service.access import Principal, Right
from hub.service.reception import Caller
from hub.web import words
from hub.web.alerts import alerts
from hub.web.forms import read
from hub.web.guarding import guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.overview import overview, supervise
from hub.web.rendering import HEADERS, is_htmx, page

# Lines of the audit log that are shown.
DEEDS = 20


class SupervisorPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        show = guarded(self._office, Right.SUPERVISE, self._show)
        act = guarded(self._office, Right.SUPERVISE, self._act)
        router.add_route("/supervisor", show)
        router.add_route("/supervisor/{action}", act, methods=["POST"])

    async def _show(self, _request: Request, who: Principal) -> Response:
        return await self._page(who)

    async def _act(self, request: Request, who: Principal) -> Response:
        form, action = await read(request), request.path_params["action"]
        try:
            run, subject = supervise(self._office.lobby, action, form, who.name)
            caller = Caller(who.id, None, form.get("command") or None, is_staff=True)
            await self._office.reception.act(run, action, caller, subject)
        except Refused as refused:
            site = self._office.lobby.site
            message = words.refusal(site, refused.code.value, refused.details)
            return await self._page(who, 409, message)
        if is_htmx(request):
            return await self._page(who)
        return RedirectResponse("/supervisor", 303, HEADERS)

    async def _page(self, who: Principal, status: int = 200, message: str = "") -> Response:
        office = self._office
        audit = await office.slowly(lambda: office.audit.latest(DEEDS))
        now, terminals = office.now(), office.terminals()
        return page(
            "supervisor.html",
            status,
            page=overview(office.lobby, now, terminals, audit, office.board.past.values()),
            alerts=alerts(terminals),
            message=message,
            now=now,
            me=who,
            nav=nav(office, who),
        )
