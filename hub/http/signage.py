"""What displays fetch and tell: the publication, its files, feeds, proofs of play, their state."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hub.domain.signage.programme import Generation, Play
from hub.http.bodies import LARGE, invalid, read
from hub.http.endpoints import Guarded, json, nothing
from hub.http.problems import BadRequest
from hub.service.access import Principal, Right
from hub.service.asking import is_id
from hub.service.board import Board
from hub.service.feeds import FeedShelf
from hub.service.signage.ports import MediaBook, MediaStore, PlayBook, Publications
from hub.service.signage.screens import Screens
from hub.service.signage.shapes import (
    FEEDS,
    GENERATION,
    PLAYS,
    SCREEN_REPORT,
    SCREENS_SEEN,
)
from hub.service.signage.wire import number_tag

# The bytes under a digest never change.
_FOREVER = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    # Nothing in a file may run, whatever a browser takes it for.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}
# Bytes of a file that are read at a time.
CHUNK = 1 << 18
# Characters of what a display writes into a proof of play.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where it all lies. `empty` is what is shown before the first publication."""

    publications: Publications
    media_book: MediaBook
    media: MediaStore
    feeds: FeedShelf
    plays: PlayBook
    empty: Generation


class Signage:
    """Belongs to the event loop. The publication is encoded once for all displays."""

    def __init__(self, board: Board, shelves: Shelves, screens: Screens) -> None:
        self._board = board
        self._shelves = shelves
        self._screens = screens
        self._encoding = asyncio.Lock()
        self._encoded = 0, GENERATION.dump_json(shelves.empty)

    def endpoints(self) -> tuple[Guarded, ...]:
        return (*self._fetched(), *self._told())

    def _fetched(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="GET",
                path="/api/signage/generation",
                right=Right.TERMINAL,
                run=self._generation,
                summary="What the displays show; with If-None-Match only if it changed",
                tag="signage",
                answer=GENERATION,
                refuses=("no_publication",),
            ),
            Guarded(
                method="GET",
                path="/api/signage/media/{digest}",
                right=Right.TERMINAL,
                run=self._medium,
                summary="A file by its SHA-256; with Range from a byte on",
                tag="signage",
                refuses=("no_medium", "offset"),
            ),
            Guarded(
                method="GET",
                path="/api/signage/feeds",
                right=Right.TERMINAL,
                run=self._feeds,
                summary="News, events and weather; with If-None-Match only if they changed",
                tag="signage",
                answer=FEEDS,
            ),
            Guarded(
                method="GET",
                path="/api/signage/screens",
                right=Right.CONTENT,
                run=self._seen,
                summary="How all displays are, and what they show",
                tag="signage",
                answer=SCREENS_SEEN,
            ),
        )

    def _told(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="POST",
                path="/api/signage/plays",
                right=Right.TERMINAL,
                run=self._plays,
                summary="Proofs of play; the same ids again do no harm",
                tag="signage",
                body=PLAYS,
            ),
            Guarded(
                method="POST",
                path="/api/signage/screen",
                right=Right.TERMINAL,
                run=self._screen,
                summary="A display says what it shows, with a small picture or none",
                tag="signage",
                body=SCREEN_REPORT,
            ),
        )

    async def _generation(self, request: Request, _who: Principal) -> Response:
        number = self._board.lobby.generation
        headers = {"ETag": number_tag(number), "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(await self._body(number), 200, headers, "application/json")

    async def _body(self, number: int) -> bytes:
        async with self._encoding:
            if self._encoded[0] != number:
                body = await asyncio.to_thread(self._encode, number)
                self._encoded = number, body
            return self._encoded[1]

    def _encode(self, number: int) -> bytes:
        found = self._shelves.publications.generation(number)
        if found is None:
            raise BadRequest("no_publication", number=number)
        return GENERATION.dump_json(found)

    async def _medium(self, request: Request, _who: Principal) -> Response:
        digest = request.path_params["digest"]
        found = await asyncio.to_thread(self._find, digest)
        if found is None:
            raise BadRequest("no_medium")
        path, mime = found
        return serve_medium(request, path, mime, digest)

    def _find(self, digest: str) -> tuple[Path, str] | None:
        path, kept = self._shelves.media.path(digest), self._shelves.media_book.find(digest)
        if path is None:
            return None
        return path, kept.medium.mime if kept else "application/octet-stream"

    async def _feeds(self, request: Request, _who: Principal) -> Response:
        body = FEEDS.dump_json(self._shelves.feeds.feeds())
        headers = {"ETag": f'"{sha256(body).hexdigest()[:16]}"', "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, "application/json")

    async def _plays(self, request: Request, who: Principal) -> Response:
        plays = await read(request, PLAYS, LARGE)
        _check(plays)
        # A display proves what it showed itself.
        own = [replace(play, screen=who.id) for play in plays]
        await asyncio.to_thread(self._shelves.plays.add, own)
        return nothing()

    async def _screen(self, request: Request, who: Principal) -> Response:
        self._screens.hear(who.id, await read(request, SCREEN_REPORT, LARGE))
        return nothing()

    async def _seen(self, _request: Request, _who: Principal) -> Response:
        return json(SCREENS_SEEN, self._screens.seen())


def serve_medium(request: Request, path: Path, mime: str, digest: str) -> Response:
    """The file, or the range that was asked for; BadRequest(offset) for one behind its end."""
    size = path.stat().st_size
    asked = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", request.headers.get("range", ""))
    begins = int(asked[1]) if asked else 0
    ends = min(int(asked[2]) + 1, size) if asked and asked[2] else size
    if begins >= ends:
        raise BadRequest("offset")
    headers = {**_FOREVER, "ETag": f'"{digest}"', "Accept-Ranges": "bytes"}
    headers["Content-Length"] = str(ends - begins)
    if asked:
        headers["Content-Range"] = f"bytes {begins}-{ends - 1}/{size}"
    return StreamingResponse(_chunks(path, begins, ends), 206 if asked else 200, headers, mime)


async def _chunks(path: Path, begins: int, ends: int) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        file.seek(begins)
        while begins < ends:
            chunk = await asyncio.to_thread(file.read, min(CHUNK, ends - begins))
            if not chunk:
                return
            begins += len(chunk)
            yield chunk


def _check(plays: tuple[Play, ...]) -> None:
    """What the shape of proofs does not say; BadRequest(invalid)."""
    for play in plays:
        words = (play.item, play.title, play.campaign, play.digest)
        fits = {
            "id": is_id(play.id),
            "words": all(len(word) <= _LONGEST for word in words),
            "began": play.began.tzinfo is not None and play.began.year >= 2000,
            "seconds": 0 <= play.seconds <= 86_400,
        }
        wrong = [{"where": name, "rule": "value"} for name, good in fits.items() if not good]
        if wrong:
            raise invalid(wrong)
