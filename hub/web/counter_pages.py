"""/counter: choose one, and work at it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.domain.errors import Refused
from hub.domain.site import Counter
from hub.service.access import RIGHTS, Principal, Right
from hub.service.ports import JournalFault
from hub.service.reception import Caller
from hub.web import words
from hub.web.alerts import alerts
from hub.web.choosing import Panel, panel
from hub.web.deeds import ACTIONS, Stale, deed
from hub.web.forms import BadForm, read
from hub.web.guarding import NotFound, guarded
from hub.web.nav import alarms
from hub.web.office import Office
from hub.web.rendering import HEADERS, is_htmx, page
from hub.web.views import counter_page, counter_rows


class CounterPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        show = (("/counter", self._choose), ("/counter/{counter}", self._show))
        for path, run in show:
            router.add_route(path, guarded(self._office, Right.SERVE, run))
        router.add_route(
            "/counter/{counter}/{action}",
            guarded(self._office, Right.SERVE, self._act),
            methods=["POST"],
        )

    async def _choose(self, _request: Request, who: Principal) -> Response:
        rows = counter_rows(self._office.lobby, self._office.now())
        return page("counters.html", counters=rows, lobby=self._office.lobby, **self._me(who))

    async def _show(self, request: Request, who: Principal) -> Response:
        counter = self._counter(request)
        chosen = request.query_params
        ticket, moving = chosen.get("move") or chosen.get("pick", ""), "move" in chosen
        return self._page(counter, who, panel=self._panel(counter, ticket, moving=moving))

    async def _act(self, request: Request, who: Principal) -> Response:
        counter, action = self._counter(request), request.path_params["action"]
        if action not in ACTIONS:
            raise NotFound
        try:
            form = await read(request)
            run = deed(self._office.lobby, counter.id, action, form, who)
            caller = Caller(who.id, counter.id, form.get("command") or None, is_staff=True)
            await self._office.reception.act(run, action, caller, form.get("ticket", ""))
        except (Refused, Stale, BadForm, JournalFault) as error:
            return self._page(counter, who, 409, message=self._words(error))
        return self._done(request, counter, who)

    def _done(self, request: Request, counter: Counter, who: Principal) -> Response:
        """The page as it is now; without scripts by way of its own address."""
        where = f"/counter/{counter.id}"
        if not is_htmx(request):
            return RedirectResponse(where, 303, HEADERS)
        response = self._page(counter, who)
        response.headers["HX-Replace-Url"] = where
        return response

    def _words(self, error: Exception) -> str:
        if isinstance(error, Refused):
            return words.refusal(self._office.lobby.site, error.code.value, error.details)
        return {Stale: words.STALE, BadForm: words.BAD_FORM}.get(type(error), words.STORAGE)

    def _counter(self, request: Request) -> Counter:
        counter = self._office.lobby.site.counters.get(request.path_params["counter"])
        if counter is None:
            raise NotFound
        return counter

    def _panel(self, counter: Counter, ticket_id: str, *, moving: bool) -> Panel | None:
        ticket = self._office.lobby.tickets.get(ticket_id)
        now = self._office.now()
        return panel(self._office.lobby, ticket, counter, now, moving=moving) if ticket else None

    def _page(
        self,
        counter: Counter,
        who: Principal,
        status: int = 200,
        *,
        panel: Panel | None = None,
        message: str = "",
    ) -> Response:
        now = self._office.now()
        return page(
            "counter.html",
            status,
            page=counter_page(self._office.lobby, counter, now),
            panel=panel,
            places=words.PLACES,
            message=message,
            alerts=alerts(self._office.terminals()),
            has_desk=self._office.desk is not None,
            now=now,
            **self._me(who),
        )

    def _me(self, who: Principal) -> dict[str, object]:
        rights = RIGHTS[who.role]
        return {
            "me": who,
            "may_supervise": Right.SUPERVISE in rights,
            "has_appointments": self._office.takes_appointments,
            "may_end": Right.EMERGENCY in rights,
            "alarms": alarms(self._office),
        }
