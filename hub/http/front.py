"""What everyone may read, answered from memory in front of the application.

A cached answer costs about a tenth of what a route of the application does, so that the pages
for everyone hold whatever a broadcast on television brings, while numbers are given and called.
"""

from collections.abc import Collection
from dataclasses import dataclass
from gzip import compress
from hashlib import sha256
from typing import Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from assets.words import known_tag
from hub.http.asked import is_known, takes_gzip
from hub.http.problems import respond
from hub.service.publicity.sheets import LASTING_AGE, PASSING_AGE, Content, Sheet

Headers = list[tuple[bytes, bytes]]

READ = ("GET", "HEAD")
ALLOWED = {"Allow": "GET, HEAD, OPTIONS"}
# A page of another site asks first whether it may send If-None-Match (Fetch, CORS protocol).
PREFLIGHT: Headers = [
    (b"allow", b"GET, HEAD, OPTIONS"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
# zlib's usual level: the best one takes four times as long for a hundredth less.
LEVEL = 6


class Shelf(Protocol):
    """What there is to read."""

    @property
    def paths(self) -> Collection[str]:
        """The addresses."""

    def find(self, path: str, query: bytes, accepted: bytes, /) -> tuple[Sheet, bool]:
        """What is asked for, and whether that depends on the accepted languages."""

    def stamp(self, sheet: Sheet) -> int:
        """Another one than before: the sheet has changed."""

    def make(self, sheet: Sheet) -> Content:
        """The sheet as it is now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One representation. `headers` are the full ones, by whether the language was negotiated."""

    tag: bytes
    body: bytes
    headers: tuple[Headers, Headers]
    unchanged: tuple[Headers, Headers]


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet as it was at a stamp: as it is, and compressed."""

    stamp: int
    plain: Answer
    zipped: Answer


class Front:
    """The application with the shelf in front of it. Belongs to the event loop.

    What is kept is bounded: there are as many sheets as languages, services and kinds make.
    """

    def __init__(self, shelf: Shelf, behind: ASGIApp) -> None:
        self._shelf = shelf
        self._behind = behind
        self._paths = frozenset(shelf.paths)
        self._kept: dict[Sheet, Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in self._paths:
            await self._behind(scope, receive, send)
        elif scope["method"] in READ:
            await self._read(scope, send)
        elif scope["method"] == "OPTIONS":
            await _send(send, 204, PREFLIGHT, b"")
        else:
            await respond("method_not_allowed", {}, ALLOWED)(scope, receive, send)

    async def _read(self, scope: Scope, send: Send) -> None:
        encoding = languages = known = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                encoding = value
            elif name == b"accept-language":
                languages = value
            elif name == b"if-none-match":
                known = value
        sheet, negotiated = self._shelf.find(scope["path"], scope["query_string"], languages)
        kept = self._current(sheet)
        answer = kept.zipped if encoding and takes_gzip(encoding) else kept.plain
        if known and is_known(answer.tag, known):
            await _send(send, 304, answer.unchanged[negotiated], b"")
        else:
            body = answer.body if scope["method"] == "GET" else b""
            await _send(send, 200, answer.headers[negotiated], body)

    def _current(self, sheet: Sheet) -> Kept:
        stamp = self._shelf.stamp(sheet)
        kept = self._kept.get(sheet)
        if kept is None or kept.stamp != stamp:
            kept = self._kept[sheet] = keep(self._shelf.make(sheet), sheet, stamp)
        return kept


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def keep(content: Content, sheet: Sheet, stamp: int) -> Kept:
    """Both representations, each with a strong tag of its own (RFC 9110, 8.8.3.3)."""
    tag = sha256(content.body).hexdigest()[:24]
    zipped = compress(content.body, LEVEL, mtime=0)
    return Kept(
        stamp,
        _answer(content, sheet, f'"{tag}"', content.body, {}),
        _answer(content, sheet, f'"{tag}-gzip"', zipped, {"Content-Encoding": "gzip"}),
    )


def _answer(
    content: Content, sheet: Sheet, tag: str, body: bytes, encoding: dict[str, str]
) -> Answer:
    age = PASSING_AGE if sheet.is_passing else LASTING_AGE
    lasting = {"Cache-Control": f"public, max-age={age}", "ETag": tag, **content.headers}
    whole = {
        "Content-Type": content.media_type,
        "Content-Length": str(len(body)),
        **({"Content-Language": known_tag(sheet.language)} if sheet.language else {}),
        **encoding,
        **lasting,
    }
    return Answer(tag.encode(), body, _by_negotiation(whole), _by_negotiation(lasting))


def _by_negotiation(headers: dict[str, str]) -> tuple[Headers, Headers]:
    """Without and with what a cache must know where the browser's languages decide."""
    return _raw(headers, "Accept-Encoding"), _raw(headers, "Accept-Encoding, Accept-Language")


def _raw(headers: dict[str, str], vary: str) -> Headers:
    every = {**headers, "Vary": vary}
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in every.items()]
