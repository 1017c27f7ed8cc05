"""What requests carry: read within bounds, checked completely, never repeated in an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import Field, StringConstraints, ValidationError
from starlette.requests import Request as HttpRequest

from hub.domain.issuing import OfflineTicket, Request
from hub.domain.order import Placement
from hub.domain.site import Site
from hub.http.problems import BadRequest
from hub.service.access import LOGIN, NAME
from hub.service.asking import MOST_THEN, is_id, misfits
from hub.shape import Shape

T = TypeVar("T")

# Bytes. The largest body is a kiosk's hand-over of some hundred tickets at 200 bytes.
SMALL, LARGE = 16_384, 1_048_576

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")

# A uuid4 as 32 hex digits, or any other short key of the caller's.
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,64}$")]
TicketId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Name = Annotated[str, StringConstraints(pattern=f"^{NAME}$")]
Login = Annotated[str, StringConstraints(pattern=f"^{LOGIN}$")]
Secret = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Plain:
    """`command` is the caller's key: a request repeated with it is answered, not repeated."""

    command: Key | None = None


@dataclass(frozen=True, slots=True)
class OnTicket:
    """An action on one ticket."""

    ticket: TicketId
    command: Key | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """`onward` sends the visitor to the next step of the visit, where there is one."""

    ticket: TicketId
    onward: bool = True
    command: Key | None = None


@dataclass(frozen=True, slots=True)
class BringBack:
    """Without `place` the late-arrival tolerance decides."""

    ticket: TicketId
    place: Placement | None = None
    command: Key | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """To another service, to one counter, or both."""

    ticket: TicketId
    service: str | None = None
    to_counter: str | None = None
    place: Placement = Placement.ARRIVAL
    command: Key | None = None


@dataclass(frozen=True, slots=True)
class CounterChange:
    """Open or close a counter."""

    open: bool
    command: Key | None = None


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """Stop issuing numbers for a service for today, or go on."""

    closed: bool
    command: Key | None = None


@dataclass(frozen=True, slots=True)
class Enrol:
    """A terminal's one-time code."""

    code: Secret


@dataclass(frozen=True, slots=True)
class SetUp:
    """The first administrator, by the code of the set-up link."""

    code: Secret
    login: Login
    name: Name
    password: Secret


@dataclass(frozen=True, slots=True)
class SignInForm:
    """Name and password."""

    login: Secret
    password: Secret


async def read(request: HttpRequest, shape: Shape[T], limit: int = SMALL) -> T:
    """The body as `shape`; BadRequest(too_large, not_json or invalid)."""
    body = await read_bytes(request, limit)
    try:
        return shape.validate_json(body)
    except ValidationError as error:
        raise _bad(error) from None


async def read_bytes(request: HttpRequest, limit: int) -> bytes:
    """The body as it is; BadRequest(too_large)."""
    parts, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise BadRequest("too_large", limit=limit)
        parts.append(chunk)
    return b"".join(parts)


def _bad(error: ValidationError) -> BadRequest:
    """Where and which rule, from pydantic's own codes; never the value."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    if any(fault["type"] == "json_invalid" for fault in faults):
        return BadRequest("not_json")
    return invalid(
        [{"where": _where(fault["loc"]), "rule": fault["type"]} for fault in faults[:20]]
    )


def invalid(faults: Sequence[dict[str, str]]) -> BadRequest:
    """Values that are not allowed."""
    return BadRequest("invalid", faults=list(faults))


def _where(location: Sequence[Any]) -> str:
    # Keys that the caller made up could hold anything.
    return ".".join(str(part)[:40] for part in location)


def check_request(request: Request, site: Site) -> None:
    """What the shape of a request for a number does not say; BadRequest(invalid)."""
    found = misfits(request, site)
    if found:
        raise invalid([{"where": name, "rule": rule} for name, rule in found.items()])


def check_offline(tickets: Sequence[OfflineTicket]) -> None:
    """The same for tickets that a kiosk hands over."""
    for ticket in tickets:
        _check(
            id=is_id(ticket.id),
            language=_LANGUAGE.fullmatch(ticket.language),
            then=len(ticket.then) <= MOST_THEN,
            # Years that no kiosk has seen are beyond what time zones can be reckoned for.
            issued_at=ticket.issued_at.tzinfo is not None and ticket.issued_at.year >= 2000,
        )


def _check(**fits: object) -> None:
    faults = [{"where": name, "rule": "value"} for name, good in fits.items() if not good]
    if faults:
        raise invalid(faults)
