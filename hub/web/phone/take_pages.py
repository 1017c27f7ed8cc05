"""/take: a number on the visitor's own phone; /numbers-by-phone: today's code, for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.domain.errors import Refused
from hub.domain.forms import wareki
from hub.domain.issuing import Request as Asked
from hub.domain.site import words as in_language
from hub.domain.tickets import PHONE
from hub.domain.waiting import Congestion, congestion
from hub.service.access import Denied, Principal, Right
from hub.service.limiting import Limit, Rule
from hub.service.phone_numbers import NumberRules, held
from hub.service.reception import Caller
from hub.web.booking.seals import Age
from hub.web.forms import BadForm, read
from hub.web.guarding import guarded
from hub.web.issuing import drawn_code
from hub.web.limiting import address, client
from hub.web.nav import nav
from hub.web.phone.tools import PhoneTools, Trouble, kept, question
from hub.web.public_views import level_words
from hub.web.rendering import HEADERS, page
from hub.web.texts import texts
from hub.web.visitors import asked_language, visitor_page

# Wrong codes from one address: six digits for a day, so 1,440 tries find one in 700. A whole
# waiting hall may share the address, and mistype.
WRONG = Rule(10, timedelta(minutes=10))
HOUR = timedelta(hours=1)
# Everybody together counts under this name.
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Option:
    """A service to choose."""

    id: str
    prefix: str
    name: str
    people: str
    level: str
    is_open: bool


class TakePages:
    """Belongs to the event loop."""

    def __init__(
        self, tools: PhoneTools, rules: NumberRules, per_address: int, altogether: int
    ) -> None:
        """Numbers an hour from one address, and of all."""
        self._tools = tools
        self._rules = rules
        self._taken = Limit(Rule(per_address, HOUR))
        self._all = Limit(Rule(altogether, HOUR))
        self._wrong = Limit(WRONG)

    def add_to(self, router: Router) -> None:
        router.add_route("/take", self._ask)
        router.add_route("/take", self._take, methods=["POST"])
        shown = guarded(self._tools.office, Right.SUPERVISE, self._staff)
        router.add_route("/numbers-by-phone", shown)

    async def _ask(self, request: Request) -> Response:
        return self._page(request, {"code": request.query_params.get("code", "")[:12]})

    async def _take(self, request: Request) -> Response:
        form: Mapping[str, str] = {}
        try:
            form = await self._form(request)
            ticket = await self._number(request, form)
        except Trouble as trouble:
            return self._page(request, form, trouble.status, trouble.key)
        return RedirectResponse(f"/t/{ticket}?lang={self._language(request)}", 303, HEADERS)

    async def _form(self, request: Request) -> Mapping[str, str]:
        try:
            return await read(request)
        except (BadForm, Denied):
            raise Trouble("phone.expired", 400) from None

    async def _number(self, request: Request, form: Mapping[str, str]) -> str:
        """The ticket's id: that of the form, so a form sent twice gives one number."""
        tools, now = self._tools, self._tools.office.now()
        seal = tools.sealer.read(form.get("seal", ""), now)
        if tools.lobby.find(seal.id):
            return seal.id
        # What no person sees, no person fills in; and nobody chooses within two seconds.
        if seal.age is not Age.GOOD or form.get("website"):
            raise Trouble("phone.expired")
        service = form.get("service", "")
        if service not in {each.id for each in self._rules.offered(tools.lobby)}:
            raise Trouble("phone.take.choose", 400)
        who = client(request, tools.proxies)
        self._check(request, who, form.get("code", ""))
        asked = Asked(seal.id, service, language=self._language(request))
        try:
            await kept(tools.office.reception.issue(asked, Caller(PHONE)))
        except Refused:
            raise Trouble("phone.take.closed") from None
        self._taken.count(who, now)
        self._all.count(_ALL, now)
        return seal.id

    def _check(self, request: Request, who: str, code: str) -> None:
        now = self._tools.office.now()
        if self._wrong.is_full(who, now):
            raise Trouble("phone.busy", 429)
        found = address(request, self._tools.proxies)
        no = self._rules.refuse(self._tools.lobby, found, code[:12], now)
        if no == "wrong_code":
            self._wrong.count(who, now)
        if no:
            raise Trouble(f"phone.take.{no}")
        if self._taken.is_full(who, now) or self._all.is_full(_ALL, now):
            raise Trouble("phone.take.limit", 429)

    def _language(self, request: Request) -> str:
        return asked_language(request, self._tools.office)

    def _page(
        self, request: Request, form: Mapping[str, str], status: int = 200, fault: str = ""
    ) -> Response:
        tools, language = self._tools, self._language(request)
        say, now = texts(language).text, tools.office.now()
        offered = {service.id for service in self._rules.offered(tools.lobby)}
        found = congestion(tools.lobby, now)
        shown = question(
            title=say("phone.take"),
            hint=say("phone.take.hint"),
            fault=say(fault) if fault else self._before(request, language),
            seal=tools.sealer.make(now),
            asks_code=self._rules.by == "code",
            code=form.get("code", "")[:12],
            chosen=form.get("service", ""),
            services=[_option(each, language) for each in found if each.service.id in offered],
        )
        return visitor_page(tools.office, "phone_take.html", language, shown, status, live=False)

    def _before(self, request: Request, language: str) -> str:
        """What can be said before anything is chosen."""
        tools = self._tools
        code = self._rules.code(tools.lobby.day)
        found = address(request, tools.proxies)
        no = self._rules.refuse(tools.lobby, found, code, tools.office.now())
        return texts(language).text(f"phone.take.{no}") if no else ""

    async def _staff(self, _request: Request, who: Principal) -> Response:
        office, lobby, now = self._tools.office, self._tools.lobby, self._tools.office.now()
        code = self._rules.code(lobby.day) if self._rules.by == "code" else ""
        base = lobby.site.public_url.rstrip("/")
        link = f"{base}/take{f'?code={code}' if code else ''}" if base else ""
        return page(
            "phone_numbers.html",
            code=code,
            wareki=str(wareki.of(lobby.day)),
            link=f"{base}/take" if base else "",
            drawn=drawn_code(link) if link else "",
            held=held(lobby),
            most=self._rules.most,
            now=now,
            me=who,
            nav=nav(office, who),
            live=False,
        )


def _option(found: Congestion, language: str) -> Option:
    return Option(
        id=found.service.id,
        prefix=found.service.prefix,
        name=in_language(found.service.name, language),
        people=texts(language).text("wait.people", count=found.waiting),
        level=level_words(found, language),
        is_open=found.opening.is_open,
    )
