"""What all pages of booking stand on, and how they say what went wrong, in the visitor's words."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from assets.words import LANGUAGES, known_tag
from hub.domain.appointments.slots import Slot, SlotPlan
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.booking import Bookings
from hub.service.appointments.letters import Writer
from hub.service.limiting import Limit, Rule
from hub.service.ports import JournalFault
from hub.web.booking.seals import Sealer
from hub.web.booking.views import (
    Calendar,
    Range,
    Reader,
    TimeRow,
    bookable,
    calendar,
    nearest,
    shown_range,
)
from hub.web.forms import BadForm
from hub.web.limiting import Networks, client
from hub.web.office import Office
from hub.web.rendering import HEADERS, page
from hub.web.visitors import asked_language

Run = Callable[[Request], Awaitable[Response]]

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class TooMany(Exception):
    """More than one address, or all together, may ask for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What robots would do more often than people. They are no settings: no city could choose.

    A city hall's own network, and many phones of one operator, share an address: 200 visitors of
    ten `pages` each, or a form every minute. A mailbox gets no more `mails` than a family would
    cause in a day. `everyone` together sends a form every six seconds, which is more than any
    hall's visitors do: many addresses must not fill weeks of a plan within an hour.
    """

    pages: Limit = field(default_factory=lambda: Limit(Rule(2_000, _HOUR)))
    forms: Limit = field(default_factory=lambda: Limit(Rule(60, _HOUR)))
    mails: Limit = field(default_factory=lambda: Limit(Rule(6, _DAY)))
    everyone: Limit = field(default_factory=lambda: Limit(Rule(600, _HOUR)))
    wrong_links: Limit = field(default_factory=lambda: Limit(Rule(30, _HOUR)))


@dataclass(frozen=True, slots=True)
class Frame:
    """Belongs to the event loop. `takes_mail`: can the hub write to visitors?"""

    office: Office
    bookings: Bookings
    writer: Writer
    sealer: Sealer
    takes_mail: bool
    proxies: Networks = ()
    limits: Limits = field(default_factory=Limits)

    def add(self, router: Router, method: str, path: str, run: Run) -> None:
        """Serve a page; what goes wrong becomes a page too."""
        router.add_route(path, self._calm(run), methods=[method])

    def reader(self, request: Request, own: str = "") -> Reader:
        """Who reads: by the address, else the `own` language, else the browser's."""
        return Reader(self.office.lobby.site, asked_language(request, self.office, own))

    def plan(self, request: Request) -> SlotPlan:
        """The plan of the service in the address; Refused(UNKNOWN_SERVICE)."""
        return self.plan_of(request.path_params["service"])

    def plan_of(self, service: str) -> SlotPlan:
        """Refused(UNKNOWN_SERVICE) where it takes no appointments."""
        found = self.bookings.plans.get(service)
        if found is None:
            raise Refused(Refusal.UNKNOWN_SERVICE)
        return found

    async def slots(self, request: Request, service: str, days: Range) -> tuple[Slot, ...]:
        """What can be booked on these days, full times too; TooMany."""
        now, pages, asker = self.office.clock(), self.limits.pages, client(request, self.proxies)
        if pages.is_full(asker, now):
            raise TooMany
        pages.count(asker, now)
        return await self.bookings.free(service, days.first, days.last)

    async def nearest(
        self, request: Request, reader: Reader, plan: SlotPlan, start: datetime
    ) -> tuple[TimeRow, ...]:
        """The free times next to one that somebody else took meanwhile; TooMany."""
        days = bookable(plan, reader.site, self.office.now())
        return nearest(reader, await self.slots(request, plan.service, days), start)

    async def calendar(self, request: Request, reader: Reader, plan: SlotPlan) -> Calendar:
        """Two weeks; only where they have nothing free, all that there is."""
        now = self.office.now()
        shown = shown_range(plan, reader.site, request.query_params.get("from", ""), now)
        slots = await self.slots(request, plan.service, shown)
        others: tuple[Slot, ...] = ()
        if not any(slot.free for slot in slots):
            others = await self.slots(request, plan.service, bookable(plan, reader.site, now))
        return calendar(reader, plan, slots, shown, now, others)

    def count_form(self, request: Request, mail: str) -> None:
        """One more form that would change something; TooMany."""
        now, limits, asker = self.office.clock(), self.limits, client(request, self.proxies)
        # Nobody's address is kept, not even in memory.
        mailbox = hmac.new(self.sealer.key, mail.lower().encode(), sha256).hexdigest()
        asked = [(limits.everyone, "all"), (limits.forms, asker)]
        asked += [(limits.mails, mailbox)] if mail else []
        if any(limit.is_full(name, now) for limit, name in asked):
            raise TooMany
        for limit, name in asked:
            limit.count(name, now)

    def check_guesser(self, request: Request) -> None:
        """TooMany for an address that tried too many links."""
        if self.limits.wrong_links.is_full(client(request, self.proxies), self.office.clock()):
            raise TooMany

    def page(
        self,
        reader: Reader,
        template: str,
        status: int = 200,
        /,
        *,
        here: str = "",
        **shown: object,
    ) -> Response:
        """A page; `here` is its address for the links to its other languages, if it has one."""
        site = self.office.lobby.site
        response = page(
            f"booking/{template}.html",
            status,
            live=False,
            lang=known_tag(reader.language),
            chosen=reader.language,
            languages=[(tag, LANGUAGES.get(tag, tag)) for tag in site.languages],
            city=reader.name(site.name),
            say=reader.say,
            skip=reader.say("skip"),
            here=here,
            **shown,
        )
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def trouble(self, reader: Reader, key: str, status: int) -> Response:
        """A page that says what went wrong and where to go on."""
        return self.page(reader, "trouble", status, message=key)

    def _calm(self, run: Run) -> Run:
        async def serve(request: Request) -> Response:
            try:
                return await run(request)
            except Refused as refused:
                return self._refused(request, refused)
            except TooMany:
                return self.trouble(self.reader(request), "too_many", 429)
            except BadForm:
                return self.trouble(self.reader(request), "refused", 422)
            except JournalFault:
                return self.trouble(self.reader(request), "storage", 503)

        return serve

    def _refused(self, request: Request, refused: Refused) -> Response:
        reader = self.reader(request)
        if refused.code is Refusal.UNKNOWN_APPOINTMENT:
            self.limits.wrong_links.count(client(request, self.proxies), self.office.clock())
            return self.page(reader, "unknown", 404)
        if refused.code is Refusal.UNKNOWN_SERVICE:
            return self.trouble(reader, "no_service", 404)
        return self.trouble(reader, _REFUSED.get(refused.code, "refused"), 409)


_REFUSED = {
    Refusal.SLOT_CLOSED: "nothing_free",
    Refusal.SLOT_FULL: "nothing_free",
    Refusal.TOO_MANY_APPOINTMENTS: "mail_full",
    Refusal.APPOINTMENT_OVER: "too_late",
    Refusal.SEATS_FREE: "wait.free",
    Refusal.NO_ADDRESS: "mail.bad",
    Refusal.OFFER_LAPSED: "wait.lapsed",
}


def go(where: str, reader: Reader) -> Response:
    """Lead the browser on, in the same language."""
    joined = "&" if "?" in where else "?"
    return RedirectResponse(f"{where}{joined}lang={reader.language}", 303, HEADERS)
