"""/t/{id}/notices: where a visitor wants to be told, and that it shall stop; /sw.js."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from config.mailbox import is_mailbox
from hub.service.noticing import AHEAD, TooManyWishes, Wish
from hub.service.outbox import ChannelName
from hub.service.ports import JournalFault
from hub.web.phone.tools import PhoneTools, Trouble, Visit, form_of, kept, of_visit, question
from hub.web.rendering import FILES, HEADERS
from hub.web.visitors import visitor_page

# People ahead that is chosen at first.
USUAL = 3
MOST_ADDRESS = 2_000


class NoticePages:
    """Belongs to the event loop."""

    def __init__(self, tools: PhoneTools) -> None:
        self._tools = tools

    def add_to(self, router: Router) -> None:
        path = "/t/{ticket}/notices"
        router.add_route(path, of_visit(self._tools, self._show))
        router.add_route(path, of_visit(self._tools, self._send), methods=["POST"])
        router.add_route("/sw.js", _worker)

    async def _show(self, request: Request, visit: Visit) -> Response:
        said = {"set": "phone.notices.set", "stopped": "phone.notices.stopped"}
        key = said.get(request.query_params.get("done", ""))
        return await self._page(visit, good=visit.say(key) if key else "")

    async def _send(self, request: Request, visit: Visit) -> Response:
        form: Mapping[str, str] = {}
        try:
            form = await form_of(self._tools, request, visit)
            if form.get("do") == "stop":
                await kept(self._tools.notices.stop(visit.leg.visit))
                return self._go(visit, "stopped")
            # What no person sees, no person fills in.
            if not form.get("website"):
                await self._add(visit, form)
        except Trouble as trouble:
            bad = form.get("address", "")[:254] if trouble.key == "phone.bad_mail" else None
            return await self._page(visit, trouble.status, fault=visit.say(trouble.key), bad=bad)
        return self._go(visit, "set")

    async def _add(self, visit: Visit, form: Mapping[str, str]) -> None:
        wish = self._wish(visit, form)
        who, now = sha256(wish.address.encode()).hexdigest(), self._tools.office.now()
        if self._tools.wishes.is_full(who, now):
            raise Trouble("phone.too_many", 429)
        self._tools.wishes.count(who, now)
        try:
            await kept(self._tools.notices.add(wish))
        except TooManyWishes:
            raise Trouble("phone.too_many") from None

    def _wish(self, visit: Visit, form: Mapping[str, str]) -> Wish:
        ahead, address = form.get("ahead", ""), form.get("address", "").strip()
        if ahead not in map(str, AHEAD) or len(address) > MOST_ADDRESS:
            raise Trouble("phone.expired", 400)
        if self._view_is_over(visit):
            raise Trouble("phone.changed")
        channel: ChannelName = "push" if form.get("do") == "push" else "mail"
        if channel == "mail" and not (self._tools.by_mail and is_mailbox(address)):
            raise Trouble("phone.bad_mail", 400)
        push = self._tools.push if self._tools.push_key else None
        if channel == "push" and not (push and push.fits(address)):
            raise Trouble("phone.notices.denied", 400)
        return Wish(
            id=uuid4().hex,
            visit=visit.leg.visit,
            channel=channel,
            address=address,
            ahead=int(ahead),
            language=visit.language,
            made_at=self._tools.office.now(),
        )

    def _view_is_over(self, visit: Visit) -> bool:
        return visit.leg.id not in self._tools.lobby.tickets

    def _go(self, visit: Visit, done: str) -> Response:
        return RedirectResponse(f"{visit.under('notices')}&done={done}", 303, HEADERS)

    async def _page(
        self,
        visit: Visit,
        status: int = 200,
        *,
        fault: str = "",
        good: str = "",
        bad: str | None = None,
    ) -> Response:
        tools = self._tools
        try:
            wishes = await tools.notices.of(visit.leg.visit)
        except JournalFault:
            wishes, fault = (), visit.say("phone.storage")
        if not all(wish.address for wish in wishes):
            fault = fault or visit.say("phone.notices.refused")
        over = self._view_is_over(visit)
        page = question(
            title=visit.say("phone.notices"),
            number=visit.leg.label,
            hint=visit.say("phone.notices.hint"),
            fault=fault,
            good=good,
            back=visit.page,
            action=visit.under("notices"),
            seal=tools.sealer.make(tools.office.now(), visit.id),
            wishes=[
                visit.say(f"phone.notices.row.{wish.channel}", count=wish.ahead)
                for wish in wishes
                if wish.address
            ],
            by_mail=tools.by_mail and not over,
            push_key="" if over else tools.push_key,
            ahead=AHEAD,
            chosen_ahead=USUAL,
            bad_mail=bad is not None,
            given=bad or "",
        )
        return visitor_page(
            tools.office, "phone_notices.html", visit.language, page, status, live=False
        )


async def _worker(_request: Request) -> Response:
    """At the top, so that it may serve all addresses; looked for anew each time."""
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(_script(), headers=headers, media_type="text/javascript")


@cache
def _script() -> bytes:
    return FILES["sw.js"].read_bytes()
