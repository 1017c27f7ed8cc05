"""/book: a service, a day, a time, an address if wished, and a look before it is booked."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from config.mailbox import is_mailbox
from hub.domain.appointments.records import Contact
from hub.domain.appointments.slots import SlotPlan, instant
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.ports import WaitWish, Wish
from hub.web.booking import views
from hub.web.booking.frame import Frame, go
from hub.web.booking.seals import Age, Seal
from hub.web.booking.views import Range, Reader
from hub.web.forms import BadForm, read_open

MOST_FIELDS = 20
# RFC 5321, 4.5.3.1.3: a path holds so many characters.
MOST_MAIL = 254
# Refusals after which another time helps.
_TAKEN = frozenset({Refusal.SLOT_FULL, Refusal.SLOT_CLOSED})
_AGES = {Age.TOO_QUICK: "press_again", Age.EXPIRED: "expired"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form holds: a time, an address or none, and the language to write in."""

    at: str
    start: datetime
    mail: str
    language: str
    seal: Seal


class BookPages:
    """Belongs to the event loop."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def add_to(self, router: Router) -> None:
        for method, path, run in (
            ("GET", "/book", self._services),
            ("GET", "/book/{service}", self._days),
            ("GET", "/book/{service}/wait", self._wait_form),
            ("POST", "/book/{service}/wait", self._wait),
            ("POST", "/book/{service}/check", self._check),
            ("POST", "/book/{service}/done", self._book),
            ("GET", "/book/{service}/check", self._again),
            ("GET", "/book/{service}/done", self._again),
            ("GET", "/book/{service}/{day}", self._times),
            ("GET", "/book/{service}/{day}/{time}", self._form),
        ):
            self._frame.add(router, method, path, run)

    async def _services(self, request: Request) -> Response:
        reader, site = self._frame.reader(request), self._frame.office.lobby.site
        services = [site.services[key] for key in self._frame.bookings.plans]
        return self._frame.page(reader, "services", here="/book", services=services, reader=reader)

    async def _again(self, request: Request) -> Response:
        """A form's address opened anew: begin with the day."""
        return go(f"/book/{self._frame.plan(request).service}", self._frame.reader(request))

    async def _days(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        calendar = await self._frame.calendar(request, reader, plan)
        here = f"/book/{plan.service}"
        return self._choosing("days", plan, reader, here=here, calendar=calendar)

    async def _times(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        day = views.read_day(request.path_params["day"])
        if day is None:
            return go(f"/book/{plan.service}", reader)
        slots = await self._frame.slots(request, plan.service, Range(day, day))
        return self._choosing(
            "times",
            plan,
            reader,
            here=f"/book/{plan.service}/{day}",
            day=day.isoformat(),
            shown_day=reader.day(day),
            parts=views.times(reader, slots, day),
            is_full=bool(slots) and not any(slot.free for slot in slots),
        )

    def _choosing(
        self, step: str, plan: SlotPlan, reader: Reader, *, here: str, **shown: object
    ) -> Response:
        """A page on which a day or a time is chosen, or the waiting list."""
        return self._frame.page(
            reader,
            step,
            here=here,
            service=plan.service,
            name=reader.service(plan.service),
            base=f"/book/{plan.service}",
            form=self._frame.sealer.make(self._frame.office.clock()),
            now_booked="",
            takes_mail=self._frame.takes_mail,
            **shown,
        )

    async def _form(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        at = f"{request.path_params['day']}T{request.path_params['time']}"
        start = views.read_at(at, reader.site)
        if start is None:
            return go(f"/book/{plan.service}", reader)
        draft = Draft(at, start, "", reader.language, self._seal(request))
        here = f"/book/{plan.service}/{at.replace('T', '/')}"
        if not self._frame.takes_mail:
            return self._form_page("check", plan, reader, draft, here=here)
        return self._form_page("mail", plan, reader, draft, here=here)

    async def _check(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        form = await self._read(request)
        draft = self._draft(form, reader)
        if form.get("do") == "mail":
            return self._form_page("mail", plan, reader, draft)
        if draft.mail and not _is_mail(draft.mail):
            return self._form_page("mail", plan, reader, draft, 422, message="mail.bad")
        return self._form_page("check", plan, reader, draft)

    async def _book(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        draft = self._draft(await self._read(request), reader)
        if draft.mail and not _is_mail(draft.mail):
            return self._form_page("mail", plan, reader, draft, 422, message="mail.bad")
        if draft.seal.age is not Age.GOOD:
            message = _AGES[draft.seal.age]
            return self._form_page("check", plan, reader, draft, 422, message=message)
        self._frame.count_form(request, draft.mail)
        contact = Contact(mail=draft.mail)
        # The form of one page may be sent for several times: each is an appointment of its own.
        key = f"{draft.seal.id} {draft.at}"
        wish = Wish(key, plan.service, draft.start, draft.language, contact)
        try:
            made = await self._frame.bookings.book(wish)
        except Refused as refused:
            if refused.code in _TAKEN:
                return await self._other_times(request, plan, reader, draft)
            raise
        return go(f"/a/{made.token}?said=done", reader)

    async def _other_times(
        self, request: Request, plan: SlotPlan, reader: Reader, draft: Draft
    ) -> Response:
        """Someone was quicker: the nearest times that are free, with all that was typed."""
        times = await self._frame.nearest(request, reader, plan, draft.start)
        return self._form_page("taken", plan, reader, draft, 409, times=times)

    async def _wait_form(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        if not self._frame.takes_mail:
            return go(f"/book/{plan.service}", reader)
        days = self._waited(plan, reader, request.query_params.get("day", ""))
        now = self._frame.office.clock()
        seal = self._frame.sealer.fresh(now)
        draft = Draft(_range_text(days), now, "", reader.language, seal)
        return self._ask_wait(plan, reader, draft, here=f"/book/{plan.service}/wait")

    async def _wait(self, request: Request) -> Response:
        plan, reader = self._frame.plan(request), self._frame.reader(request)
        form = await self._read(request)
        days = self._waited(plan, reader, form.get("at", ""))
        draft = self._draft({**form, "at": f"{days.first}T00:00"}, reader)
        draft = replace(draft, at=_range_text(days))
        if not _is_mail(draft.mail):
            return self._ask_wait(plan, reader, draft, 422, message="mail.bad")
        if draft.seal.age is not Age.GOOD:
            return self._ask_wait(plan, reader, draft, 422, message=_AGES[draft.seal.age])
        self._frame.count_form(request, draft.mail)
        first, last = _span(reader, days)
        contact = Contact(mail=draft.mail)
        wish = WaitWish(draft.seal.id, plan.service, first, last, draft.language, contact)
        try:
            entry = await self._frame.bookings.wait(wish)
        except Refused as refused:
            if refused.code is Refusal.SEATS_FREE:
                return self._ask_wait(plan, reader, draft, 409, message="wait.free")
            raise
        return go(f"/a/{entry.token}?said=done", reader)

    def _seal(self, request: Request) -> Seal:
        """The seal in the address, so that going back shows the same form; else a new one."""
        now, sealer = self._frame.office.clock(), self._frame.sealer
        found = sealer.read(request.query_params.get("form", ""), now)
        if found.age is Age.FORGED:
            return sealer.fresh(now)
        return sealer.read(sealer.renewed(found, now), now)

    def _waited(self, plan: SlotPlan, reader: Reader, wanted: str) -> Range:
        """One day, or all that can be booked."""
        days = views.bookable(plan, reader.site, self._frame.office.now())
        day = views.read_day(wanted)
        return Range(day, day) if day and days.first <= day <= days.last else days

    async def _read(self, request: Request) -> dict[str, str]:
        found = await read_open(request, MOST_FIELDS)
        form = {name: values[-1] for name, values in found.items()}
        # Hidden from people: what fills it in is no person.
        if form.get("website"):
            raise BadForm
        return form

    def _draft(self, form: dict[str, str], reader: Reader) -> Draft:
        """BadForm for what our own form never sends."""
        at, language = form.get("at", ""), form.get("language", "")
        start, mail = views.read_at(at, reader.site), form.get("mail", "").strip()
        seal = self._frame.sealer.read(form.get("seal", ""), self._frame.office.clock())
        offered = reader.site.languages
        if start is None or language not in offered or seal.age is Age.FORGED:
            raise BadForm
        return Draft(at, start, mail[: 2 * MOST_MAIL], language, seal)

    def _ask_wait(
        self, plan: SlotPlan, reader: Reader, draft: Draft, status: int = 200, **shown: str
    ) -> Response:
        when = reader.range(*_span(reader, self._waited(plan, reader, draft.at)))
        return self._form_page("wait", plan, reader, draft, status, when=when, **shown)

    def _form_page(
        self,
        step: str,
        plan: SlotPlan,
        reader: Reader,
        draft: Draft,
        status: int = 200,
        **shown: Any,
    ) -> Response:
        """A page with a form that carries the draft; `shown`: what is more, or other than usual."""
        usual = self._shown(plan, reader, draft)
        return self._frame.page(reader, step, status, **{**usual, **shown})

    def _shown(self, plan: SlotPlan, reader: Reader, draft: Draft) -> dict[str, Any]:
        """What every form shows and carries."""
        bring = self._frame.writer.bring.get(plan.service)
        return {
            "message": "",
            "takes_mail": self._frame.takes_mail,
            "service": plan.service,
            "name": reader.service(plan.service),
            "base": f"/book/{plan.service}",
            "when": reader.moment(draft.start),
            "place": reader.name(reader.site.name) + " " + reader.name(reader.site.place),
            "bring": reader.name(bring) if bring else "",
            "draft": draft,
            "seal": self._frame.sealer.renewed(draft.seal, self._frame.office.clock()),
        }


def _is_mail(mail: str) -> bool:
    return len(mail) <= MOST_MAIL and is_mailbox(mail)


def _range_text(days: Range) -> str:
    return days.first.isoformat() if days.first == days.last else ""


def _span(reader: Reader, days: Range) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last."""
    after, midnight = days.last + timedelta(days=1), datetime.min.time()
    return instant(reader.site, days.first, midnight), instant(reader.site, after, midnight)
