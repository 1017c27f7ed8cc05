"""/a/{token}: one's own appointment, or place on the waiting list. The link is the only key."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.domain.appointments.codes import is_token, shown
from hub.domain.appointments.records import Appointment, Entry, Place, State
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.invitation import calendar_file
from hub.web.booking import views
from hub.web.booking.frame import Frame, go
from hub.web.booking.views import Range, Reader
from hub.web.forms import read_open
from hub.web.issuing import drawn_code
from hub.web.sending import as_file

Show = Callable[[Request, Appointment, Reader], Awaitable[Response]]

# What has just been done, as the address says it: the words for it have the same name.
_SAID = ("done", "changed")
_WAITING = {
    Place.WAITING: "wait.on",
    Place.OFFERED: "wait.offered",
    Place.LAPSED: "wait.lapsed",
    Place.LEFT: "wait.left",
    Place.TAKEN: "wait.left",
}


class OwnPages:
    """Belongs to the event loop."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def add_to(self, router: Router) -> None:
        for method, path, run in (
            ("GET", "/a/{token}", self._own),
            ("POST", "/a/{token}/accept", self._accept),
            ("POST", "/a/{token}/leave", self._leave),
            ("GET", "/a/{token}/yoyaku.ics", self._for(self._file)),
            ("GET", "/a/{token}/change", self._for(self._days)),
            ("POST", "/a/{token}/change", self._for(self._change)),
            ("GET", "/a/{token}/change/{day}", self._for(self._times)),
            ("GET", "/a/{token}/change/{day}/{time}", self._for(self._sure_change)),
            ("GET", "/a/{token}/cancel", self._for(self._sure_cancel)),
            ("POST", "/a/{token}/cancel", self._for(self._cancel)),
        ):
            self._frame.add(router, method, path, run)

    def _for(self, show: Show) -> Callable[[Request], Awaitable[Response]]:
        """The page of an appointment; Refused(UNKNOWN_APPOINTMENT) for anything else."""

        async def serve(request: Request) -> Response:
            found = await self._find(request)
            if isinstance(found, Entry):
                raise Refused(Refusal.UNKNOWN_APPOINTMENT)
            return await show(request, found, self._frame.reader(request, found.language))

        return serve

    async def _find(self, request: Request) -> Appointment | Entry:
        self._frame.check_guesser(request)
        token = request.path_params["token"]
        if not is_token(token):
            raise Refused(Refusal.UNKNOWN_APPOINTMENT)
        return await self._frame.bookings.find(token)

    async def _own(self, request: Request) -> Response:
        found = await self._find(request)
        reader = self._frame.reader(request, found.language)
        if isinstance(found, Entry):
            return self._entry(found, reader)
        said = request.query_params.get("said", "")
        return self._appointment(found, reader, said if said in _SAID else "")

    def _appointment(self, found: Appointment, reader: Reader, said: str) -> Response:
        is_booked, frame = found.state is State.BOOKED, self._frame
        rules, ahead = reader.site.rules.appointments, found.start > frame.office.clock()
        return frame.page(
            reader,
            "own",
            here=f"/a/{found.token}",
            base=f"/a/{found.token}",
            said=said if is_booked else "",
            state=f"state.{found.state.value}",
            is_booked=is_booked,
            may_change=is_booked and ahead,
            may_book=not is_booked and found.state is not State.CHECKED_IN,
            number=shown(found.number),
            code=drawn_code(frame.writer.link(found)) if is_booked else Markup(),
            link=frame.writer.link(found),
            mailed=bool(found.contact.mail) and frame.takes_mail,
            ticket=found.ticket if found.state is State.CHECKED_IN else "",
            early=int(rules.early.total_seconds() // 60),
            late=int(rules.late.total_seconds() // 60),
            **self._facts(found, reader),
        )

    def _facts(self, found: Appointment, reader: Reader) -> dict[str, str]:
        site, bring = reader.site, self._frame.writer.bring.get(found.service)
        return {
            "name": reader.service(found.service),
            "when": reader.moment(found.start),
            "place": f"{reader.name(site.name)} {reader.name(site.place)}",
            "bring": reader.name(bring) if bring else "",
        }

    def _entry(self, found: Entry, reader: Reader) -> Response:
        until = reader.moment(found.until) if found.until else ""
        return self._frame.page(
            reader,
            "waiting",
            here=f"/a/{found.token}",
            base=f"/a/{found.token}",
            name=reader.service(found.service),
            title=_WAITING[found.place],
            when=reader.moment(found.start)
            if found.start
            else reader.range(found.first, found.last),
            until=until,
            is_waiting=found.place is Place.WAITING,
            is_offered=found.place is Place.OFFERED,
        )

    async def _file(self, _request: Request, found: Appointment, _reader: Reader) -> Response:
        body = calendar_file(self._frame.writer.occasion(found))
        return as_file(body, "yoyaku.ics", "text/calendar; charset=utf-8")

    async def _days(self, request: Request, found: Appointment, reader: Reader) -> Response:
        plan = self._frame.plan_of(found.service)
        return self._frame.page(
            reader,
            "days",
            here=f"/a/{found.token}/change",
            base=f"/a/{found.token}/change",
            calendar=await self._frame.calendar(request, reader, plan),
            **self._moving(found, reader),
        )

    async def _times(self, request: Request, found: Appointment, reader: Reader) -> Response:
        day = views.read_day(request.path_params["day"])
        if day is None:
            return go(f"/a/{found.token}/change", reader)
        slots = await self._frame.slots(request, found.service, Range(day, day))
        return self._frame.page(
            reader,
            "times",
            here=f"/a/{found.token}/change/{day}",
            base=f"/a/{found.token}/change",
            day=day.isoformat(),
            shown_day=reader.day(day),
            parts=views.times(reader, slots, day),
            is_full=bool(slots) and not any(slot.free for slot in slots),
            **self._moving(found, reader),
        )

    def _moving(self, found: Appointment, reader: Reader) -> dict[str, object]:
        return {
            "name": reader.service(found.service),
            "service": found.service,
            "now_booked": reader.moment(found.start),
            "form": "",
            "takes_mail": False,
        }

    async def _sure_change(self, request: Request, found: Appointment, reader: Reader) -> Response:
        at = f"{request.path_params['day']}T{request.path_params['time']}"
        start = views.read_at(at, reader.site)
        if start is None:
            return go(f"/a/{found.token}/change", reader)
        facts = self._facts(found, reader) | {"when": reader.moment(start)}
        was, base = reader.moment(found.start), f"/a/{found.token}"
        return self._frame.page(reader, "sure_change", base=base, at=at, was=was, **facts)

    async def _change(self, request: Request, found: Appointment, reader: Reader) -> Response:
        form = await read_open(request, 5)
        start = views.read_at("".join(form.get("at", ())), reader.site)
        if start is None:
            return go(f"/a/{found.token}/change", reader)
        self._frame.count_form(request, "")
        try:
            await self._frame.bookings.move(found.token, start)
        except Refused as refused:
            if refused.code not in (Refusal.SLOT_FULL, Refusal.SLOT_CLOSED):
                raise
            return await self._taken(request, found, start, reader)
        return go(f"/a/{found.token}?said=changed", reader)

    async def _taken(
        self, request: Request, found: Appointment, start: datetime, reader: Reader
    ) -> Response:
        plan = self._frame.plan_of(found.service)
        return self._frame.page(
            reader,
            "taken",
            409,
            base=f"/a/{found.token}/change",
            times=await self._frame.nearest(request, reader, plan, start),
            draft=None,
            takes_mail=False,
        )

    async def _sure_cancel(self, _request: Request, found: Appointment, reader: Reader) -> Response:
        if found.state is not State.BOOKED or found.start <= self._frame.office.clock():
            return go(f"/a/{found.token}", reader)
        base, facts = f"/a/{found.token}", self._facts(found, reader)
        return self._frame.page(reader, "sure_cancel", here=f"{base}/cancel", base=base, **facts)

    async def _cancel(self, request: Request, found: Appointment, reader: Reader) -> Response:
        self._frame.count_form(request, "")
        await self._frame.bookings.cancel(found.token)
        return go(f"/a/{found.token}", reader)

    async def _accept(self, request: Request) -> Response:
        found = await self._find(request)
        reader = self._frame.reader(request, found.language)
        made = await self._frame.bookings.accept(found.token)
        return go(f"/a/{made.token}?said=done", reader)

    async def _leave(self, request: Request) -> Response:
        found = await self._find(request)
        await self._frame.bookings.leave(found.token)
        return go(f"/a/{found.token}", self._frame.reader(request, found.language))
