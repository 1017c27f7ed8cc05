"""/t/{id}: one's own ticket on the phone, live, without a cookie; and what can be done with it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.domain import moving
from hub.domain.acting import Act, Decision
from hub.domain.errors import Refusal, Refused
from hub.domain.tickets import PHONE, Ticket
from hub.domain.waiting import estimate
from hub.service.reception import Caller
from hub.web.phone.live import TooMany
from hub.web.phone.tools import (
    PhoneTools,
    Trouble,
    Visit,
    form_of,
    kept,
    of_visit,
    question,
)
from hub.web.phone.view import TicketView, ticket_view
from hub.web.rendering import HEADERS, html
from hub.web.sending import events
from hub.web.texts import texts
from hub.web.visitors import visitor_page

# A button: what it sends, what it says, and how it looks.
Choice = tuple[str, str, str]

_PICTURE = {**HEADERS, "Cache-Control": "private, max-age=3600"}


class TicketPages:
    """Belongs to the event loop."""

    def __init__(self, tools: PhoneTools) -> None:
        self._tools = tools

    def add_to(self, router: Router) -> None:
        shown = {
            "": self._ticket,
            "/live": self._live,
            "/map.svg": self._map,
            "/late": self._ask_late,
            "/give-up": self._ask_give_up,
            "/back": self._ask_back,
        }
        for path, run in shown.items():
            router.add_route(f"/t/{{ticket}}{path}", of_visit(self._tools, run))
        done = {"/late": self._late, "/give-up": self._give_up, "/back": self._back}
        for path, act in done.items():
            router.add_route(
                f"/t/{{ticket}}{path}", of_visit(self._tools, self._tried(act)), methods=["POST"]
            )

    async def _ticket(self, _request: Request, visit: Visit) -> Response:
        view = self.view(visit.leg, visit.language)
        return visitor_page(
            self._tools.office,
            "phone.html",
            visit.language,
            view,
            live=False,
            visit=visit.id,
            survey=self._tools.offers.survey,
        )

    def view(self, leg: Ticket, language: str) -> TicketView:
        """The page as it is now."""
        lobby, now = self._tools.lobby, self._tools.office.now()
        waits = partial(estimate, lobby, now=now)
        return ticket_view(lobby, leg, waits, language, self._tools.offers)

    async def _live(self, _request: Request, visit: Visit) -> Response:
        try:
            return events(self._tools.live.open(visit.leg, visit.language, visit.id))
        except TooMany:
            return Response(status_code=503, headers={**HEADERS, "Retry-After": "60"})

    async def _map(self, _request: Request, visit: Visit) -> Response:
        """Where the counter is that has called."""
        view, drawn = self.view(visit.leg, visit.language), None
        if view.place and view.place.key:
            # A plan that went away or was spoilt meanwhile.
            with suppress(OSError, ValueError):
                drawn = await asyncio.to_thread(self._tools.maps.picture, view.place.key)
        if drawn is None:
            return Response(status_code=404, headers=HEADERS)
        return Response(drawn, headers=_PICTURE, media_type="image/svg+xml")

    def _tried(
        self, act: Callable[[Request, Visit], Awaitable[Response]]
    ) -> Callable[[Request, Visit], Awaitable[Response]]:
        """What goes wrong is said in the visitor's language."""

        async def run(request: Request, visit: Visit) -> Response:
            try:
                return await act(request, visit)
            except Trouble as trouble:
                page = question(title=visit.say(trouble.key), back=visit.page)
                return self._page("phone_choice.html", visit, page, trouble.status)

        return run

    async def _ask_late(self, _request: Request, visit: Visit) -> Response:
        minutes = self._tools.offers.late
        can = self.view(visit.leg, visit.language).can_put_off
        choices = [
            (str(each), visit.say("phone.late.minutes", minutes=each), "") for each in minutes
        ]
        return self._asked(visit, "late", choices if can else [])

    async def _ask_give_up(self, _request: Request, visit: Visit) -> Response:
        can = self.view(visit.leg, visit.language).can_give_up
        return self._asked(
            visit, "give_up", [("yes", visit.say("phone.give_up.do"), "danger")] if can else []
        )

    async def _ask_back(self, _request: Request, visit: Visit) -> Response:
        can = self.view(visit.leg, visit.language).can_return
        return self._asked(
            visit, "return", [("yes", visit.say("phone.return.do"), "primary")] if can else []
        )

    def _asked(self, visit: Visit, what: str, choices: list[Choice]) -> Response:
        """The question; where nothing can be chosen any more, that things have changed."""
        page = question(
            title=visit.say(f"phone.{what}.title"),
            number=visit.leg.label,
            hint=visit.say(f"phone.{what}.hint") if choices else "",
            fault="" if choices else visit.say("phone.changed"),
            choices=choices,
            seal=self._tools.sealer.make(self._tools.office.now(), visit.id),
            back=visit.page,
        )
        return self._page("phone_choice.html", visit, page)

    def _page(self, template: str, visit: Visit, shown: object, status: int = 200) -> Response:
        office = self._tools.office
        return visitor_page(office, template, visit.language, shown, status, live=False)

    async def _late(self, request: Request, visit: Visit) -> Response:
        form = await form_of(self._tools, request, visit)
        chosen = form.get("choice", "")
        if chosen not in map(str, self._tools.offers.late):
            raise Trouble("phone.expired", 400)
        action = partial(moving.put_off, ticket_id=visit.leg.id, minutes=int(chosen))
        return await self._done(visit, action, form)

    async def _give_up(self, request: Request, visit: Visit) -> Response:
        form = await form_of(self._tools, request, visit)
        if not self.view(visit.leg, visit.language).can_give_up:
            raise Trouble("phone.changed")
        return await self._done(visit, partial(moving.cancel, ticket_id=visit.leg.id), form)

    async def _back(self, request: Request, visit: Visit) -> Response:
        form = await form_of(self._tools, request, visit)
        return await self._done(visit, partial(moving.bring_back, ticket_id=visit.leg.id), form)

    async def _done(
        self, visit: Visit, action: Callable[[Act], Decision], form: Mapping[str, str]
    ) -> Response:
        """The same form sent twice is carried out once."""
        sent = f"{form['seal']} {form.get('choice', '')}"
        caller = Caller(PHONE, key=sha256(sent.encode()).hexdigest()[:32])
        try:
            await kept(self._tools.office.reception.act(action, "phone", caller))
        except Refused as refused:
            often = refused.code is Refusal.LATE_TOO_OFTEN
            raise Trouble("phone.late.too_often" if often else "phone.changed") from None
        return RedirectResponse(visit.page, 303, HEADERS)


def fragment(view: TicketView, link: str, language: str, *, survey: bool) -> str:
    """What changes on a page, as it is sent to one that is open under `link`."""
    shown = {"page": view, "say": texts(language).text, "chosen": language}
    return html("phone_now.html", {**shown, "visit": link, "survey": survey})
