"""/audit: what staff did, newest first; on a hub of the desk the only place that shows it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.service.access import Principal, Right
from hub.web import words
from hub.web.guarding import guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import page

# Lines on the page, and those among which is searched.
SHOWN, SEARCHED = 200, 5000


class AuditPages:
    """Belongs to the event loop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        router.add_route("/audit", guarded(self._office, Right.ADMINISTER, self._show))

    async def _show(self, request: Request, who: Principal) -> Response:
        wanted = request.query_params.get("about", "").strip()[:60]
        lines = await self._office.slowly(lambda: self._office.audit.latest(SEARCHED))
        zone = self._office.now().tzinfo
        fitting = [line for line in lines if wanted in (line.who, *line.subject.split(), "")]
        rows = [
            (
                line.at.astimezone(zone),
                line.who,
                words.AUDITED.get(line.action, line.action),
                line.subject,
            )
            for line in fitting[:SHOWN]
        ]
        shown = {"rows": rows, "wanted": wanted, "most": SHOWN}
        return page("audit.html", live=False, me=who, nav=nav(self._office, who), **shown)
