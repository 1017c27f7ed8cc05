"""Files and event streams that pages ask for."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from hub.web.rendering import HEADERS

# Milliseconds after which a page comes back to a stream that ended.
_OPENING = b"retry: 1000\n\n"


def as_file(content: bytes, name: str, media_type: str, *, inline: bool = False) -> Response:
    """A file to save, or to show in the browser."""
    how = "inline" if inline else "attachment"
    headers = {**HEADERS, "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}"}
    if inline:
        # The browser's own viewer of PDF needs styles and pictures that it makes itself.
        del headers["Content-Security-Policy"]
    return Response(content, 200, headers, media_type)


def stream(texts: AsyncIterator[str]) -> Response:
    """Each text as a server-sent event; an empty one is a comment that keeps the line open."""
    return events(f"data: {text}\n\n".encode() if text else b": beat\n\n" async for text in texts)


def events(frames: AsyncIterator[bytes]) -> Response:
    """Server-sent events (WHATWG HTML, 9.2), which no proxy collects."""

    async def opened() -> AsyncIterator[bytes]:
        yield _OPENING
        async for frame in frames:
            yield frame

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(opened(), headers=headers, media_type="text/event-stream")
