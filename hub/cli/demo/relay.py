"""A network between the terminals and their hub that can be cut."""

import socket
from contextlib import suppress
from select import select
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

# Seconds between two looks at whether the network was cut.
GLANCE = 0.2


class Relay:
    """Carries what comes in at `port` to the hub at `far_port` of this machine, from `start` on."""

    def __init__(self, far_port: int) -> None:
        cut = self._cut = Event()

        class Carrier(BaseRequestHandler):
            """One connection."""

            def handle(self) -> None:
                with suppress(OSError):
                    _carry(self.request, far_port, cut)

        self._server = ThreadingTCPServer(("127.0.0.1", 0), Carrier)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self._thread = Thread(target=self._server.serve_forever, args=(GLANCE,), name="relay")

    def start(self) -> None:
        """Let connections through."""
        self._thread.start()

    def cut(self) -> None:
        """End all connections, and take no more."""
        self._cut.set()

    def stop(self) -> None:
        """Cut it, and let go of the port."""
        self.cut()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


def _carry(near: socket.socket, far_port: int, cut: Event) -> None:
    """Both ways, until one side has ended or the network is cut."""
    if cut.is_set():
        return
    with socket.create_connection(("127.0.0.1", far_port), timeout=5) as far:
        other = {near: far, far: near}
        while not cut.is_set():
            ready, _, _ = select([near, far], [], [], GLANCE)
            for side in ready:
                data = side.recv(65_536)
                if not data:
                    return
                other[side].sendall(data)
