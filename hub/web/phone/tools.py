"""What the pages of visitors' phones stand on, and how a visitor finds the way in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from hub.domain.lobby import Lobby
from hub.domain.tickets import Ticket
from hub.domain.visits import latest_leg
from hub.service.access import Denied
from hub.service.asking import is_id
from hub.service.limiting import Limit, Rule
from hub.service.noticing import Notices
from hub.service.ports import JournalFault
from hub.web.booking.seals import Age, Sealer
from hub.web.forms import BadForm, read
from hub.web.limiting import MISSES, Networks, client
from hub.web.office import Office
from hub.web.phone.live import PhoneLive
from hub.web.phone.maps import Maps
from hub.web.phone.view import Offers
from hub.web.texts import texts
from hub.web.visitors import asked_language, visitor_page

# Forms sent for one visit: nobody presses every 20 seconds. Wishes to one mail address: a family
# with some visits, but no flood of letters to a stranger.
FORMS, WISHES = Rule(30, timedelta(minutes=10)), Rule(6, timedelta(hours=1))


class PushNotices(Protocol):
    """Notices to browsers."""

    @property
    def key(self) -> str:
        """The hub's public key."""

    def fits(self, text: str) -> bool:
        """Is it a subscription that may be sent to?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneTools:
    """Belongs to the event loop. `push` is None where nothing can be pushed."""

    office: Office
    offers: Offers
    live: PhoneLive
    maps: Maps
    notices: Notices
    sealer: Sealer
    push: PushNotices | None
    by_mail: bool
    proxies: Networks
    misses: Limit = field(default_factory=lambda: Limit(MISSES))
    forms: Limit = field(default_factory=lambda: Limit(FORMS))
    wishes: Limit = field(default_factory=lambda: Limit(WISHES))

    @property
    def lobby(self) -> Lobby:
        return self.office.lobby

    @property
    def push_key(self) -> str:
        """What browsers need to let themselves be told; empty where they cannot be."""
        return self.push.key if self.push and self.offers.notices else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that was found by its link: its latest leg, and the visitor's language."""

    id: str
    leg: Ticket
    language: str

    def say(self, key: str, **values: object) -> str:
        return texts(self.language).text(key, **values)

    @property
    def page(self) -> str:
        """The address of the ticket's page."""
        return f"/t/{self.id}?lang={self.language}"

    def under(self, name: str) -> str:
        """The address of a page below it."""
        return f"/t/{self.id}/{name}?lang={self.language}"


class Trouble(Exception):
    """A form cannot be carried out; `key` is the word that says why."""

    def __init__(self, key: str, status: int = 409) -> None:
        super().__init__(key)
        self.key = key
        self.status = status


Run = Callable[[Request, Visit], Awaitable[Response]]


def of_visit(tools: PhoneTools, run: Run) -> Callable[[Request], Awaitable[Response]]:
    """The page for who has a right link; a calm page for others, and none for those who guess."""

    async def serve(request: Request) -> Response:
        ticket_id = request.path_params["ticket"]
        ticket = tools.lobby.find(ticket_id) if is_id(ticket_id) else None
        language = asked_language(request, tools.office, ticket.language if ticket else "")
        if ticket is None:
            return _missed(tools, request, language)
        # The link of any leg leads to the visit; the page knows it by the link that was used.
        visit = Visit(ticket_id, latest_leg(tools.lobby, ticket), language)
        return await run(request, visit)

    return serve


def _missed(tools: PhoneTools, request: Request, language: str) -> Response:
    who, now = client(request, tools.proxies), tools.office.now()
    if tools.misses.is_full(who, now):
        return message_page(tools.office, language, "phone.busy", 429)
    tools.misses.count(who, now)
    return message_page(tools.office, language, "unknown", 404, "unknown_hint")


def message_page(office: Office, language: str, key: str, status: int, hint: str = "") -> Response:
    """One sentence, and what to do."""
    say = texts(language).text
    shown = question(title=say(key), hint=say(hint) if hint else "")
    return visitor_page(office, "phone_choice.html", language, shown, status, live=False)


def question(**given: object) -> Mapping[str, object]:
    """The `page` of a template that extends phone_ask.html; what is not given is empty."""
    empty = dict.fromkeys(
        ("title", "number", "hint", "fault", "good", "back", "action", "seal", "push_key"), ""
    )
    return {**empty, "choices": (), "wishes": (), "by_mail": False, **given}


async def form_of(tools: PhoneTools, request: Request, visit: Visit) -> Mapping[str, str]:
    """A form that we made for this very visit; Trouble."""
    now = tools.office.now()
    if tools.forms.is_full(visit.leg.visit, now):
        raise Trouble("phone.busy", 429)
    tools.forms.count(visit.leg.visit, now)
    try:
        form = await read(request)
    except (BadForm, Denied):
        raise Trouble("phone.expired", 400) from None
    seal = tools.sealer.read(form.get("seal", ""), now)
    if seal.id != visit.id or seal.age in (Age.FORGED, Age.EXPIRED):
        raise Trouble("phone.expired")
    return form


async def kept(work: Awaitable[object]) -> None:
    """Do what must be on the disk before it is answered; Trouble where it cannot be."""
    try:
        await work
    except JournalFault:
        raise Trouble("phone.storage", 503) from None
