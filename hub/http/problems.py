"""One shape for everything that goes wrong: RFC 9457, application/problem+json."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from hub.domain.errors import Refused
from hub.http.words import WORDS
from hub.service.access import Denial, Denied
from hub.service.ports import JournalFault
from hub.shape import Shape

MEDIA_TYPE = "application/problem+json"
# Seconds; a full disk or a database that starts anew is not repaired sooner.
RETRY_AFTER = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457, 3.1; `code` is stable, `details` are the facts behind `detail`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    details: Mapping[str, Any]


PROBLEM = Shape(Problem)


class BadRequest(Exception):
    """What was sent cannot be understood. `details` never repeat what was sent."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


Answerable = Refused | Denied | BadRequest | JournalFault


def answer(error: Answerable) -> Response:
    """The response to an error that is no bug."""
    if isinstance(error, JournalFault):
        return respond("storage", {}, {"Retry-After": str(RETRY_AFTER)})
    headers = {}
    if error.code is Denial.NOT_SIGNED_IN:
        headers["WWW-Authenticate"] = "Bearer"
    if error.code is Denial.LOCKED:
        headers["Retry-After"] = str(error.details["seconds"])
    return respond(str(error.code), error.details, headers)


def respond(
    code: str, details: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    """The response with the words for `code`."""
    found = problem(code, details)
    body = PROBLEM.dump_json(found)
    return Response(body, found.status, dict(headers or {}), MEDIA_TYPE)


def problem(code: str, details: Mapping[str, Any]) -> Problem:
    """The problem with its words filled in."""
    status, title, detail = WORDS[code]
    words = detail.format_map(details)
    return Problem(f"/api/problems/{code}", title, status, words, code, details)


def status_of(code: str) -> int:
    """The HTTP status of a code."""
    return WORDS[code][0]
