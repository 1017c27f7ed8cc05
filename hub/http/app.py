"""The hub's web application: the API, and the pages that it is given."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hub.http.auth import Guard
from hub.http.endpoints import Described, Guarded, Open, mount
from hub.http.openapi import document
from hub.http.problems import respond


def application(
    endpoints: Sequence[Open | Guarded | Described],
    guard: Guard,
    pages: APIRouter,
    refused: Callable[[Exception], None],
) -> FastAPI:
    """An ASGI application. Its documentation pages are off: they load scripts from elsewhere."""
    app = FastAPI(
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    mount(app, endpoints, guard, refused)
    app.router.routes.extend(pages.routes)
    app.openapi = _described(endpoints)  # type: ignore[method-assign] # as FastAPI says
    app.add_exception_handler(HTTPException, _no_such_thing)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _bug)
    return app


def _described(endpoints: Sequence[Open | Guarded | Described]) -> Callable[[], dict[str, Any]]:
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(document(endpoints))
        return made

    return openapi


async def _no_such_thing(_request: Request, error: Exception) -> Response:
    wrong_method = isinstance(error, HTTPException) and error.status_code == 405
    headers = error.headers if isinstance(error, HTTPException) else None
    return respond("method_not_allowed" if wrong_method else "not_found", {}, headers)


async def _invalid(_request: Request, _error: Exception) -> Response:
    return respond("invalid", {})


async def _bug(_request: Request, _error: Exception) -> Response:
    """The server logs the traceback; whoever asked gets the same shape as always."""
    return respond("bug", {})
