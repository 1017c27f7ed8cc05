"""A real web server that does what strangers' servers do: answer, stall, lie, lead elsewhere."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """One answer. `drip`: a byte at a time, so many seconds apart; `says` is its length then."""

    body: bytes = b""
    media_type: str = "application/xml"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    says: int | None = None


@dataclass
class Site:
    """What there is, by path, and what was asked for."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    base: str = ""
    closing: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, body: bytes, **more: object) -> None:
        self.pages[path] = Page(body, **more)  # type: ignore[arg-type] # passed on as given


class Server(ThreadingHTTPServer):
    """Its site is at hand for the handlers."""

    site: Site


class Handler(BaseHTTPRequestHandler):
    """Gives the page of the path."""

    server: Server

    def do_GET(self) -> None:
        self.server.site.asked.append(self.path)
        page = self.server.site.pages.get(self.path, Page(status=404))
        etag = page.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            page = Page(status=304, headers=page.headers)
        self.send_response(page.status)
        length = str(page.says or len(page.body))
        for name, value in {**page.headers, "Content-Type": page.media_type}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", length)
        self.end_headers()
        try:
            self._write(page)
        except OSError:
            return  # Whoever asked has hung up.

    def _write(self, page: Page) -> None:
        if not page.drip:
            self.wfile.write(page.body)
            return
        for at in range(len(page.body)):
            self.wfile.write(page.body[at : at + 1])
            if self.server.site.closing.wait(page.drip):
                return

    def log_message(self, format: str, *_values: object) -> None:  # noqa: A002 - http.server's
        """Tests are silent."""


@contextmanager
def strange_server() -> Iterator[Site]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.site = Site(base=f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.site
        finally:
            server.site.closing.set()
            server.shutdown()
            thread.join()
