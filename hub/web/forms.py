"""What forms send: read within bounds, from our own pages alone."""

import re
from collections.abc import Mapping

from starlette.requests import Request

from hub.service.access import LOGIN, NAME, check_own_page

# Bytes; the largest form holds a name and a password.
MOST = 8192


class BadForm(Exception):
    """The form is too large or not what the page's own form sends."""


async def read(request: Request) -> Mapping[str, str]:
    """The fields; BadForm, or Denied(FOREIGN_PAGE) for a form on somebody else's page."""
    return {name: values[-1] for name, values in (await read_all(request, 20)).items()}


def check_member(login: str, name: str) -> None:
    """BadForm for what no member of staff can be called."""
    if not (re.fullmatch(LOGIN, login) and re.fullmatch(NAME, name)):
        raise BadForm


async def read_all(
    request: Request, most_fields: int, most: int = MOST
) -> Mapping[str, tuple[str, ...]]:
    """As `read`, with every value of fields that come more than once; at most `most` bytes."""
    check_own_page(request.headers, cookie=True)
    return await read_open(request, most_fields, most)


async def read_open(
    request: Request, most_fields: int, most: int = MOST
) -> Mapping[str, tuple[str, ...]]:
    """As `read_all`, for forms that do nothing in anybody's name, wherever they come from."""
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or int(size) > most:
        raise BadForm
    async with request.form(max_fields=most_fields, max_files=0) as form:
        found: dict[str, tuple[str, ...]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                found[name] = (*found.get(name, ()), value)
        return found


async def read_body(request: Request, most: int) -> bytes:
    """A body of at most so many bytes, in memory alone; BadForm or Denied(FOREIGN_PAGE)."""
    check_own_page(request.headers, cookie=True)
    parts, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise BadForm
        parts.append(chunk)
    return b"".join(parts)


def local_path(wanted: str) -> str:
    """Where to go after signing in: an address of our own, or the choice of counters."""
    is_local = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_local and wanted.isprintable() else "/counter"
