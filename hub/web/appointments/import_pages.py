"""/appointments/import: a table from another booking system, all of it or nothing."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.service.access import Principal, Right, check_own_page
from hub.service.appointments.booking import Bookings
from hub.service.appointments.importing import Imported
from hub.service.appointments.reading import MOST_BYTES, Misfit, Misfits, read
from hub.web.appointments.view import service_name
from hub.web.forms import BadForm
from hub.web.guarding import guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import page

# Lines that are shown, and what a form adds to its file.
MOST_SHOWN, AROUND = 200, 10_000
NO_FILE = "ファイルを選んでください。"


@dataclass(frozen=True, slots=True)
class ImportPages:
    """Belongs to the event loop."""

    office: Office
    bookings: Bookings

    def add_to(self, router: Router) -> None:
        path, right = "/appointments/import", Right.SUPERVISE
        router.add_route(path, guarded(self.office, right, self._form))
        take = guarded(self.office, right, self._take)
        router.add_route(path, take, methods=["POST"])

    async def _form(self, _request: Request, who: Principal) -> Response:
        return self._page(who)

    async def _take(self, request: Request, who: Principal) -> Response:
        body, service, do = await _sent(request)
        if not body:
            return self._page(who, 422, service=service, message=NO_FILE)
        rehearse, terms = do != "import", self.bookings.terms
        try:
            # A large table takes a moment, and visitors are served meanwhile.
            table = await asyncio.to_thread(read, body, terms, {}, service)
            done = await self.bookings.bring_in(table, who.id, rehearse=rehearse)
        except Misfits as misfits:
            return self._page(who, 422, service=service, misfits=misfits.found)
        return self._page(who, service=service, done=done, rehearsed=rehearse)

    def _page(
        self,
        who: Principal,
        status: int = 200,
        *,
        service: str = "",
        message: str = "",
        misfits: tuple[Misfit, ...] = (),
        done: Imported | None = None,
        rehearsed: bool = False,
    ) -> Response:
        site = self.office.lobby.site
        return page(
            "appointment_import.html",
            status,
            live=False,
            services=[(key, service_name(site, key)) for key in self.bookings.plans],
            service=service,
            message=message,
            misfits=misfits[:MOST_SHOWN],
            total=len(misfits),
            done=done,
            rehearsed=rehearsed,
            me=who,
            nav=nav(self.office, who),
        )


async def _sent(request: Request) -> tuple[bytes, str, str]:
    """The file, the service for all its lines, and what to do; BadForm."""
    check_own_page(request.headers, cookie=True)
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or int(size) > MOST_BYTES + AROUND:
        raise BadForm
    async with request.form(max_fields=5, max_files=1) as form:
        file, service, do = form.get("file"), form.get("service", ""), form.get("do", "")
        body = await file.read() if isinstance(file, UploadFile) else b""
        return body, str(service), str(do)
