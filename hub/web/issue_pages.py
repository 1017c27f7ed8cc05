"""/issue: staff give a number, where no kiosk can or where only staff may say what is special."""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from assets.words import known_tag
from hub.domain.errors import Refused
from hub.domain.waiting import congestion
from hub.service.access import Principal, Right
from hub.service.asking import MOST_REMARKS, misfits
from hub.service.ports import JournalFault
from hub.service.reception import Caller
from hub.web import issuing, words
from hub.web.forms import read
from hub.web.guarding import NotFound, guarded
from hub.web.issuing import Form
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import HEADERS, page

# Where else than from a counter clerks come.
_PAGES = {"supervisor": "全体の様子", "appointments": "予約"}
_EMPTY = {"service": "", "priority": "", "language": "", "remarks": "", "from": ""}


class IssuePages:
    """Belongs to the event loop. `from` in an address is where the clerk goes back to."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        for path, run in (("/issue", self._form), ("/issue/{ticket}", self._paper)):
            router.add_route(path, guarded(self._office, Right.ISSUE, run))
        issue = guarded(self._office, Right.ISSUE, self._issue)
        router.add_route("/issue", issue, methods=["POST"])

    async def _form(self, request: Request, who: Principal) -> Response:
        # The ticket's id comes with the form: sent twice, given once.
        return self._show(who, {"ticket": uuid4().hex, "from": _came_from(request)})

    async def _issue(self, request: Request, who: Principal) -> Response:
        form = {**_EMPTY, **await read(request)}
        if not form["service"]:
            return self._show(who, form, 422, message=words.NO_SERVICE)
        try:
            asked = issuing.request(form)
            found = misfits(asked, self._office.lobby.site)
            if found:
                return self._show(who, form, 422, message=issuing.fault_words(found))
            await self._office.reception.issue(asked, Caller(who.id, is_staff=True))
        except Refused as refused:
            site = self._office.lobby.site
            message = words.refusal(site, refused.code.value, refused.details)
            return self._show(who, form, 409, message=message)
        except JournalFault:
            return self._show(who, form, 503, message=words.STORAGE)
        back, _ = self._back(form["from"])
        return RedirectResponse(f"/issue/{asked.id}?from={back}", 303, HEADERS)

    async def _paper(self, request: Request, who: Principal) -> Response:
        ticket = self._office.lobby.find(request.path_params["ticket"])
        if ticket is None:
            raise NotFound
        zone = self._office.now().tzinfo
        clock = words.clock(ticket.issued_at.astimezone(zone))
        say = issuing.paper_words(ticket.language)
        return page(
            "issued.html",
            live=False,
            paper=issuing.paper(self._office.lobby, ticket, clock),
            say=say.text,
            language=known_tag(ticket.language),
            **self._frame(who, _came_from(request)),
        )

    def _show(
        self, who: Principal, form: Form, status: int = 200, *, message: str = ""
    ) -> Response:
        lobby = self._office.lobby
        return page(
            "issue.html",
            status,
            live=False,
            services=tuple(map(issuing.choice, congestion(lobby, self._office.now()))),
            classes=issuing.classes(lobby),
            languages=issuing.languages(lobby),
            most=MOST_REMARKS,
            form={**_EMPTY, **form},
            message=message,
            **self._frame(who, form["from"]),
        )

    def _frame(self, who: Principal, back: str) -> dict[str, object]:
        key, name = self._back(back)
        where = {"": "/counter"}.get(key) or (f"/{key}" if key in _PAGES else f"/counter/{key}")
        return {
            "me": who,
            "nav": nav(self._office, who),
            "back": key,
            "back_name": name,
            "back_to": where,
        }

    def _back(self, wanted: str) -> tuple[str, str]:
        """Where the clerk came from, checked, and its name."""
        counter = self._office.lobby.site.counters.get(wanted)
        if counter is not None:
            return counter.id, words.counter_name(counter.number)
        return (wanted, _PAGES[wanted]) if wanted in _PAGES else ("", "窓口の画面")


def _came_from(request: Request) -> str:
    return request.query_params.get("from", "")
