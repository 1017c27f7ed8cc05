"""Files of any size come in pieces, and go on where they were broken off: tus 1.0.

https://tus.io/protocols/resumable-upload with its extensions creation and termination. Addresses
are under the pages of contents, for members of staff.
"""

import asyncio
import re
from base64 import b64decode
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from hub.http.endpoints import Guarded
from hub.service.access import Principal, Right
from hub.service.signage.holdings import Holdings, NotStored, UnknownUpload
from hub.service.signage.ports import Sending
from hub.shape import Shape

PATH = "/contents/uploads"
VERSION = "1.0.0"
# Bytes that are gathered before they are written.
PIECE = 1 << 20
_OFFSETS = "application/offset+octet-stream"
_HEADERS = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
_REASONS: Shape[dict[str, tuple[str, ...]]] = Shape(dict[str, tuple[str, ...]])

Work = Callable[[Request, Principal], Awaitable[Response]]


class Uploads:
    """Belongs to the event loop. One request writes to a file at a time; others get 423."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._busy: set[str] = set()

    def endpoints(self) -> tuple[Guarded, ...]:
        one = f"{PATH}/{{upload}}"
        return (
            _endpoint("OPTIONS", PATH, self._options, "What this server knows of tus"),
            _endpoint("POST", PATH, self._create, "Announce a file"),
            _endpoint("HEAD", one, self._head, "How much of a file has come"),
            _endpoint("PATCH", one, self._patch, "Go on with a file"),
            _endpoint("DELETE", one, self._delete, "Give a file up"),
        )

    async def _options(self, _request: Request, _who: Principal) -> Response:
        known = {
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,termination",
            "Tus-Max-Size": str(self._holdings.most),
        }
        return Response(None, 204, {**_HEADERS, **known})

    async def _create(self, request: Request, who: Principal) -> Response:
        length = _number(request, "upload-length")
        if length is None:
            return _refused(400, "大きさが告げられていません。")
        name = _metadata(request.headers.get("upload-metadata", "")).get("filename", "")
        sending = await asyncio.to_thread(self._holdings.begin, who, name, length)
        return Response(None, 201, {**_HEADERS, "Location": f"{PATH}/{sending.id}"})

    async def _head(self, request: Request, who: Principal) -> Response:
        return Response(None, 200, _place(await self._find(request, who)))

    async def _patch(self, request: Request, who: Principal) -> Response:
        sending, offset = await self._find(request, who), _number(request, "upload-offset")
        if request.headers.get("content-type") != _OFFSETS:
            return Response(None, 415, _HEADERS)
        if offset != sending.offset:
            return Response(None, 409, _place(sending))
        if sending.id in self._busy:
            return Response(None, 423, _HEADERS)
        self._busy.add(sending.id)
        try:
            return await self._go_on(request, sending)
        finally:
            self._busy.discard(sending.id)

    async def _go_on(self, request: Request, sending: Sending) -> Response:
        gathered = bytearray()
        try:
            async for chunk in request.stream():
                gathered += chunk
                if len(gathered) >= PIECE:
                    piece, gathered = bytes(gathered), bytearray()
                    sending = await asyncio.to_thread(self._holdings.append, sending, piece)
        except ClientDisconnect:
            # What has come so far counts: the browser asks by HEAD where to go on.
            await asyncio.to_thread(self._holdings.append, sending, bytes(gathered))
            raise
        sending = await asyncio.to_thread(self._holdings.append, sending, bytes(gathered))
        if sending.offset == sending.length:
            await asyncio.to_thread(self._holdings.finish, sending)
        return Response(None, 204, _place(sending))

    async def _delete(self, request: Request, who: Principal) -> Response:
        upload = request.path_params["upload"]
        if upload in self._busy:
            return Response(None, 423, _HEADERS)
        await asyncio.to_thread(self._holdings.cancel, who, upload)
        return Response(None, 204, _HEADERS)

    async def _find(self, request: Request, who: Principal) -> Sending:
        return await asyncio.to_thread(self._holdings.find, who, request.path_params["upload"])


def _endpoint(method: str, path: str, work: Work, summary: str) -> Guarded:
    return Guarded(
        method=method,
        path=path,
        right=Right.CONTENT,
        run=_speaking_tus(work),
        summary=summary,
        tag="uploads",
    )


def _speaking_tus(work: Work) -> Work:
    """Refusals as tus has them; the body says why, for the page to show."""

    async def run(request: Request, who: Principal) -> Response:
        if request.method != "OPTIONS" and request.headers.get("tus-resumable") != VERSION:
            return Response(None, 412, {**_HEADERS, "Tus-Version": VERSION})
        try:
            return await work(request, who)
        except UnknownUpload:
            return Response(None, 404, _HEADERS)
        except NotStored as refusal:
            return _refused(422, *refusal.reasons)
        except ClientDisconnect:
            # Nobody is there to read an answer.
            return Response(None, 400, _HEADERS)

    return run


def _refused(status: int, *reasons: str) -> Response:
    body = _REASONS.dump_json({"reasons": reasons})
    return Response(body, status, _HEADERS, "application/json")


def _place(sending: Sending) -> dict[str, str]:
    return {
        **_HEADERS,
        "Upload-Offset": str(sending.offset),
        "Upload-Length": str(sending.length),
    }


def _number(request: Request, header: str) -> int | None:
    words = request.headers.get(header, "")
    return int(words) if re.fullmatch(r"\d{1,15}", words) else None


def _metadata(header: str) -> dict[str, str]:
    """Pairs "key base64", with commas between."""
    found: dict[str, str] = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = b64decode(value, validate=True).decode()
        except ValueError:
            continue
    return found
