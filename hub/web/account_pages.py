"""Sign in and out, the first administrator, and a member's first or forgotten password."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.service.access import Denial, Denied
from hub.service.signin import SignedIn
from hub.web import words
from hub.web.forms import BadForm, check_member, local_path, read
from hub.web.guarding import calm
from hub.web.office import Office
from hub.web.rendering import HEADERS, page


class AccountPages:
    """Belongs to the event loop. Hashing is slow on purpose, so it runs off it."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, router: Router) -> None:
        for path, show, act in (
            ("/sign-in", self._sign_in_page, self._sign_in),
            ("/setup", self._set_up_page, self._set_up),
            ("/welcome/{login}/{code}", self._welcome_page, self._welcome),
        ):
            router.add_route(path, calm(show))
            router.add_route(path, calm(act), methods=["POST"])
        router.add_route("/sign-out", calm(self._sign_out), methods=["POST"])

    async def _sign_in_page(self, request: Request) -> Response:
        again = "again" in request.query_params
        said = "時間がたったので、もう一度サインインしてください。" if again else ""
        chosen = "chosen" in request.query_params
        said = "パスワードを決めました。サインインしてください。" if chosen else said
        return _form(wanted=local_path(request.query_params.get("next", "")), note=said)

    async def _sign_in(self, request: Request) -> Response:
        form = await read(request)
        login, password = form.get("login", ""), form.get("password", "")
        wanted = local_path(form.get("next", ""))
        try:
            signed_in = await self._office.slowly(
                lambda: self._office.sign_in.sign_in(login.strip(), password)
            )
        except Denied as denied:
            status = 429 if denied.code is Denial.LOCKED else 403
            return _form(status, wanted=wanted, login=login[:40], message=words.denial(denied))
        return self._enter(signed_in, wanted)

    def _enter(self, signed_in: SignedIn, wanted: str) -> Response:
        response = RedirectResponse(wanted, 303, HEADERS)
        self._office.guard.sign_in(response, signed_in)
        return response

    async def _sign_out(self, request: Request) -> Response:
        await read(request)
        key = self._office.guard.token_hash(request) or ""
        who = self._office.keyring.find(key)
        if who is not None and self._office.desk is not None:
            self._office.desk.desk.put_all_away(who.id)
        await self._office.slowly(lambda: self._office.sign_in.sign_out(key))
        response = RedirectResponse("/sign-in", 303, HEADERS)
        self._office.guard.sign_out(response, key)
        return response

    async def _set_up_page(self, _request: Request) -> Response:
        return page("setup.html", live=False, message="", login="", name="")

    async def _set_up(self, request: Request) -> Response:
        form = await read(request)
        code, password = request.query_params.get("code", ""), form.get("password", "")
        login, name = form.get("login", "").strip(), form.get("name", "").strip()
        try:
            check_member(login, name)
            signed_in = await self._office.slowly(
                lambda: self._office.sign_in.set_up(code, login, name, password)
            )
        except (Denied, BadForm) as error:
            said = words.denial(error) if isinstance(error, Denied) else words.BAD_NAME
            return page(
                "setup.html", 422, live=False, message=said, login=login[:40], name=name[:60]
            )
        return self._enter(signed_in, "/staff")

    async def _welcome_page(self, request: Request) -> Response:
        return page("welcome.html", live=False, message="", login=request.path_params["login"])

    async def _welcome(self, request: Request) -> Response:
        form = await read(request)
        login, code = request.path_params["login"], request.path_params["code"]
        password = form.get("password", "")
        try:
            await self._office.slowly(
                lambda: self._office.staffing.choose_password(code, login, password)
            )
        except Denied as denied:
            said = words.denial(denied)
            return page("welcome.html", 422, live=False, message=said, login=login)
        return RedirectResponse("/sign-in?chosen=1", 303, HEADERS)


def _form(
    status: int = 200, *, wanted: str, login: str = "", message: str = "", note: str = ""
) -> Response:
    return page(
        "signin.html", status, live=False, wanted=wanted, login=login, message=message, note=note
    )
