"""The API as a table: what each address needs, does and answers, for serving and for OpenAPI."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.domain.errors import Refused
from hub.http.auth import Guard
from hub.http.problems import BadRequest, answer
from hub.service.access import Denied, Principal, Right
from hub.service.ports import JournalFault
from hub.shape import Shape

T = TypeVar("T")
Run = Callable[[Request], Awaitable[Response]]
Handler = Callable[[Request, Principal], Awaitable[Response]]

# Answers hold the state of this instant, and some hold tokens.
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One method of one address. `refuses`: the codes of its own problems."""

    method: str
    path: str
    summary: str
    tag: str
    body: Shape[Any] | None = None
    answer: Shape[Any] | None = None
    refuses: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Endpoint):
    """Open to everyone."""

    run: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded(Endpoint):
    """For those who have the right."""

    right: Right
    run: Handler


@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Endpoint):
    """Open to everyone, and answered elsewhere: it stands in the description alone."""


def json(shape: Shape[T], value: T) -> Response:
    """The value as JSON, made by pydantic alone."""
    return Response(shape.dump_json(value), 200, _HEADERS, "application/json")


def nothing() -> Response:
    """Done, and nothing to say."""
    return Response(None, 204, _HEADERS)


def mount(
    app: Starlette,
    endpoints: Iterable[Open | Guarded | Described],
    guard: Guard,
    refused: Callable[[Exception], None],
) -> None:
    """Serve the endpoints. `refused` hears of every request that was not carried out."""
    for endpoint in endpoints:
        if isinstance(endpoint, Described):
            continue
        run = endpoint.run if isinstance(endpoint, Open) else _guarded(endpoint, guard)
        app.router.routes.append(
            Route(endpoint.path, _answering(run, refused), methods=[endpoint.method])
        )


def _guarded(endpoint: Guarded, guard: Guard) -> Run:
    async def run(request: Request) -> Response:
        return await endpoint.run(request, await guard.allow(request, endpoint.right))

    return run


def _answering(run: Run, refused: Callable[[Exception], None]) -> Run:
    async def answering(request: Request) -> Response:
        try:
            return await run(request)
        except (Refused, Denied, BadRequest, JournalFault) as error:
            refused(error)
            return answer(error)

    return answering
