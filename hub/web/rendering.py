"""From a template to a response that loads nothing from elsewhere and runs no inline script."""

from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

import assets
from assets.words import pieces, plain

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).resolve().parent
_DAY, _YEAR = 86_400, 31_536_000

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    # Not "no-referrer": with that browsers send no Origin (Fetch, 3.2.2), and over plain HTTP that
    # is all they tell of where a form comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def _files() -> dict[str, Path]:
    """Everything under /static, by name: nothing else can be asked for."""
    own = _HERE / "static"
    found = {path.relative_to(own).as_posix(): path for path in own.rglob("*") if path.is_file()}
    for folder in ("icons", "fonts"):
        found |= {f"{folder}/{path.name}": path for path in assets.path(folder).iterdir()}
    return found | {"tokens.css": assets.path("tokens.css")}


FILES = _files()


@cache
def static(name: str) -> str:
    """The address of a file, which changes with its content."""
    return f"/static/{name}?v={sha256(FILES[name].read_bytes()).hexdigest()[:12]}"


def file(request: Request) -> Response:
    """Serve one file; 404."""
    path = FILES.get(request.path_params["name"])
    if path is None:
        return Response(status_code=404)
    age = f"max-age={_YEAR}, immutable" if "v" in request.query_params else f"max-age={_DAY}"
    headers = {"Cache-Control": f"public, {age}", "X-Content-Type-Options": "nosniff"}
    return FileResponse(path, headers=headers)


_RUBY = Markup("<ruby>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>")


# Words of ours and of the city, again and again: a call changes the pages of thousands of phones.
@lru_cache(maxsize=4096)
def ruby(text: str) -> Markup:
    """A text with its readings above the words; everything in it is escaped."""
    shown = (_RUBY.format(*piece) if piece[1] else escape(piece[0]) for piece in pieces(text))
    return Markup().join(shown)


@cache
def _environment() -> "Environment":
    # Loaded with the first page: terminals that wait for the hub ask for none.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - see above

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(ruby=ruby, plain=plain)
    # A new uuid for every form: sent twice, carried out once.
    environment.globals.update(
        static=static,
        command=lambda: uuid4().hex,
        live=True,
        stream="/live",
        lang="ja",
        skip="本文へ",
    )
    return environment


def html(template: str, context: Mapping[str, Any]) -> str:
    """The page as text."""
    return _environment().get_template(template).render(context)


def page(template: str, status: int = 200, /, **context: Any) -> Response:
    """The page as a response."""
    return HTMLResponse(html(template, context), status, HEADERS)


def is_htmx(request: Request) -> bool:
    """Does the page's script ask, which shows the answer where it is?"""
    return request.headers.get("hx-request") == "true"
