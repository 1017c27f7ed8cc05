"""/appointments: the day's list, the day's slots, and everything staff do with them."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from assets.words import LANGUAGES
from config.mailbox import is_mailbox
from hub.domain.appointments.records import Appointment, Contact
from hub.domain.appointments.slots import local_day
from hub.domain.errors import Refused
from hub.service.access import RIGHTS, Principal, Right
from hub.service.appointments.booking import Bookings
from hub.service.appointments.checking_in import CheckIn
from hub.service.appointments.ports import Wish
from hub.service.asking import is_id
from hub.service.ports import JournalFault
from hub.service.reception import Caller
from hub.web import words
from hub.web.appointments.view import day_page, line, moment, service_name
from hub.web.booking.views import Reader, read_at, read_day, times
from hub.web.forms import BadForm, read
from hub.web.guarding import NotFound, guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import HEADERS, is_htmx, page

# What a clerk calls somebody by; as long as the import takes.
_NICKNAME = re.compile(r"[^\x00-\x1f\x7f-\x9f]{0,40}")
BAD_MAIL = "メールアドレスの形を確かめてください。"

Form = Mapping[str, str]
Act = Callable[[Form, Principal], Awaitable[Response | None]]


@dataclass(frozen=True, slots=True)
class AppointmentPages:
    """Belongs to the event loop. `takes_mail`: can the hub write to visitors?"""

    office: Office
    bookings: Bookings
    check_in: CheckIn
    takes_mail: bool

    def add_to(self, router: Router) -> None:
        for path, run in (
            ("/appointments", self._day),
            ("/appointments/new", self._new),
            ("/appointments/move", self._move_form),
        ):
            router.add_route(path, guarded(self.office, Right.SERVE, run))
        acts: tuple[tuple[str, Right, Act], ...] = (
            ("check-in", Right.SERVE, self._check_in),
            ("miss", Right.SERVE, self._miss),
            ("cancel", Right.SERVE, self._cancel),
            ("move", Right.SERVE, self._move),
            ("book", Right.SERVE, self._book),
            ("unlist", Right.SERVE, self._unlist),
            ("slot", Right.SUPERVISE, self._slot),
        )
        for name, right, act in acts:
            doing = guarded(self.office, right, self._acting(act))
            router.add_route(f"/appointments/{name}", doing, methods=["POST"])

    def _acting(self, act: Act) -> Callable[[Request, Principal], Awaitable[Response]]:
        """Do it, and show the day as it is then; or why it was not done."""

        async def run(request: Request, who: Principal) -> Response:
            form = await read(request)
            try:
                shown = await act(form, who)
            except Refused as refused:
                message = self._why(refused)
                return await self._page(who, form, status=409, message=message)
            except JournalFault:
                return await self._page(who, form, status=503, message=words.STORAGE)
            if shown is not None:
                return shown
            if is_htmx(request):
                return await self._page(who, form)
            where = f"/appointments?day={_day_text(form)}&service={form.get('service', '')}"
            return RedirectResponse(where, 303, HEADERS)

        return run

    async def _day(self, request: Request, who: Principal) -> Response:
        return await self._page(who, request.query_params)

    async def _check_in(self, form: Form, who: Principal) -> Response:
        """The visitor's number, to be printed or told."""
        request, caller = form.get("command", ""), Caller(who.id, is_staff=True)
        if not is_id(request):
            raise BadForm
        code = form.get("code") or (await self._found(form)).token
        issued = await self.check_in.check_in(code, request, "", caller)
        where = f"/issue/{issued.ticket.id}?from=appointments"
        return RedirectResponse(where, 303, HEADERS)

    async def _miss(self, form: Form, who: Principal) -> None:
        await self.bookings.miss(form.get("key", ""), who.id)

    async def _cancel(self, form: Form, who: Principal) -> None:
        await self.bookings.cancel_for(form.get("key", ""), who.id)

    async def _move(self, form: Form, who: Principal) -> Response:
        start = self._start(form)
        made = await self.bookings.move_for(form.get("key", ""), start, who.id)
        return self._made(made)

    async def _book(self, form: Form, who: Principal) -> Response:
        contact = Contact(form.get("mail", "").strip(), form.get("nickname", "").strip())
        if not _NICKNAME.fullmatch(contact.nickname):
            raise BadForm
        if contact.mail and not is_mailbox(contact.mail):
            return self._form(who, form, self._start(form), 422, BAD_MAIL)
        key, language = form.get("command", ""), form.get("language", "ja")
        if not is_id(key) or language not in self.office.lobby.site.languages:
            raise BadForm
        wish = Wish(key, form.get("service", ""), self._start(form), language, contact)
        return self._made(await self.bookings.book_for(wish, who.id))

    async def _unlist(self, form: Form, who: Principal) -> None:
        await self.bookings.leave_for(form.get("key", ""), who.id)

    async def _slot(self, form: Form, who: Principal) -> None:
        seats = form.get("seats", "")
        if seats not in ("", "0"):
            raise BadForm
        stopped = 0 if seats else None
        service, start = form.get("service", ""), self._start(form)
        await self.bookings.adjust(service, start, stopped, who.id)

    async def _new(self, request: Request, who: Principal) -> Response:
        form = dict(request.query_params)
        if form.get("service") not in self.bookings.plans:
            raise NotFound
        return self._form(who, form, self._start(form))

    async def _move_form(self, request: Request, who: Principal) -> Response:
        """The day's free times, to move an appointment to."""
        form = dict(request.query_params)
        try:
            found = await self._found(form)
        except Refused:
            raise NotFound from None
        site, now = self.office.lobby.site, self.office.now()
        day = read_day(form.get("day", "")) or local_day(site, found.start)
        slots = await self.bookings.free(found.service, day, day)
        return page(
            "appointment_move.html",
            live=False,
            found=line(self.office.lobby, found, now),
            was=moment(site, found.start),
            day=day.isoformat(),
            parts=times(Reader(site, "ja"), slots, day),
            **self._frame(who),
        )

    async def _found(self, form: Form) -> Appointment:
        return await self.bookings.known(form.get("key", ""))

    def _start(self, form: Form) -> datetime:
        start = read_at(form.get("at", ""), self.office.lobby.site)
        if start is None:
            raise BadForm
        return start

    def _made(self, made: Appointment) -> Response:
        day = local_day(self.office.lobby.site, made.start)
        where = f"/appointments?day={day}&service={made.service}&made={made.id}"
        return RedirectResponse(where, 303, HEADERS)

    def _form(
        self, who: Principal, form: Form, start: datetime, status: int = 200, message: str = ""
    ) -> Response:
        site, service = self.office.lobby.site, form["service"]
        return page(
            "appointment_new.html",
            status,
            live=False,
            service=service,
            name=service_name(site, service),
            at=form["at"],
            day=form["at"][:10],
            when=moment(site, start),
            languages=[(tag, LANGUAGES.get(tag, tag)) for tag in site.languages],
            form={"mail": "", "nickname": "", "language": "ja", **form},
            key=form.get("command") or uuid4().hex,
            takes_mail=self.takes_mail,
            message=message,
            **self._frame(who),
        )

    async def _page(
        self, who: Principal, asked: Form, *, status: int = 200, message: str = ""
    ) -> Response:
        now, plans = self.office.now(), tuple(self.bookings.plans)
        day = read_day(asked.get("day", "")) or now.date()
        service = asked.get("service", "")
        shown = service if service in plans else plans[0]
        found = await self.bookings.day(day)
        lobby = self.office.lobby
        return page(
            "appointments.html",
            status,
            page=day_page(lobby, found, day, shown, plans, now),
            picked=_picked(found.appointments, asked.get("pick", "")),
            made=_picked(found.appointments, asked.get("made", "")),
            line=lambda each: line(lobby, each, now),
            message=message,
            may_stop=Right.SUPERVISE in RIGHTS[who.role],
            now=now,
            **self._frame(who),
        )

    def _frame(self, who: Principal) -> dict[str, object]:
        return {"me": who, "nav": nav(self.office, who)}

    def _why(self, refused: Refused) -> str:
        # The state of an appointment is not that of a ticket.
        details = {key: value for key, value in refused.details.items() if key != "state"}
        return words.refusal(self.office.lobby.site, refused.code.value, details)


def _picked(appointments: tuple[Appointment, ...], key: str) -> Appointment | None:
    return next((each for each in appointments if each.id == key), None)


def _day_text(form: Form) -> str:
    day: date | None = read_day(form.get("day", ""))
    return day.isoformat() if day else ""
