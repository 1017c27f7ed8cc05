"""The hub's web application: the API, and the pages that it is given."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router

from hub.http.auth import Guard
from hub.http.endpoints import Described, Guarded, Open, mount
from hub.http.openapi import document
from hub.http.problems import respond


def application(
    endpoints: Sequence[Open | Guarded | Described],
    guard: Guard,
    pages: Router,
    refused: Callable[[Exception], None],
) -> Starlette:
    """An ASGI application. Its documentation pages are off: they load scripts from elsewhere."""
    app = Starlette(routes=[Route("/api/openapi.json", _described(endpoints))])
    app.router.redirect_slashes = False
    mount(app, endpoints, guard, refused)
    app.router.routes.extend(pages.routes)
    app.add_exception_handler(HTTPException, _no_such_thing)
    app.add_exception_handler(Exception, _bug)
    return app


def _described(
    endpoints: Sequence[Open | Guarded | Described],
) -> Callable[[Request], Awaitable[Response]]:
    made: dict[str, Any] = {}

    async def openapi(_request: Request) -> Response:
        if not made:
            made.update(document(endpoints))
        return JSONResponse(made)

    return openapi


async def _no_such_thing(_request: Request, error: Exception) -> Response:
    wrong_method = isinstance(error, HTTPException) and error.status_code == 405
    headers = error.headers if isinstance(error, HTTPException) else None
    return respond("method_not_allowed" if wrong_method else "not_found", {}, headers)


async def _bug(_request: Request, _error: Exception) -> Response:
    """The server logs the traceback; whoever asked gets the same shape as always."""
    return respond("bug", {})
