"""/staff and /devices: who works here, and which terminals may ask."""

import re
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.service.access import NAME, Denied, Principal, Right, Role
from hub.service.ports_access import AuditLine, Device
from hub.web import words
from hub.web.forms import BadForm, check_member, read
from hub.web.guarding import NotFound, guarded
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import page

Form = Mapping[str, str]


class AdminPages:
    """Belongs to the event loop. A link or code is shown once, in answer to its button."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        for path, show, act in (
            ("/staff", self._staff_page, self._staff),
            ("/devices", self._devices_page, self._devices),
        ):
            router.add_route(path, guarded(self._office, Right.ADMINISTER, show))
            act_guarded = guarded(self._office, Right.ADMINISTER, act)
            router.add_route(f"{path}/{{action}}", act_guarded, methods=["POST"])

    async def _staff_page(self, _request: Request, who: Principal) -> Response:
        return await self._show_staff(who)

    async def _staff(self, request: Request, who: Principal) -> Response:
        form, action = await read(request), request.path_params["action"]
        login = form.get("login", "").strip()
        run = self._staff_deed(action, login, form)
        try:
            code = await self._audited(run, who, action, login)
        except Denied as denied:
            return await self._show_staff(who, 409, message=words.denial(denied))
        except BadForm:
            return await self._show_staff(who, 422, message=words.BAD_NAME)
        link = f"{request.base_url}welcome/{login}/{code}" if code else ""
        return await self._show_staff(who, link=link, login=login)

    def _staff_deed(self, action: str, login: str, form: Form) -> Callable[[], str | None]:
        staffing = self._office.staffing
        deeds: Mapping[str, Callable[[], str | None]] = {
            "invite": lambda: self._invite(login, form),
            "reset": lambda: staffing.reset(login),
            "role": lambda: staffing.change_role(login, _role(form)),
            "move": lambda: staffing.move(login, _department(form)),
            "disable": lambda: staffing.set_disabled(login, disabled=True),
            "enable": lambda: staffing.set_disabled(login, disabled=False),
        }
        if action not in deeds:
            raise NotFound
        return deeds[action]

    def _invite(self, login: str, form: Form) -> str:
        name = form.get("name", "").strip()
        check_member(login, name)
        return self._office.staffing.invite(login, name, _role(form), _department(form))

    async def _audited(
        self, run: Callable[[], str | None], who: Principal, action: str, subject: str
    ) -> str | None:
        """Do it, write it down, and let it count at once."""
        office = self._office

        def work() -> str | None:
            code = run()
            office.audit.record(AuditLine(office.clock(), who.id, action, subject))
            office.keyring.refresh()
            return code

        return await office.slowly(work)

    async def _show_staff(
        self,
        who: Principal,
        status: int = 200,
        *,
        message: str = "",
        link: str = "",
        login: str = "",
    ) -> Response:
        staff = await self._office.slowly(self._office.access.staff)
        return page(
            "staff.html",
            status,
            live=False,
            staff=staff,
            departments=sorted({member.department for member in staff} - {""}),
            roles=words.ROLES,
            me=who,
            nav=nav(self._office, who),
            message=message,
            link=link,
            login=login,
        )

    async def _devices_page(self, _request: Request, who: Principal) -> Response:
        return await self._show_devices(who)

    async def _devices(self, request: Request, who: Principal) -> Response:
        form, action = await read(request), request.path_params["action"]
        known = {terminal.id: terminal for terminal in self._office.terminals()}
        terminal = known.get(form.get("terminal", ""))
        if action not in ("code", "revoke") or terminal is None:
            raise NotFound
        name = terminal.id
        role = terminal.role
        if action == "code":
            code = await self._audited(
                lambda: self._office.devices.new_code(role, name), who, action, name
            )
            return await self._show_devices(who, code=code or "", terminal=name)
        await self._audited(lambda: self._revoke(name), who, action, name)
        return await self._show_devices(who)

    def _revoke(self, terminal: str) -> None:
        self._office.access.revoke(terminal, self._office.clock())

    async def _show_devices(
        self, who: Principal, *, code: str = "", terminal: str = ""
    ) -> Response:
        devices = await self._office.slowly(self._office.access.devices)
        return page(
            "devices.html",
            live=False,
            terminals=self._office.terminals(),
            enrolled=_enrolled(devices),
            zone=self._office.now().tzinfo,
            me=who,
            nav=nav(self._office, who),
            code=code,
            terminal=terminal,
        )


def _enrolled(devices: list[Device]) -> Mapping[str, Device]:
    """The valid device of each terminal."""
    return {device.terminal: device for device in devices if device.revoked_at is None}


def _role(form: Form) -> Role:
    if form.get("role") not in set(words.ROLES):
        raise BadForm
    return Role(form["role"])


def _department(form: Form) -> str:
    """In the city's words; BadForm where it cannot be shown in a line."""
    department = form.get("department", "").strip()
    if department and not re.fullmatch(NAME, department):
        raise BadForm
    return department
