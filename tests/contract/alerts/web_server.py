"""A real web server that takes JSON, and can refuse or fall silent."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Inbox:
    """What was taken, and how the server behaves."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.status = 204
        self.awake = threading.Event()
        self.awake.set()


@contextmanager
def web_server(inbox: Inbox, certificate: tuple[Path, Path] | None = None) -> Iterator[int]:
    """A running server, by its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            inbox.paths.append(self.path)
            if inbox.status < 300:
                inbox.taken.append(json.loads(body))
            inbox.awake.wait(20)
            self.send_response(inbox.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *_values: object) -> None:  # noqa: A002 - http.server's
            """Tests are silent."""

    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            inbox.awake.set()
            server.shutdown()
            thread.join()
