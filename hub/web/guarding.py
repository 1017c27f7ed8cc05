"""Every page's way in: who asks may see it, and what goes wrong becomes a page, not a code."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.service.access import Denial, Denied, Principal, Right, Role
from hub.service.ports import JournalFault
from hub.web.forms import BadForm
from hub.web.office import Office
from hub.web.rendering import HEADERS, is_htmx, page

Open = Callable[[Request], Awaitable[Response]]
Page = Callable[[Request, Principal], Awaitable[Response]]

_WORDS = {
    403: ("この画面は使えません", "権限がありません。管理者におたずねください。"),
    404: ("見つかりません", "アドレスをお確かめください。"),
    422: ("送られた内容を読めません", "前の画面にもどって、もう一度お試しください。"),
    503: ("いま使えません", "記録する場所に問題があります。しばらくしてもう一度お試しください。"),
}


# Whoever has no counter to go to gets a page of their own instead of a refusal.
_HOMES: Mapping[str | int, str] = {
    Role.CONTENT_EDITOR.value: "/contents",
    Role.CONTENT_MANAGER.value: "/contents",
}


class NotFound(Exception):
    """There is no such page."""


def guarded(office: Office, right: Right, run: Page) -> Open:
    """The page for those who have the right; others are led to the sign-in page."""

    async def serve(request: Request) -> Response:
        return await run(request, await office.guard.allow(request, right))

    return calm(serve)


def calm(run: Open) -> Open:
    """The page, or a page that says what is wrong and where to go."""

    async def serve(request: Request) -> Response:
        try:
            return await run(request)
        except Denied as denied:
            return _denied(request, denied)
        except NotFound:
            return trouble(404)
        except BadForm:
            return trouble(422)
        except JournalFault:
            return trouble(503)

    return serve


def trouble(status: int) -> Response:
    """A page that says what is wrong."""
    title, hint = _WORDS[status]
    return page("trouble.html", status, title=title, hint=hint, live=False)


def _denied(request: Request, denied: Denied) -> Response:
    if denied.code is not Denial.NOT_SIGNED_IN:
        home = _HOMES.get(denied.details.get("role", ""))
        return go(request, home) if home and request.method == "GET" else trouble(403)
    back = request.url.path if request.method == "GET" else _page_of(request.url.path)
    return go(request, f"/sign-in?next={quote(back)}&again=1")


def _page_of(path: str) -> str:
    """The page whose form was sent: /counter/c1/call-next -> /counter/c1.

    What lies on a desk is put away when its clerk signs out.
    """
    return "/desk" if path.startswith("/desk/") else "/".join(path.split("/")[:3])


def go(request: Request, where: str) -> Response:
    """Lead the browser elsewhere, also from within a page that only fetches a part."""
    if is_htmx(request):
        return Response(headers={**HEADERS, "HX-Redirect": where})
    return RedirectResponse(where, 303, HEADERS)
